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

package io.cdcpipelines.starrocks.emulator.query;

import io.cdcpipelines.starrocks.emulator.auth.Authorizer;
import io.cdcpipelines.starrocks.emulator.auth.Privilege;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.catalog.Database;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.TableName;
import java.util.Locale;
import java.util.Optional;

/**
 * The tables of the cluster, and those of information_schema. Thread-safe: columns and rows of a
 * table are taken under the lock of the cluster.
 */
final class CatalogTables implements TableSource {
    private final Cluster cluster;
    private final Authorizer authorizer;
    private final InformationSchema informationSchema;

    CatalogTables(Cluster cluster, Authorizer authorizer, InformationSchema informationSchema) {
        this.cluster = cluster;
        this.authorizer = authorizer;
        this.informationSchema = informationSchema;
    }

    @Override
    public QueryTable table(Session session, TableName name) throws SqlError {
        cluster.lock().lock();
        try {
            String database = databaseName(session, name);
            if (database.equalsIgnoreCase(InformationSchema.NAME)) {
                return virtualTable(session, name);
            }
            Table table = require(database, name.table());
            authorizer.requireOnTable(session.user(), Privilege.SELECT, database, table.name());
            requireBackend();
            return snapshot(table);
        } finally {
            cluster.lock().unlock();
        }
    }

    private void requireBackend() throws SqlError {
        if (!cluster.aliveBackendIds().isEmpty()) {
            return;
        }
        StringBuilder text =
                new StringBuilder(
                        "Backend node not found. Check if any backend node is down.backend: ");
        for (long backend : cluster.backendIds()) {
            text.append('[').append(backend).append(" alive: false inBlacklist: false] ");
        }
        throw SqlErrors.general(text.toString());
    }

    String databaseName(Session session, TableName name) throws SqlError {
        Optional<String> database = name.database().or(session::database);
        if (database.isEmpty()) {
            throw SqlErrors.noDatabaseSelected(cluster.profile());
        }
        return database.get();
    }

    private QueryTable virtualTable(Session session, TableName name) throws SqlError {
        return informationSchema
                .table(session, name.table().toLowerCase(Locale.ROOT))
                .orElseThrow(
                        () -> SqlErrors.unknownTable(InformationSchema.NAME + "." + name.table()));
    }

    private Table require(String database, String table) throws SqlError {
        Database found =
                cluster.database(database).orElseThrow(() -> SqlErrors.unknownDatabase(database));
        return found.table(table).orElseThrow(() -> SqlErrors.unknownTable(database + "." + table));
    }

    static QueryTable snapshot(Table table) {
        return new QueryTable(
                table.columns().stream()
                        .map(column -> new QueryTable.Field(column.name(), column.type()))
                        .toList(),
                table.rows().snapshot());
    }
}
