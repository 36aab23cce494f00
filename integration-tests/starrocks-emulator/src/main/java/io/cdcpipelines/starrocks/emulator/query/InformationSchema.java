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
import io.cdcpipelines.starrocks.emulator.catalog.DefaultValue;
import io.cdcpipelines.starrocks.emulator.session.AccessControl;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.session.SystemTables;
import io.cdcpipelines.starrocks.emulator.session.SystemVariables;
import io.cdcpipelines.starrocks.emulator.session.SystemVariables.Definition;
import io.cdcpipelines.starrocks.emulator.session.SystemVariables.Scope;
import io.cdcpipelines.starrocks.emulator.session.TransactionLedger;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The virtual tables of information_schema. They list what the session may see. Used under the lock
 * of the cluster.
 */
final class InformationSchema implements SystemTables {
    static final String NAME = "information_schema";

    /** Makes the table as a session sees it. */
    @FunctionalInterface
    private interface View {
        QueryTable of(Session session) throws SqlError;
    }

    private final Map<String, View> views = new LinkedHashMap<>();
    private final SystemVariables variables;

    InformationSchema(
            Cluster cluster,
            AccessControl access,
            SystemVariables variables,
            TransactionLedger transactions) {
        this.variables = variables;
        CatalogViews catalog = new CatalogViews(cluster, access);
        LoadsView loads = new LoadsView(cluster, access, transactions);
        views.put("schemata", catalog::schemata);
        views.put("tables", catalog::tables);
        views.put("columns", catalog::columns);
        views.put("tables_config", catalog::tablesConfig);
        views.put("loads", loads::of);
        views.put("session_variables", session -> variables(session, Scope.SESSION));
        views.put("global_variables", session -> variables(session, Scope.GLOBAL));
        views.put("engines", session -> engines());
        views.put("character_sets", session -> characterSets());
        views.put("collations", session -> collations());
        views.put("statistics", session -> statistics());
        views.put("key_column_usage", session -> keyColumnUsage());
        views.put("table_constraints", session -> tableConstraints());
        views.put("views", session -> viewDefinitions());
        views.put("routines", session -> routines());
        views.put("triggers", session -> triggers());
        EmptySystemTables.of(cluster.profile())
                .forEach((name, table) -> views.put(name, session -> table));
    }

    @Override
    public List<String> names() {
        return views.keySet().stream().sorted().toList();
    }

    /** All columns take NULL and are keys of nothing. */
    @Override
    public Optional<List<Column>> columns(Session session, String table) throws SqlError {
        return table(session, table.toLowerCase(Locale.ROOT))
                .map(t -> t.fields().stream().map(InformationSchema::column).toList());
    }

    private static Column column(QueryTable.Field field) {
        return new Column(
                field.name(),
                field.name(),
                field.type(),
                false,
                true,
                false,
                Optional.empty(),
                new DefaultValue.None(),
                "");
    }

    Optional<QueryTable> table(Session session, String name) throws SqlError {
        View view = views.get(name);
        return view == null ? Optional.empty() : Optional.of(view.of(session));
    }

    private QueryTable variables(Session session, Scope scope) throws SqlError {
        VirtualTable table = new VirtualTable().texts("VARIABLE_NAME", "VARIABLE_VALUE");
        for (Definition definition : variables.definitions()) {
            table.row(definition.name(), variables.value(session, scope, definition.name()));
        }
        return table.build();
    }

    private static QueryTable engines() {
        return new VirtualTable()
                .texts("ENGINE", "SUPPORT", "COMMENT", "TRANSACTIONS", "XA", "SAVEPOINTS")
                .row("OLAP", "YES", "Default storage engine of StarRocks", "NO", "NO", "NO")
                .build();
    }

    private static QueryTable characterSets() {
        return new VirtualTable()
                .texts("CHARACTER_SET_NAME", "DEFAULT_COLLATE_NAME", "DESCRIPTION")
                .bigints("MAXLEN")
                .row("utf8", "utf8_general_ci", "UTF-8 Unicode", 3L)
                .build();
    }

    private static QueryTable collations() {
        return new VirtualTable()
                .texts("COLLATION_NAME", "CHARACTER_SET_NAME")
                .bigints("ID")
                .texts("IS_DEFAULT", "IS_COMPILED")
                .bigints("SORTLEN")
                .row("utf8_general_ci", "utf8", 33L, "Yes", "Yes", 1L)
                .build();
    }

    private static QueryTable statistics() {
        return new VirtualTable()
                .texts("TABLE_CATALOG", "TABLE_SCHEMA", "TABLE_NAME")
                .bigints("NON_UNIQUE")
                .texts("INDEX_SCHEMA", "INDEX_NAME")
                .bigints("SEQ_IN_INDEX")
                .texts("COLUMN_NAME", "COLLATION")
                .bigints("CARDINALITY", "SUB_PART")
                .texts("PACKED", "NULLABLE", "INDEX_TYPE", "COMMENT")
                .build();
    }

    private static QueryTable keyColumnUsage() {
        return new VirtualTable()
                .texts("CONSTRAINT_CATALOG", "CONSTRAINT_SCHEMA", "CONSTRAINT_NAME")
                .texts("TABLE_CATALOG", "TABLE_SCHEMA", "TABLE_NAME", "COLUMN_NAME")
                .bigints("ORDINAL_POSITION", "POSITION_IN_UNIQUE_CONSTRAINT")
                .texts("REFERENCED_TABLE_SCHEMA", "REFERENCED_TABLE_NAME")
                .texts("REFERENCED_COLUMN_NAME")
                .build();
    }

    private static QueryTable tableConstraints() {
        return new VirtualTable()
                .texts("CONSTRAINT_CATALOG", "CONSTRAINT_SCHEMA", "CONSTRAINT_NAME")
                .texts("TABLE_SCHEMA", "TABLE_NAME", "CONSTRAINT_TYPE")
                .build();
    }

    private static QueryTable viewDefinitions() {
        return new VirtualTable()
                .texts("TABLE_CATALOG", "TABLE_SCHEMA", "TABLE_NAME", "VIEW_DEFINITION")
                .texts("CHECK_OPTION", "IS_UPDATABLE", "DEFINER", "SECURITY_TYPE")
                .texts("CHARACTER_SET_CLIENT", "COLLATION_CONNECTION")
                .build();
    }

    private static QueryTable routines() {
        return new VirtualTable()
                .texts("SPECIFIC_NAME", "ROUTINE_CATALOG", "ROUTINE_SCHEMA", "ROUTINE_NAME")
                .texts("ROUTINE_TYPE", "DATA_TYPE", "ROUTINE_DEFINITION", "ROUTINE_COMMENT")
                .build();
    }

    private static QueryTable triggers() {
        return new VirtualTable()
                .texts("TRIGGER_CATALOG", "TRIGGER_SCHEMA", "TRIGGER_NAME")
                .texts("EVENT_MANIPULATION", "EVENT_OBJECT_SCHEMA", "EVENT_OBJECT_TABLE")
                .texts("ACTION_STATEMENT", "ACTION_TIMING")
                .build();
    }
}
