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

package io.cdcpipelines.starrocks.emulator.auth;

import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The users and roles of a cluster, in memory. A new cluster has root with an empty password and
 * StarRocks' built-in roles. A user is known by name alone: the host part is accepted and not
 * compared. Thread-safe: every method is one step.
 */
public final class UserAccounts implements Accounts {
    private static final String ROOT = "root";
    private static final Set<String> BUILT_IN_ROLES =
            Set.of(ROOT, "cluster_admin", "db_admin", "user_admin", "public");

    private final Map<String, Principal> users = new LinkedHashMap<>();
    private final Map<String, Principal> roles = new LinkedHashMap<>();

    public UserAccounts() {
        BUILT_IN_ROLES.forEach(role -> roles.put(role, new Principal()));
        ObjectScope system = new ObjectScope.System();
        add("cluster_admin", system, Set.of(Privilege.NODE, Privilege.OPERATE));
        add("user_admin", system, Set.of(Privilege.GRANT));
        List<ObjectScope> data =
                List.of(
                        new ObjectScope.Catalog(),
                        new ObjectScope.Database(Optional.empty()),
                        new ObjectScope.Table(Optional.empty(), Optional.empty()));
        data.forEach(scope -> add("db_admin", scope, scope.allPrivileges()));
        Principal root = new Principal();
        root.roles().add(ROOT);
        root.activeRoles().add(ROOT);
        users.put(ROOT, root);
    }

    private void add(String role, ObjectScope scope, Collection<Privilege> privileges) {
        privileges.forEach(p -> roles.get(role).grants().add(new Grant(p, scope)));
    }

    @Override
    public synchronized boolean isPassword(String user, String password) {
        return users.containsKey(user) && users.get(user).password().matches(password);
    }

    @Override
    public synchronized boolean isScramble(String user, byte[] salt, byte[] answer) {
        return users.containsKey(user) && users.get(user).password().matchesScramble(salt, answer);
    }

    @Override
    public synchronized boolean holds(
            String user, Privilege privilege, Optional<String> database, Optional<String> table) {
        return anyGrant(
                user,
                grant ->
                        grant.privilege() == privilege
                                && isCovered(grant.scope(), database, table));
    }

    private static boolean isCovered(
            ObjectScope scope, Optional<String> database, Optional<String> table) {
        if (scope instanceof ObjectScope.Table tables) {
            return database.isPresent()
                    && table.isPresent()
                    && tables.covers(database.get(), table.get());
        }
        if (scope instanceof ObjectScope.Database databases) {
            return database.isPresent() && table.isEmpty() && databases.covers(database.get());
        }
        return database.isEmpty();
    }

    @Override
    public synchronized boolean seesDatabase(String user, String database) {
        return anyGrant(
                user,
                grant ->
                        grant.scope() instanceof ObjectScope.Database d && d.covers(database)
                                || grant.scope() instanceof ObjectScope.Table t
                                        && t.coversDatabase(database));
    }

    @Override
    public synchronized boolean seesTable(String user, String database, String table) {
        return anyGrant(
                user,
                grant -> grant.scope() instanceof ObjectScope.Table t && t.covers(database, table));
    }

    private boolean anyGrant(String user, Predicate<Grant> condition) {
        Principal principal = users.get(user);
        if (principal == null) {
            return false;
        }
        if (principal.activeRoles().contains(ROOT)) {
            return true;
        }
        Deque<Principal> open = new ArrayDeque<>(List.of(principal));
        Set<String> reached = new HashSet<>();
        principal.activeRoles().forEach(role -> reach(role, reached, open));
        while (!open.isEmpty()) {
            Principal current = open.remove();
            if (current.grants().stream().anyMatch(condition)) {
                return true;
            }
            if (current != principal) {
                current.roles().forEach(role -> reach(role, reached, open));
            }
        }
        return false;
    }

    private void reach(String role, Set<String> reached, Deque<Principal> open) {
        if (roles.containsKey(role) && reached.add(role)) {
            open.add(roles.get(role));
        }
    }

    public synchronized boolean isUser(String name) {
        return users.containsKey(name);
    }

    public synchronized boolean isRole(String name) {
        return roles.containsKey(name);
    }

    public boolean isBuiltInRole(String name) {
        return BUILT_IN_ROLES.contains(name);
    }

    public synchronized void createUser(String name, String password) throws SqlError {
        if (users.containsKey(name)) {
            throw failed("CREATE USER", identity(name), "user already exists");
        }
        Principal user = new Principal();
        user.password(NativePassword.of(password));
        users.put(name, user);
    }

    public synchronized void dropUser(String name) throws SqlError {
        if (name.equals(ROOT)) {
            throw analysis("Operation DROP USER failed for " + identity(name));
        }
        if (users.remove(name) == null) {
            throw failed("DROP USER", identity(name), "user not exists");
        }
    }

    public synchronized void password(String name, String password) throws SqlError {
        user(name).password(NativePassword.of(password));
    }

    /**
     * @param hash as {@code PASSWORD()} writes it
     */
    public synchronized void passwordHash(String name, String hash) throws SqlError {
        user(name)
                .password(
                        NativePassword.ofHash(hash)
                                .orElseThrow(
                                        () ->
                                                analysis(
                                                        "Password hash should be a 41-digit hexadecimal number")));
    }

    public synchronized void createRole(String name) throws SqlError {
        if (roles.putIfAbsent(name, new Principal()) != null) {
            throw failed("CREATE ROLE", name, "role already exists");
        }
    }

    public synchronized void dropRole(String name) throws SqlError {
        role(name);
        if (BUILT_IN_ROLES.contains(name)) {
            throw analysis("role " + name + " is not mutable");
        }
        roles.remove(name);
    }

    public synchronized void grantToUser(
            String user, Collection<Privilege> privileges, ObjectScope scope) throws SqlError {
        Principal principal = user(user);
        privileges.forEach(p -> principal.grants().add(new Grant(p, scope)));
    }

    public synchronized void grantToRole(
            String role, Collection<Privilege> privileges, ObjectScope scope) throws SqlError {
        Principal principal = role(role);
        privileges.forEach(p -> principal.grants().add(new Grant(p, scope)));
    }

    public synchronized void revokeFromUser(
            String user, Collection<Privilege> privileges, ObjectScope scope) throws SqlError {
        Principal principal = user(user);
        privileges.forEach(p -> principal.grants().remove(new Grant(p, scope)));
    }

    public synchronized void revokeFromRole(
            String role, Collection<Privilege> privileges, ObjectScope scope) throws SqlError {
        Principal principal = role(role);
        privileges.forEach(p -> principal.grants().remove(new Grant(p, scope)));
    }

    public synchronized void grantRoles(Collection<String> granted, String user) throws SqlError {
        for (String name : granted) {
            role(name);
        }
        user(user).roles().addAll(granted);
    }

    public synchronized void grantRolesToRole(Collection<String> granted, String role)
            throws SqlError {
        for (String name : granted) {
            role(name);
        }
        role(role).roles().addAll(granted);
    }

    public synchronized void revokeRoles(Collection<String> revoked, String user) throws SqlError {
        Principal principal = user(user);
        principal.roles().removeAll(revoked);
        principal.activeRoles().removeAll(revoked);
    }

    public synchronized void revokeRolesFromRole(Collection<String> revoked, String role)
            throws SqlError {
        role(role).roles().removeAll(revoked);
    }

    /** Makes exactly these of the user's roles count, from now on and in every session. */
    public synchronized void activateRoles(String user, Collection<String> active) throws SqlError {
        Principal principal = user(user);
        for (String role : active) {
            role(role);
            if (!principal.roles().contains(role)) {
                throw analysis("Role " + role + " is not granted to " + identity(user));
            }
        }
        principal.activeRoles().clear();
        principal.activeRoles().addAll(active);
    }

    public synchronized Set<String> rolesOf(String user) throws SqlError {
        return Set.copyOf(user(user).roles());
    }

    public synchronized List<String> userNames() {
        return List.copyOf(new TreeSet<>(users.keySet()));
    }

    public synchronized List<String> roleNames() {
        return List.copyOf(roles.keySet());
    }

    /** The names of the active roles, as the text of error 5203 lists them. */
    synchronized String activeRolesText(String user) {
        return roleList(users.containsKey(user) ? users.get(user).activeRoles() : Set.of());
    }

    /** The names of the granted roles that are not active. */
    synchronized String inactiveRolesText(String user) {
        Set<String> inactive = new LinkedHashSet<>();
        if (users.containsKey(user)) {
            inactive.addAll(users.get(user).roles());
            inactive.removeAll(users.get(user).activeRoles());
        }
        return roleList(inactive);
    }

    private static String roleList(Set<String> names) {
        return names.isEmpty() ? "NONE" : names.toString();
    }

    /** What the user was granted: roles first, then one line for each object. */
    public synchronized GrantListing listing(String user) throws SqlError {
        Principal principal = user(user);
        return GrantListing.of(principal.roles(), principal.grants(), "USER " + identity(user));
    }

    public synchronized GrantListing roleListing(String role) throws SqlError {
        Principal principal = role(role);
        return GrantListing.of(principal.roles(), principal.grants(), "ROLE '" + role + "'");
    }

    public static String identity(String user) {
        return "'" + user + "'@'%'";
    }

    private Principal user(String name) throws SqlError {
        Principal user = users.get(name);
        if (user == null) {
            throw analysis("cannot find user " + identity(name) + "!");
        }
        return user;
    }

    private Principal role(String name) throws SqlError {
        Principal role = roles.get(name);
        if (role == null) {
            throw analysis("cannot find role " + name + "!");
        }
        return role;
    }

    private static SqlError failed(String operation, String name, String reason) {
        return analysis("Operation " + operation + " failed for " + name + " : " + reason);
    }

    private static SqlError analysis(String detail) {
        return new SqlError(
                1064, "42000", "Getting analyzing error. Detail message: " + detail + ".");
    }
}
