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

package io.cdcpipelines.starrocks.cdc.sink;

import io.cdcpipelines.starrocks.core.catalog.AlterJob;
import io.cdcpipelines.starrocks.core.catalog.ServerVersion;
import io.cdcpipelines.starrocks.core.catalog.SqlStatement;
import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalog;
import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalogException;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A catalog of tables that a writer may only read. Any thread may call it. */
final class TestingTables implements StarRocksCatalog {
    private final Map<TablePath, StarRocksTable> tables = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private volatile StarRocksCatalogException fault;

    /** A table of {@code shop} whose key is its first column. */
    TestingTables with(String table, String comment, String... columns) {
        TablePath path = TablePath.of("shop", table);
        StarRocksTable.Builder built =
                StarRocksTable.builder(path).primaryKey(List.of(columns[0])).comment(comment);
        for (String column : columns) {
            built.column(StarRocksColumn.of(column, StarRocksType.INT));
        }
        tables.put(path, built.build());
        return this;
    }

    TestingTables failing(StarRocksCatalogException newFault) {
        fault = newFault;
        return this;
    }

    StarRocksCatalog open() {
        open.incrementAndGet();
        opened.incrementAndGet();
        return this;
    }

    /** How many have not been closed. */
    int openNow() {
        return open.get();
    }

    int opened() {
        return opened.get();
    }

    @Override
    public Optional<StarRocksTable> table(TablePath path) {
        if (fault != null) {
            throw fault;
        }
        return Optional.ofNullable(tables.get(path));
    }

    @Override
    public void close() {
        open.decrementAndGet();
    }

    @Override
    public boolean databaseExists(String database) {
        throw new UnsupportedOperationException("A writer reads tables");
    }

    @Override
    public void execute(SqlStatement statement) {
        throw new UnsupportedOperationException("A writer changes no tables");
    }

    @Override
    public void executeWithin(Duration limit, SqlStatement statement) {
        throw new UnsupportedOperationException("A writer changes no tables");
    }

    @Override
    public ServerVersion serverVersion() {
        throw new UnsupportedOperationException("A writer reads tables");
    }

    @Override
    public List<AlterJob> alterJobs(TablePath path) {
        throw new UnsupportedOperationException("A writer reads tables");
    }
}
