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

import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Tables as a writer sees them. Any thread may call it. */
final class TestingTables implements TableReader {
    private static final long serialVersionUID = 1L;

    private final transient Map<TablePath, StarRocksTable> tables = new ConcurrentHashMap<>();
    private final transient AtomicInteger reads = new AtomicInteger();
    private transient volatile IOException fault;

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

    TestingTables failing(IOException newFault) {
        fault = newFault;
        return this;
    }

    /** How often a table was read. */
    int reads() {
        return reads.get();
    }

    @Override
    public Optional<StarRocksTable> read(TablePath path) throws IOException {
        reads.incrementAndGet();
        if (fault != null) {
            throw fault;
        }
        return Optional.ofNullable(tables.get(path));
    }
}
