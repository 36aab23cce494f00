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

package io.cdcpipelines.starrocks.emulator.query;

import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.Database;
import io.cdcpipelines.starrocks.emulator.catalog.DefaultValue;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.session.AccessControl;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.sql.TypeNames;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** What information_schema says about databases, tables and columns. Used under the lock. */
final class CatalogViews {
    private static final Long HLL_BYTES = 16_385L;
    private static final String CATALOG = "def";
    private static final String CHARSET = "utf8";
    private static final String COLLATION = "utf8_general_ci";
    private static final int UTF8_BYTES = 3;

    private final Cluster cluster;
    private final AccessControl access;

    CatalogViews(Cluster cluster, AccessControl access) {
        this.cluster = cluster;
        this.access = access;
    }

    QueryTable schemata(Session session) {
        VirtualTable view =
                new VirtualTable()
                        .texts("CATALOG_NAME", "SCHEMA_NAME", "DEFAULT_CHARACTER_SET_NAME")
                        .texts("DEFAULT_COLLATION_NAME", "SQL_PATH")
                        .row(CATALOG, InformationSchema.NAME, CHARSET, COLLATION, null);
        for (Database database : cluster.databases()) {
            if (!database.name().equals(InformationSchema.NAME)
                    && access.isDatabaseVisible(session, database.name())) {
                view.row(CATALOG, database.name(), CHARSET, COLLATION, null);
            }
        }
        return view.build();
    }

    QueryTable tables(Session session) {
        VirtualTable view =
                new VirtualTable()
                        .texts("TABLE_CATALOG", "TABLE_SCHEMA", "TABLE_NAME", "TABLE_TYPE")
                        .texts("ENGINE")
                        .bigints("VERSION")
                        .texts("ROW_FORMAT")
                        .bigints("TABLE_ROWS", "AVG_ROW_LENGTH", "DATA_LENGTH", "MAX_DATA_LENGTH")
                        .bigints("INDEX_LENGTH", "DATA_FREE", "AUTO_INCREMENT")
                        .datetimes("CREATE_TIME", "UPDATE_TIME", "CHECK_TIME")
                        .texts("TABLE_COLLATION")
                        .bigints("CHECKSUM")
                        .texts("CREATE_OPTIONS", "TABLE_COMMENT");
        LocalDateTime now = LocalDateTime.now(cluster.clock()).withNano(0);
        forEachTable(
                session,
                (database, table) ->
                        view.row(
                                CATALOG,
                                database.name(),
                                table.name(),
                                "BASE TABLE",
                                "StarRocks",
                                null,
                                "",
                                table.rows().rowCount(),
                                0L,
                                0L,
                                null,
                                null,
                                null,
                                null,
                                now,
                                now,
                                null,
                                COLLATION,
                                null,
                                "",
                                table.comment()));
        return view.build();
    }

    QueryTable columns(Session session) {
        VirtualTable view =
                new VirtualTable()
                        .texts("TABLE_CATALOG", "TABLE_SCHEMA", "TABLE_NAME", "COLUMN_NAME")
                        .bigints("ORDINAL_POSITION")
                        .texts("COLUMN_DEFAULT", "IS_NULLABLE", "DATA_TYPE")
                        .bigints("CHARACTER_MAXIMUM_LENGTH", "CHARACTER_OCTET_LENGTH")
                        .bigints("NUMERIC_PRECISION", "NUMERIC_SCALE", "DATETIME_PRECISION")
                        .texts("CHARACTER_SET_NAME", "COLLATION_NAME", "COLUMN_TYPE", "COLUMN_KEY")
                        .texts("EXTRA", "PRIVILEGES", "COLUMN_COMMENT")
                        .bigints("COLUMN_SIZE", "DECIMAL_DIGITS")
                        .texts("GENERATION_EXPRESSION")
                        .bigints("SRS_ID");
        forEachTable(session, (database, table) -> columns(view, database, table));
        return view.build();
    }

    private static void columns(VirtualTable view, Database database, Table table) {
        long position = 1;
        for (Column column : table.columns()) {
            DataType type = column.type();
            boolean isText = type.kind() == TypeKind.CHAR || type.kind() == TypeKind.VARCHAR;
            view.row(
                    CATALOG,
                    database.name(),
                    table.name(),
                    column.name(),
                    position++,
                    defaultText(column),
                    column.isNullable() ? "YES" : "NO",
                    TypeNames.dataType(type),
                    isText ? (long) type.length() : null,
                    isText ? (long) type.length() * UTF8_BYTES : null,
                    precision(type),
                    precision(type) == null ? null : scale(type),
                    null,
                    null,
                    null,
                    TypeNames.columnType(type),
                    column.isKey() ? keyName(table.model()) : "",
                    "",
                    "",
                    column.comment(),
                    size(type),
                    scale(type),
                    "",
                    null);
        }
    }

    /** The decimal digits of a number; BOOLEAN has none, by which it differs from TINYINT. */
    private static Long precision(DataType type) {
        return switch (type.kind()) {
            case TINYINT -> 3L;
            case SMALLINT -> 5L;
            case INT -> 10L;
            case BIGINT -> 19L;
            case LARGEINT -> 39L;
            case FLOAT -> 7L;
            case DOUBLE -> 15L;
            case DECIMAL -> (long) type.precision();
            default -> null;
        };
    }

    /** COLUMN_SIZE, which is the length of a text and the precision of a number. */
    private static Long size(DataType type) {
        return switch (type.kind()) {
            case CHAR, VARCHAR -> (long) type.length();
            case HLL -> HLL_BYTES;
            default -> precision(type);
        };
    }

    /** LARGEINT has none, unlike every other integer. */
    private static Long scale(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN, TINYINT, SMALLINT, INT, BIGINT -> 0L;
            case FLOAT -> 7L;
            case DOUBLE -> 15L;
            case DECIMAL -> (long) type.scale();
            default -> null;
        };
    }

    /** As frontends say it: the empty value of HLL and BITMAP is a NUL character. */
    private static String defaultText(Column column) {
        if (column.type().kind() == TypeKind.HLL || column.type().kind() == TypeKind.BITMAP) {
            return "\0";
        }
        if (column.defaultValue() instanceof DefaultValue.Literal literal) {
            return literal.text();
        }
        if (column.defaultValue() instanceof DefaultValue.CurrentTimestamp) {
            return "CURRENT_TIMESTAMP";
        }
        return column.defaultValue() instanceof DefaultValue.Function function
                ? function.name()
                : null;
    }

    private static String keyName(KeysModel model) {
        return switch (model) {
            case PRIMARY_KEYS -> "PRI";
            case DUP_KEYS -> "DUP";
            case UNIQUE_KEYS -> "UNI";
            case AGG_KEYS -> "AGG";
        };
    }

    QueryTable tablesConfig(Session session) {
        VirtualTable view =
                new VirtualTable()
                        .texts("TABLE_SCHEMA", "TABLE_NAME", "TABLE_ENGINE", "TABLE_MODEL")
                        .texts("PRIMARY_KEY", "PARTITION_KEY", "DISTRIBUTE_KEY", "DISTRIBUTE_TYPE")
                        .bigints("DISTRIBUTE_BUCKET")
                        .texts("SORT_KEY", "PROPERTIES")
                        .bigints("TABLE_ID");
        forEachTable(
                session,
                (database, table) ->
                        view.row(
                                database.name(),
                                table.name(),
                                "OLAP",
                                table.model().name(),
                                primaryKey(table),
                                table.partitionClause().orElse(""),
                                quoted(table.distribution().columns()),
                                table.distribution().isRandom() ? "RANDOM" : "HASH",
                                (long) table.distribution().buckets(),
                                quoted(table.sortKey()),
                                json(table.properties()),
                                table.id()));
        return view.build();
    }

    private static String primaryKey(Table table) {
        boolean isUnique =
                table.model() == KeysModel.PRIMARY_KEYS || table.model() == KeysModel.UNIQUE_KEYS;
        return isUnique
                ? quoted(table.columns().stream().filter(Column::isKey).map(Column::name).toList())
                : "";
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static String json(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(entry -> jsonText(entry.getKey()) + ":" + jsonText(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String jsonText(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private void forEachTable(Session session, BiConsumer<Database, Table> action) {
        for (Database database : cluster.databases()) {
            for (Table table : database.tables()) {
                if (access.isTableVisible(session, database.name(), table.name())) {
                    action.accept(database, table);
                }
            }
        }
    }
}
