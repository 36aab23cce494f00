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

import io.cdcpipelines.starrocks.core.load.CommitOutcome;
import io.cdcpipelines.starrocks.core.load.StarRocksLoadException;
import io.cdcpipelines.starrocks.core.load.StreamLoad;
import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.load.TransactionState;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Committer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits prepared transactions once their checkpoint is complete. When {@link #commit} returns,
 * all of them are committed; where that is not certain, the job fails and asks again after its
 * restart, so that no transaction is ever left out. Used by the task's thread.
 *
 * <p>Transactions of one table are committed in the order in which they were prepared, since of two
 * versions of a row the one that is committed later stays. Tables do not wait for each other.
 */
final class StarRocksCommitter implements Committer<Committable> {
    private static final Logger LOG = LoggerFactory.getLogger(StarRocksCommitter.class);

    private final StreamLoad client;
    private final int threadCount;
    private final ForgottenLabels forgottenLabels;

    /**
     * @param client is closed with the committer
     * @param threadCount how many tables are committed at once
     */
    StarRocksCommitter(StreamLoad client, int threadCount, ForgottenLabels forgottenLabels) {
        this.client = client;
        this.threadCount = threadCount;
        this.forgottenLabels = forgottenLabels;
    }

    @Override
    public void commit(Collection<CommitRequest<Committable>> requests)
            throws IOException, InterruptedException {
        Map<TablePath, List<CommitRequest<Committable>>> tables = new LinkedHashMap<>();
        for (CommitRequest<Committable> request : requests) {
            tables.computeIfAbsent(
                            request.getCommittable().transaction().table(),
                            table -> new ArrayList<>())
                    .add(request);
        }
        Queue<CommitRequest<Committable>> committedBefore = new ConcurrentLinkedQueue<>();
        List<Callable<Void>> commits = new ArrayList<>();
        for (List<CommitRequest<Committable>> ofTable : tables.values()) {
            commits.add(() -> commitInOrder(ofTable, committedBefore));
        }
        ParallelRequests.run(
                "starrocks-commit " + Thread.currentThread().getName(), threadCount, commits);
        committedBefore.forEach(CommitRequest::signalAlreadyCommitted);
    }

    private Void commitInOrder(
            List<CommitRequest<Committable>> requests,
            Queue<CommitRequest<Committable>> committedBefore)
            throws IOException, InterruptedException {
        for (CommitRequest<Committable> request : requests) {
            if (commit(request.getCommittable()) == CommitOutcome.ALREADY_COMMITTED) {
                committedBefore.add(request);
            }
        }
        return null;
    }

    private CommitOutcome commit(Committable committable) throws IOException, InterruptedException {
        CommitOutcome outcome = ask(committable);
        switch (outcome) {
            case COMMITTED:
            case ALREADY_COMMITTED:
                return outcome;
            case LOST:
                throw lost(committable);
            default:
                return settle(committable);
        }
    }

    private CommitOutcome ask(Committable committable) throws IOException, InterruptedException {
        try {
            return client.commit(committable.transaction());
        } catch (StarRocksLoadException e) {
            throw new IOException(
                    "The " + committable + ", could not be committed: " + e.getMessage(), e);
        }
    }

    private static IOException lost(Committable committable) {
        return new IOException(
                "StarRocks has aborted the "
                        + committable
                        + ", so that its rows are missing in the table and the sources are past"
                        + " them. It does so when nobody commits for"
                        + " prepared_transaction_default_timeout_second, a day by default, or when"
                        + " somebody rolls the transaction back. Restart the job from a checkpoint"
                        + " or savepoint before that one, or without any, so that the rows come"
                        + " again");
    }

    /** No server has said whether the transaction is committed. */
    private CommitOutcome settle(Committable committable) throws IOException, InterruptedException {
        TransactionId id = committable.transaction();
        TransactionState state = stateOf(committable);
        if (state == TransactionState.COMMITTED || state == TransactionState.VISIBLE) {
            return CommitOutcome.ALREADY_COMMITTED;
        }
        if (state == TransactionState.ABORTED) {
            throw lost(committable);
        }
        if (state != TransactionState.UNKNOWN) {
            throw new IOException(
                    "The "
                            + committable
                            + ", could not be committed in time; its state is "
                            + state
                            + ". The job tries again after its restart");
        }
        if (forgottenLabels == ForgottenLabels.FAIL) {
            throw forgotten(committable);
        }
        LOG.warn("StarRocks has forgotten the {}; it is taken for committed, as configured", id);
        return CommitOutcome.ALREADY_COMMITTED;
    }

    private TransactionState stateOf(Committable committable)
            throws IOException, InterruptedException {
        TransactionId id = committable.transaction();
        try {
            return client.stateOf(id.table().database(), id.label());
        } catch (StarRocksLoadException e) {
            throw new IOException(
                    "No server could say whether the "
                            + committable
                            + ", is committed. The job asks again after its restart: "
                            + e.getMessage(),
                    e);
        }
    }

    private static IOException forgotten(Committable committable) {
        return new IOException(
                "StarRocks does not know the "
                        + committable
                        + ", any more, since it remembers 1,000 finished transactions per database"
                        + " for up to three days. Most likely it was committed before the job"
                        + " stopped; look into the table whether its rows are there. If they are,"
                        + " start the job with sink.exactly-once.on-forgotten-label:"
                        + " assume-committed; if they are not, start it from an earlier checkpoint"
                        + " or savepoint, or without any");
    }

    @Override
    public void close() {
        client.close();
    }
}
