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

package io.cdcpipelines.starrocks.cdc.schema;

import io.cdcpipelines.starrocks.core.catalog.ServerVersion;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.Optional;

/** What StarRocks has at the place of a table, at one moment: an immutable value. */
final class TargetState {
    private final TablePath path;
    private final boolean databaseExists;
    private final StarRocksTable table;
    private final ServerVersion server;

    private TargetState(
            TablePath path, boolean databaseExists, StarRocksTable table, ServerVersion server) {
        this.path = path;
        this.databaseExists = databaseExists;
        this.table = table;
        this.server = server;
    }

    static TargetState present(StarRocksTable table) {
        return present(table, ServerVersion.newest());
    }

    static TargetState present(StarRocksTable table, ServerVersion server) {
        return new TargetState(table.path(), true, table, server);
    }

    static TargetState absent(TablePath path, boolean databaseExists) {
        return new TargetState(path, databaseExists, null, ServerVersion.newest());
    }

    TablePath path() {
        return path;
    }

    boolean databaseExists() {
        return databaseExists;
    }

    Optional<StarRocksTable> table() {
        return Optional.ofNullable(table);
    }

    /** The version of the frontend that showed the table. */
    ServerVersion server() {
        return server;
    }
}
