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

import io.cdcpipelines.starrocks.cdc.sink.LoadPeriod.Retention;
import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.table.TablePath;
import io.cdcpipelines.starrocks.core.transaction.TableTransaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Loads the payloads of one table in the order they were sealed, one request at a time. Confined to
 * the mailbox thread.
 *
 * <p>Payloads belong to periods. The first period is being loaded, the last one is being filled,
 * and a period begins to be loaded only when those before it are visible, or prepared and thereby
 * in the order in which they are committed, so that an older version of a row never overwrites a
 * newer one.
 */
final class TableLoads {

    private enum State {
        IDLE,
        REQUEST_IN_FLIGHT
    }

    private final TablePath table;
    private final LoadMode mode;
    private final LoadRequests requests;
    private final Retention retention;
    private final Deque<LoadPeriod> periods = new ArrayDeque<>();
    private final List<TransactionId> prepared = new ArrayList<>();
    private State state = State.IDLE;
    // What the server may be left with if the answer to the request in flight never comes.
    private Optional<TransactionId> unanswered = Optional.empty();
    // The same of a request that tries rows out; its thread adds to them.
    private final Collection<TransactionId> held = new ConcurrentLinkedQueue<>();

    TableLoads(TablePath table, LoadMode mode, LoadRequests requests) {
        this.table = table;
        this.mode = mode;
        this.requests = requests;
        this.retention =
                mode == LoadMode.PREPARED_TRANSACTIONS && requests.isIsolating()
                        ? Retention.UNTIL_PREPARED
                        : Retention.UNTIL_LOADED;
    }

    /**
     * Takes over a payload; its pages are released when it is loaded.
     *
     * @param form changes only after {@link #completePeriod()}
     */
    void add(Payload payload, RowForm form) {
        periodBeingFilled(form).add(payload);
        advance();
    }

    /** Says that the payload added last is as large as payloads get. */
    void payloadIsFull() {
        if (retention == Retention.UNTIL_PREPARED) {
            // What is kept until then would be in the way of further rows.
            completePeriod();
        }
    }

    /** Whether rows that cannot be stored do not stop the others. */
    boolean isIsolating() {
        return requests.isIsolating();
    }

    /** Puts a row aside that cannot be sent. */
    void putAside(DeadLetter letter) {
        requests.putAside(letter);
    }

    /** Says that the table has a further row, which the sealed payloads do not hold. */
    void continues() {
        LoadPeriod last = periods.peekLast();
        if (last != null && !last.isComplete()) {
            last.continues();
            advance();
        }
    }

    /**
     * Makes what was added so far visible, unless somebody else does that at a checkpoint; waits
     * for nothing.
     */
    void flush() {
        if (mode != LoadMode.PREPARED_TRANSACTIONS) {
            completePeriod();
        }
    }

    /** Makes what was added so far visible, or prepares it, without waiting for it. */
    void completePeriod() {
        LoadPeriod last = periods.peekLast();
        if (last != null && !last.isComplete()) {
            last.complete();
            advance();
        }
    }

    /** Hands over, in the order to commit them, the transactions prepared since the last call. */
    List<TransactionId> takePrepared() {
        List<TransactionId> taken = List.copyOf(prepared);
        prepared.clear();
        return taken;
    }

    /** The memory of sealed rows that nothing but the end of their period will move. */
    long waitingMemory() {
        LoadPeriod last = periods.peekLast();
        return last == null ? 0 : last.waitingMemory();
    }

    /**
     * Gives everything up and returns what the server may still hold: the transaction or the single
     * load under way, and what is prepared and was not handed over.
     */
    List<TransactionId> abandon() {
        List<TransactionId> abandoned = new ArrayList<>(takePrepared());
        abandoned.addAll(held);
        held.clear();
        LoadPeriod first = periods.peekFirst();
        if (first != null) {
            first.transaction().abandon().or(() -> unanswered).ifPresent(abandoned::add);
        }
        return abandoned;
    }

    private LoadPeriod periodBeingFilled(RowForm form) {
        LoadPeriod last = periods.peekLast();
        if (last != null && !last.isComplete()) {
            return last;
        }
        LoadPeriod next = new LoadPeriod(form, mode, retention);
        periods.add(next);
        return next;
    }

    private void advance() {
        while (state == State.IDLE && !periods.isEmpty()) {
            LoadPeriod period = periods.getFirst();
            switch (period.next()) {
                case WAIT:
                    return;
                case DONE:
                    periods.removeFirst();
                    break;
                case LOAD_ALONE:
                    loadAlone(period);
                    break;
                case BEGIN:
                    begin(period.transaction());
                    break;
                case LOAD:
                    load(period);
                    break;
                case COMMIT:
                    commit(period.transaction());
                    break;
                case PREPARE:
                    prepare(period);
                    break;
                default:
                    throw new IllegalStateException("Unknown step " + period.next());
            }
        }
    }

    private void loadAlone(LoadPeriod period) {
        state = State.REQUEST_IN_FLIGHT;
        Payload payload = period.take();
        unanswered =
                Optional.of(
                        requests.loadAlone(
                                table,
                                period.form(),
                                payload,
                                held,
                                () -> {
                                    payload.release();
                                    answered();
                                }));
    }

    private void begin(TableTransaction transaction) {
        state = State.REQUEST_IN_FLIGHT;
        transaction.begin();
        unanswered =
                Optional.of(
                        requests.begin(
                                table,
                                id -> {
                                    transaction.opened(id);
                                    answered();
                                }));
    }

    private void load(LoadPeriod period) {
        state = State.REQUEST_IN_FLIGHT;
        TransactionId id = period.transaction().load();
        Payload payload = period.take();
        Runnable onLoaded =
                () -> {
                    period.loaded(payload);
                    answered();
                };
        if (retention == Retention.UNTIL_LOADED) {
            requests.load(id, period.form().format(), payload, onLoaded);
            return;
        }
        List<Payload> payloads = new ArrayList<>(period.kept());
        payloads.add(payload);
        requests.load(
                id,
                requests.content(table, period.form(), payloads, held),
                payload,
                onLoaded,
                replacement -> {
                    payload.release();
                    replaced(period, replacement);
                });
    }

    private void replaced(LoadPeriod period, Replacement replacement) {
        period.replaced();
        held.clear();
        replacement.prepared().ifPresent(prepared::add);
        answered();
    }

    private void commit(TableTransaction transaction) {
        state = State.REQUEST_IN_FLIGHT;
        requests.commit(
                transaction.commit(),
                () -> {
                    transaction.committed();
                    answered();
                });
    }

    private void prepare(LoadPeriod period) {
        state = State.REQUEST_IN_FLIGHT;
        TransactionId id = period.transaction().prepare();
        Runnable onPrepared =
                () -> {
                    prepared.add(period.prepared());
                    answered();
                };
        if (retention == Retention.UNTIL_LOADED) {
            requests.prepare(id, onPrepared);
        } else {
            requests.prepare(
                    id,
                    requests.content(table, period.form(), period.kept(), held),
                    onPrepared,
                    replacement -> replaced(period, replacement));
        }
    }

    private void answered() {
        state = State.IDLE;
        unanswered = Optional.empty();
        advance();
    }
}
