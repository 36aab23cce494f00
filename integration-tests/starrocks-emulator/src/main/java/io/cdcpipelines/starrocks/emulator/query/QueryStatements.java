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

import io.cdcpipelines.starrocks.emulator.auth.Authorizer;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.load.TabletQuorum;
import io.cdcpipelines.starrocks.emulator.session.AccessControl;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.session.StatementExecutor;
import io.cdcpipelines.starrocks.emulator.session.SystemTables;
import io.cdcpipelines.starrocks.emulator.session.SystemVariables;
import io.cdcpipelines.starrocks.emulator.session.TransactionLedger;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.Statement;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult.ResultColumn;
import io.cdcpipelines.starrocks.emulator.sql.TableName;
import io.cdcpipelines.starrocks.emulator.sql.Token;
import io.cdcpipelines.starrocks.emulator.sql.TokenCursor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Executes SELECT, INSERT, UPDATE, DELETE and EXPLAIN. Statements that change rows hold the lock of
 * the cluster from analysis to effect. Thread-safe.
 */
public final class QueryStatements implements StatementExecutor, AutoCloseable {
    private static final Set<String> EXPLAINED =
            Set.of("SELECT", "WITH", "VALUES", "INSERT", "UPDATE", "DELETE", "CREATE");

    private final Cluster cluster;
    private final QueryEngine engine;
    private final CatalogTables tables;
    private final InformationSchema informationSchema;
    private final Inserts inserts;
    private final RowChanges changes;

    public QueryStatements(
            Cluster cluster,
            Authorizer authorizer,
            AccessControl access,
            SystemVariables variables,
            TransactionLedger transactions) {
        this.cluster = cluster;
        informationSchema = new InformationSchema(cluster, access, variables, transactions);
        tables = new CatalogTables(cluster, authorizer, informationSchema);
        engine = new QueryEngine(tables, variables, cluster);
        inserts = new Inserts(cluster, engine, authorizer, variables);
        changes = new RowChanges(cluster, engine, tables, authorizer);
    }

    /** What DESC and SHOW can say of information_schema. */
    public SystemTables systemTables() {
        return informationSchema;
    }

    @Override
    public StatementResult execute(Session session, Statement statement) throws SqlError {
        Statement.Query query = (Statement.Query) statement;
        List<Token> tokens = Tokens.withoutEnd(query.tokens());
        return switch (tokens.get(0).text().toUpperCase(Locale.ROOT)) {
            case "INSERT" -> insert(session, query.text(), tokens);
            case "UPDATE" -> update(session, query.text(), tokens);
            case "DELETE" -> delete(session, query.text(), tokens);
            case "EXPLAIN", "DESC", "DESCRIBE" -> explain(session, tokens);
            default -> engine.query(session, tokens);
        };
    }

    private StatementResult insert(Session session, String text, List<Token> tokens)
            throws SqlError {
        InsertStatement statement = InsertStatement.parse(text, tokens);
        cluster.lock().lock();
        try {
            return inserts.insert(session, target(session, statement.table()), statement);
        } finally {
            cluster.lock().unlock();
        }
    }

    private StatementResult update(Session session, String text, List<Token> tokens)
            throws SqlError {
        UpdateStatement statement = UpdateStatement.parse(text, tokens);
        cluster.lock().lock();
        try {
            return changes.update(session, target(session, statement.table()), statement);
        } finally {
            cluster.lock().unlock();
        }
    }

    private StatementResult delete(Session session, String text, List<Token> tokens)
            throws SqlError {
        TokenCursor cursor = new TokenCursor(text, Tokens.withEnd(tokens));
        cursor.expect("DELETE", "FROM");
        TableName name = cursor.tableName();
        if (tokens.stream().noneMatch(token -> token.isKeyword("WHERE"))) {
            throw SqlErrors.analyzing(
                    "Delete must specify where clause to prevent full table delete");
        }
        cluster.lock().lock();
        try {
            return changes.delete(session, target(session, name), tokens.subList(2, tokens.size()));
        } finally {
            cluster.lock().unlock();
        }
    }

    private DmlTarget target(Session session, TableName name) throws SqlError {
        String database = tables.databaseName(session, name);
        Table table =
                cluster.database(database)
                        .orElseThrow(() -> SqlErrors.unknownDatabase(database))
                        .table(name.table())
                        .orElseThrow(() -> SqlErrors.tableNotFound(name.table()));
        Optional<String> lost = TabletQuorum.lost(cluster, table);
        if (lost.isPresent()) {
            throw SqlErrors.analyzing(lost.get());
        }
        return new DmlTarget(database, table);
    }

    /** Checks the query as executing it would, and prints a plan in name only. */
    private StatementResult explain(Session session, List<Token> tokens) throws SqlError {
        int start = 1;
        while (start < tokens.size() && isExplainLevel(tokens.get(start))) {
            start++;
        }
        List<Token> query = tokens.subList(start, tokens.size());
        boolean isQuery =
                !query.isEmpty()
                        && (query.get(0).isSymbol("(")
                                || EXPLAINED.contains(
                                        query.get(0).text().toUpperCase(Locale.ROOT)));
        if (!isQuery) {
            throw new TokenCursor("", Tokens.withEnd(query)).unexpected("'SELECT'", "'('");
        }
        if (query.get(0).isKeyword("SELECT")) {
            engine.query(session, query);
        }
        return new StatementResult.Rows(
                List.of(
                        new ResultColumn(
                                "Explain String", DataType.sized(TypeKind.VARCHAR, 65533))),
                List.of(
                        new Object[] {"PLAN FRAGMENT 0"},
                        new Object[] {"  RESULT SINK"},
                        new Object[] {""}));
    }

    private static boolean isExplainLevel(Token token) {
        return token.isKeyword("VERBOSE")
                || token.isKeyword("COSTS")
                || token.isKeyword("LOGICAL")
                || token.isKeyword("ANALYZE");
    }

    @Override
    public void close() {
        engine.close();
    }
}
