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

package io.cdcpipelines.starrocks.emulator.frontend;

import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.catalog.Database;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.Statement;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import java.util.Optional;

/** CREATE, DROP, RECOVER and USE of databases. Used under the lock of the cluster. */
final class DatabaseStatements {
    private static final StatementResult OK = new StatementResult.Ok(0);

    private final Cluster cluster;
    private final RecycleBin recycleBin;

    DatabaseStatements(Cluster cluster, RecycleBin recycleBin) {
        this.cluster = cluster;
        this.recycleBin = recycleBin;
    }

    CatalogAction create(Statement.CreateDatabase statement) throws SqlError {
        String name = statement.database();
        NameRules.checkDatabase(name);
        return () -> {
            if (exists(name)) {
                if (statement.ifNotExists()) {
                    return OK;
                }
                throw new SqlError(
                        1007, "HY000", "Can't create database '" + name + "'; database exists");
            }
            cluster.add(new Database(cluster.nextId(), name));
            return OK;
        };
    }

    CatalogAction drop(Statement.DropDatabase statement) throws SqlError {
        String name = statement.database();
        if (isSystem(name)) {
            throw SqlErrors.analyzing(
                    1044, "42000", "Access denied for user 'root' to database '" + name + "'");
        }
        return () -> {
            Optional<Database> database = cluster.database(name);
            if (database.isEmpty()) {
                if (statement.ifExists()) {
                    return OK;
                }
                throw new SqlError(
                        1008,
                        "HY000",
                        "Can't drop database '" + name + "'; database doesn't exist");
            }
            cluster.remove(database.get());
            if (!statement.isForced()) {
                recycleBin.add(database.get());
            }
            return OK;
        };
    }

    CatalogAction recover(Statement.RecoverDatabase statement) {
        String name = statement.database();
        return () -> {
            if (exists(name)) {
                throw new SqlError(
                        1007, "HY000", "Can't create database '" + name + "'; database exists");
            }
            Database database =
                    recycleBin
                            .takeDatabase(name)
                            .orElseThrow(() -> SqlErrors.unknownDatabaseAtExecution(name));
            cluster.add(database);
            return OK;
        };
    }

    CatalogAction rename(Statement.RenameDatabase statement) throws SqlError {
        NameRules.checkDatabase(statement.to());
        return () -> {
            Database database = required(statement.from());
            if (statement.from().equals(statement.to())) {
                throw SqlErrors.general("Same database name");
            }
            if (exists(statement.to())) {
                throw SqlErrors.general("Database name[" + statement.to() + "] is already used");
            }
            cluster.rename(database, statement.to());
            return OK;
        };
    }

    CatalogAction quota(Statement.SetDatabaseQuota statement) {
        return () -> {
            required(statement.database());
            return OK;
        };
    }

    private Database required(String name) throws SqlError {
        return cluster.database(name).orElseThrow(() -> SqlErrors.unknownDatabaseAtExecution(name));
    }

    CatalogAction use(Session session, Statement.UseDatabase statement) throws SqlError {
        String name = statement.database();
        if (!exists(name)) {
            throw SqlErrors.unknownDatabaseAtExecution(name);
        }
        return () -> {
            session.use(name);
            return OK;
        };
    }

    private boolean exists(String name) {
        return isSystem(name) || cluster.database(name).isPresent();
    }

    private static boolean isSystem(String name) {
        return name.equalsIgnoreCase(CatalogLookup.INFORMATION_SCHEMA);
    }
}
