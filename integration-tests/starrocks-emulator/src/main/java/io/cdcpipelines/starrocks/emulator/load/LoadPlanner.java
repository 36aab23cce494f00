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

package io.cdcpipelines.starrocks.emulator.load;

import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.Database;
import io.cdcpipelines.starrocks.emulator.catalog.DefaultValue;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.load.value.JsonPath;
import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import io.cdcpipelines.starrocks.emulator.transaction.StatusCode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The frontend's part of a load: checks the headers against the table. Thread-safe. */
public final class LoadPlanner {
    private static final String OP_COLUMN = "__op";
    private static final Set<TypeKind> NO_CONDITION =
            EnumSet.of(
                    TypeKind.CHAR,
                    TypeKind.VARCHAR,
                    TypeKind.VARBINARY,
                    TypeKind.JSON,
                    TypeKind.ARRAY,
                    TypeKind.MAP,
                    TypeKind.STRUCT,
                    TypeKind.HLL,
                    TypeKind.BITMAP,
                    TypeKind.PERCENTILE);

    private final Cluster cluster;
    private final ExpressionEngine engine;

    public LoadPlanner(Cluster cluster, ExpressionEngine engine) {
        this.cluster = cluster;
        this.engine = engine;
    }

    /** Plans the load into the table that has the name now. */
    LoadPlan plan(LoadRequest request, LoadTarget target) throws LoadException {
        cluster.lock().lock();
        try {
            Database database =
                    cluster.databases().stream()
                            .filter(d -> d.id() == target.databaseId())
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            refused(
                                                    "unknown database, database="
                                                            + target.database()));
            Table table =
                    database.table(target.table())
                            .orElseThrow(() -> refused("unknown table, table=" + target.table()));
            TabletQuorum.require(cluster, table);
            long generation =
                    table.id() == target.tableId()
                            ? table.rows().generation()
                            : LoadPlan.LOST_GENERATION;
            return new Draft(request, database, table, generation).plan();
        } finally {
            cluster.lock().unlock();
        }
    }

    private static LoadException refused(String message) {
        return new LoadException(StatusCode.ANALYSIS_ERROR, message);
    }

    /** One plan in the making. */
    private final class Draft {
        private final LoadRequest request;
        private final Database database;
        private final Table table;
        private final long generation;
        private final List<Column> columns;
        private final List<ColumnList.Item> items;
        private final Set<String> listed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        private final List<LoadPlan.Computed> computed = new ArrayList<>();

        private Draft(LoadRequest request, Database database, Table table, long generation)
                throws LoadException {
            this.request = request;
            this.database = database;
            this.table = table;
            this.generation = generation;
            this.columns = table.columns();
            this.items =
                    request.columns().isPresent()
                            ? ColumnList.parse(request.columns().get())
                            : allColumns();
        }

        private List<ColumnList.Item> allColumns() {
            return columns.stream()
                    .filter(column -> !column.isAutoIncrement())
                    .map(column -> new ColumnList.Item(column.name(), Optional.empty()))
                    .toList();
        }

        private LoadPlan plan() throws LoadException {
            checkTimezone();
            for (ColumnList.Item item : items) {
                if (!listed.add(item.name())) {
                    throw refused("Duplicate column: " + item.name());
                }
                if (item.expression().isPresent()) {
                    computed.add(computed(item));
                }
            }
            Optional<LoadExpression> where = where();
            checkUnlisted();
            List<LoadPlan.Source> sources = sources();
            checkPartitions();
            boolean isOpImplied = isOpImplied();
            if (isOpImplied) {
                sources.add(new LoadPlan.Source(OP_COLUMN, LoadPlan.OP, false));
            }
            return new LoadPlan(
                    database,
                    table,
                    generation,
                    table.schemaVersion(),
                    columns,
                    request,
                    List.copyOf(sources),
                    List.copyOf(computed),
                    defaulted(),
                    isOpImplied,
                    mergeCondition(),
                    where,
                    jsonPaths(),
                    jsonRoot());
        }

        private void checkPartitions() throws LoadException {
            PartitionNames names = new PartitionNames(table);
            for (String name :
                    request.partitions().map(LoadRequest.PartitionList::names).orElse(List.of())) {
                if (request.partitions().get().isTemporary() || !names.contains(name)) {
                    throw refused(
                            "Unknown partition '" + name + "' in table '" + table.name() + "'");
                }
            }
        }

        private void checkTimezone() throws LoadException {
            if (request.timezone().isPresent()) {
                try {
                    ZoneId.of(request.timezone().get());
                } catch (DateTimeException e) {
                    throw refused(
                            "Unknown or incorrect time zone: '" + request.timezone().get() + "'");
                }
            }
        }

        private LoadPlan.Computed computed(ColumnList.Item item) throws LoadException {
            String sql = item.expression().orElseThrow();
            LoadExpression expression = LoadExpression.parse(sql, engine);
            int target = target(item.name());
            if (target == LoadPlan.OP) {
                return new LoadPlan.Computed(target, opExpression(expression));
            }
            if (target == LoadPlan.TEMPORARY) {
                throw refused("Column is not found in table " + table.name() + ": " + item.name());
            }
            return new LoadPlan.Computed(target, expression);
        }

        private LoadExpression opExpression(LoadExpression expression) throws LoadException {
            if (!(expression instanceof LoadExpression.Literal literal)) {
                return expression;
            }
            return switch (String.valueOf(literal.value()).toLowerCase(Locale.ROOT)) {
                case "upsert", "0" -> new LoadExpression.Literal("0");
                case "delete", "1" -> new LoadExpression.Literal("1");
                default -> throw refused("load op type string not supported: " + literal.value());
            };
        }

        private int target(String name) {
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).name().equalsIgnoreCase(name)) {
                    return i;
                }
            }
            boolean isOp =
                    name.equalsIgnoreCase(OP_COLUMN) && table.model() == KeysModel.PRIMARY_KEYS;
            return isOp ? LoadPlan.OP : LoadPlan.TEMPORARY;
        }

        private List<LoadPlan.Source> sources() {
            List<LoadPlan.Source> sources = new ArrayList<>();
            for (ColumnList.Item item : items) {
                if (item.expression().isEmpty()) {
                    boolean isNamed =
                            computed.stream().anyMatch(c -> c.expression().mentions(item.name()));
                    sources.add(new LoadPlan.Source(item.name(), target(item.name()), isNamed));
                }
            }
            return sources;
        }

        /** JSON objects may carry the operation even where no header speaks of it. */
        private boolean isOpImplied() {
            return request.format().isJson()
                    && table.model() == KeysModel.PRIMARY_KEYS
                    && !listed.contains(OP_COLUMN);
        }

        private void checkUnlisted() throws LoadException {
            if (request.isPartialUpdate() && table.model() != KeysModel.PRIMARY_KEYS) {
                throw refused("Only primary key table support partial update");
            }
            for (Column column : columns) {
                if (listed.contains(column.name())) {
                    continue;
                }
                if (request.isPartialUpdate() && column.isKey()) {
                    throw refused("key column " + column.name() + " not in partial update columns");
                }
                if (!request.isPartialUpdate() && !hasDefault(column)) {
                    throw refused("Column has no default value. column: " + column.name());
                }
            }
        }

        private boolean hasDefault(Column column) {
            return column.isNullable()
                    || column.isAutoIncrement()
                    || !(column.defaultValue() instanceof DefaultValue.None);
        }

        private List<Integer> defaulted() {
            List<Integer> positions = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                if (!listed.contains(columns.get(i).name())) {
                    positions.add(i);
                }
            }
            return List.copyOf(positions);
        }

        private Optional<Column> mergeCondition() throws LoadException {
            if (request.mergeCondition().isEmpty()) {
                return Optional.empty();
            }
            String name = request.mergeCondition().get();
            if (table.model() != KeysModel.PRIMARY_KEYS) {
                throw refused("Conditional update only support primary key table " + table.name());
            }
            Column column = table.column(name).orElse(null);
            if (column == null || (request.isPartialUpdate() && !listed.contains(name))) {
                throw refused(
                        "Merge condition column "
                                + name
                                + " does not exist. If you are doing partial update with condition"
                                + " update, please check condition column is in the given update"
                                + " columns. Otherwise please check condition column is in table "
                                + table.name());
            }
            if (column.isKey()) {
                throw refused("Merge condition column " + name + " should not be primary key!");
            }
            if (NO_CONDITION.contains(column.type().kind())) {
                throw refused(
                        "Merge condition column has invalid type maybe"
                                + " bitmap/hll/percentile/json/varchar!");
            }
            return Optional.of(column);
        }

        private Optional<LoadExpression> where() throws LoadException {
            if (request.where().isEmpty()) {
                return Optional.empty();
            }
            String sql = request.where().get();
            for (String name : WhereNames.of(sql)) {
                if (table.column(name).isEmpty()) {
                    throw refused(
                            "unknown column in where statement. the column '"
                                    + name
                                    + "' in where clause must be in the target table.");
                }
            }
            return Optional.of(new LoadExpression.Sql(sql, engine));
        }

        private List<JsonPath> jsonPaths() throws LoadException {
            boolean isUsed = request.format().isJson() && request.jsonpaths().isPresent();
            return isUsed ? JsonPaths.all(request.jsonpaths().get()) : List.of();
        }

        private Optional<JsonPath> jsonRoot() throws LoadException {
            boolean isUsed = request.format().isJson() && request.jsonRoot().isPresent();
            return isUsed ? Optional.of(JsonPaths.one(request.jsonRoot().get())) : Optional.empty();
        }
    }
}
