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
import io.cdcpipelines.starrocks.core.load.ErrorKind;
import io.cdcpipelines.starrocks.core.load.LoadResult;
import io.cdcpipelines.starrocks.core.load.RollbackOutcome;
import io.cdcpipelines.starrocks.core.load.RowsRefusedException;
import io.cdcpipelines.starrocks.core.load.StarRocksLoadException;
import io.cdcpipelines.starrocks.core.load.StreamLoad;
import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.load.TransactionState;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * StarRocks as a writer sees it: keeps what becomes visible, notes every request in order, and can
 * be made to stand still or to fail. Any thread may call it.
 *
 * <p>Like the server it refuses a label that was used, a load or commit of a transaction that is
 * not open, two requests at a time for one transaction, loads of different columns or formats in
 * one transaction, rows of another format than announced, and the commit of an empty one.
 */
final class TestingStreamLoad implements StreamLoad {
    private static final long DEADLINE_SECONDS = 20;

    private static final class Transaction {
        final List<String> rows = new ArrayList<>();
        Map<String, String> headers;
        boolean isBusy;
        boolean isPrepared;
    }

    private final Set<String> labels = new TreeSet<>();
    private final Map<String, Transaction> open = new HashMap<>();
    private final Set<String> visible = new TreeSet<>();
    private final List<String> requests = new ArrayList<>();
    private final Map<TablePath, List<String>> visibleRows = new HashMap<>();
    private Predicate<String> standingStill = request -> false;
    private int waiting;
    private Predicate<String> failing = request -> false;
    private Predicate<String> refused = row -> false;
    private CommitOutcome commitOutcome = CommitOutcome.COMMITTED;
    private final Set<String> columnsHeaders = new TreeSet<>();
    private boolean isClosed;

    // ---- what a test asks for ----

    /** Requests that start with this text wait for {@link #goOn()}. */
    void standStillOn(String request) {
        standStillOn(actual -> actual.startsWith(request));
    }

    synchronized void standStillOn(Predicate<String> requests) {
        standingStill = requests;
    }

    synchronized void goOn() {
        standingStill = request -> false;
        notifyAll();
    }

    /** Requests that start with this text fail from now on. */
    void failOn(String request) {
        failOn(actual -> actual.startsWith(request));
    }

    /**
     * @param requests is asked once for each request
     */
    synchronized void failOn(Predicate<String> requests) {
        failing = requests;
    }

    /**
     * Loads of such rows are refused, as StarRocks does: with the load, or at prepare or commit.
     */
    synchronized void refuse(Predicate<String> rows) {
        refused = rows;
    }

    synchronized void answerCommitsWith(CommitOutcome outcome) {
        commitOutcome = outcome;
    }

    /** What was asked, in order: the operation, the table, and the rows where there are some. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    synchronized Set<String> labels() {
        return Set.copyOf(labels);
    }

    /** The rows of a table that a query would see, as JSON texts in the order they were applied. */
    synchronized List<String> visibleRows(String database, String table) {
        return List.copyOf(
                visibleRows.getOrDefault(TablePath.of(database, table), new ArrayList<>()));
    }

    /** The columns that loads announced. */
    synchronized Set<String> columnsHeaders() {
        return Set.copyOf(columnsHeaders);
    }

    synchronized int openTransactions() {
        return open.size();
    }

    synchronized boolean isClosed() {
        return isClosed;
    }

    /** How many requests are being worked on. */
    synchronized int waiting() {
        return waiting;
    }

    synchronized void awaitWaiting(int count) {
        await(() -> waiting >= count, count + " waiting requests");
    }

    synchronized void awaitRequests(int count) {
        await(() -> requests.size() >= count, count + " requests");
    }

    private void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        try {
            while (!condition.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError("Waited too long for " + what + ": " + requests);
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("Interrupted while waiting for " + what, e);
        }
    }

    // ---- what a writer asks for ----

    @Override
    public synchronized LoadResult load(
            TablePath table, String label, LoadFormat format, Payload payload)
            throws StarRocksLoadException, InterruptedException {
        note("load " + table + " " + payload.rows());
        use(label);
        List<String> rows = rowsOf(payload, format);
        requireAcceptable(rows);
        rows(table).addAll(rows);
        return LoadResult.ofDelivered(label, rows.size(), payload.bytes());
    }

    @Override
    public synchronized TransactionId begin(TablePath table, String label)
            throws StarRocksLoadException, InterruptedException {
        note("begin " + table);
        use(label);
        TransactionId id = TransactionId.of(table, label, labels.size());
        open.put(id.label(), new Transaction());
        return id;
    }

    @Override
    public TransactionId begin(TablePath table, Supplier<String> labels)
            throws StarRocksLoadException, InterruptedException {
        return begin(table, labels.get());
    }

    @Override
    public synchronized LoadResult load(TransactionId id, LoadFormat format, Payload payload)
            throws StarRocksLoadException, InterruptedException {
        Transaction transaction = transaction(id);
        if (transaction.isPrepared) {
            throw failure("TXN_NOT_EXISTS");
        }
        transaction.isBusy = true;
        note("load into transaction " + id.table() + " " + payload.rows());
        if (transaction.headers != null && !transaction.headers.equals(format.headers())) {
            throw failure("load request not equal last.");
        }
        transaction.headers = format.headers();
        List<String> rows = rowsOf(payload, format);
        transaction.rows.addAll(rows);
        transaction.isBusy = false;
        return LoadResult.ofDelivered(id.label(), rows.size(), payload.bytes());
    }

    @Override
    public synchronized CommitOutcome commit(TransactionId id)
            throws StarRocksLoadException, InterruptedException {
        if (visible.contains(id.label())) {
            note("commit again " + id.table());
            return CommitOutcome.ALREADY_COMMITTED;
        }
        Transaction transaction = transaction(id);
        transaction.isBusy = true;
        note("commit " + id.table());
        if (transaction.rows.isEmpty()) {
            throw failure("hasn't send any data yet");
        }
        open.remove(id.label());
        requireAcceptable(transaction.rows);
        visible.add(id.label());
        rows(id.table()).addAll(transaction.rows);
        return commitOutcome;
    }

    @Override
    public synchronized RollbackOutcome rollback(TransactionId id)
            throws StarRocksLoadException, InterruptedException {
        note("rollback " + id.table());
        return open.remove(id.label()) == null
                ? RollbackOutcome.NOT_FOUND
                : RollbackOutcome.ROLLED_BACK;
    }

    @Override
    public synchronized void prepare(TransactionId id)
            throws StarRocksLoadException, InterruptedException {
        Transaction transaction = transaction(id);
        transaction.isBusy = true;
        note("prepare " + id.table());
        if (transaction.rows.isEmpty()) {
            throw failure("hasn't send any data yet");
        }
        if (transaction.rows.stream().anyMatch(refused)) {
            open.remove(id.label());
        }
        requireAcceptable(transaction.rows);
        transaction.isBusy = false;
        transaction.isPrepared = true;
    }

    @Override
    public synchronized TransactionState stateOf(String database, String label) {
        if (visible.contains(label)) {
            return TransactionState.VISIBLE;
        }
        Transaction transaction = open.get(label);
        if (transaction == null) {
            return TransactionState.UNKNOWN;
        }
        return transaction.isPrepared ? TransactionState.PREPARED : TransactionState.PREPARE;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
    }

    private void note(String request) throws StarRocksLoadException, InterruptedException {
        requests.add(request);
        waiting++;
        notifyAll();
        try {
            while (standingStill.test(request)) {
                wait();
            }
        } finally {
            waiting--;
        }
        if (failing.test(request)) {
            throw failure("the test wants it to fail");
        }
    }

    private void use(String label) throws StarRocksLoadException {
        if (!labels.add(label)) {
            throw failure("Label [" + label + "] has already been used.");
        }
    }

    private Transaction transaction(TransactionId id) throws StarRocksLoadException {
        Transaction transaction = open.get(id.label());
        if (transaction == null || transaction.isBusy) {
            throw failure(transaction == null ? "TXN_NOT_EXISTS" : "TXN_IN_PROCESSING");
        }
        return transaction;
    }

    private void requireAcceptable(List<String> rows) throws RowsRefusedException {
        long count = rows.stream().filter(refused).count();
        if (count > 0) {
            throw new RowsRefusedException(
                    "too many filtered rows", "the test does not like it", count);
        }
    }

    private List<String> rows(TablePath table) {
        return visibleRows.computeIfAbsent(table, any -> new ArrayList<>());
    }

    private static StarRocksLoadException failure(String message) {
        return new StarRocksLoadException(ErrorKind.REJECTED, message);
    }

    private List<String> rowsOf(Payload payload, LoadFormat format) throws StarRocksLoadException {
        columnsHeaders.add(format.headers().getOrDefault("columns", "none"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            payload.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> rows = List.of(bytes.toString(StandardCharsets.UTF_8).split("\n"));
        boolean isJson = format.headers().get("format").equals("json");
        if (rows.stream().anyMatch(row -> row.startsWith("{") != isJson)) {
            throw failure("A row is not of the announced format");
        }
        return rows;
    }
}
