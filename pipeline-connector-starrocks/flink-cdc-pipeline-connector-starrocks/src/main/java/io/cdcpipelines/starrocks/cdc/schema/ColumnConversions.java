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
import java.util.regex.Pattern;
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
    private static final String NEW = "__converting_";
    private static final String OLD = "__replaced_";
    private static final Pattern REMNANT =
            Pattern.compile(".+(" + NEW + "|" + OLD + ")\\d{" + Stamp.LENGTH + "}", Pattern.DOTALL);

    private final StarRocksTable table;
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
        this.stamp = stamp;
    }

    /** Whether a column is one that only an unfinished conversion leaves behind. */
    static boolean isRemnant(String column) {
        return REMNANT.matcher(column).matches();
    }

    /** Whether a conversion was left between its two renames. */
    boolean isUnfinished(String name) {
        return table.column(name).isEmpty()
                && !remnants(name, NEW).isEmpty()
                && !remnants(name, OLD).isEmpty();
    }

    /** Gives the new column, which is filled, its name. */
    void finish(String name) {
        rename(remnants(name, NEW).get(0), name);
        replaced.addAll(remnants(name, OLD));
    }

    /** Drops what is left of a conversion of a column that is as it has to be. */
    void clear(String name) {
        strays.addAll(remnants(name, NEW));
        strays.addAll(remnants(name, OLD));
    }

    /**
     * @param target the column as it has to be, under its name
     */
    void convert(StarRocksColumn target) {
        String name = target.name();
        strays.addAll(remnants(name, OLD));
        String filled = columnToFill(target);
        casts.add(new ColumnCast(name, filled, target.type()));
        rename(name, name + OLD + stamp);
        rename(filled, name);
        replaced.add(name + OLD + stamp);
    }

    private String columnToFill(StarRocksColumn target) {
        Optional<String> begun =
                remnants(target.name(), NEW).stream()
                        .filter(name -> isAs(target, name))
                        .reduce((earlier, latest) -> latest);
        remnants(target.name(), NEW).stream()
                .filter(name -> !name.equals(begun.orElse(null)))
                .forEach(strays::add);
        return begun.orElseGet(() -> add(target));
    }

    private boolean isAs(StarRocksColumn target, String name) {
        return table.column(name).orElseThrow().withName(target.name()).equals(target);
    }

    private String add(StarRocksColumn target) {
        String name = target.name() + NEW + stamp;
        added.add(ColumnAddition.after(target.withName(name), target.name()));
        return name;
    }

    private List<String> remnants(String name, String kind) {
        return table.columns().stream()
                .map(StarRocksColumn::name)
                .filter(column -> column.startsWith(name + kind))
                .filter(column -> column.length() == (name + kind).length() + Stamp.LENGTH)
                .filter(ColumnConversions::isRemnant)
                .collect(Collectors.toList());
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
