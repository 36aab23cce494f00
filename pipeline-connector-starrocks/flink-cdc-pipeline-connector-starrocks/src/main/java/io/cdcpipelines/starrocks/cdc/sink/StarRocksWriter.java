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

import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import io.cdcpipelines.starrocks.core.load.StreamLoad;
import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.cdc.common.event.ChangeEvent;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.Event;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the events of one subtask into StarRocks: when {@link #flush} returns, every row written
 * before is loaded there, and visible unless transactions are prepared. All state is confined to
 * the mailbox thread.
 */
final class StarRocksWriter implements SinkWriter<Event> {
    private static final Logger LOG = LoggerFactory.getLogger(StarRocksWriter.class);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final Duration ROLLBACK_LIMIT = Duration.ofSeconds(10);

    private final Layouts layouts;
    private final TableRules tableRules;
    private final FlushConfig config;
    private final StreamLoad client;
    private final PagePool pool;
    private final LoadExecutor executor;
    private final Optional<RejectedRows> rejectedRows;
    private final LoadRequests requests;
    private final Placements placements;
    private final FlushTimer timer;
    private final BackPressure backPressure;
    private final StarRocksSinkMetrics metrics;

    private final Map<TableId, TableWriter> tables = new LinkedHashMap<>();
    private TableId latestId;
    private TableWriter latestTable;
    private boolean isClosed;

    /**
     * @param reader present if the writer goes on where another one failed, so that rows and schema
     *     changes come again
     * @param client is closed with the writer
     * @param pool is closed with the writer
     */
    StarRocksWriter(
            FlushConfig config,
            Layouts layouts,
            TableRules tableRules,
            Optional<TableReader> reader,
            StreamLoad client,
            LoadLabels labels,
            PagePool pool,
            MailboxExecutor mailbox,
            ProcessingTimeService time,
            StarRocksSinkMetrics metrics) {
        this.config = config;
        this.layouts = layouts;
        this.tableRules = tableRules;
        this.client = client;
        this.pool = pool;
        this.metrics = metrics;
        this.executor =
                new LoadExecutor(
                        "starrocks-load " + Thread.currentThread().getName(),
                        config.ioThreads(),
                        mailbox,
                        metrics::requestFailed);
        this.rejectedRows =
                config.deadLetters()
                        .map(letters -> new RejectedRows(letters, time::getCurrentProcessingTime));
        this.requests =
                new LoadRequests(
                        client,
                        labels,
                        executor,
                        rejectedRows.map(rows -> new RowIsolation(client, rows)),
                        metrics);
        this.placements = new Placements(reader, executor);
        this.timer = new FlushTimer(time, config.interval());
        this.backPressure =
                new BackPressure(pool, executor, config.ioThreads(), tables.values(), metrics);
    }

    @Override
    public void write(Event event, Context context) throws IOException, InterruptedException {
        executor.checkFailure();
        if (event instanceof DataChangeEvent) {
            DataChangeEvent change = (DataChangeEvent) event;
            tableOf(change).write(change);
        } else if (event instanceof SchemaChangeEvent) {
            SchemaChangeEvent change = (SchemaChangeEvent) event;
            tableOf(change).apply(change);
        }
        // Other events are signals between operators of the framework.
    }

    private TableWriter tableOf(ChangeEvent event) {
        TableId id = event.tableId();
        // Each event has an identifier of its own, and its hash costs more than the comparison.
        if (!id.equals(latestId)) {
            latestTable = tables.computeIfAbsent(id, this::newTable);
            latestId = id;
        }
        return latestTable;
    }

    private TableWriter newTable(TableId id) {
        if (id.getSchemaName() == null) {
            throw new IllegalArgumentException(
                    "Table '"
                            + id
                            + "' has no database; route it to database.table in the pipeline");
        }
        TablePath path = TablePath.of(id.getSchemaName(), id.getTableName());
        return new TableWriter(
                path,
                layouts,
                placements,
                tableRules,
                new RowBuffer(pool),
                config.payloadBytes(),
                new TableLoads(path, config.loadMode(), requests),
                timer,
                backPressure,
                metrics.table(path));
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        executor.checkFailure();
        int flushed = 0;
        for (TableWriter table : tables.values()) {
            flushed += table.unsentMemory() > 0 ? 1 : 0;
            table.flush();
        }
        if (flushed > 0) {
            metrics.flushed(flushed);
        }
        executor.awaitAll();
        completeDeadLetters();
        pool.trim();
    }

    /** A checkpoint must not leave rows behind that it does not bring again. */
    private void completeDeadLetters() throws IOException, InterruptedException {
        if (rejectedRows.isPresent() && rejectedRows.get().isFileOpen()) {
            executor.submit(
                    () -> {
                        rejectedRows.get().complete();
                        return rejectedRows;
                    },
                    completed -> {});
            executor.awaitAll();
        }
    }

    /** Prepares everything and hands it over, per table in the order to commit it. */
    List<TransactionId> prepare() throws IOException, InterruptedException {
        executor.checkFailure();
        tables.values().forEach(TableWriter::endPeriod);
        executor.awaitAll();
        completeDeadLetters();
        List<TransactionId> prepared = new ArrayList<>();
        tables.values().forEach(table -> prepared.addAll(table.takePrepared()));
        return prepared;
    }

    /**
     * Commits what there is of tables that are about to change, except of tables in which a row
     * that comes again would be there twice.
     *
     * @param handedOver what {@link #prepare()} has returned and nobody may have committed yet
     */
    void commitEarly(Predicate<TableId> changing, UncommittedTransactions handedOver)
            throws IOException, InterruptedException {
        List<TableWriter> early = new ArrayList<>();
        tables.forEach(
                (id, table) -> {
                    if (changing.test(id) && !table.isAppendOnly()) {
                        early.add(table);
                    }
                });
        early.forEach(TableWriter::endPeriod);
        executor.awaitAll();
        completeDeadLetters();
        for (TableWriter table : early) {
            List<TransactionId> transactions = new ArrayList<>(handedOver.take(table.path()));
            transactions.addAll(table.takePrepared());
            commitInOrder(transactions.iterator());
        }
        executor.awaitAll();
    }

    private void commitInOrder(Iterator<TransactionId> transactions) {
        if (transactions.hasNext()) {
            requests.commit(transactions.next(), () -> commitInOrder(transactions));
        }
    }

    /** Stops what runs and rolls back what is open, each within a limit of some seconds. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            executor.stop(STOP_LIMIT);
            rollBack();
        } catch (InterruptedException e) {
            // The task is being killed; what stays open is for the server's own timeout.
            Thread.currentThread().interrupt();
        } finally {
            pool.close();
            client.close();
        }
    }

    private void rollBack() throws InterruptedException {
        List<Callable<Void>> rollbacks = new ArrayList<>();
        for (TableWriter table : tables.values()) {
            table.abandon().forEach(id -> rollbacks.add(() -> rollBack(id)));
        }
        rejectedRows.ifPresent(rows -> rollbacks.add(() -> close(rows)));
        for (Throwable failure : executor.runLast(rollbacks, ROLLBACK_LIMIT)) {
            LOG.warn("A transaction could not be rolled back; it ends with its timeout", failure);
        }
    }

    private static Void close(RejectedRows rows) {
        rows.close();
        return null;
    }

    private Void rollBack(TransactionId id) throws IOException, InterruptedException {
        client.rollback(id);
        return null;
    }
}
