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

import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.Database;
import io.cdcpipelines.starrocks.emulator.catalog.DefaultValue;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.session.AccessControl;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.session.SystemTables;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.Statement;
import io.cdcpipelines.starrocks.emulator.sql.TableName;
import io.cdcpipelines.starrocks.emulator.sql.TypeNames;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** SHOW and DESC of databases, tables and columns. Used under the lock of the cluster. */
final class ShowStatements {
    private final Cluster cluster;
    private final CatalogLookup lookup;
    private final AccessControl access;
    private final SystemTables systemTables;

    ShowStatements(
            Cluster cluster,
            CatalogLookup lookup,
            AccessControl access,
            SystemTables systemTables) {
        this.cluster = cluster;
        this.lookup = lookup;
        this.access = access;
        this.systemTables = systemTables;
    }

    CatalogAction databases(Session session, Statement.ShowDatabases statement) {
        return () -> {
            TreeSet<String> names = new TreeSet<>();
            names.add(CatalogLookup.INFORMATION_SCHEMA);
            for (Database database : cluster.databases()) {
                if (access.isDatabaseVisible(session, database.name())) {
                    names.add(database.name());
                }
            }
            ResultRows rows = new ResultRows("Database");
            names.forEach(rows::add);
            return rows.result(statement.filter(), "Database", true);
        };
    }

    CatalogAction tables(Session session, Statement.ShowTables statement) throws SqlError {
        String name = lookup.databaseName(session, statement.database());
        boolean isSystem = isSystemDatabase(name);
        List<String> tables =
                isSystem
                        ? systemTables.names()
                        : visibleTables(session, name).stream().map(Table::name).toList();
        String label = "Tables_in_" + name;
        return () -> {
            ResultRows rows =
                    statement.isFull()
                            ? new ResultRows(label, "Table_type")
                            : new ResultRows(label);
            for (String table : tables) {
                if (statement.isFull()) {
                    rows.add(table, isSystem ? "SYSTEM VIEW" : "BASE TABLE");
                } else {
                    rows.add(table);
                }
            }
            return rows.result(statement.filter(), label, true);
        };
    }

    private List<Table> visibleTables(Session session, String database) throws SqlError {
        if (isSystemDatabase(database)) {
            return List.of();
        }
        return lookup.database(database).tables().stream()
                .filter(t -> access.isTableVisible(session, database, t.name()))
                .sorted(Comparator.comparing(Table::name))
                .toList();
    }

    CatalogAction tableStatus(Session session, Statement.ShowTableStatus statement)
            throws SqlError {
        String name = lookup.databaseName(session, statement.database());
        List<Table> tables = visibleTables(session, name);
        return () -> {
            ResultRows rows =
                    new ResultRows(
                            "Name",
                            "Engine",
                            "Version",
                            "Row_format",
                            "Rows",
                            "Avg_row_length",
                            "Data_length",
                            "Max_data_length",
                            "Index_length",
                            "Data_free",
                            "Auto_increment",
                            "Create_time",
                            "Update_time",
                            "Check_time",
                            "Collation",
                            "Checksum",
                            "Create_options",
                            "Comment");
            for (Table table : tables) {
                String time = Timestamps.text(cluster, table.created());
                String[] row = {
                    table.name(),
                    "StarRocks",
                    null,
                    "",
                    Long.toString(table.rows().rowCount()),
                    "0",
                    "0",
                    null,
                    null,
                    null,
                    null,
                    time,
                    time,
                    null,
                    "utf8_general_ci",
                    null,
                    "",
                    TableDefinitionText.escaped(table.comment())
                };
                rows.add(row);
            }
            return rows.result(statement.filter(), "Name", true);
        };
    }

    CatalogAction createDatabase(Statement.ShowCreateDatabase statement) throws SqlError {
        String name = statement.database();
        if (!isSystemDatabase(name)) {
            lookup.database(name);
        }
        ResultRows rows = new ResultRows("Database", "Create Database");
        rows.add(name, "CREATE DATABASE `" + name + "`");
        return rows::result;
    }

    CatalogAction createTable(Session session, Statement.ShowCreateTable statement)
            throws SqlError {
        Optional<List<Column>> system = systemColumns(session, statement.table());
        if (system.isPresent()) {
            ResultRows rows = new ResultRows("Table", "Create Table");
            String name = statement.table().table().toLowerCase(Locale.ROOT);
            rows.add(name, TableDefinitionText.systemTable(name, system.get()));
            return rows::result;
        }
        Table table = lookup.table(session, statement.table());
        return () -> {
            ResultRows rows = new ResultRows("Table", "Create Table");
            rows.add(table.name(), TableDefinitionText.table(table));
            return rows.result();
        };
    }

    /** DESC, and DESC alone, finds a table also by its name in another case. */
    CatalogAction describe(Session session, Statement.Describe statement) throws SqlError {
        Optional<List<Column>> system = systemColumns(session, statement.table());
        if (system.isPresent()) {
            return description(system.get(), column -> "");
        }
        Database database = lookup.database(session, statement.table().database());
        String name = statement.table().table();
        Table table =
                database.table(name)
                        .or(() -> withoutCase(database, name))
                        .orElseThrow(() -> SqlErrors.unknownTable(name));
        return description(table.columns(), column -> TableDefinitionText.extra(table, column));
    }

    private static CatalogAction description(List<Column> columns, Function<Column, String> extra) {
        return () -> {
            ResultRows rows = new ResultRows("Field", "Type", "Null", "Key", "Default", "Extra");
            for (Column column : columns) {
                rows.add(
                        column.name(),
                        TypeNames.described(column.type()),
                        yesOrNo(column.isNullable()),
                        Boolean.toString(column.isKey()),
                        isEmptyAggregateState(column) ? "\0" : defaultText(column),
                        extra.apply(column));
            }
            return rows.result();
        };
    }

    private static Optional<Table> withoutCase(Database database, String name) {
        return database.tables().stream().filter(t -> t.name().equalsIgnoreCase(name)).findFirst();
    }

    private static boolean isEmptyAggregateState(Column column) {
        return column.type().kind() == TypeKind.HLL || column.type().kind() == TypeKind.BITMAP;
    }

    CatalogAction columns(Session session, Statement.ShowColumns statement) throws SqlError {
        TableName name = statement.table();
        String database = lookup.databaseName(session, name.database());
        Optional<List<Column>> system = systemColumns(session, name);
        List<Column> columns =
                system.isPresent() ? system.get() : table(database, name.table()).columns();
        return () -> {
            ResultRows rows =
                    statement.isFull()
                            ? new ResultRows(
                                    "Field",
                                    "Type",
                                    "Collation",
                                    "Null",
                                    "Key",
                                    "Default",
                                    "Extra",
                                    "Privileges",
                                    "Comment")
                            : new ResultRows("Field", "Type", "Null", "Key", "Default", "Extra");
            for (Column column : columns) {
                addColumn(rows, column, statement.isFull());
            }
            return rows.result(statement.filter(), "Field", false);
        };
    }

    private Table table(String database, String name) throws SqlError {
        return lookup.database(database)
                .table(name)
                .orElseThrow(() -> SqlErrors.unknownTable(database + "." + name));
    }

    private static boolean isSystemDatabase(String name) {
        return name.equalsIgnoreCase(CatalogLookup.INFORMATION_SCHEMA);
    }

    /** The columns of a table of information_schema; empty for tables of other databases. */
    private Optional<List<Column>> systemColumns(Session session, TableName name) throws SqlError {
        String database = lookup.databaseName(session, name.database());
        if (!isSystemDatabase(database)) {
            return Optional.empty();
        }
        Optional<List<Column>> columns = systemTables.columns(session, name.table());
        if (columns.isEmpty()) {
            throw SqlErrors.unknownTable(name.table());
        }
        return columns;
    }

    private static void addColumn(ResultRows rows, Column column, boolean isFull) {
        String type = TypeNames.described(column.type());
        String nullable = yesOrNo(column.isNullable());
        String key = yesOrNo(column.isKey());
        if (isFull) {
            rows.add(
                    column.name(),
                    type,
                    "",
                    nullable,
                    key,
                    defaultText(column),
                    "",
                    "",
                    TableDefinitionText.escaped(column.comment()));
        } else {
            rows.add(column.name(), type, nullable, key, defaultText(column), "");
        }
    }

    /** The default as SHOW and DESC print it; {@code null} without one. */
    private static String defaultText(Column column) {
        DefaultValue value = column.defaultValue();
        if (value instanceof DefaultValue.Literal literal) {
            return literal.text();
        }
        if (value instanceof DefaultValue.CurrentTimestamp) {
            return "CURRENT_TIMESTAMP";
        }
        return value instanceof DefaultValue.Function function ? function.name() : null;
    }

    private static String yesOrNo(boolean value) {
        return value ? "YES" : "NO";
    }
}
