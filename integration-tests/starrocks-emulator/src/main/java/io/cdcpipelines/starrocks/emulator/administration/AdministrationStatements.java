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

package io.cdcpipelines.starrocks.emulator.administration;

import io.cdcpipelines.starrocks.emulator.auth.Authorizer;
import io.cdcpipelines.starrocks.emulator.auth.Privilege;
import io.cdcpipelines.starrocks.emulator.auth.UserAccounts;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.frontend.ResultRows;
import io.cdcpipelines.starrocks.emulator.session.ClusterNodes;
import io.cdcpipelines.starrocks.emulator.session.Connections;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.session.StatementExecutor;
import io.cdcpipelines.starrocks.emulator.session.SystemVariables;
import io.cdcpipelines.starrocks.emulator.session.TransactionLedger;
import io.cdcpipelines.starrocks.emulator.sql.RowFilterParser;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.Statement;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import io.cdcpipelines.starrocks.emulator.sql.Token;
import io.cdcpipelines.starrocks.emulator.sql.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Executes what concerns sessions, users and the cluster. Thread-safe. */
public final class AdministrationStatements implements StatementExecutor {
    private static final StatementResult OK = new StatementResult.Ok(0);
    private static final int UNKNOWN_CONNECTION = 1094;

    private final Authorizer authorizer;
    private final Connections connections;
    private final FrontendConfig config;
    private final SetStatement set;
    private final AccountStatements accountStatements;
    private final GrantStatement grants;
    private final ShowAdministration shows;

    /**
     * @param queries evaluates expressions
     */
    public AdministrationStatements(
            Cluster cluster,
            UserAccounts accounts,
            Authorizer authorizer,
            SystemVariables variables,
            Connections connections,
            FrontendConfig config,
            ClusterNodes nodes,
            TransactionLedger transactions,
            StatementExecutor queries) {
        this.authorizer = authorizer;
        this.connections = connections;
        this.config = config;
        this.set = new SetStatement(variables, queries);
        this.accountStatements = new AccountStatements(accounts, authorizer);
        this.grants = new GrantStatement(accounts, authorizer, cluster);
        this.shows =
                new ShowAdministration(
                        authorizer,
                        new SessionShows(
                                variables, connections, accounts, authorizer, cluster.clock()),
                        new NodeShows(cluster, nodes),
                        new TransactionShows(cluster, transactions));
    }

    @Override
    public StatementResult execute(Session session, Statement statement) throws SqlError {
        Statement.Administration administration = (Statement.Administration) statement;
        TokenCursor cursor = cursor(administration);
        Token first = cursor.next();
        switch (first.text().toUpperCase(Locale.ROOT)) {
            case "SHOW" -> {
                return shows.execute(session, cursor);
            }
            case "ADMIN" -> {
                return admin(session, cursor);
            }
            case "SET" -> set(session, cursor);
            case "CREATE", "DROP", "ALTER" -> account(session, first, cursor);
            case "GRANT" -> grants.execute(session, GrantStatement.Action.GRANT, cursor);
            case "REVOKE" -> grants.execute(session, GrantStatement.Action.REVOKE, cursor);
            case "KILL" -> kill(session, cursor);
            case "BEGIN" -> {
                cursor.accept("WORK");
                cursor.expectEnd();
            }
            case "START" -> {
                cursor.expect("TRANSACTION");
                cursor.accept("WITH", "CONSISTENT", "SNAPSHOT");
                cursor.expectEnd();
            }
            case "COMMIT", "ROLLBACK" -> endTransaction(cursor);
            case "SYNC" -> cursor.expectEnd();
            case "ANALYZE" -> {
                cursor.acceptAny("FULL", "SAMPLE");
                cursor.expect("TABLE");
                cursor.tableName();
            }
            case "LOCK", "UNLOCK" -> cursor.expect("TABLES");
            case "HELP" -> {
                cursor.identifierOrString();
                cursor.expectEnd();
                return new ResultRows("name", "category", "description").result();
            }
            default -> throw notEmulated(first, cursor);
        }
        return OK;
    }

    private static void endTransaction(TokenCursor cursor) throws SqlError {
        cursor.accept("WORK");
        if (cursor.accept("AND")) {
            cursor.accept("NO");
            cursor.expect("CHAIN");
        }
        if (cursor.accept("NO") || cursor.isNext("RELEASE")) {
            cursor.expect("RELEASE");
        }
        cursor.expectEnd();
    }

    private static TokenCursor cursor(Statement.Administration statement) {
        List<Token> tokens = new ArrayList<>(statement.tokens());
        int end = tokens.get(tokens.size() - 1).end();
        tokens.add(new Token(Token.Kind.END, "<EOF>", "", 1, end, end, end));
        return new TokenCursor(statement.text(), tokens);
    }

    private void set(Session session, TokenCursor cursor) throws SqlError {
        if (cursor.accept("PASSWORD")) {
            accountStatements.setPassword(session, cursor);
        } else if (cursor.accept("DEFAULT", "ROLE")) {
            accountStatements.setDefaultRole(session, cursor);
        } else if (cursor.accept("ROLE")) {
            accountStatements.setRole(session, cursor);
        } else if (cursor.accept("CATALOG")) {
            catalog(cursor);
        } else if (!cursor.isNext("PROPERTY")) {
            set.execute(session, cursor);
        }
    }

    private static void catalog(TokenCursor cursor) throws SqlError {
        String name = cursor.identifierOrString();
        if (!name.equals("default_catalog")) {
            throw SqlErrors.analyzing("Unknown catalog '" + name + "'");
        }
    }

    private void account(Session session, Token first, TokenCursor cursor) throws SqlError {
        boolean isCreate = first.isKeyword("CREATE");
        boolean isDrop = first.isKeyword("DROP");
        if (isCreate && cursor.accept("USER")) {
            accountStatements.createUser(session, cursor);
        } else if (isDrop && cursor.accept("USER")) {
            accountStatements.dropUser(session, cursor);
        } else if (first.isKeyword("ALTER") && cursor.accept("USER")) {
            accountStatements.alterUser(session, cursor);
        } else if (isCreate && cursor.accept("ROLE")) {
            accountStatements.createRole(session, cursor);
        } else if (isDrop && cursor.accept("ROLE")) {
            accountStatements.dropRole(session, cursor);
        } else {
            throw notEmulated(first, cursor);
        }
    }

    private StatementResult admin(Session session, TokenCursor cursor) throws SqlError {
        if (cursor.accept("SHOW", "FRONTEND", "CONFIG")) {
            authorizer.requireOnSystem(session.user(), Privilege.OPERATE);
            ResultRows rows =
                    new ResultRows("Key", "AliasNames", "Value", "Type", "IsMutable", "Comment");
            for (FrontendConfig.Entry entry : config.entries()) {
                rows.add(
                        entry.key(),
                        entry.aliases(),
                        entry.value(),
                        entry.type(),
                        Boolean.toString(entry.isMutable()),
                        entry.comment());
            }
            return rows.result(RowFilterParser.parse(cursor), "Key", false);
        }
        cursor.expect("SET", "FRONTEND", "CONFIG");
        Map<String, String> properties = cursor.propertyList();
        cursor.accept("WITH", "PERSISTENT");
        cursor.expectEnd();
        authorizer.requireOnSystem(session.user(), Privilege.OPERATE);
        for (Map.Entry<String, String> property : properties.entrySet()) {
            config.set(property.getKey(), property.getValue());
        }
        return OK;
    }

    private void kill(Session session, TokenCursor cursor) throws SqlError {
        boolean isQuery = cursor.accept("QUERY");
        cursor.accept("CONNECTION");
        long id = cursor.integer();
        cursor.expectEnd();
        Optional<Connections.Entry> entry = connections.entry(id);
        if (entry.isEmpty()) {
            throw new SqlError(UNKNOWN_CONNECTION, "HY000", "Unknown thread id: " + id);
        }
        if (!entry.get().user().equals(session.user())) {
            authorizer.requireOnSystem(session.user(), Privilege.OPERATE);
        }
        if (!isQuery) {
            connections.kill(id);
        }
    }

    private static SqlError notEmulated(Token first, TokenCursor cursor) {
        return SqlErrors.general(
                "The emulator does not execute "
                        + first.text().toUpperCase(Locale.ROOT)
                        + " "
                        + cursor.peek().text().toUpperCase(Locale.ROOT));
    }
}
