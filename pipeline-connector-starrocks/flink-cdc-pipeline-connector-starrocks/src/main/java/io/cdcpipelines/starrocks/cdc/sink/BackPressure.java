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

import io.cdcpipelines.starrocks.cdc.serializer.RowNotWritableException;
import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Makes the task wait when the memory for rows is used up, and sees to it that some comes back.
 * Confined to the mailbox thread.
 */
final class BackPressure {
    private final PagePool pool;
    private final LoadExecutor executor;
    private final int ioThreads;
    private final Collection<TableWriter> tables;
    private final StarRocksSinkMetrics metrics;

    /**
     * @param tables of the writer; a live view
     */
    BackPressure(
            PagePool pool,
            LoadExecutor executor,
            int ioThreads,
            Collection<TableWriter> tables,
            StarRocksSinkMetrics metrics) {
        this.pool = pool;
        this.executor = executor;
        this.ioThreads = ioThreads;
        this.tables = tables;
        this.metrics = metrics;
    }

    /**
     * Returns when a load has given pages back, working on mailbox letters and timers meanwhile.
     *
     * @throws RowNotWritableException if there is nothing left to wait for, so that the row at hand
     *     alone needs more than there is
     */
    void makeRoom(TablePath table) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long usedBytes = pool.usedBytes();
        if (executor.inFlight() < ioThreads) {
            largestTable().ifPresent(TableWriter::sendNow);
        }
        if (executor.inFlight() == 0) {
            executor.checkFailure();
            throw RowNotWritableException.tooLarge(table, pool.budgetBytes());
        }
        while (pool.usedBytes() >= usedBytes && executor.inFlight() > 0) {
            executor.awaitLetter();
        }
        metrics.waitedForMemory(System.nanoTime() - start);
    }

    /** Few large loads cost StarRocks less than many small ones. */
    private Optional<TableWriter> largestTable() {
        return tables.stream()
                .filter(table -> table.unsentBytes() > 0)
                .max(Comparator.comparingLong(TableWriter::unsentBytes));
    }
}
