/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software distributed under the License
 * is distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express
 * or implied. See the License for the specific language governing permissions and limitations under
 * the License.
 */

package io.cdcpipelines.starrocks.endtoend;

import io.cdcpipelines.starrocks.cdc.table.DropTablePolicy;
import io.cdcpipelines.starrocks.emulator.VersionProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.event.TableId;

/**
 * One schema change of a table, and what there has to be in the end, however it came about: an
 * immutable value. Unless it says otherwise, a change leaves the table and its rows as they are.
 */
final class SchemaChangeCase {
    private final Builder built;

    private SchemaChangeCase(Builder built) {
        this.built = built;
    }

    static Builder change(String name, Function<TableId, SchemaChangeEvent> event) {
        return new Builder(name, event);
    }

    SchemaChangeEvent event(TableId id) {
        return built.event.apply(id);
    }

    DropTablePolicy onDropTable() {
        return built.onDropTable;
    }

    /** Whether the change creates the table. */
    boolean startsWithoutTable() {
        return built.startsWithoutTable;
    }

    /** What lays the table out otherwise before the change. */
    List<String> preparation() {
        return built.preparation;
    }

    /** What somebody did before the change, without making a difference in the end. */
    List<String> byHand() {
        return built.byHand;
    }

    /** What somebody did before that stands in the way; empty if nothing does. */
    Optional<Conflict> conflict() {
        return Optional.ofNullable(built.conflict);
    }

    /** Whether rows from before the change may come again after it without losing values. */
    boolean takesOldRowsAgain() {
        return built.takesOldRowsAgain;
    }

    /** Names and types of the columns in the end; empty if there is no table. */
    List<String> columns() {
        return built.columns;
    }

    /** In the end, with the new row. */
    List<String> rows() {
        List<String> rows = new ArrayList<>(built.rows);
        if (!built.columns.isEmpty()) {
            rows.add(built.newRowRead);
        }
        return rows;
    }

    /** A row that is loaded in the end, in the form that rows have then. */
    String newRow() {
        return built.newRow;
    }

    List<String> columnNames() {
        return built.columns.stream().map(column -> column.split(" ")[0]).toList();
    }

    /** Further queries, and what they print in the end. */
    Map<String, Function<VersionProfile, String>> checks() {
        return built.checks;
    }

    @Override
    public String toString() {
        return built.name;
    }

    /**
     * @param obstacle what stands in the way of the change
     * @param error what the connector says about it
     * @param remedy what takes it away
     */
    record Conflict(String obstacle, String error, String remedy) {}

    /** Collects what is special; used by one thread. */
    static final class Builder {
        private final String name;
        private final Function<TableId, SchemaChangeEvent> event;
        private final List<String> preparation = new ArrayList<>();
        private final List<String> columns = new ArrayList<>(SchemaChangeCases.COLUMNS);
        private final Map<String, Function<VersionProfile, String>> checks = new LinkedHashMap<>();
        private DropTablePolicy onDropTable = DropTablePolicy.RENAME;
        private List<String> byHand = List.of();
        private Conflict conflict;
        private List<String> rows = SchemaChangeCases.ROWS;
        private String newRow = "{\"id\":3,\"price\":4}";
        private String newRowRead = "3|-|4|-|-|-|-|-|-";
        private boolean startsWithoutTable;
        private boolean takesOldRowsAgain = true;

        private Builder(String name, Function<TableId, SchemaChangeEvent> event) {
            this.name = name;
            this.event = event;
        }

        Builder onDropTable(DropTablePolicy policy) {
            onDropTable = policy;
            return this;
        }

        Builder startsWithoutTable() {
            startsWithoutTable = true;
            rows = List.of();
            return this;
        }

        Builder preparedBy(String... statements) {
            preparation.addAll(List.of(statements));
            return this;
        }

        Builder byHand(String... statements) {
            byHand = List.of(statements);
            return this;
        }

        Builder conflict(String obstacle, String error, String remedy) {
            conflict = new Conflict(obstacle, error, remedy);
            return this;
        }

        Builder losesOldRowsThatComeAgain() {
            takesOldRowsAgain = false;
            return this;
        }

        /** A column of before becomes this. */
        Builder column(String before, String after) {
            int index = columns.indexOf(before);
            if (index < 0) {
                throw new IllegalArgumentException(before + " is none of " + columns);
            }
            columns.set(index, after);
            return this;
        }

        Builder columnBehind(String before, String added) {
            columns.add(columns.indexOf(before) + 1, added);
            return this;
        }

        Builder without(String... dropped) {
            columns.removeAll(List.of(dropped));
            return this;
        }

        Builder withoutTable() {
            columns.clear();
            rows = List.of();
            return this;
        }

        Builder rows(String... read) {
            rows = List.of(read);
            return this;
        }

        Builder newRow(String json, String read) {
            newRow = json;
            newRowRead = read;
            return this;
        }

        Builder check(String query, Function<VersionProfile, String> expected) {
            checks.put(query, expected);
            return this;
        }

        SchemaChangeCase build() {
            return new SchemaChangeCase(this);
        }
    }
}
