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

package io.cdcpipelines.starrocks.emulator.transaction;

import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.catalog.Database;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The frontend's transactions: the only place where their state changes. Every method takes the
 * cluster's lock itself; {@link #awaitVisible} lets go of it while it waits.
 */
public final class TransactionRegistry implements RunningTransactions {
    private static final Pattern LABEL = Pattern.compile("[-\\w]{1,128}");
    private static final String NO_DATA =
            "No partitions have data available for loading. If you are sure there may be no data to"
                    + " be loaded, you can use `ADMIN SET FRONTEND CONFIG ('empty_load_as_error' ="
                    + " 'false')` to ensure such load jobs can succeed";
    private static final String NO_STATE =
            "Cannot invoke \"com.starrocks.transaction.TransactionState.getTableIdList()\" because"
                    + " \"transactionState\" is null";

    /** How often a waiting commit looks at the clock, which a test may have advanced. */
    private static final long CLOCK_POLL_MILLIS = 5;

    private final Cluster cluster;
    private TransactionSettings settings;
    private final Condition published;
    private final Map<Long, DatabaseTransactions> databases = new HashMap<>();
    private final Map<Long, Transaction> byId = new HashMap<>();
    private final List<Publication> unpublished = new ArrayList<>();
    private Duration publishDelay = Duration.ZERO;
    private boolean isEmptyLoadAnError = true;
    private long lastId;

    private record Publication(Transaction transaction, PendingWrite write, Instant due) {}

    /** What a client asks of begin. */
    public record BeginRequest(
            String database, String table, String label, long timeoutSeconds, String coordinator) {}

    public TransactionRegistry(Cluster cluster, TransactionSettings settings) {
        this.cluster = cluster;
        this.settings = settings;
        this.published = cluster.lock().newCondition();
    }

    /** How long a commit stays COMMITTED before its rows are visible; zero at first. */
    public void publishDelay(Duration delay) {
        locked(() -> publishDelay = delay);
    }

    /** Another value for one of {@link TransactionSettings#KEYS}, from now on. */
    public void configure(String key, long value) {
        locked(() -> settings = settings.with(key, value));
    }

    /** The lifetime of a transaction whose client asks for none. */
    public long defaultTimeoutSeconds() {
        return locked(() -> settings.defaultTimeoutSeconds());
    }

    /** The frontend setting empty_load_as_error. */
    public void isEmptyLoadAnError(boolean isError) {
        locked(() -> isEmptyLoadAnError = isError);
    }

    /** Begins a transaction as the frontend's loadTxnBegin does, after authentication. */
    public Transaction begin(BeginRequest request) throws LoadException {
        cluster.lock().lock();
        try {
            Database database = cluster.database(request.database()).orElse(null);
            if (request.label().isEmpty()) {
                throw new LoadException(StatusCode.ANALYSIS_ERROR, "empty label in begin request");
            }
            if (database == null) {
                throw new LoadException(
                        StatusCode.ANALYSIS_ERROR,
                        "unknown database, database=" + request.database());
            }
            Table table = database.table(request.table()).orElse(null);
            if (table == null) {
                throw new LoadException(
                        StatusCode.ANALYSIS_ERROR,
                        "unknown table \"" + request.database() + "." + request.table() + "\"");
            }
            return begin(database, table, request);
        } finally {
            cluster.lock().unlock();
        }
    }

    private Transaction begin(Database database, Table table, BeginRequest request)
            throws LoadException {
        checkTimeout(request.timeoutSeconds());
        if (!LABEL.matcher(request.label()).matches()) {
            throw new LoadException(
                    StatusCode.INTERNAL_ERROR,
                    "Getting analyzing error. Detail message: Label format error. regex:"
                            + " ^[-\\w]{1,128}$, label: "
                            + request.label()
                            + ".");
        }
        DatabaseTransactions transactions = transactionsOf(database.id());
        Optional<Transaction> existing = transactions.occupying(request.label());
        if (existing.isPresent()) {
            throw LoadException.labelExists(
                    "Label [" + request.label() + "] has already been used.",
                    existing.get().status().isCommitted() ? "FINISHED" : "RUNNING");
        }
        int runningNow = transactions.running().size();
        if (runningNow >= settings.runningPerDatabase()) {
            throw new LoadException(
                    StatusCode.ANALYSIS_ERROR,
                    String.format(
                            "current running txns on db %d is %d, larger than limit %d",
                            database.id(), runningNow, settings.runningPerDatabase()));
        }
        Transaction transaction =
                new Transaction(
                        ++lastId,
                        database.id(),
                        table.id(),
                        request.label(),
                        request.coordinator(),
                        Duration.ofSeconds(request.timeoutSeconds()),
                        settings.preparedTimeout(),
                        now());
        transactions.add(transaction);
        byId.put(transaction.id(), transaction);
        return transaction;
    }

    private void checkTimeout(long seconds) throws LoadException {
        if (seconds < settings.minTimeoutSeconds() || seconds > settings.maxTimeoutSeconds()) {
            throw new LoadException(
                    StatusCode.ANALYSIS_ERROR,
                    "Invalid timeout: '"
                            + seconds
                            + "'. Expected values should be between "
                            + settings.minTimeoutSeconds()
                            + " and "
                            + settings.maxTimeoutSeconds()
                            + " seconds");
        }
    }

    /** PREPARE to PREPARED, as a backend asks for it; repeating it later changes nothing. */
    public void prepare(long id, PendingWrite write, Optional<Duration> preparedTimeout)
            throws LoadException {
        cluster.lock().lock();
        try {
            Transaction transaction = byId.get(id);
            if (transaction == null) {
                throw new LoadException(StatusCode.INTERNAL_ERROR, NO_STATE);
            }
            if (transaction.status() == TransactionStatus.ABORTED) {
                throw new LoadException(StatusCode.ANALYSIS_ERROR, transaction.reason());
            }
            if (transaction.status() == TransactionStatus.PREPARE) {
                refuseEmpty(write, "");
                transaction.toPrepared(write, preparedTimeout, now());
            }
        } finally {
            cluster.lock().unlock();
        }
    }

    /** PREPARE to COMMITTED in one phase, as a backend asks for it. */
    public void commitAtOnce(long id, PendingWrite write) throws LoadException {
        String task = "fail to execute commit task: ";
        cluster.lock().lock();
        try {
            Transaction transaction = byId.get(id);
            if (transaction == null) {
                throw new LoadException(StatusCode.ANALYSIS_ERROR, task + NO_STATE);
            }
            if (transaction.status() == TransactionStatus.ABORTED) {
                throw new LoadException(StatusCode.ANALYSIS_ERROR, task + transaction.reason());
            }
            if (transaction.status() == TransactionStatus.PREPARE) {
                refuseEmpty(write, task);
                transaction.toPrepared(write, Optional.empty(), now());
            }
            if (transaction.status() == TransactionStatus.PREPARED) {
                commit(transaction);
            }
        } finally {
            cluster.lock().unlock();
        }
    }

    private void refuseEmpty(PendingWrite write, String prefix) throws LoadException {
        if (write.isEmpty() && isEmptyLoadAnError) {
            throw new LoadException(StatusCode.ANALYSIS_ERROR, prefix + NO_DATA);
        }
    }

    /** What the frontend found when it was asked to commit. */
    public enum CommitOutcome {
        COMMITTED,
        /** The commit holds, but its rows are gone with the partition that they were written to. */
        COMMITTED_AFTER_TRUNCATE,
        ALREADY_COMMITTED,
        NOT_PREPARED
    }

    /** PREPARED to COMMITTED, as the frontend does it for a client. */
    public CommitOutcome commitPrepared(Transaction transaction) {
        return locked(
                () -> {
                    if (transaction.status().isCommitted()) {
                        return CommitOutcome.ALREADY_COMMITTED;
                    }
                    if (transaction.status() != TransactionStatus.PREPARED) {
                        return CommitOutcome.NOT_PREPARED;
                    }
                    boolean isTruncated =
                            !transaction.wasTruncatedBeforePrepare()
                                    && transaction.write().orElseThrow().target()
                                            == PendingWrite.Target.TRUNCATED;
                    commit(transaction);
                    return isTruncated
                            ? CommitOutcome.COMMITTED_AFTER_TRUNCATE
                            : CommitOutcome.COMMITTED;
                });
    }

    private void commit(Transaction transaction) {
        PendingWrite write = transaction.write().orElseThrow();
        Instant now = now();
        transaction.toCommitted(now);
        unpublished.add(new Publication(transaction, write, now.plus(publishDelay)));
        publishDue();
    }

    /** Publishes what is due, in the order of commits per table. */
    public void publishDue() {
        locked(
                () -> {
                    Set<Long> waitingTables = new HashSet<>();
                    unpublished.removeIf(publication -> isPublished(publication, waitingTables));
                    published.signalAll();
                });
    }

    private boolean isPublished(Publication publication, Set<Long> waitingTables) {
        Transaction transaction = publication.transaction();
        if (publication.due().isAfter(now()) || waitingTables.contains(transaction.tableId())) {
            waitingTables.add(transaction.tableId());
            return false;
        }
        publication.write().publish();
        transaction.toVisible(now());
        file(transaction);
        return true;
    }

    /** Waits until the transaction is visible; false when the time was too short for it. */
    public boolean awaitVisible(Transaction transaction, Duration patience) {
        cluster.lock().lock();
        try {
            Instant deadline = now().plus(patience);
            while (transaction.status() != TransactionStatus.VISIBLE) {
                if (!now().isBefore(deadline)) {
                    return false;
                }
                if (published.await(CLOCK_POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    continue;
                }
                publishDue();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            cluster.lock().unlock();
        }
    }

    /** Aborts a transaction that is PREPARE or PREPARED; false when it is too late for that. */
    public boolean abort(long id, String reason) {
        return locked(
                () -> {
                    Transaction transaction = byId.get(id);
                    if (transaction == null
                            || transaction.status().isCommitted()
                            || transaction.status().isFinal()) {
                        return false;
                    }
                    transaction.toAborted(reason, now());
                    file(transaction);
                    return true;
                });
    }

    /** Aborts what a lost backend was writing; what it had prepared stays. */
    public void abortRunningOf(String coordinator) {
        locked(
                () ->
                        running()
                                .filter(t -> t.coordinator().equals(coordinator))
                                .filter(t -> t.status() == TransactionStatus.PREPARE)
                                .forEach(t -> abort(t.id(), "coordinate BE is down")));
    }

    /** One round of the frontend's timeout checker. */
    public void sweep() {
        locked(
                () -> {
                    Instant now = now();
                    running()
                            .filter(t -> t.isOverdue(now))
                            .forEach(t -> abort(t.id(), "timeout by txn manager"));
                    publishDue();
                    Instant oldest = now.minus(settings.labelAge());
                    databases.values().forEach(all -> forget(all.forgetBefore(oldest)));
                });
    }

    /** The newest transaction of a label that is still remembered. */
    public Optional<Transaction> find(long databaseId, String label) {
        return locked(() -> transactionsOf(databaseId).newest(label));
    }

    public Optional<Transaction> find(long id) {
        return locked(() -> Optional.ofNullable(byId.get(id)));
    }

    /** The transactions of a database that are not finished, oldest first. */
    public List<Transaction> running(long databaseId) {
        return locked(() -> List.copyOf(transactionsOf(databaseId).running()));
    }

    /** The remembered finished transactions of a database, oldest first. */
    public List<Transaction> finished(long databaseId) {
        return locked(() -> List.copyOf(transactionsOf(databaseId).finished()));
    }

    @Override
    public boolean isAnyRunning(long tableId, long watershed) {
        return locked(() -> running().anyMatch(t -> t.tableId() == tableId && t.id() <= watershed));
    }

    @Override
    public long nextTransactionId() {
        return locked(() -> ++lastId);
    }

    private Stream<Transaction> running() {
        return databases.values().stream()
                .map(DatabaseTransactions::running)
                .flatMap(Collection::stream)
                .toList()
                .stream();
    }

    private void file(Transaction transaction) {
        forget(transactionsOf(transaction.databaseId()).finish(transaction, settings.labelsKept()));
    }

    private void forget(List<Transaction> forgotten) {
        forgotten.forEach(transaction -> byId.remove(transaction.id()));
    }

    private DatabaseTransactions transactionsOf(long databaseId) {
        return databases.computeIfAbsent(databaseId, id -> new DatabaseTransactions());
    }

    private Instant now() {
        return cluster.clock().instant();
    }

    private void locked(Runnable action) {
        locked(
                () -> {
                    action.run();
                    return true;
                });
    }

    private <T> T locked(Supplier<T> action) {
        cluster.lock().lock();
        try {
            return action.get();
        } finally {
            cluster.lock().unlock();
        }
    }
}
