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

package io.cdcpipelines.starrocks.benchmarks.pipeline;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When each transaction was committed and when it was seen. Transaction {@code n} changes table
 * {@code n % tables}, and of one table later transactions are not visible before earlier ones. One
 * thread notes commits, one other notes what is visible; any may ask.
 */
final class LagBook {
    private final int tables;

    /** Nanoseconds from {@link #origin}; 0 is none. */
    private final AtomicLongArray committed;

    private final AtomicLongArray visible;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger seen = new AtomicInteger();
    private final int[] nextOfTable;
    private final long origin = System.nanoTime() - 1;

    /**
     * @param capacity how many transactions there can be
     */
    LagBook(int tables, int capacity) {
        this.tables = tables;
        this.committed = new AtomicLongArray(capacity);
        this.visible = new AtomicLongArray(capacity);
        this.nextOfTable = new int[tables];
        Arrays.setAll(nextOfTable, table -> table);
    }

    /** To be called right before the commit of the transactions in turn, 0 first. */
    void committing(int transaction, long nanoTime) {
        committed.set(transaction, nanoTime - origin);
        begun.set(transaction + 1);
    }

    /**
     * To be called after an answer that shows a table.
     *
     * @param transaction the latest of the table that is in the answer
     */
    void seen(int table, int transaction, long nanoTime) {
        while (nextOfTable[table] <= transaction) {
            visible.set(nextOfTable[table], nanoTime - origin);
            nextOfTable[table] += tables;
            seen.incrementAndGet();
        }
    }

    /** Transactions whose commit has begun. */
    int begun() {
        return begun.get();
    }

    boolean isAllSeen() {
        return seen.get() == begun.get();
    }

    /** Whether each table has shown a change. */
    boolean isEveryTableSeen() {
        for (int table = 0; table < tables; table++) {
            if (visible.get(table) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Milliseconds from commit to sight of all transactions from one on, sorted. */
    double[] lagsMillis(int from) {
        double[] lags = new double[begun() - from];
        for (int i = 0; i < lags.length; i++) {
            lags[i] = (visible.get(from + i) - committed.get(from + i)) / 1e6;
        }
        Arrays.sort(lags);
        return lags;
    }

    /** The seconds between the first commit from one on and the last. */
    double seconds(int from) {
        return (committed.get(begun() - 1) - committed.get(from)) / 1e9;
    }

    /** The smallest value that the share of all is at most. */
    static double percentile(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
