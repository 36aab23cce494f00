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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Makes the task wait when the memory for rows is used up, and sees to it that some comes back.
 * Confined to the mailbox thread.
 *
 * <p>While every I/O thread has work and at least a quarter of the budget is on its way to
 * StarRocks, there is nothing to do but wait. Otherwise the largest tables are sent, until half of
 * the budget is on its way: few large loads cost StarRocks less than many small ones, the other
 * half goes on growing, and however many tables there are, they are looked at once for every
 * quarter of the budget that was loaded, not once per row.
 */
final class BackPressure {

    /** A table and what sending it would bring back, as it was when memory ran out. */
    private static final class Candidate {
        final TableWriter table;
        final long unsentMemory;

        Candidate(TableWriter table, long unsentMemory) {
            this.table = table;
            this.unsentMemory = unsentMemory;
        }
    }

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
     * Returns when loads have given pages back, working on mailbox letters and timers meanwhile.
     *
     * @throws RowNotWritableException if there is nothing left to wait for, so that the row at hand
     *     alone needs more than there is
     */
    void makeRoom(TablePath table) throws IOException, InterruptedException {
        long start = System.nanoTime();
        if (executor.inFlight() < ioThreads || pool.sealedBytes() < pool.budgetBytes() / 4) {
            sendLargest();
        }
        if (executor.inFlight() == 0) {
            executor.checkFailure();
            throw RowNotWritableException.tooLarge(table, pool.budgetBytes());
        }
        awaitRoom();
        metrics.waitedForMemory(System.nanoTime() - start);
    }

    private void sendLargest() {
        List<Candidate> candidates = new ArrayList<>();
        long onTheWay = pool.usedBytes();
        for (TableWriter table : tables) {
            long unsentMemory = table.unsentMemory();
            if (unsentMemory > 0) {
                candidates.add(new Candidate(table, unsentMemory));
                onTheWay -= unsentMemory;
            }
        }
        candidates.sort(Comparator.comparingLong(candidate -> -candidate.unsentMemory));
        for (Candidate candidate : candidates) {
            if (onTheWay >= pool.budgetBytes() / 2) {
                return;
            }
            candidate.table.sendNow();
            onTheWay += candidate.unsentMemory;
        }
    }

    /**
     * Waits until there is twice the room in which the row did not fit, so that a long row is not
     * tried again for every little load that ends.
     */
    private void awaitRoom() throws IOException, InterruptedException {
        long wanted = Math.max(1, 2 * room());
        while (room() < wanted && executor.inFlight() > 0) {
            executor.awaitLetter();
        }
    }

    private long room() {
        return pool.budgetBytes() - pool.usedBytes();
    }
}
