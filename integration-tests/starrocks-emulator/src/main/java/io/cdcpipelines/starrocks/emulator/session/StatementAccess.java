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

package io.cdcpipelines.starrocks.emulator.session;

import io.cdcpipelines.starrocks.emulator.auth.Authorizer;
import io.cdcpipelines.starrocks.emulator.auth.Privilege;
import io.cdcpipelines.starrocks.emulator.sql.AlterClause;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.Statement;
import io.cdcpipelines.starrocks.emulator.sql.TableName;
import java.util.Optional;

/** Says which privilege each statement of the catalog needs. Thread-safe. */
public final class StatementAccess implements AccessControl {
    private final Authorizer authorizer;

    public StatementAccess(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    @Override
    public void check(Session session, Statement statement) throws SqlError {
        if (statement instanceof Statement.CreateDatabase) {
            authorizer.requireCreateDatabase(session.user());
        } else if (statement instanceof Statement.DropDatabase s) {
            authorizer.requireOnDatabase(session.user(), Privilege.DROP, s.database());
        } else if (statement instanceof Statement.RenameDatabase s) {
            authorizer.requireOnDatabase(session.user(), Privilege.ALTER, s.from());
        } else if (statement instanceof Statement.SetDatabaseQuota s) {
            authorizer.requireOnDatabase(session.user(), Privilege.ALTER, s.database());
        } else if (statement instanceof Statement.RecoverDatabase) {
            authorizer.requireCreateDatabase(session.user());
        } else if (statement instanceof Statement.UseDatabase s) {
            authorizer.requireAnyOnDatabase(session.user(), s.database());
        } else if (statement instanceof Statement.ShowCreateDatabase s) {
            authorizer.requireAnyOnDatabase(session.user(), s.database());
        } else if (!checkTableChange(session, statement)) {
            checkTableShow(session, statement);
        }
    }

    private boolean checkTableChange(Session session, Statement statement) throws SqlError {
        if (statement instanceof Statement.CreateTable s) {
            requireCreateTable(session, s.table());
        } else if (statement instanceof Statement.CreateTableLike s) {
            requireCreateTable(session, s.table());
            requireAny(session, s.source());
        } else if (statement instanceof Statement.RecoverTable s) {
            requireCreateTable(session, s.table());
        } else if (statement instanceof Statement.DropTable s) {
            require(session, Privilege.DROP, s.table());
        } else if (statement instanceof Statement.TruncateTable s) {
            require(session, Privilege.DELETE, s.table());
        } else if (statement instanceof Statement.AlterTable s) {
            requireAlter(session, s);
        } else if (statement instanceof Statement.CancelAlterTable s) {
            require(session, Privilege.ALTER, s.table());
        } else {
            return false;
        }
        return true;
    }

    /** SWAP WITH also changes the other table. */
    private void requireAlter(Session session, Statement.AlterTable statement) throws SqlError {
        require(session, Privilege.ALTER, statement.table());
        for (AlterClause clause : statement.clauses()) {
            if (clause instanceof AlterClause.SwapWith swap) {
                require(
                        session,
                        Privilege.ALTER,
                        new TableName(statement.table().database(), swap.table()));
            }
        }
    }

    private void checkTableShow(Session session, Statement statement) throws SqlError {
        if (statement instanceof Statement.Describe s) {
            requireAny(session, s.table());
        } else if (statement instanceof Statement.ShowCreateTable s) {
            requireAny(session, s.table());
        } else if (statement instanceof Statement.ShowColumns s) {
            requireAny(session, s.table());
        } else if (statement instanceof Statement.ShowIndex s) {
            requireAny(session, s.table());
        } else if (statement instanceof Statement.ShowPartitions s) {
            requireAny(session, s.table());
        } else if (statement instanceof Statement.ShowData s) {
            requireAny(session, s.table());
        }
    }

    private void requireCreateTable(Session session, TableName table) throws SqlError {
        authorizer.requireOnDatabase(
                session.user(), Privilege.CREATE_TABLE, database(session, table));
    }

    private void require(Session session, Privilege privilege, TableName table) throws SqlError {
        authorizer.requireOnTable(
                session.user(), privilege, database(session, table), table.table());
    }

    private void requireAny(Session session, TableName table) throws SqlError {
        authorizer.requireAnyOnTable(session.user(), database(session, table), table.table());
    }

    private static String database(Session session, TableName table) {
        Optional<String> database = table.database().or(session::database);
        return database.orElse("");
    }

    @Override
    public boolean isDatabaseVisible(Session session, String database) {
        return authorizer.seesDatabase(session.user(), database);
    }

    @Override
    public boolean isTableVisible(Session session, String database, String table) {
        return authorizer.seesTable(session.user(), database, table);
    }
}
