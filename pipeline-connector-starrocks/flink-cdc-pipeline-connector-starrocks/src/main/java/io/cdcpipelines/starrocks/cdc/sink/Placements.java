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

import io.cdcpipelines.starrocks.cdc.table.ColumnTrail;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which columns take the values of a schema. A schema that comes for the first time is
 * that of the table; one that comes again after a restart may be older, so that the table is read.
 * Confined to the mailbox thread, which goes on with other letters while a table is read.
 */
final class Placements {
    private static final Logger LOG = LoggerFactory.getLogger(Placements.class);

    private final Optional<TableReader> reader;
    private final LoadExecutor executor;
    private final Set<String> reported = new HashSet<>();

    /**
     * @param reader empty if nothing comes again
     */
    Placements(Optional<TableReader> reader, LoadExecutor executor) {
        this.reader = reader;
        this.executor = executor;
    }

    /** Whether the table may be ahead of the schemas that come. */
    boolean lookAtTables() {
        return reader.isPresent();
    }

    /**
     * The placement as of this moment: the table does not change before the next schema change that
     * the writer gets.
     */
    Placement of(TablePath path, List<String> columns) throws IOException, InterruptedException {
        if (reader.isEmpty()) {
            return Placement.BY_NAME;
        }
        Optional<StarRocksTable> table = read(path, reader.get());
        if (table.isEmpty()) {
            return Placement.BY_NAME;
        }
        Placement placement =
                Placement.of(
                        columns, namesOf(table.get()), ColumnTrail.parse(table.get().comment()));
        placement.missing().forEach(column -> reportMissing(path, column));
        if (placement.certainty() == Placement.Certainty.BY_ORDER) {
            reportOrder(path, placement);
        }
        return placement;
    }

    private Optional<StarRocksTable> read(TablePath path, TableReader reader)
            throws IOException, InterruptedException {
        AtomicReference<Optional<StarRocksTable>> answer = new AtomicReference<>();
        executor.submit(() -> readNow(path, reader), answer::set);
        while (answer.get() == null) {
            executor.awaitLetter();
        }
        return answer.get();
    }

    private static Optional<StarRocksTable> readNow(TablePath path, TableReader reader)
            throws IOException {
        try {
            return reader.read(path);
        } catch (IOException e) {
            throw new IOException(
                    "Table "
                            + path
                            + " could not be read, which every task does after a restart, over"
                            + " 'jdbc-url', to find the columns that were renamed since: "
                            + e.getMessage(),
                    e);
        }
    }

    /** As the table writes them: loads tell cases apart. */
    private static List<String> namesOf(StarRocksTable table) {
        return table.columns().stream().map(StarRocksColumn::name).collect(Collectors.toList());
    }

    private void reportMissing(TablePath path, String column) {
        if (reported.add(path + " " + column)) {
            LOG.warn(
                    "Table {} has no column {}, and its comment does not tell of a rename or a drop"
                            + " by this connector; the values of the column are left out, which is"
                            + " right only if the source drops it in a change that comes next",
                    path,
                    column);
        }
    }

    private void reportOrder(TablePath path, Placement placement) {
        LOG.warn(
                "Columns of table {} exchanged their names; by the order of the columns, rows are"
                        + " taken to be from {} of them; columns under other names: {}",
                path,
                placement.moved().isEmpty() ? "after the last" : "before some",
                placement.moved());
    }
}
