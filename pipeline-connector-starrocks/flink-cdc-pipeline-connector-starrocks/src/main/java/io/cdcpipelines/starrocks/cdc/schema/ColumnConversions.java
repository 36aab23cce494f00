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

package io.cdcpipelines.starrocks.cdc.schema;

import io.cdcpipelines.starrocks.cdc.table.Remnant;
import io.cdcpipelines.starrocks.core.catalog.ColumnAddition;
import io.cdcpipelines.starrocks.core.catalog.ColumnCast;
import io.cdcpipelines.starrocks.core.catalog.SqlStatement;
import io.cdcpipelines.starrocks.core.catalog.StatementRenderer;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Plans how columns get types that StarRocks cannot change them to. Confined to one call of the
 * planner.
 *
 * <p>A new column is added behind the old one and filled from it; then the old one is renamed away,
 * the new one gets its name, and the old one is dropped, so that nothing is given up before the new
 * column is in its place. Every step shows in the names of the columns, from which an unfinished
 * conversion goes on; only whether the new column is filled does not show, so it is filled again.
 * The names have a time in them, because StarRocks never uses the first name of a renamed column
 * for another one as long as the column is there.
 */
final class ColumnConversions {
    private final StarRocksTable table;
    private final List<String> names;
    private final String stamp;
    private final List<ColumnAddition> added = new ArrayList<>();
    private final List<ColumnCast> casts = new ArrayList<>();
    private final List<SqlStatement> renames = new ArrayList<>();
    private final List<String> strays = new ArrayList<>();
    private final List<String> replaced = new ArrayList<>();

    /**
     * @param stamp of this moment
     */
    ColumnConversions(StarRocksTable table, String stamp) {
        this.table = table;
        this.names =
                table.columns().stream().map(StarRocksColumn::name).collect(Collectors.toList());
        this.stamp = stamp;
    }

    /** Whether a conversion was left between its two renames. */
    boolean isUnfinished(String name) {
        return table.column(name).isEmpty() && Remnant.takerOf(name, names).isPresent();
    }

    /** Gives the new column, which is filled, its name. */
    void finish(String name) {
        rename(Remnant.takerOf(name, names).orElseThrow(), name);
        replaced.addAll(Remnant.REPLACED.of(name, names));
    }

    /** Drops what is left of a conversion of a column that is as it has to be. */
    void clear(String name) {
        strays.addAll(Remnant.CONVERTING.of(name, names));
        strays.addAll(Remnant.REPLACED.of(name, names));
    }

    /**
     * @param target the column as it has to be, under its name
     */
    void convert(StarRocksColumn target) {
        String name = target.name();
        strays.addAll(Remnant.REPLACED.of(name, names));
        String filled = columnToFill(target);
        casts.add(new ColumnCast(name, filled, target.type()));
        String old = Remnant.REPLACED.name(name, stamp);
        rename(name, old);
        rename(filled, name);
        replaced.add(old);
    }

    private String columnToFill(StarRocksColumn target) {
        Optional<String> begun =
                Remnant.CONVERTING.of(target.name(), names).stream()
                        .filter(name -> isAs(target, name))
                        .reduce((earlier, latest) -> latest);
        Remnant.CONVERTING.of(target.name(), names).stream()
                .filter(name -> !name.equals(begun.orElse(null)))
                .forEach(strays::add);
        return begun.orElseGet(() -> add(target));
    }

    private boolean isAs(StarRocksColumn target, String name) {
        return table.column(name).orElseThrow().withName(target.name()).equals(target);
    }

    private String add(StarRocksColumn target) {
        String name = Remnant.CONVERTING.name(target.name(), stamp);
        added.add(ColumnAddition.after(target.withName(name), target.name()));
        return name;
    }

    private void rename(String from, String to) {
        renames.add(StatementRenderer.renameColumn(table.path(), from, to));
    }

    List<SqlStatement> statements() {
        TablePath path = table.path();
        List<SqlStatement> statements = new ArrayList<>();
        if (!strays.isEmpty()) {
            statements.add(StatementRenderer.dropColumns(path, strays));
        }
        if (!added.isEmpty()) {
            statements.add(StatementRenderer.addColumns(path, added));
        }
        if (!casts.isEmpty()) {
            statements.add(StatementRenderer.convertColumns(path, casts));
        }
        statements.addAll(renames);
        if (!replaced.isEmpty()) {
            statements.add(StatementRenderer.dropColumns(path, replaced));
        }
        return statements;
    }
}
