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

package io.cdcpipelines.starrocks.core.http;

import io.cdcpipelines.starrocks.core.time.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.io.CloseMode;

/**
 * Lends connections, each to one thread at a time, and keeps those that can be used again: never
 * more than a fixed number, lent and kept, over all servers. Thread-safe; the lock guards what is
 * kept and is not held during I/O.
 */
final class ConnectionPool implements AutoCloseable {

    /** After this much idling a server may have closed the connection. */
    private static final Duration TRUSTED_IDLE_TIME = Duration.ofMillis(500);

    /** After this much idling nobody seems to want that server any more. */
    private static final Duration LONGEST_IDLE_TIME = Duration.ofMinutes(2);

    private final int limit;
    private final SocketOpener opener;
    private final Watchdog watchdog;
    private final Ticker ticker;
    private final Semaphore permits;
    // Longest idle first.
    private final Deque<QuietConnection> idle = new ArrayDeque<>();
    private int lent;
    private boolean isClosed;

    /**
     * @param watchdog is closed with the pool
     */
    ConnectionPool(int limit, SocketOpener opener, Watchdog watchdog, Ticker ticker) {
        this.limit = limit;
        this.opener = opener;
        this.watchdog = watchdog;
        this.ticker = ticker;
        this.permits = new Semaphore(limit);
    }

    /**
     * Waits for a connection and opens one if none is kept.
     *
     * @throws AllLentException if none becomes free in time
     * @throws IllegalStateException if the pool is closed
     */
    QuietConnection lend(ServerAddress server, Duration patience)
            throws IOException, InterruptedException {
        if (!permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new AllLentException();
        }
        boolean isLent = false;
        try {
            QuietConnection connection = keptOrNew(server);
            isLent = true;
            return connection;
        } finally {
            if (!isLent) {
                permits.release();
            }
        }
    }

    private QuietConnection keptOrNew(ServerAddress server) throws IOException {
        Optional<QuietConnection> kept = kept(server);
        while (kept.isPresent()) {
            if (isUsable(kept.get())) {
                return kept.get();
            }
            giveUp(kept.get());
            kept = kept(server);
        }
        return open(server);
    }

    /** The one used last, which is the least likely to be dead. */
    private synchronized Optional<QuietConnection> kept(ServerAddress server) {
        checkOpen();
        for (Iterator<QuietConnection> i = idle.descendingIterator(); i.hasNext(); ) {
            QuietConnection connection = i.next();
            if (connection.server().equals(server)) {
                i.remove();
                lent++;
                return Optional.of(connection);
            }
        }
        return Optional.empty();
    }

    private boolean isUsable(QuietConnection connection) {
        if (!connection.isIdleFor(TRUSTED_IDLE_TIME, ticker.nanos())) {
            return true;
        }
        try {
            return !connection.isStale();
        } catch (IOException e) {
            return false;
        }
    }

    private QuietConnection open(ServerAddress server) throws IOException {
        makeRoom().forEach(this::dispose);
        QuietConnection connection = null;
        try {
            connection = opener.open(server);
            return connection;
        } finally {
            if (connection == null) {
                countBack();
            }
        }
    }

    private synchronized List<QuietConnection> makeRoom() {
        checkOpen();
        List<QuietConnection> surplus = new ArrayList<>();
        while (!idle.isEmpty()
                && (lent + idle.size() >= limit
                        || idle.getFirst().isIdleFor(LONGEST_IDLE_TIME, ticker.nanos()))) {
            surplus.add(idle.removeFirst());
        }
        lent++;
        return surplus;
    }

    private synchronized void checkOpen() {
        if (isClosed) {
            throw new IllegalStateException("The Stream Load client is closed");
        }
    }

    private synchronized void countBack() {
        lent--;
    }

    /** Takes back a connection that can be used again. */
    void giveBack(QuietConnection connection) {
        if (keep(connection)) {
            permits.release();
        } else {
            discard(connection);
        }
    }

    private synchronized boolean keep(QuietConnection connection) {
        if (isClosed) {
            return false;
        }
        connection.rest(ticker.nanos());
        idle.addLast(connection);
        lent--;
        return true;
    }

    /** Takes back a connection that is of no use any more. */
    void discard(QuietConnection connection) {
        giveUp(connection);
        permits.release();
    }

    private void giveUp(QuietConnection connection) {
        dispose(connection);
        countBack();
    }

    private void dispose(QuietConnection connection) {
        watchdog.remove(connection.watch());
        connection.close(CloseMode.IMMEDIATE);
    }

    /** Cuts all connections, lent or kept. */
    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
            idle.clear();
        }
        watchdog.close();
    }

    /** Says that all connections stayed in use. */
    static final class AllLentException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
