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
import io.cdcpipelines.starrocks.emulator.sql.TableName;
import java.util.Optional;

/** Finds what a statement names. Used under the lock of the cluster. */
final class CatalogLookup {
    static final String INFORMATION_SCHEMA = "information_schema";

    private final Cluster cluster;

    CatalogLookup(Cluster cluster) {
        this.cluster = cluster;
    }

    /** The database that is named, or the session's. */
    String databaseName(Session session, Optional<String> named) throws SqlError {
        Optional<String> name = named.or(session::database);
        if (name.isEmpty()) {
            throw SqlErrors.noDatabaseSelected(cluster.profile());
        }
        return name.get();
    }

    Database database(Session session, Optional<String> named) throws SqlError {
        return database(databaseName(session, named));
    }

    Database database(String name) throws SqlError {
        return cluster.database(name).orElseThrow(() -> SqlErrors.unknownDatabase(name));
    }

    /** The table, or StarRocks' "is not found". */
    Table table(Session session, TableName name) throws SqlError {
        return database(session, name.database())
                .table(name.table())
                .orElseThrow(() -> SqlErrors.tableNotFound(name.table()));
    }

    /** As {@link #table}, with ALTER's own words for an unknown database. */
    Table alteredTable(Session session, TableName name) throws SqlError {
        String database = databaseName(session, name.database());
        Optional<Database> found = cluster.database(database);
        if (found.isEmpty()) {
            throw SqlErrors.analyzing("Database default_catalog." + database + " is not found");
        }
        return found.get()
                .table(name.table())
                .orElseThrow(() -> SqlErrors.tableNotFound(name.table()));
    }

    Database databaseOf(Table table) {
        return cluster.databases().stream()
                .filter(d -> d.id() == table.databaseId())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("table without a database"));
    }
}
