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
import io.cdcpipelines.starrocks.emulator.frontend.ResultRows;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.session.SystemVariables.Scope;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import io.cdcpipelines.starrocks.emulator.sql.Token;
import io.cdcpipelines.starrocks.emulator.sql.TokenCursor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Executes SHOW of everything that is not in the catalog. Thread-safe. */
final class ShowAdministration {
    /** What may stand behind the words that say what is shown. */
    private static final Set<String> FOLLOWERS =
            Set.of(
                    ("FROM IN LIKE WHERE ORDER LIMIT FOR ON ALL STATUS LOAD VIEW VIEWS TABLES TASK"
                                    + " JOB META WARNINGS FILES")
                            .split(" "));

    private final Authorizer authorizer;
    private final SessionShows sessions;
    private final NodeShows nodes;
    private final TransactionShows transactions;

    ShowAdministration(
            Authorizer authorizer,
            SessionShows sessions,
            NodeShows nodes,
            TransactionShows transactions) {
        this.authorizer = authorizer;
        this.sessions = sessions;
        this.nodes = nodes;
        this.transactions = transactions;
    }

    /**
     * @param cursor behind SHOW
     */
    StatementResult execute(Session session, TokenCursor cursor) throws SqlError {
        Optional<StatementResult> variables = variables(session, cursor);
        if (variables.isPresent()) {
            return variables.get();
        }
        cursor.accept("FULL");
        switch (cursor.peek().text().toUpperCase(Locale.ROOT)) {
            case "PROCESSLIST" -> {
                cursor.next();
                cursor.expectEnd();
                return sessions.processList(session);
            }
            case "GRANTS" -> {
                cursor.next();
                return sessions.grants(session, cursor);
            }
            case "ROLES" -> {
                cursor.next();
                cursor.expectEnd();
                return sessions.roles(session);
            }
            case "USERS" -> {
                cursor.next();
                cursor.expectEnd();
                return sessions.users(session);
            }
            case "TRANSACTION" -> {
                cursor.next();
                return transactions.transaction(session, cursor);
            }
            case "FRONTENDS" -> {
                cursor.next();
                cursor.expectEnd();
                authorizer.requireOperateOrNode(session.user());
                return nodes.frontends();
            }
            case "BACKENDS" -> {
                cursor.next();
                cursor.expectEnd();
                authorizer.requireOperateOrNode(session.user());
                return nodes.backends();
            }
            case "COMPUTE" -> {
                cursor.expect("COMPUTE", "NODES");
                cursor.expectEnd();
                authorizer.requireOperateOrNode(session.user());
                return nodes.computeNodes();
            }
            case "PROC" -> {
                cursor.next();
                String path = cursor.string();
                cursor.expectEnd();
                return proc(session, path);
            }
            default -> {
                return fixed(cursor);
            }
        }
    }

    private Optional<StatementResult> variables(Session session, TokenCursor cursor)
            throws SqlError {
        int ahead = 0;
        Scope scope = Scope.SESSION;
        boolean isVerbose = false;
        while (cursor.peek(ahead).isKeyword("GLOBAL")
                || cursor.peek(ahead).isKeyword("SESSION")
                || cursor.peek(ahead).isKeyword("LOCAL")
                || cursor.peek(ahead).isKeyword("VERBOSE")) {
            scope = cursor.peek(ahead).isKeyword("GLOBAL") ? Scope.GLOBAL : scope;
            isVerbose |= cursor.peek(ahead).isKeyword("VERBOSE");
            ahead++;
        }
        if (!cursor.peek(ahead).isKeyword("VARIABLES")) {
            return Optional.empty();
        }
        while (!cursor.accept("VARIABLES")) {
            cursor.next();
        }
        return Optional.of(
                isVerbose
                        ? sessions.verboseVariables(session, scope, cursor)
                        : sessions.variables(session, scope, cursor));
    }

    private StatementResult proc(Session session, String path) throws SqlError {
        authorizer.requireOnSystem(session.user(), Privilege.OPERATE);
        List<String> parts =
                Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
        if (parts.isEmpty()) {
            ResultRows rows = new ResultRows("name");
            List.of("backends", "frontends", "transactions").forEach(rows::add);
            return rows.result();
        }
        return switch (parts.get(0)) {
            case "transactions" -> transactions.proc(parts.subList(1, parts.size()));
            case "frontends" -> nodes.frontends();
            case "backends" -> nodes.backends();
            case "compute_nodes" -> nodes.computeNodes();
            default -> throw SqlErrors.analyzing("Proc path '" + path + "' doesn't exist");
        };
    }

    private static StatementResult fixed(TokenCursor cursor) throws SqlError {
        String first = cursor.peek().text().toUpperCase(Locale.ROOT);
        String second = cursor.peek(1).text().toUpperCase(Locale.ROOT);
        Optional<ResultRows> phrase = FixedShows.of(first + " " + second);
        Optional<ResultRows> rows = phrase.or(() -> FixedShows.of(first));
        int words = phrase.isPresent() ? 2 : 1;
        Token behind = cursor.peek(words);
        boolean isFollowed =
                behind.kind() == Token.Kind.END
                        || FOLLOWERS.contains(behind.text().toUpperCase(Locale.ROOT));
        if (rows.isPresent() && !isFollowed) {
            for (int i = 0; i < words; i++) {
                cursor.next();
            }
            throw cursor.unexpected("<EOF>", "';'");
        }
        return rows.orElseThrow(
                        () ->
                                cursor.unexpected(
                                        "'ALTER'",
                                        "'COLUMNS'",
                                        "'CREATE'",
                                        "'DATABASES'",
                                        "'TABLES'",
                                        "'VARIABLES'"))
                .result();
    }
}
