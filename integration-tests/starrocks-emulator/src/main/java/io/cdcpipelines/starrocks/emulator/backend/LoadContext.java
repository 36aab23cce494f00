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

package io.cdcpipelines.starrocks.emulator.backend;

import io.cdcpipelines.starrocks.emulator.http.RequestBody;
import io.cdcpipelines.starrocks.emulator.load.LoadCounts;
import io.cdcpipelines.starrocks.emulator.load.LoadRequest;
import io.cdcpipelines.starrocks.emulator.load.LoadTarget;
import io.cdcpipelines.starrocks.emulator.load.TableLoad;
import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import io.cdcpipelines.starrocks.emulator.transaction.PendingWrite;
import io.cdcpipelines.starrocks.emulator.transaction.StatusCode;
import io.cdcpipelines.starrocks.emulator.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a backend knows of one load: its data and counters. One request at a time may use it;
 * whoever wins {@link #tryOccupy()} does, and hands it on with {@link #release}, so that plain
 * fields are seen by the next.
 */
final class LoadContext {
    private final String label;
    private final String database;
    private final String table;
    private final Transaction transaction;
    private final Optional<Duration> ownTimeout;
    private final Optional<Duration> idleTimeout;
    private final LoadTimes times = new LoadTimes();
    private final AtomicBoolean isBusy = new AtomicBoolean();
    private final AtomicReference<LoadException> end = new AtomicReference<>();
    private volatile Instant lastActive;
    private Optional<TableLoad> load = Optional.empty();
    private Optional<LoadException> failure = Optional.empty();
    private byte[] unread = new byte[0];
    private boolean isDiscarded;
    private long discardedRows;
    private long bytes;
    private long announcedBytes;

    LoadContext(
            String label,
            String database,
            String table,
            Transaction transaction,
            Optional<Duration> ownTimeout,
            Optional<Duration> idleTimeout,
            Instant now) {
        this.label = label;
        this.database = database;
        this.table = table;
        this.transaction = transaction;
        this.ownTimeout = ownTimeout;
        this.idleTimeout = idleTimeout;
        this.lastActive = now;
    }

    String label() {
        return label;
    }

    String database() {
        return database;
    }

    String table() {
        return table;
    }

    LoadTarget target() {
        return new LoadTarget(transaction.databaseId(), database, table, transaction.tableId());
    }

    Transaction transaction() {
        return transaction;
    }

    /** The time that the client gave, or once a load is planned the frontend's; else no limit. */
    Optional<Duration> timeout() {
        return load.isPresent() ? Optional.of(transaction.timeout()) : ownTimeout;
    }

    /** When a wait for this load to become visible ends. */
    Instant deadline() {
        return transaction.prepareTime().plus(transaction.timeout());
    }

    Optional<Duration> idleTimeout() {
        return idleTimeout;
    }

    LoadTimes times() {
        return times;
    }

    /** False while another request works on the label. */
    boolean tryOccupy() {
        return isBusy.compareAndSet(false, true);
    }

    void release(Instant now) {
        lastActive = now;
        isBusy.set(false);
    }

    /** Notes why nothing more can be done with this label; the first reason stays. */
    void end(LoadException why) {
        end.compareAndSet(null, why);
    }

    Optional<LoadException> end() {
        return Optional.ofNullable(end.get());
    }

    boolean isBusy() {
        return isBusy.get();
    }

    Instant lastActive() {
        return lastActive;
    }

    Optional<TableLoad> load() {
        return load;
    }

    void open(TableLoad newLoad) {
        load = Optional.of(newLoad);
    }

    /** Later loads must repeat the parameters of the first one. */
    void checkSameRequest(LoadRequest request) throws LoadException {
        if (load.isPresent() && !load.get().request().parameters().equals(request.parameters())) {
            throw new LoadException(StatusCode.INTERNAL_ERROR, "load request not equal last.");
        }
    }

    long announce(long contentLength) {
        announcedBytes += contentLength;
        return announcedBytes;
    }

    /** Takes a body. What is wrong with its rows is kept for prepare or commit. */
    void accept(RequestBody body) {
        bytes += body.received();
        isDiscarded = body.received() > body.length();
        discardedRows += body.countedRows();
        if (unread.length == 0) {
            read(body.bytes(), body.length());
        } else {
            keep(body);
            readRest();
        }
    }

    /** Keeps what came of a body whose sender went away: the next body continues it. */
    void acceptPart(RequestBody body) {
        bytes += body.received();
        keep(body);
    }

    private void keep(RequestBody body) {
        byte[] joined = Arrays.copyOf(unread, unread.length + body.length());
        System.arraycopy(body.bytes(), 0, joined, unread.length, body.length());
        unread = joined;
    }

    private void readRest() {
        byte[] rest = unread;
        unread = new byte[0];
        read(rest, rest.length);
    }

    private void read(byte[] data, int length) {
        if (load.isPresent() && failure.isEmpty()) {
            try {
                load.get().load(data, length);
            } catch (LoadException e) {
                failure = Optional.of(e);
            }
        }
    }

    long bytes() {
        return bytes;
    }

    /**
     * The finished write, or what was wrong with the data.
     *
     * @param discarded takes the rows that were not kept when they are published
     */
    PendingWrite finish(LongAdder discarded) throws LoadException {
        if (unread.length > 0) {
            readRest();
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return isDiscarded
                ? new DiscardedWrite(discardedRows, discarded)
                : load.orElseThrow().finish();
    }

    /** Nothing is counted where the data could not be read to its end. */
    LoadCounts counts() {
        return load.filter(l -> failure.isEmpty()).map(TableLoad::counts).orElse(LoadCounts.NONE);
    }

    /** The write of a backend that only counts. */
    private record DiscardedWrite(long rows, LongAdder published) implements PendingWrite {
        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public Target target() {
            return Target.PRESENT;
        }

        @Override
        public void publish() {
            published.add(rows);
        }
    }
}
