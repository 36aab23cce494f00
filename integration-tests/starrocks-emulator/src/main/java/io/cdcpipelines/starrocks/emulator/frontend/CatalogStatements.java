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

import io.cdcpipelines.starrocks.emulator.alter.AlterJobs;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.session.AccessControl;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.session.StatementExecutor;
import io.cdcpipelines.starrocks.emulator.session.SystemTables;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.Statement;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import io.cdcpipelines.starrocks.emulator.storage.RowStoreFactory;

/**
 * Executes DDL and SHOW of the catalog: analysis, then privileges, then the effect, all under one
 * holding of the cluster's lock. Thread-safe.
 */
public final class CatalogStatements implements StatementExecutor {
    private final Cluster cluster;
    private final AccessControl access;
    private final DatabaseStatements databases;
    private final TableStatements tables;
    private final AlterStatements alterations;
    private final ShowStatements shows;
    private final TableDetailStatements details;

    public CatalogStatements(
            Cluster cluster,
            AlterJobs jobs,
            RowStoreFactory rowStores,
            AccessControl access,
            SystemTables systemTables) {
        CatalogLookup lookup = new CatalogLookup(cluster);
        RecycleBin recycleBin = new RecycleBin();
        this.cluster = cluster;
        this.access = access;
        this.databases = new DatabaseStatements(cluster, recycleBin);
        this.tables = new TableStatements(cluster, lookup, recycleBin, rowStores);
        this.alterations = new AlterStatements(cluster, lookup, jobs);
        this.shows = new ShowStatements(cluster, lookup, access, systemTables);
        this.details = new TableDetailStatements(cluster, lookup, access, jobs);
    }

    @Override
    public StatementResult execute(Session session, Statement statement) throws SqlError {
        cluster.lock().lock();
        try {
            CatalogAction action = analyzed(session, statement);
            access.check(session, statement);
            return action.run();
        } finally {
            cluster.lock().unlock();
        }
    }

    private CatalogAction analyzed(Session session, Statement statement) throws SqlError {
        if (statement instanceof Statement.CreateTable s) {
            return tables.create(session, s);
        }
        if (statement instanceof Statement.CreateTableLike s) {
            return tables.createLike(session, s);
        }
        if (statement instanceof Statement.DropTable s) {
            return tables.drop(session, s);
        }
        if (statement instanceof Statement.RecoverTable s) {
            return tables.recover(session, s);
        }
        if (statement instanceof Statement.TruncateTable s) {
            return tables.truncate(session, s);
        }
        if (statement instanceof Statement.AlterTable s) {
            return alterations.alter(session, s);
        }
        if (statement instanceof Statement.CancelAlterTable s) {
            return alterations.cancel(session, s);
        }
        if (statement instanceof Statement.CreateDatabase s) {
            return databases.create(s);
        }
        if (statement instanceof Statement.DropDatabase s) {
            return databases.drop(s);
        }
        if (statement instanceof Statement.RecoverDatabase s) {
            return databases.recover(s);
        }
        if (statement instanceof Statement.RenameDatabase s) {
            return databases.rename(s);
        }
        if (statement instanceof Statement.SetDatabaseQuota s) {
            return databases.quota(s);
        }
        if (statement instanceof Statement.UseDatabase s) {
            return databases.use(session, s);
        }
        return show(session, statement);
    }

    private CatalogAction show(Session session, Statement statement) throws SqlError {
        if (statement instanceof Statement.ShowDatabases s) {
            return shows.databases(session, s);
        }
        if (statement instanceof Statement.ShowTables s) {
            return shows.tables(session, s);
        }
        if (statement instanceof Statement.ShowTableStatus s) {
            return shows.tableStatus(session, s);
        }
        if (statement instanceof Statement.ShowCreateDatabase s) {
            return shows.createDatabase(s);
        }
        if (statement instanceof Statement.ShowCreateTable s) {
            return shows.createTable(session, s);
        }
        if (statement instanceof Statement.ShowColumns s) {
            return shows.columns(session, s);
        }
        if (statement instanceof Statement.Describe s) {
            return shows.describe(session, s);
        }
        if (statement instanceof Statement.ShowAlterTable s) {
            return details.alterJobs(session, s);
        }
        if (statement instanceof Statement.ShowIndex s) {
            return details.index(session, s);
        }
        if (statement instanceof Statement.ShowPartitions s) {
            return details.partitions(session, s);
        }
        if (statement instanceof Statement.ShowData s) {
            return details.data(session, s);
        }
        throw new IllegalArgumentException("no statement of the catalog: " + statement);
    }
}
