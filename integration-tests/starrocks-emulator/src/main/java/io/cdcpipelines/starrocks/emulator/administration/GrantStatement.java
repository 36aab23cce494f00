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
import io.cdcpipelines.starrocks.emulator.auth.ObjectScope;
import io.cdcpipelines.starrocks.emulator.auth.Privilege;
import io.cdcpipelines.starrocks.emulator.auth.UserAccounts;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.TableName;
import io.cdcpipelines.starrocks.emulator.sql.TokenCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Executes GRANT and REVOKE. Thread-safe. */
final class GrantStatement {

    /** What a statement does with privileges. */
    enum Action {
        GRANT("TO"),
        REVOKE("FROM");

        private final String preposition;

        Action(String preposition) {
            this.preposition = preposition;
        }
    }

    private static final List<String> ABSENT =
            List.of(
                    "VIEWS",
                    "MATERIALIZED",
                    "FUNCTIONS",
                    "GLOBAL",
                    "RESOURCES",
                    "RESOURCE",
                    "PIPES");

    private final UserAccounts accounts;
    private final Authorizer authorizer;
    private final Cluster cluster;

    GrantStatement(UserAccounts accounts, Authorizer authorizer, Cluster cluster) {
        this.accounts = accounts;
        this.authorizer = authorizer;
        this.cluster = cluster;
    }

    /**
     * @param cursor behind GRANT or REVOKE
     */
    void execute(Session session, Action action, TokenCursor cursor) throws SqlError {
        authorizer.requireOnSystem(session.user(), Privilege.GRANT);
        if (isOfRoles(cursor)) {
            roles(action, cursor);
        } else {
            privileges(session, action, cursor);
        }
    }

    private static boolean isOfRoles(TokenCursor cursor) {
        for (int i = 0; !cursor.peek(i).text().equals("<EOF>"); i++) {
            if (cursor.peek(i).isKeyword("ON")) {
                return false;
            }
        }
        return true;
    }

    private void roles(Action action, TokenCursor cursor) throws SqlError {
        List<String> roles = AccountStatements.names(cursor);
        cursor.expect(action.preposition);
        if (cursor.accept("ROLE")) {
            String role = cursor.identifierOrString();
            cursor.expectEnd();
            if (action == Action.GRANT) {
                accounts.grantRolesToRole(roles, role);
            } else {
                accounts.revokeRolesFromRole(roles, role);
            }
            return;
        }
        cursor.accept("USER");
        String user = AccountStatements.user(cursor);
        cursor.expectEnd();
        if (action == Action.GRANT) {
            accounts.grantRoles(roles, user);
        } else {
            accounts.revokeRoles(roles, user);
        }
    }

    private void privileges(Session session, Action action, TokenCursor cursor) throws SqlError {
        Set<Privilege> named = privilegeNames(cursor);
        cursor.expect("ON");
        if (isOfAbsentObjects(cursor)) {
            absentObjects(action, cursor);
            return;
        }
        List<ObjectScope> scopes = new ArrayList<>();
        do {
            scopes.add(scope(session, cursor));
        } while (cursor.acceptSymbol(","));
        cursor.expect(action.preposition);
        boolean isRole = cursor.accept("ROLE");
        cursor.accept("USER");
        String grantee = AccountStatements.user(cursor);
        cursor.accept("WITH", "GRANT", "OPTION");
        cursor.expectEnd();
        for (ObjectScope scope : scopes) {
            Set<Privilege> privileges = named.isEmpty() ? scope.allPrivileges() : named;
            checkFor(privileges, scope);
            apply(action, isRole, grantee, privileges, scope);
        }
    }

    /** ALL VIEWS, ALL FUNCTIONS and the like: there are none, and the grant changes nothing. */
    private static boolean isOfAbsentObjects(TokenCursor cursor) {
        return cursor.isNext("ALL")
                && ABSENT.stream().anyMatch(word -> cursor.peek(1).isKeyword(word));
    }

    private void absentObjects(Action action, TokenCursor cursor) throws SqlError {
        while (!cursor.isAtEnd() && !cursor.isNext(action.preposition)) {
            cursor.next();
        }
        cursor.expect(action.preposition);
        boolean isRole = cursor.accept("ROLE");
        cursor.accept("USER");
        String grantee = AccountStatements.user(cursor);
        cursor.accept("WITH", "GRANT", "OPTION");
        cursor.expectEnd();
        if (!isRole && !accounts.isUser(grantee)) {
            throw SqlErrors.analyzing("cannot find user " + UserAccounts.identity(grantee) + "!");
        }
    }

    private static void checkFor(Set<Privilege> privileges, ObjectScope scope) throws SqlError {
        for (Privilege privilege : privileges) {
            if (!isFor(privilege, scope)) {
                throw SqlErrors.analyzing(
                        "Cannot grant/revoke "
                                + privilege.sqlName()
                                + " on "
                                + scope.sql().split(" ")[0]);
            }
        }
    }

    private static boolean isFor(Privilege privilege, ObjectScope scope) {
        return scope.allPrivileges().contains(privilege)
                || scope instanceof ObjectScope.System && privilege == Privilege.NODE;
    }

    private void apply(
            Action action,
            boolean isRole,
            String grantee,
            Set<Privilege> privileges,
            ObjectScope scope)
            throws SqlError {
        if (action == Action.GRANT) {
            if (isRole) {
                accounts.grantToRole(grantee, privileges, scope);
            } else {
                accounts.grantToUser(grantee, privileges, scope);
            }
        } else if (isRole) {
            accounts.revokeFromRole(grantee, privileges, scope);
        } else {
            accounts.revokeFromUser(grantee, privileges, scope);
        }
    }

    /** Empty for ALL. */
    private static Set<Privilege> privilegeNames(TokenCursor cursor) throws SqlError {
        Set<Privilege> privileges = new LinkedHashSet<>();
        do {
            if (cursor.accept("ALL")) {
                cursor.acceptAny("PRIVILEGES", "PRIVILEGE");
                return Set.of();
            }
            StringBuilder name = new StringBuilder(cursor.next().text());
            while (!cursor.isAtEnd() && !cursor.isNextSymbol(",") && !cursor.isNext("ON")) {
                name.append(' ').append(cursor.next().text());
            }
            privileges.add(privilege(name.toString(), cursor));
        } while (cursor.acceptSymbol(","));
        return privileges;
    }

    private static Privilege privilege(String name, TokenCursor cursor) throws SqlError {
        return Arrays.stream(Privilege.values())
                .filter(privilege -> privilege.sqlName().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> cursor.unexpected("a privilege"));
    }

    private ObjectScope scope(Session session, TokenCursor cursor) throws SqlError {
        if (cursor.accept("SYSTEM")) {
            return new ObjectScope.System();
        }
        if (cursor.acceptAny("CATALOG") || cursor.accept("ALL", "CATALOGS")) {
            if (!cursor.isNext("TO") && !cursor.isNext("FROM")) {
                cursor.identifier();
            }
            return new ObjectScope.Catalog();
        }
        if (cursor.accept("ALL", "DATABASES")) {
            return new ObjectScope.Database(Optional.empty());
        }
        if (cursor.accept("DATABASE")) {
            String database = cursor.tableName().table();
            requireDatabase(database);
            return new ObjectScope.Database(Optional.of(database));
        }
        if (cursor.accept("ALL", "TABLES", "IN")) {
            if (cursor.accept("ALL", "DATABASES")) {
                return new ObjectScope.Table(Optional.empty(), Optional.empty());
            }
            cursor.expect("DATABASE");
            String database = cursor.tableName().table();
            requireDatabase(database);
            return new ObjectScope.Table(Optional.of(database), Optional.empty());
        }
        cursor.accept("TABLE");
        return table(session, cursor);
    }

    private ObjectScope table(Session session, TokenCursor cursor) throws SqlError {
        if (cursor.acceptSymbol("*")) {
            if (cursor.acceptSymbol(".")) {
                cursor.expectSymbol("*");
            }
            return new ObjectScope.Table(Optional.empty(), Optional.empty());
        }
        if (cursor.peek(1).isSymbol(".") && cursor.peek(2).isSymbol("*")) {
            String database = cursor.identifier();
            cursor.next();
            cursor.next();
            return new ObjectScope.Table(Optional.of(database), Optional.empty());
        }
        TableName name = cursor.tableName();
        Optional<String> database = name.database().or(session::database);
        if (database.isEmpty()) {
            throw SqlErrors.noDatabaseSelected(cluster.profile());
        }
        requireTable(database.get(), name.table());
        return new ObjectScope.Table(database, Optional.of(name.table()));
    }

    private void requireDatabase(String database) throws SqlError {
        cluster.lock().lock();
        try {
            if (cluster.database(database).isEmpty()) {
                throw SqlErrors.analyzing("cannot find db: " + database);
            }
        } finally {
            cluster.lock().unlock();
        }
    }

    private void requireTable(String database, String table) throws SqlError {
        requireDatabase(database);
        cluster.lock().lock();
        try {
            if (cluster.table(database, table).isEmpty()) {
                throw SqlErrors.analyzing("cannot find table " + table + " in db " + database);
            }
        } finally {
            cluster.lock().unlock();
        }
    }
}
