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
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Executes CREATE, ALTER and DROP of users and roles, SET PASSWORD and SET ROLE. Thread-safe. */
final class AccountStatements {
    private final UserAccounts accounts;
    private final Authorizer authorizer;

    AccountStatements(UserAccounts accounts, Authorizer authorizer) {
        this.accounts = accounts;
        this.authorizer = authorizer;
    }

    /**
     * @param cursor behind CREATE USER
     */
    void createUser(Session session, TokenCursor cursor) throws SqlError {
        boolean ifNotExists = cursor.ifNotExists();
        String user = user(cursor);
        Optional<Credential> credential = credential(cursor);
        List<String> roles = cursor.accept("DEFAULT", "ROLE") ? names(cursor) : List.of();
        skipProperties(cursor);
        cursor.expectEnd();
        authorizer.requireOnSystem(session.user(), Privilege.GRANT);
        if (ifNotExists && accounts.isUser(user)) {
            return;
        }
        accounts.createUser(user, "");
        if (credential.isPresent()) {
            credential.get().applyTo(accounts, user);
        }
        if (!roles.isEmpty()) {
            accounts.grantRoles(roles, user);
            accounts.activateRoles(user, roles);
        }
    }

    /**
     * @param cursor behind ALTER USER
     */
    void alterUser(Session session, TokenCursor cursor) throws SqlError {
        boolean ifExists = cursor.ifExists();
        String user = user(cursor);
        Optional<Credential> credential = credential(cursor);
        Optional<List<String>> roles = Optional.empty();
        if (cursor.accept("DEFAULT", "ROLE") && !cursor.accept("ALL")) {
            roles = Optional.of(cursor.accept("NONE") ? List.of() : names(cursor));
        }
        skipProperties(cursor);
        cursor.expectEnd();
        if (!user.equals(session.user())) {
            authorizer.requireOnSystem(session.user(), Privilege.GRANT);
        }
        if (ifExists && !accounts.isUser(user)) {
            return;
        }
        if (credential.isPresent()) {
            credential.get().applyTo(accounts, user);
        }
        if (roles.isPresent()) {
            accounts.activateRoles(user, roles.get());
        }
    }

    private static void skipProperties(TokenCursor cursor) throws SqlError {
        cursor.accept("SET");
        cursor.properties();
    }

    /**
     * @param cursor behind DROP USER
     */
    void dropUser(Session session, TokenCursor cursor) throws SqlError {
        boolean ifExists = cursor.ifExists();
        String user = user(cursor);
        cursor.expectEnd();
        authorizer.requireOnSystem(session.user(), Privilege.GRANT);
        if (!ifExists || accounts.isUser(user)) {
            accounts.dropUser(user);
        }
    }

    /**
     * @param cursor behind CREATE ROLE
     */
    void createRole(Session session, TokenCursor cursor) throws SqlError {
        boolean ifNotExists = cursor.ifNotExists();
        List<String> roles = names(cursor);
        cursor.comment();
        cursor.expectEnd();
        authorizer.requireOnSystem(session.user(), Privilege.GRANT);
        for (String role : roles) {
            if (!ifNotExists || !accounts.isRole(role)) {
                accounts.createRole(role);
            }
        }
    }

    /**
     * @param cursor behind DROP ROLE
     */
    void dropRole(Session session, TokenCursor cursor) throws SqlError {
        boolean ifExists = cursor.ifExists();
        List<String> roles = names(cursor);
        cursor.expectEnd();
        authorizer.requireOnSystem(session.user(), Privilege.GRANT);
        for (String role : roles) {
            if (!ifExists || accounts.isRole(role)) {
                accounts.dropRole(role);
            }
        }
    }

    /**
     * @param cursor behind SET PASSWORD
     */
    void setPassword(Session session, TokenCursor cursor) throws SqlError {
        String user = cursor.accept("FOR") ? user(cursor) : session.user();
        cursor.expectSymbol("=");
        Credential credential;
        if (cursor.accept("PASSWORD")) {
            cursor.expectSymbol("(");
            credential = Credential.ofPassword(cursor.string());
            cursor.expectSymbol(")");
        } else {
            credential = Credential.ofHash(cursor.string());
        }
        cursor.expectEnd();
        if (!user.equals(session.user())) {
            authorizer.requireOnSystem(session.user(), Privilege.GRANT);
        }
        credential.applyTo(accounts, user);
    }

    /**
     * @param cursor behind SET ROLE
     */
    void setRole(Session session, TokenCursor cursor) throws SqlError {
        accounts.activateRoles(session.user(), roles(cursor, session.user()));
    }

    /**
     * @param cursor behind SET DEFAULT ROLE
     */
    void setDefaultRole(Session session, TokenCursor cursor) throws SqlError {
        List<String> named = new ArrayList<>();
        while (!cursor.isAtEnd() && !cursor.isNext("TO")) {
            named.add(cursor.next().value());
        }
        cursor.expect("TO");
        String user = user(cursor);
        cursor.expectEnd();
        if (!user.equals(session.user())) {
            authorizer.requireOnSystem(session.user(), Privilege.GRANT);
        }
        named.removeIf(","::equals);
        boolean isWord = named.size() == 1;
        if (isWord && named.get(0).equalsIgnoreCase("ALL")) {
            accounts.activateRoles(user, accounts.rolesOf(user));
        } else if (isWord && named.get(0).equalsIgnoreCase("NONE")) {
            accounts.activateRoles(user, List.of());
        } else {
            accounts.activateRoles(user, named);
        }
    }

    private List<String> roles(TokenCursor cursor, String user) throws SqlError {
        if (cursor.accept("ALL")) {
            return List.copyOf(accounts.rolesOf(user));
        }
        if (cursor.accept("NONE") || cursor.accept("DEFAULT")) {
            return List.of();
        }
        return names(cursor);
    }

    private static Optional<Credential> credential(TokenCursor cursor) throws SqlError {
        if (!cursor.accept("IDENTIFIED")) {
            return Optional.empty();
        }
        if (cursor.accept("BY", "PASSWORD")) {
            return Optional.of(Credential.ofHash(cursor.string()));
        }
        if (cursor.accept("BY")) {
            return Optional.of(Credential.ofPassword(cursor.string()));
        }
        cursor.expect("WITH");
        cursor.identifierOrString();
        if (cursor.accept("AS")) {
            return Optional.of(Credential.ofHash(cursor.string()));
        }
        return cursor.accept("BY")
                ? Optional.of(Credential.ofPassword(cursor.string()))
                : Optional.of(Credential.ofPassword(""));
    }

    /** {@code 'name'@'host'}: the host is read and not kept. */
    static String user(TokenCursor cursor) throws SqlError {
        String name = cursor.identifierOrString();
        if (cursor.acceptSymbol("@")) {
            if (cursor.acceptSymbol("[")) {
                cursor.identifierOrString();
                cursor.expectSymbol("]");
            } else {
                cursor.identifierOrString();
            }
        }
        return name;
    }

    static List<String> names(TokenCursor cursor) throws SqlError {
        List<String> names = new ArrayList<>();
        do {
            names.add(cursor.identifierOrString());
        } while (cursor.acceptSymbol(","));
        return names;
    }
}
