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

package io.cdcpipelines.starrocks.core.catalog;

import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What StarRocks knows about tables, and how to change it. Blocking; used by one thread. Every
 * method throws {@link StarRocksCatalogException} for whatever goes wrong.
 */
public interface StarRocksCatalog extends AutoCloseable {

    /** Whether the database exists, as far as the user may see it. */
    boolean databaseExists(String database);

    /**
     * The table as it is now; empty only if the server said that there is no such table or
     * database.
     */
    Optional<StarRocksTable> table(TablePath path);

    /** Runs one statement once; that it was accepted does not mean that its job is finished. */
    void execute(SqlStatement statement);

    /**
     * Runs one statement once, and lets the server work on it for so long.
     *
     * @param limit rounded up to seconds
     */
    void executeWithin(Duration limit, SqlStatement statement);

    /** The version of the frontend that is connected. */
    ServerVersion serverVersion();

    /** The latest schema change jobs of a table, newest first. */
    List<AlterJob> alterJobs(TablePath path);

    /** Gives back the connection; never throws, may be called again. */
    @Override
    void close();
}
