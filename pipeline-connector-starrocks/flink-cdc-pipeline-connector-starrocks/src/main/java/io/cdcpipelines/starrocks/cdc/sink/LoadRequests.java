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
import io.cdcpipelines.starrocks.core.format.LoadFormat;
import io.cdcpipelines.starrocks.core.load.CommitOutcome;
import io.cdcpipelines.starrocks.core.load.LoadResult;
import io.cdcpipelines.starrocks.core.load.RowsRefusedException;
import io.cdcpipelines.starrocks.core.load.StreamLoad;
import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends the requests of a writer's tables and counts them. Confined to the mailbox thread, on which
 * the answers arrive as well.
 *
 * <p>A payload given to a load is read until the answer is there, and released by nobody here.
 */
final class LoadRequests {
    private final StreamLoad client;
    private final LoadLabels labels;
    private final LoadExecutor executor;
    private final Optional<RowIsolation> isolation;
    private final StarRocksSinkMetrics metrics;

    /**
     * @param isolation present if rows that are refused do not stop the others
     */
    LoadRequests(
            StreamLoad client,
            LoadLabels labels,
            LoadExecutor executor,
            Optional<RowIsolation> isolation,
            StarRocksSinkMetrics metrics) {
        this.client = client;
        this.labels = labels;
        this.executor = executor;
        this.isolation = isolation;
        this.metrics = metrics;
    }

    /** Whether rows that are refused do not stop the others. */
    boolean isIsolating() {
        return isolation.isPresent();
    }

    /** Puts a row aside that cannot be sent. */
    void putAside(DeadLetter letter) {
        RowIsolation isolating = isolation.orElseThrow();
        Rejections rejections = new Rejections();
        rejections.count(letter.row().op());
        executor.submit(
                () -> {
                    isolating.putAside(letter);
                    return letter.table();
                },
                table -> metrics.rejected(table, rejections));
    }

    /**
     * Loads a payload on its own; it is visible when the answer comes.
     *
     * @param held takes what the server may hold of parts of the payload; safe for several threads
     * @return what can be rolled back if no answer comes
     */
    TransactionId loadAlone(
            TablePath table,
            RowForm form,
            Payload payload,
            Collection<TransactionId> held,
            Runnable onLoaded) {
        String label = labels.ofSingleLoad(table);
        metrics.loadStarted(payload);
        executor.submit(
                () -> loadAlone(table, form, label, payload, held),
                report -> {
                    report.run();
                    onLoaded.run();
                });
        return TransactionId.of(table, label, TransactionId.NO_NUMBER);
    }

    /** Returns what is to be noted on the mailbox thread. */
    private Runnable loadAlone(
            TablePath table,
            RowForm form,
            String label,
            Payload payload,
            Collection<TransactionId> held)
            throws IOException, InterruptedException {
        try {
            LoadResult result = client.load(table, label, form.format(), payload);
            return () -> metrics.loadSucceeded(table, payload, result);
        } catch (RowsRefusedException e) {
            if (isolation.isEmpty()) {
                throw e;
            }
            Rejections rejections = isolation.get().load(table, form, label, payload, held, e);
            return () -> metrics.loadedInParts(table, payload, rejections);
        }
    }

    /**
     * Begins a transaction.
     *
     * @return what can be rolled back if no answer comes
     */
    TransactionId begin(TablePath table, Consumer<TransactionId> onOpened) {
        LoadLabels.Begin begin = labels.begin(table);
        executor.submit(begin.request()::send, onOpened);
        return begin.expected();
    }

    /** Hands a payload to a transaction. */
    void load(TransactionId id, LoadFormat format, Payload payload, Runnable onLoaded) {
        metrics.loadStarted(payload);
        executor.submit(
                () -> client.load(id, format, payload),
                result -> {
                    metrics.loadSucceeded(id.table(), payload, result);
                    onLoaded.run();
                });
    }

    /**
     * Hands a payload to a transaction. If the server refuses rows, all but those are prepared in
     * another one.
     *
     * @param content of the transaction, with this payload
     */
    void load(
            TransactionId id,
            TransactionContent content,
            Payload payload,
            Runnable onLoaded,
            Consumer<Replacement> onReplaced) {
        metrics.loadStarted(payload);
        executor.submit(
                () -> loadOrReplace(id, content, payload, onLoaded, onReplaced), Runnable::run);
    }

    /** Returns what is to be done on the mailbox thread. */
    private Runnable loadOrReplace(
            TransactionId id,
            TransactionContent content,
            Payload payload,
            Runnable onLoaded,
            Consumer<Replacement> onReplaced)
            throws IOException, InterruptedException {
        try {
            LoadResult result = client.load(id, content.form().format(), payload);
            return () -> {
                metrics.loadSucceeded(id.table(), payload, result);
                onLoaded.run();
            };
        } catch (RowsRefusedException e) {
            Runnable onReplacement = replace(id, content, e, onReplaced);
            return () -> {
                metrics.loadedInParts(id.table(), payload, new Rejections());
                onReplacement.run();
            };
        }
    }

    void prepare(TransactionId id, Runnable onPrepared) {
        executor.submit(
                () -> {
                    client.prepare(id);
                    return id;
                },
                prepared -> onPrepared.run());
    }

    /** Prepares a transaction. If the server refuses rows, all but those are in another one. */
    void prepare(
            TransactionId id,
            TransactionContent content,
            Runnable onPrepared,
            Consumer<Replacement> onReplaced) {
        executor.submit(() -> prepareOrReplace(id, content, onPrepared, onReplaced), Runnable::run);
    }

    private Runnable prepareOrReplace(
            TransactionId id,
            TransactionContent content,
            Runnable onPrepared,
            Consumer<Replacement> onReplaced)
            throws IOException, InterruptedException {
        try {
            client.prepare(id);
            return onPrepared;
        } catch (RowsRefusedException e) {
            return replace(id, content, e, onReplaced);
        }
    }

    /** Returns what is to be done on the mailbox thread. */
    private Runnable replace(
            TransactionId id,
            TransactionContent content,
            RowsRefusedException refusal,
            Consumer<Replacement> onReplaced)
            throws IOException, InterruptedException {
        client.rollback(id);
        Replacement replacement = isolation.orElseThrow().prepareOthers(content, refusal);
        return () -> {
            metrics.rejected(content.table(), replacement.rejections());
            onReplaced.accept(replacement);
        };
    }

    /** The content of a transaction that can be loaded once more. */
    TransactionContent content(
            TablePath table, RowForm form, List<Payload> payloads, Collection<TransactionId> held) {
        return new TransactionContent(table, form, payloads, labels.begin(table).request(), held);
    }

    void commit(TransactionId id, Runnable onCommitted) {
        long start = System.nanoTime();
        executor.submit(
                () -> commit(id),
                outcome -> {
                    metrics.committed(System.nanoTime() - start);
                    onCommitted.run();
                });
    }

    private CommitOutcome commit(TransactionId id) throws IOException, InterruptedException {
        CommitOutcome outcome = client.commit(id);
        switch (outcome) {
            case COMMITTED:
            case ALREADY_COMMITTED:
                return outcome;
            case LOST:
                throw new IOException(
                        "StarRocks aborted the " + id + " before its commit; its rows are lost");
            case UNDECIDED:
            default:
                throw new IOException(
                        "No server could say whether the "
                                + id
                                + " is committed; its rows have to be loaded again");
        }
    }
}
