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
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.Statement;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import io.cdcpipelines.starrocks.emulator.storage.RowStoreFactory;
import java.util.Optional;
import java.util.SortedMap;

/** CREATE, DROP, RECOVER and TRUNCATE of tables. Used under the lock of the cluster. */
final class TableStatements {
    private static final StatementResult OK = new StatementResult.Ok(0);

    private final Cluster cluster;
    private final CatalogLookup lookup;
    private final RecycleBin recycleBin;
    private final RowStoreFactory rowStores;
    private final CreateTableAnalyzer analyzer;
    private final TableProperties properties;

    TableStatements(
            Cluster cluster,
            CatalogLookup lookup,
            RecycleBin recycleBin,
            RowStoreFactory rowStores) {
        this.cluster = cluster;
        this.lookup = lookup;
        this.recycleBin = recycleBin;
        this.rowStores = rowStores;
        this.analyzer = new CreateTableAnalyzer(cluster.profile());
        this.properties = new TableProperties(cluster);
    }

    CatalogAction create(Session session, Statement.CreateTable statement) throws SqlError {
        Database database = target(session, statement);
        String name = statement.table().table();
        if (database.table(name).isPresent() && !statement.ifNotExists()) {
            throw SqlErrors.tableExists(name);
        }
        TableDraft draft = analyzer.analyze(statement);
        return () -> {
            if (database.table(name).isPresent()) {
                return OK;
            }
            SortedMap<String, String> all = properties.ofNewTable(name, draft);
            Table table =
                    new Table(
                            cluster.nextId(),
                            database.id(),
                            name,
                            draft.comment(),
                            draft.model(),
                            draft.columns(),
                            draft.sortKey(),
                            draft.distribution(),
                            draft.partitionClause(),
                            all,
                            rowStores.create(draft.model(), draft.columns()),
                            cluster.clock().instant());
            statement.indexes().forEach(i -> table.indexes().put(i.name(), i.columns()));
            database.add(table);
            return OK;
        };
    }

    private Database target(Session session, Statement.CreateTable statement) throws SqlError {
        String database = lookup.databaseName(session, statement.table().database());
        NameRules.checkTable(statement.table().table());
        return lookup.database(database);
    }

    CatalogAction createLike(Session session, Statement.CreateTableLike statement) throws SqlError {
        Table source = lookup.table(session, statement.source());
        String databaseName = lookup.databaseName(session, statement.table().database());
        String name = statement.table().table();
        NameRules.checkTable(name);
        Database database = lookup.database(databaseName);
        if (database.table(name).isPresent() && !statement.ifNotExists()) {
            throw SqlErrors.tableExists(name);
        }
        return () -> {
            if (database.table(name).isPresent()) {
                return OK;
            }
            database.add(
                    new Table(
                            cluster.nextId(),
                            database.id(),
                            name,
                            source.comment(),
                            source.model(),
                            source.columns(),
                            source.sortKey(),
                            source.distribution(),
                            source.partitionClause(),
                            source.properties(),
                            rowStores.create(source.model(), source.columns()),
                            cluster.clock().instant()));
            return OK;
        };
    }

    CatalogAction drop(Session session, Statement.DropTable statement) throws SqlError {
        Database database = lookup.database(session, statement.table().database());
        String name = statement.table().table();
        Optional<Table> table = database.table(name);
        if (table.isEmpty() && !statement.ifExists()) {
            throw SqlErrors.unknownTable(name);
        }
        return () -> {
            table.ifPresent(database::remove);
            if (!statement.isForced()) {
                table.ifPresent(recycleBin::add);
            }
            return OK;
        };
    }

    CatalogAction recover(Session session, Statement.RecoverTable statement) throws SqlError {
        Database database = lookup.database(session, statement.table().database());
        String name = statement.table().table();
        return () -> {
            if (database.table(name).isPresent()) {
                throw new SqlError(1050, "42S01", "Table '" + name + "' already exists");
            }
            Table table =
                    recycleBin
                            .takeTable(database.id(), name)
                            .orElseThrow(() -> SqlErrors.unknownTableAtExecution(name));
            database.add(table);
            return OK;
        };
    }

    CatalogAction truncate(Session session, Statement.TruncateTable statement) throws SqlError {
        String database = lookup.databaseName(session, statement.table().database());
        if (cluster.database(database).isEmpty()) {
            throw SqlErrors.unknownDatabaseAtExecution(database);
        }
        Table table = lookup.table(session, statement.table());
        return () -> {
            AlterStatements.checkNormal(table);
            table.rows().clear();
            return OK;
        };
    }
}
