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

import io.cdcpipelines.starrocks.emulator.catalog.Database;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What was dropped without FORCE. Used under the lock of the cluster. */
final class RecycleBin {
    private final Deque<Table> tables = new ArrayDeque<>();
    private final Deque<Database> databases = new ArrayDeque<>();

    void add(Table table) {
        tables.push(table);
    }

    void add(Database database) {
        databases.push(database);
    }

    /** Takes out the table of this name that was dropped last. */
    Optional<Table> takeTable(long databaseId, String name) {
        Optional<Table> found =
                tables.stream()
                        .filter(t -> t.databaseId() == databaseId && t.name().equals(name))
                        .findFirst();
        found.ifPresent(tables::remove);
        return found;
    }

    Optional<Database> takeDatabase(String name) {
        Optional<Database> found =
                databases.stream().filter(d -> d.name().equals(name)).findFirst();
        found.ifPresent(databases::remove);
        return found;
    }
}
