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

package io.cdcpipelines.starrocks.endtoend;

import io.cdcpipelines.starrocks.core.catalog.AlterJob;
import io.cdcpipelines.starrocks.core.catalog.ServerVersion;
import io.cdcpipelines.starrocks.core.catalog.SqlStatement;
import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalog;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A catalog whose process dies after it has sent so many statements that change something, and
 * before it hears what became of the last one's job. Confined to one thread.
 */
final class FragileCatalog implements StarRocksCatalog {

    /** The end of a process: nothing catches it. */
    static final class ProcessDied extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ProcessDied(SqlStatement last) {
            super("after " + last);
        }
    }

    private final StarRocksCatalog catalog;
    private final int lifetime;
    private final List<String> executed = new ArrayList<>();

    /**
     * @param lifetime the number of the statement after which the process dies, 0 for never
     */
    FragileCatalog(StarRocksCatalog catalog, int lifetime) {
        this.catalog = catalog;
        this.lifetime = lifetime;
    }

    List<String> executed() {
        return executed;
    }

    private void done(SqlStatement statement) {
        executed.add(statement.sql());
        if (executed.size() == lifetime) {
            throw new ProcessDied(statement);
        }
    }

    @Override
    public void execute(SqlStatement statement) {
        catalog.execute(statement);
        done(statement);
    }

    @Override
    public void executeWithin(Duration limit, SqlStatement statement) {
        catalog.executeWithin(limit, statement);
        done(statement);
    }

    @Override
    public boolean databaseExists(String database) {
        return catalog.databaseExists(database);
    }

    @Override
    public Optional<StarRocksTable> table(TablePath path) {
        return catalog.table(path);
    }

    @Override
    public ServerVersion serverVersion() {
        return catalog.serverVersion();
    }

    @Override
    public List<AlterJob> alterJobs(TablePath path) {
        return catalog.alterJobs(path);
    }

    @Override
    public void close() {
        catalog.close();
    }
}
