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
import io.cdcpipelines.starrocks.emulator.auth.GrantListing;
import io.cdcpipelines.starrocks.emulator.auth.Privilege;
import io.cdcpipelines.starrocks.emulator.auth.UserAccounts;
import io.cdcpipelines.starrocks.emulator.frontend.ResultRows;
import io.cdcpipelines.starrocks.emulator.session.Connections;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.session.SystemVariables;
import io.cdcpipelines.starrocks.emulator.session.SystemVariables.Definition;
import io.cdcpipelines.starrocks.emulator.session.SystemVariables.Scope;
import io.cdcpipelines.starrocks.emulator.sql.RowFilter;
import io.cdcpipelines.starrocks.emulator.sql.RowFilterParser;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import io.cdcpipelines.starrocks.emulator.sql.Token;
import io.cdcpipelines.starrocks.emulator.sql.TokenCursor;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** SHOW of variables, connections and grants. Thread-safe. */
final class SessionShows {
    private final SystemVariables variables;
    private final Connections connections;
    private final UserAccounts accounts;
    private final Authorizer authorizer;
    private final Clock clock;

    SessionShows(
            SystemVariables variables,
            Connections connections,
            UserAccounts accounts,
            Authorizer authorizer,
            Clock clock) {
        this.variables = variables;
        this.connections = connections;
        this.accounts = accounts;
        this.authorizer = authorizer;
        this.clock = clock;
    }

    /**
     * @param cursor behind VARIABLES
     */
    StatementResult variables(Session session, Scope scope, TokenCursor cursor) throws SqlError {
        ResultRows rows = new ResultRows("Variable_name", "Value");
        for (Definition definition : variables.definitions()) {
            rows.add(definition.name(), variables.value(session, scope, definition.name()));
        }
        RowFilter filter = RowFilterParser.parse(cursor);
        cursor.expectEnd();
        return rows.result(filter, "Variable_name", false);
    }

    /**
     * With the defaults.
     *
     * @param cursor behind VARIABLES
     */
    StatementResult verboseVariables(Session session, Scope scope, TokenCursor cursor)
            throws SqlError {
        ResultRows rows = new ResultRows("Variable_name", "Value", "Default_value", "Is_changed");
        for (Definition definition : variables.definitions()) {
            String value = variables.value(session, scope, definition.name());
            String standard = definition.defaultValue();
            rows.add(definition.name(), value, standard, value.equals(standard) ? "0" : "1");
        }
        RowFilter filter = RowFilterParser.parse(cursor);
        cursor.expectEnd();
        return rows.result(filter, "Variable_name", false);
    }

    StatementResult processList(Session session) {
        ResultRows rows =
                new ResultRows(
                        "ServerName",
                        "Id",
                        "User",
                        "Host",
                        "Db",
                        "Command",
                        "ConnectionStartTime",
                        "Time",
                        "State",
                        "Info",
                        "IsPending",
                        "Warehouse");
        boolean seesAll =
                accounts.holds(
                        session.user(), Privilege.OPERATE, Optional.empty(), Optional.empty());
        for (Connections.Entry entry : connections.entries()) {
            if (seesAll || entry.user().equals(session.user())) {
                rows.add(
                        NodeShows.FRONTEND_NAME,
                        Long.toString(entry.id()),
                        entry.user(),
                        entry.host(),
                        entry.database().orElse(""),
                        entry.command(),
                        NodeShows.time(clock, entry.start()),
                        Long.toString(Duration.between(entry.since(), clock.instant()).toSeconds()),
                        entry.command().equals("Query") ? "EOF" : "OK",
                        entry.statement(),
                        "false",
                        "default_warehouse");
            }
        }
        return rows.result();
    }

    /**
     * @param cursor behind GRANTS
     */
    StatementResult grants(Session session, TokenCursor cursor) throws SqlError {
        if (cursor.accept("FOR", "ROLE")) {
            String role = cursor.identifierOrString();
            cursor.expectEnd();
            authorizer.requireOnSystem(session.user(), Privilege.GRANT);
            ResultRows rows = new ResultRows("RoleName", "Catalog", "Grants");
            return listed(rows, role, accounts.roleListing(role));
        }
        boolean isForUser = cursor.accept("FOR") && cursor.isNext("USER");
        if (isForUser && cursor.peek(1).kind() != Token.Kind.END) {
            cursor.next();
        }
        String user = cursor.isAtEnd() ? session.user() : AccountStatements.user(cursor);
        cursor.expectEnd();
        if (!user.equals(session.user())) {
            authorizer.requireOnSystem(session.user(), Privilege.GRANT);
        }
        ResultRows rows = new ResultRows("UserIdentity", "Catalog", "Grants");
        return listed(rows, UserAccounts.identity(user), accounts.listing(user));
    }

    private static StatementResult listed(ResultRows rows, String name, GrantListing listing) {
        listing.roles().ifPresent(grant -> rows.add(name, null, grant));
        listing.privileges().forEach(grant -> rows.add(name, "default_catalog", grant));
        return rows.result();
    }

    StatementResult roles(Session session) throws SqlError {
        authorizer.requireOnSystem(session.user(), Privilege.GRANT);
        ResultRows rows = new ResultRows("Name", "Builtin", "Comment");
        for (String role : accounts.roleNames()) {
            rows.add(role, Boolean.toString(accounts.isBuiltInRole(role)), "");
        }
        return rows.result();
    }

    StatementResult users(Session session) throws SqlError {
        authorizer.requireOnSystem(session.user(), Privilege.GRANT);
        ResultRows rows = new ResultRows("User");
        accounts.userNames().forEach(user -> rows.add(UserAccounts.identity(user)));
        return rows.result();
    }
}
