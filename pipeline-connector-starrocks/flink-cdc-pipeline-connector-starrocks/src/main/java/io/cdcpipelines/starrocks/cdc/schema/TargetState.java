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

import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.Optional;

/** What StarRocks has at the place of a table, at one moment: an immutable value. */
final class TargetState {
    private final TablePath path;
    private final boolean databaseExists;
    private final StarRocksTable table;

    private TargetState(TablePath path, boolean databaseExists, StarRocksTable table) {
        this.path = path;
        this.databaseExists = databaseExists;
        this.table = table;
    }

    static TargetState present(StarRocksTable table) {
        return new TargetState(table.path(), true, table);
    }

    static TargetState absent(TablePath path, boolean databaseExists) {
        return new TargetState(path, databaseExists, null);
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

    /**
     * @throws SchemaConflictException if there is no table
     */
    StarRocksTable requiredTable() {
        if (table == null) {
            throw new SchemaConflictException(
                    path,
                    "it does not exist; if it was dropped by hand, start the pipeline without state"
                            + " so that it is created and filled again");
        }
        return table;
    }
}
