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
import java.util.Optional;

/**
 * Refuses statements that a user has no privilege for, with error 5203, and tells what a user may
 * see. Stateless beside the accounts; any thread.
 */
public final class Authorizer {
    private static final String INFORMATION_SCHEMA = "information_schema";

    private final UserAccounts accounts;

    public Authorizer(UserAccounts accounts) {
        this.accounts = accounts;
    }

    public void requireOnTable(String user, Privilege privilege, String database, String table)
            throws SqlError {
        if (!accounts.holds(user, privilege, Optional.of(database), Optional.of(table))) {
            throw denied(user, privilege.sqlName(), "TABLE " + table);
        }
    }

    /** Any privilege on the table at all: what DESC and SHOW CREATE TABLE ask for. */
    public void requireAnyOnTable(String user, String database, String table) throws SqlError {
        if (!seesTable(user, database, table)) {
            throw denied(user, "ANY", "TABLE " + table);
        }
    }

    public void requireOnDatabase(String user, Privilege privilege, String database)
            throws SqlError {
        if (!accounts.holds(user, privilege, Optional.of(database), Optional.empty())) {
            throw denied(user, privilege.sqlName(), "DATABASE " + database);
        }
    }

    /** Any privilege on the database or something in it: what USE asks for. */
    public void requireAnyOnDatabase(String user, String database) throws SqlError {
        if (!seesDatabase(user, database)) {
            throw denied(user, "ANY", "DATABASE " + database);
        }
    }

    public void requireCreateDatabase(String user) throws SqlError {
        if (!holdsOnSystem(user, Privilege.CREATE_DATABASE)) {
            throw denied(user, "CREATE DATABASE", "CATALOG default_catalog");
        }
    }

    public void requireOnSystem(String user, Privilege privilege) throws SqlError {
        if (!holdsOnSystem(user, privilege)) {
            throw denied(user, privilege.sqlName(), "SYSTEM");
        }
    }

    /** What SHOW FRONTENDS and SHOW BACKENDS ask for. */
    public void requireOperateOrNode(String user) throws SqlError {
        if (!holdsOnSystem(user, Privilege.OPERATE) && !holdsOnSystem(user, Privilege.NODE)) {
            throw denied(user, "OPERATE OR NODE", "SYSTEM");
        }
    }

    public boolean seesDatabase(String user, String database) {
        return isInformationSchema(database) || accounts.seesDatabase(user, database);
    }

    public boolean seesTable(String user, String database, String table) {
        return isInformationSchema(database) || accounts.seesTable(user, database, table);
    }

    private boolean holdsOnSystem(String user, Privilege privilege) {
        return accounts.holds(user, privilege, Optional.empty(), Optional.empty());
    }

    private static boolean isInformationSchema(String database) {
        return database.equalsIgnoreCase(INFORMATION_SCHEMA);
    }

    private SqlError denied(String user, String privilege, String object) {
        return new SqlError(
                5203,
                "42000",
                "Access denied; you need (at least one of) the "
                        + privilege
                        + " privilege(s) on "
                        + object
                        + " for this operation. Please ask the admin to grant permission(s) or try"
                        + " activating existing roles using <set [default] role>. Current role(s): "
                        + accounts.activeRolesText(user)
                        + ". Inactivated role(s): "
                        + accounts.inactiveRolesText(user)
                        + ".");
    }
}
