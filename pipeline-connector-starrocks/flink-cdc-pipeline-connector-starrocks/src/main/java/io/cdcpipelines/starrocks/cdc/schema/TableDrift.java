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

import io.cdcpipelines.starrocks.cdc.schema.ColumnFit.TextSlack;
import io.cdcpipelines.starrocks.cdc.table.Remnant;
import io.cdcpipelines.starrocks.cdc.table.TypeConflictPolicy;
import io.cdcpipelines.starrocks.core.catalog.SqlStatement;
import io.cdcpipelines.starrocks.core.table.KeyModel;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Lists in what a table that is there already differs from the one that its source needs, where the
 * user does not want it to be changed. Confined to one call of the planner.
 *
 * <p>A column that takes NULL where the source never has it is no difference: columns are created
 * so. Neither are comments, defaults, partitions, buckets and properties.
 */
final class TableDrift {

    /** What a difference does to the rows. */
    private enum Effect {
        NONE,
        NOT_LOADED,
        LOST
    }

    private static final class Difference {
        private final Effect effect;
        private final String text;

        Difference(Effect effect, String text) {
            this.effect = effect;
            this.text = text;
        }
    }

    private final StarRocksTable existing;
    private final StarRocksTable needed;
    private final Function<String, StarRocksType> values;
    private final List<Difference> ofTable = new ArrayList<>();
    private final Map<String, Difference> byColumn = new TreeMap<>();

    /**
     * @param values the type of a column of the source, by its name, if it were none of the key
     */
    TableDrift(
            StarRocksTable existing,
            StarRocksTable needed,
            Function<String, StarRocksType> values) {
        this.existing = existing;
        this.needed = needed;
        this.values = values;
        compareModels();
        compareKeys();
        needed.columns().forEach(this::compareColumn);
        existing.columns().forEach(this::compareForeignColumn);
        compareOrders();
    }

    /**
     * Takes the table as it is, and says which values are not loaded.
     *
     * @param adapting what would be done if the table might be changed
     * @throws SchemaConflictException naming every difference for which rows could not be upserted,
     *     or values would be lost that the table seems to take
     */
    SchemaChangePlan accept(Supplier<SchemaChangePlan> adapting) {
        refuse(difference -> difference.effect == Effect.LOST, adapting);
        return SchemaChangePlan.of(
                List.of(),
                differences().stream()
                        .filter(difference -> difference.effect == Effect.NOT_LOADED)
                        .map(difference -> "Table " + existing.path() + ": " + difference.text)
                        .collect(Collectors.toList()));
    }

    /**
     * Takes the table only if there is no difference.
     *
     * @param adapting what would be done if the table might be changed
     * @throws SchemaConflictException naming every difference
     */
    SchemaChangePlan refuse(Supplier<SchemaChangePlan> adapting) {
        refuse(difference -> true, adapting);
        return SchemaChangePlan.nothingToDo();
    }

    private void refuse(Predicate<Difference> refused, Supplier<SchemaChangePlan> adapting) {
        List<String> obstacles =
                differences().stream()
                        .filter(refused)
                        .map(difference -> difference.text)
                        .collect(Collectors.toList());
        if (!obstacles.isEmpty()) {
            obstacles.add(cure(adapting));
            throw new SchemaConflictException(existing.path(), obstacles);
        }
    }

    /** The table as a whole first, then its columns by their names. */
    private List<Difference> differences() {
        List<Difference> all = new ArrayList<>(ofTable);
        all.addAll(byColumn.values());
        return all;
    }

    private static String cure(Supplier<SchemaChangePlan> adapting) {
        try {
            List<SqlStatement> statements = adapting.get().statements();
            return statements.isEmpty()
                    ? "table.on-drift: adapt would use the table as it is"
                    : "table.on-drift: adapt would run "
                            + statements.stream()
                                    .map(SqlStatement::sql)
                                    .collect(Collectors.joining(", then "));
        } catch (SchemaConflictException e) {
            return "table.on-drift: adapt could not mend it, because " + e.obstacles();
        }
    }

    private void compareModels() {
        if (existing.keyModel() != needed.keyModel()) {
            ofTable(
                    Effect.LOST,
                    "it is a "
                            + existing.keyModel()
                            + " KEY table, and the source needs a "
                            + needed.keyModel()
                            + " KEY table");
        }
    }

    private void compareKeys() {
        List<String> has = lowerCase(existing.keyColumns());
        List<String> needs = lowerCase(needed.keyColumns());
        boolean isOrderOnly = new HashSet<>(has).equals(new HashSet<>(needs));
        if (!has.equals(needs)) {
            ofTable(
                    isOrderOnly || needed.keyModel() == KeyModel.DUPLICATE
                            ? Effect.NONE
                            : Effect.LOST,
                    "its key is "
                            + existing.keyColumns()
                            + ", and the source needs "
                            + needed.keyColumns());
        }
    }

    private void compareColumn(StarRocksColumn column) {
        existing.column(column.name())
                .ifPresentOrElse(found -> compareFit(found, column), () -> missing(column));
    }

    private void missing(StarRocksColumn column) {
        boolean identifies = needed.keyModel() != KeyModel.DUPLICATE && needed.isKey(column.name());
        ofColumn(
                identifies ? Effect.LOST : Effect.NOT_LOADED,
                column,
                "column "
                        + column.name()
                        + ", "
                        + column.type()
                        + " in the source, is missing"
                        + (identifies ? "" : ", so that its values are not loaded"));
    }

    private void compareFit(StarRocksColumn found, StarRocksColumn column) {
        boolean isKey = needed.keyModel() != KeyModel.DUPLICATE && existing.isKey(found.name());
        TextSlack slack = TextSlack.THREE_BYTES_PER_CHARACTER;
        ColumnFit fit =
                isKey
                        ? ColumnFit.ofKey(found, column, values.apply(column.name()), slack)
                        : ColumnFit.ofValue(found, column, slack, TypeConflictPolicy.FAIL);
        switch (fit.verdict()) {
            case FITS:
                return;
            case FITS_WIDER:
                ofColumn(Effect.NONE, column, definitions(found, column));
                return;
            case MODIFY:
                ofColumn(Effect.LOST, column, definitions(found, column));
                return;
            default:
                ofColumn(Effect.LOST, column, fit.obstacle());
        }
    }

    private static String definitions(StarRocksColumn found, StarRocksColumn column) {
        return "column "
                + found.name()
                + " is "
                + definition(found)
                + " where the source needs "
                + definition(column);
    }

    private static String definition(StarRocksColumn column) {
        return column.type() + (column.isNullable() ? "" : " NOT NULL");
    }

    /** A column that the loads do not name gets its default. */
    private void compareForeignColumn(StarRocksColumn column) {
        if (needed.column(column.name()).isPresent() || Remnant.isRemnant(column.name())) {
            return;
        }
        boolean mustHaveValue = !column.isNullable() && column.defaultValue().isEmpty();
        ofColumn(
                mustHaveValue ? Effect.LOST : Effect.NONE,
                column,
                mustHaveValue
                        ? "column "
                                + column.name()
                                + " is NOT NULL without a default, and the source has no values for"
                                + " it"
                        : "column " + column.name() + " is not in the source");
    }

    private void compareOrders() {
        if (!commonColumns(existing, needed).equals(commonColumns(needed, existing))) {
            ofTable(Effect.NONE, "its columns are in another order than those of the source");
        }
    }

    private static List<String> commonColumns(StarRocksTable ofThis, StarRocksTable withThat) {
        return ofThis.columns().stream()
                .map(StarRocksColumn::name)
                .filter(name -> withThat.column(name).isPresent())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toList());
    }

    private static List<String> lowerCase(List<String> names) {
        return names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toList());
    }

    private void ofTable(Effect effect, String text) {
        ofTable.add(new Difference(effect, text));
    }

    private void ofColumn(Effect effect, StarRocksColumn column, String text) {
        byColumn.put(column.name().toLowerCase(Locale.ROOT), new Difference(effect, text));
    }
}
