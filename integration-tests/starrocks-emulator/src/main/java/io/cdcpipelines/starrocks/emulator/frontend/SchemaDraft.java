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

package io.cdcpipelines.starrocks.emulator.frontend;

import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.DefaultValue;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.sql.AlterClause.Position;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of a table while the clauses of one ALTER TABLE are applied to them, one after the
 * other. A column that a clause has modified is no longer found by the clauses behind it, as in
 * StarRocks, which gives it a shadow name.
 *
 * <p>Confined to the thread that holds the lock of the cluster.
 */
final class SchemaDraft {
    private final Table table;
    private final List<Column> columns;
    private final Set<String> shadowed = new HashSet<>();
    private Optional<List<String>> sortKey = Optional.empty();
    private boolean isFast;
    private boolean needsJob;

    SchemaDraft(Table table) {
        this.table = table;
        this.columns = new ArrayList<>(table.columns());
        this.isFast =
                Boolean.parseBoolean(
                        table.properties()
                                .getOrDefault(TableProperties.FAST_SCHEMA_EVOLUTION, "false"));
    }

    List<Column> columns() {
        return columns;
    }

    Optional<List<String>> sortKey() {
        return sortKey;
    }

    /** Whether all clauses so far are ones that fast schema evolution makes at once. */
    boolean isFast() {
        return isFast;
    }

    /** A change of something else than columns, that only a rewriting job can do. */
    void requireJob() {
        isFast = false;
        needsJob = true;
    }

    boolean isChanged() {
        return needsJob || sortKey.isPresent() || !columns.equals(table.columns());
    }

    void add(Column column, Optional<Position> position) throws SqlError {
        if (column.defaultValue() instanceof DefaultValue.Function function
                && function.name().startsWith("uuid")) {
            throw SqlErrors.general("unsupported default expr:" + function.name());
        }
        if (column.isKey() && table.model() == KeysModel.PRIMARY_KEYS) {
            throw SqlErrors.general(
                    "Can not add key column: " + column.name() + " for primary key table");
        }
        checkIsNew(column);
        if (column.isKey()) {
            isFast = false;
        }
        Optional<Column> repeated = find(column.name());
        if (repeated.isPresent()) {
            if (!isSame(repeated.get(), column)) {
                throw SqlErrors.general(
                        "Repeatedly add same column with different definition: " + column.name());
            }
            return;
        }
        columns.add(insertionPoint(column, position), column);
    }

    /** Neither a name nor an id of a column before the statement may be used again. */
    private void checkIsNew(Column column) throws SqlError {
        Optional<Column> sameName = table.column(column.name());
        if (sameName.isPresent() && isSame(sameName.get(), column)) {
            throw SqlErrors.general(
                    "Can not add column which already exists in base table: " + column.name());
        }
        Optional<Column> sameId =
                table.columns().stream()
                        .filter(c -> c.columnId().equalsIgnoreCase(column.name()))
                        .findFirst();
        if (sameId.isPresent()) {
            throw SqlErrors.general(
                    "Can not add column which already exists in column id: "
                            + column.name()
                            + ", you can remove "
                            + TableDefinitionText.column(sameId.get())
                            + " and try again.");
        }
    }

    private int insertionPoint(Column column, Optional<Position> position) throws SqlError {
        if (position.isPresent()) {
            return position.get().isFirst() ? 0 : indexAfter(position.get(), "does not found");
        }
        if (!column.isKey()) {
            return columns.size();
        }
        return (int) columns.stream().filter(Column::isKey).count();
    }

    private int indexAfter(Position position, String refusal) throws SqlError {
        String name = position.after().orElseThrow();
        int index = indexOf(name);
        if (index < 0) {
            throw SqlErrors.general("Column[" + name + "] " + refusal);
        }
        return index + 1;
    }

    void drop(String name) throws SqlError {
        int index = indexOf(name);
        if (index < 0) {
            checkDroppable(name, false);
            throw SqlErrors.general("Column does not exists: " + name);
        }
        boolean isKey = columns.get(index).isKey();
        checkDroppable(name, isKey);
        if (isKey) {
            isFast = false;
        }
        columns.remove(index);
    }

    private void checkDroppable(String name, boolean isKey) throws SqlError {
        boolean isSorted = table.sortKey().stream().anyMatch(s -> s.equalsIgnoreCase(name));
        switch (table.model()) {
            case PRIMARY_KEYS -> {
                if (isKey) {
                    throw SqlErrors.general("Can not drop key column in primary data model table");
                }
                if (isSorted) {
                    throw SqlErrors.general("Can not drop sort column in primary data model table");
                }
            }
            case UNIQUE_KEYS -> {
                if (isKey) {
                    throw SqlErrors.general("Can not drop key column in Unique data model table");
                }
            }
            case AGG_KEYS -> {
                boolean isReplacing =
                        columns.stream()
                                .flatMap(c -> c.aggregation().stream())
                                .anyMatch(a -> a.startsWith("REPLACE"));
                if (isKey && isReplacing) {
                    throw SqlErrors.general(
                            "Can not drop key column when table has value column with REPLACE"
                                    + " aggregation method");
                }
            }
            default -> {}
        }
    }

    void modify(Column column, Optional<Position> position) throws SqlError {
        isFast = false;
        checkModifiable(column.name());
        int index = indexOf(column.name());
        if (index < 0) {
            throw SqlErrors.general("Column[" + column.name() + "] does not exists");
        }
        Column old = columns.get(index);
        if (old.isAutoIncrement()) {
            throw SqlErrors.general("Can't not modify a AUTO_INCREMENT column");
        }
        Column modified = inPlaceOf(old, column);
        int target = index;
        if (position.isPresent()) {
            target = position.get().isFirst() ? 0 : indexAfter(position.get(), "does not exists");
            if (!position.get().isFirst() && target == index + 1) {
                throw SqlErrors.general(
                        "Column["
                                + position.get().after().orElseThrow()
                                + "] modify position is invalid");
            }
        }
        columns.remove(index);
        columns.add(target > index ? target - 1 : target, modified);
        if (!isSame(old, modified)) {
            shadowed.add(modified.name().toLowerCase(Locale.ROOT));
        }
    }

    private void checkModifiable(String name) throws SqlError {
        if (table.model() != KeysModel.PRIMARY_KEYS) {
            return;
        }
        if (table.column(name).filter(Column::isKey).isPresent()) {
            throw SqlErrors.general(
                    "Can not modify key column: " + name + " for primary key table");
        }
        if (table.sortKey().stream().anyMatch(s -> s.equalsIgnoreCase(name))) {
            throw SqlErrors.general("Can not modify sort column in primary data model table");
        }
    }

    /** The new definition under the name and the id that the column has. */
    private static Column inPlaceOf(Column old, Column column) {
        return new Column(
                old.name(),
                old.columnId(),
                column.type(),
                column.isKey(),
                column.isNullable(),
                old.isAutoIncrement(),
                column.aggregation(),
                column.defaultValue(),
                column.comment());
    }

    void orderBy(List<String> names) throws SqlError {
        isFast = false;
        boolean isReorder = names.size() == table.columns().size();
        if (isReorder && table.model() == KeysModel.PRIMARY_KEYS) {
            throw SqlErrors.general(
                    "Primary key table do not support reorder table schema. Please confirm if you"
                            + " want to modify the sorting columns.");
        }
        List<Column> ordered = new ArrayList<>();
        for (String name : names) {
            Column column =
                    find(name)
                            .orElseThrow(
                                    () -> SqlErrors.general("Column[" + name + "] not exists"));
            if (ordered.contains(column)) {
                throw SqlErrors.general("Duplicated column[" + name + "]");
            }
            ordered.add(column);
        }
        if (isReorder) {
            columns.clear();
            columns.addAll(ordered);
            return;
        }
        for (Column column : ordered) {
            SortKeyRules.check(table.model(), column);
        }
        SortKeyRules.checkCovers(table.model(), columns, ordered);
        sortKey = Optional.of(ordered.stream().map(Column::name).toList());
    }

    /** The checks behind all clauses, of the schema as a whole. */
    void checkResult() throws SqlError {
        boolean hasValue = false;
        boolean hasKey = false;
        for (Column column : columns) {
            if (column.isKey() && hasValue) {
                throw SqlErrors.general(
                        "Invalid column order. value should be after key. index["
                                + table.name()
                                + "]");
            }
            hasValue |= !column.isKey();
            hasKey |= column.isKey();
        }
        if (!hasKey) {
            throw SqlErrors.general("No key column left. index[" + table.name() + "]");
        }
        for (Column column : columns) {
            Optional<Column> old = table.column(column.name());
            if (old.isPresent() && !isSame(old.get(), column)) {
                TypeChanges.check(old.get(), column);
            }
        }
        for (String name : table.distribution().columns()) {
            if (columns.stream().noneMatch(c -> c.name().equalsIgnoreCase(name))) {
                throw SqlErrors.general(
                        "Distribution column["
                                + name
                                + "] cannot be dropped. index["
                                + table.name()
                                + "]");
            }
        }
    }

    private Optional<Column> find(String name) {
        int index = indexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(columns.get(index));
    }

    private int indexOf(String name) {
        if (shadowed.contains(name.toLowerCase(Locale.ROOT))) {
            return -1;
        }
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether two definitions are the same, but for the case of the name and the id. */
    private static boolean isSame(Column a, Column b) {
        return a.name().equalsIgnoreCase(b.name()) && a.equals(inPlaceOf(a, b));
    }
}
