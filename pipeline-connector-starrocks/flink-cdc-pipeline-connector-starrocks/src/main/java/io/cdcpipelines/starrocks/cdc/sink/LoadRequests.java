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
import io.cdcpipelines.starrocks.core.load.StreamLoad;
import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Sends the requests of a writer's tables and counts them. Confined to the mailbox thread, on which
 * the answers arrive as well.
 *
 * <p>A payload given to a load is owned by the request and is released when the server has it.
 */
final class LoadRequests {
    private final StreamLoad client;
    private final LoadLabels labels;
    private final LoadExecutor executor;
    private final StarRocksSinkMetrics metrics;

    LoadRequests(
            StreamLoad client,
            LoadLabels labels,
            LoadExecutor executor,
            StarRocksSinkMetrics metrics) {
        this.client = client;
        this.labels = labels;
        this.executor = executor;
        this.metrics = metrics;
    }

    /**
     * Loads a payload on its own; it is visible when the answer comes.
     *
     * @return what can be rolled back if no answer comes
     */
    TransactionId loadAlone(
            TablePath table, LoadFormat format, Payload payload, Runnable onLoaded) {
        String label = labels.ofSingleLoad(table);
        load(table, payload, () -> client.load(table, label, format, payload), onLoaded);
        return TransactionId.of(table, label, TransactionId.NO_NUMBER);
    }

    /**
     * Begins a transaction.
     *
     * @return what can be rolled back if no answer comes
     */
    TransactionId begin(TablePath table, Consumer<TransactionId> onOpened) {
        LoadLabels.Begin begin = labels.begin(table);
        executor.submit(begin.request(), onOpened);
        return begin.expected();
    }

    /** Hands a payload to a transaction. */
    void load(TransactionId id, LoadFormat format, Payload payload, Runnable onLoaded) {
        load(id.table(), payload, () -> client.load(id, format, payload), onLoaded);
    }

    private void load(
            TablePath table, Payload payload, Callable<LoadResult> request, Runnable onLoaded) {
        metrics.loadStarted(payload);
        executor.submit(
                request,
                result -> {
                    metrics.loadSucceeded(table, payload, result);
                    payload.release();
                    onLoaded.run();
                });
    }

    void prepare(TransactionId id, Runnable onPrepared) {
        executor.submit(
                () -> {
                    client.prepare(id);
                    return id;
                },
                prepared -> onPrepared.run());
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
