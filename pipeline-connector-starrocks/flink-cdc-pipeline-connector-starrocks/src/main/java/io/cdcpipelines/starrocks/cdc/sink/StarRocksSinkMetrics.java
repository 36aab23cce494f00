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

import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.load.LoadResult;
import io.cdcpipelines.starrocks.core.load.LoadTimings;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/**
 * The metrics of one writer, under the names that dashboards for StarRocks sinks know. Updated on
 * the mailbox thread only; reporters may read slightly old values.
 */
final class StarRocksSinkMetrics {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final MetricGroup group;
    private final LongSupplier clock;
    private final Map<TablePath, TableMetrics> tables = new HashMap<>();

    private final Counter recordsSent;
    private final Counter bytesSent;
    private final Counter sendErrors;

    private final Counter totalFlushBytes;
    private final Counter totalFlushRows;
    private final Counter totalFlushTime;
    private final Counter totalFlushTimeWithoutRetries;
    private final Counter totalFlushSucceededTimes;
    private final Counter totalFlushFailedTimes;
    private final Counter totalFilteredRows;
    private final Counter valuesStoredAsNull;
    private final Counter bufferFull;
    private final Counter flushes;
    private final Counter failedLoads;
    private final Counter succeededLoads;
    private final Counter retries;

    private final Histogram flushTime;
    private final Histogram offerTime;
    private final Histogram waitBufferTime;
    private final Histogram commitAndPublishTime;
    private final Histogram planTime;
    private final Histogram readTime;
    private final Histogram writeTime;
    private final Histogram loadTime;
    private final Histogram serverTime;

    // Read by reporters as they are: a gauge that is one load behind does no harm.
    private long loadsInFlight;
    private long rowsInFlight;
    private long bytesInFlight;
    private long tablesWithRows;
    private long lastLoadMillis;

    /**
     * @param windowSize how many values the histograms look back on
     * @param clock milliseconds since the epoch; asked from reporters' threads too
     */
    StarRocksSinkMetrics(
            SinkWriterMetricGroup group, PagePool pool, int windowSize, LongSupplier clock) {
        this.clock = clock;
        this.group = group;
        recordsSent = group.getNumRecordsSendCounter();
        bytesSent = group.getNumBytesSendCounter();
        sendErrors = group.getNumRecordsSendErrorsCounter();
        group.setCurrentSendTimeGauge(() -> lastLoadMillis);

        totalFlushBytes = group.counter("totalFlushBytes");
        totalFlushRows = group.counter("totalFlushRows");
        totalFlushTime = group.counter("totalFlushTimeNs");
        totalFlushTimeWithoutRetries = group.counter("totalFlushTimeNsWithoutRetries");
        totalFlushSucceededTimes = group.counter("totalFlushSucceededTimes");
        totalFlushFailedTimes = group.counter("totalFlushFailedTimes");
        totalFilteredRows = group.counter("totalFilteredRows");
        valuesStoredAsNull = group.counter("numValuesStoredAsNull");
        bufferFull = group.counter("numBufferFull");
        flushes = group.counter("numFlush");
        failedLoads = group.counter("numFailLoads");
        succeededLoads = group.counter("numSuccessLoads");
        retries = group.counter("numLoadRetry");

        flushTime = group.histogram("flushTimeNs", new WindowHistogram(windowSize));
        offerTime = group.histogram("offerTimeNs", new WindowHistogram(windowSize));
        waitBufferTime = group.histogram("waitBufferTimeMs", new WindowHistogram(windowSize));
        commitAndPublishTime =
                group.histogram("commitAndPublishTimeMs", new WindowHistogram(windowSize));
        planTime = group.histogram("streamLoadPutTimeMs", new WindowHistogram(windowSize));
        readTime = group.histogram("readDataTimeMs", new WindowHistogram(windowSize));
        writeTime = group.histogram("writeDataTimeMs", new WindowHistogram(windowSize));
        loadTime = group.histogram("loadTimeMs", new WindowHistogram(windowSize));
        serverTime = group.histogram("serverTimeMs", new WindowHistogram(windowSize));

        gauge(group, "maxBufferBytes", pool::budgetBytes);
        gauge(group, "currentBufferBytes", pool::usedBytes);
        gauge(group, "numFlushTable", () -> tablesWithRows);
        gauge(group, "numInflightLoads", () -> loadsInFlight);
        gauge(group, "numInflightRows", () -> rowsInFlight);
        gauge(group, "numInflightBytes", () -> bytesInFlight);
    }

    private static void gauge(SinkWriterMetricGroup group, String name, Gauge<Long> gauge) {
        group.gauge(name, gauge);
    }

    /** The counters of one table, registered when first asked for. */
    TableMetrics table(TablePath path) {
        return tables.computeIfAbsent(
                path,
                t ->
                        new TableMetrics(
                                group.addGroup("database", t.database())
                                        .addGroup("table", t.table()),
                                clock,
                                valuesStoredAsNull));
    }

    /** A flush of the framework found rows to load. */
    void flushed(int tables) {
        flushes.inc();
        tablesWithRows = tables;
    }

    void waitedForMemory(long nanos) {
        bufferFull.inc();
        offerTime.update(nanos);
        waitBufferTime.update(nanos / NANOS_PER_MILLI);
    }

    void loadStarted(Payload payload) {
        loadsInFlight++;
        rowsInFlight += payload.rows();
        bytesInFlight += payload.bytes();
    }

    void loadSucceeded(TablePath table, Payload payload, LoadResult result) {
        table(table).loaded(payload);
        acknowledged(payload, payload.rows());
        totalFilteredRows.inc(result.filteredRows());
        retries.inc(result.attempts() - 1L);
        lastLoadMillis = result.elapsed().toMillis();
        timed(result);
    }

    private void acknowledged(Payload payload, long rows) {
        loadsInFlight--;
        rowsInFlight -= payload.rows();
        bytesInFlight -= payload.bytes();

        recordsSent.inc(rows);
        bytesSent.inc(payload.bytes());
        totalFlushRows.inc(rows);
        totalFlushBytes.inc(payload.bytes());
        totalFlushSucceededTimes.inc();
        succeededLoads.inc();
    }

    /** All rows of a payload are loaded but some that were put aside. */
    void loadedInParts(TablePath table, Payload payload, Rejections rejections) {
        table(table).loaded(payload, rejections);
        table(table).rejected(rejections);
        acknowledged(payload, payload.rows() - rejections.rows());
    }

    /** Rows were put aside that are counted as loaded, or were never sent. */
    void rejected(TablePath table, Rejections rejections) {
        table(table).rejected(rejections);
    }

    private void timed(LoadResult result) {
        long nanos = result.elapsed().toNanos();
        totalFlushTime.inc(nanos);
        if (result.attempts() == 1) {
            totalFlushTimeWithoutRetries.inc(nanos);
        }
        flushTime.update(nanos);
        LoadTimings timings = result.timings();
        updateMillis(planTime, timings.plan());
        updateMillis(readTime, timings.read());
        updateMillis(writeTime, timings.write());
        updateMillis(loadTime, timings.total());
        updateMillis(serverTime, timings.total());
        if (!timings.commit().isZero()) {
            updateMillis(commitAndPublishTime, timings.commit());
        }
    }

    private static void updateMillis(Histogram histogram, Duration value) {
        histogram.update(value.toMillis());
    }

    /** A transaction was committed. */
    void committed(long nanos) {
        commitAndPublishTime.update(nanos / NANOS_PER_MILLI);
    }

    /** A request failed for good. */
    void requestFailed() {
        sendErrors.inc();
        totalFlushFailedTimes.inc();
        failedLoads.inc();
    }
}
