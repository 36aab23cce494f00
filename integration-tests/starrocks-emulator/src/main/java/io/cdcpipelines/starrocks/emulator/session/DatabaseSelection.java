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
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import java.util.Locale;

/** Changes the database of a session, as USE, COM_INIT_DB and a login do. Thread-safe. */
public final class DatabaseSelection {
    private static final String CATALOG_PREFIX = "default_catalog.";
    private static final String INFORMATION_SCHEMA = "information_schema";

    private final Cluster cluster;
    private final Authorizer authorizer;

    public DatabaseSelection(Cluster cluster, Authorizer authorizer) {
        this.cluster = cluster;
        this.authorizer = authorizer;
    }

    /** Refuses an unknown database with 5501 and one the user has nothing in with 5203. */
    public void select(Session session, String name) throws SqlError {
        String database =
                name.startsWith(CATALOG_PREFIX) ? name.substring(CATALOG_PREFIX.length()) : name;
        if (database.equalsIgnoreCase(INFORMATION_SCHEMA)) {
            session.use(database.toLowerCase(Locale.ROOT));
            return;
        }
        if (!exists(database)) {
            throw SqlErrors.unknownDatabaseAtExecution(database);
        }
        authorizer.requireAnyOnDatabase(session.user(), database);
        session.use(database);
    }

    private boolean exists(String database) {
        cluster.lock().lock();
        try {
            return cluster.database(database).isPresent();
        } finally {
            cluster.lock().unlock();
        }
    }
}
