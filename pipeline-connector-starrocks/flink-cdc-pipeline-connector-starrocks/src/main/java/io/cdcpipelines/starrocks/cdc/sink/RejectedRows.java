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

import io.cdcpipelines.starrocks.core.load.RowsRefusedException;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts rows aside that cannot be stored, so that the others can go on, as long as there are few of
 * them. Thread-safe: I/O threads find such rows of several tables at once.
 */
final class RejectedRows implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RejectedRows.class);

    private final DeadLetterConfig config;
    private final LongSupplier clock;
    private final DeadLetterFile file;
    private final Map<TablePath, Long> counts = new HashMap<>();

    /**
     * @param clock milliseconds since the epoch
     */
    RejectedRows(DeadLetterConfig config, LongSupplier clock) {
        this.config = config;
        this.clock = clock;
        this.file = new DeadLetterFile(config.directory(), clock);
    }

    /**
     * Puts a row aside.
     *
     * @throws IOException if it cannot be written, or there are too many of its table
     */
    synchronized void add(DeadLetter letter) throws IOException {
        long count = counts.merge(letter.table(), 1L, Long::sum);
        if (count > config.maxRowsPerTable()) {
            throw tooMany(letter.table(), letter.reason());
        }
        if (count == 1) {
            LOG.warn(
                    "A row of table {} cannot be stored and goes to {}; the table keeps what it"
                            + " had of that row until the row comes again in a form that it takes."
                            + " Reason: {}. Correct the row in the source, or widen the column;"
                            + " further rows of this table are counted by the metric rejectedRows",
                    letter.table(),
                    config.directory(),
                    letter.reason());
        }
        file.append(letter.asJson(Instant.ofEpochMilli(clock.getAsLong())));
    }

    private IOException tooMany(TablePath table, String reason) {
        return new IOException(
                "More than "
                        + config.maxRowsPerTable()
                        + " rows of table "
                        + table
                        + " cannot be stored (sink.rejected-rows.max-rows), the latest because: "
                        + reason
                        + ". Those before are in "
                        + config.directory());
    }

    /**
     * Spares a search whose end is known.
     *
     * @throws IOException if the server has refused more rows than may be put aside
     */
    synchronized void requireRoomFor(TablePath table, RowsRefusedException refusal)
            throws IOException {
        long count = counts.getOrDefault(table, 0L);
        if (count + refusal.refusedRows() > config.maxRowsPerTable()) {
            throw tooMany(table, refusal.reason());
        }
    }

    /** Whether {@link #complete()} has something to do. */
    synchronized boolean isFileOpen() {
        return file.isOpen();
    }

    /** Makes durable, on every file system, what was put aside. */
    synchronized void complete() throws IOException {
        file.complete();
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("The last rejected rows may be missing, they come again", e);
        }
    }
}
