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

import io.cdcpipelines.starrocks.core.buffer.Payload;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * What happens to one table, labelled with its database and name. Confined to the mailbox thread;
 * reporters read the counters as they are.
 */
final class TableMetrics {
    private static final long NOTHING_WAITS = -1;
    private static final Rejections NO_REJECTIONS = new Rejections();

    private final Counter rowsReceived;
    private final Counter upserts;
    private final Counter deletes;
    private final Counter deletesIgnored;
    private final Counter rejectedRows;
    private final Counter loads;
    private final Counter valuesStoredAsNull;
    private final Counter valuesOfAllTablesStoredAsNull;

    private final LongSupplier clock;

    /** When the first row came of each payload that is not acknowledged, the open one included. */
    private final ArrayDeque<Long> payloadStarts = new ArrayDeque<>();

    // Volatile because reporters read the lag from their own thread.
    private volatile long waitingSince = NOTHING_WAITS;

    /**
     * @param clock milliseconds since the epoch; asked from reporters' threads too
     * @param valuesOfAllTablesStoredAsNull what the tables of the writer share
     */
    TableMetrics(MetricGroup group, LongSupplier clock, Counter valuesOfAllTablesStoredAsNull) {
        this.clock = clock;
        this.valuesOfAllTablesStoredAsNull = valuesOfAllTablesStoredAsNull;
        rowsReceived = group.counter("rowsReceived");
        upserts = group.counter("upserts");
        deletes = group.counter("deletes");
        deletesIgnored = group.counter("deletesIgnored");
        rejectedRows = group.counter("rejectedRows");
        loads = group.counter("loads");
        valuesStoredAsNull = group.counter("valuesStoredAsNull");
        Gauge<Long> lag = this::lagMillis;
        group.gauge("lagMs", lag);
    }

    /** For how long the oldest row has been here that StarRocks has not acknowledged. */
    private Long lagMillis() {
        long since = waitingSince;
        return since == NOTHING_WAITS ? 0 : Math.max(0, clock.getAsLong() - since);
    }

    /** A change came in; one that moves a row to another key becomes two rows. */
    void received() {
        rowsReceived.inc();
    }

    /** A delete came in that the table cannot follow, and that the user wants to leave out. */
    void deleteIgnored() {
        deletesIgnored.inc();
    }

    /** A row has values that its columns cannot hold, and that the user wants to be NULL. */
    void valuesStoredAsNull(int count) {
        valuesStoredAsNull.inc(count);
        valuesOfAllTablesStoredAsNull.inc(count);
    }

    /** Rows were put aside. */
    void rejected(Rejections rejections) {
        rejectedRows.inc(rejections.rows());
    }

    /** The first row of a payload came in. */
    void payloadStarted() {
        payloadStarts.add(clock.getAsLong());
        waitingSince = payloadStarts.getFirst();
    }

    /** StarRocks acknowledged a load; the loads of a table end in the order of their payloads. */
    void loaded(Payload payload) {
        loaded(payload, NO_REJECTIONS);
    }

    /** The same of a load without some of its rows. */
    void loaded(Payload payload, Rejections without) {
        payloadStarts.remove();
        waitingSince = payloadStarts.isEmpty() ? NOTHING_WAITS : payloadStarts.getFirst();
        upserts.inc(payload.rows() - payload.deletes() - without.upserts());
        deletes.inc(payload.deletes() - without.deletes());
        loads.inc();
    }
}
