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
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the time that one connection may stand still, in either direction. A socket's own timeout
 * bounds reads only: a write to a server that has stopped reading would wait for ever.
 *
 * <p>The thread that uses the connection starts, prolongs and stops the watch; a {@link Watchdog}
 * checks it from a thread of its own. Deadline and outcome are one atomic value, so that a
 * connection that has just been through is never cut for what was before.
 */
final class Watch {
    private static final long OFF = Long.MAX_VALUE;
    private static final long CUT = Long.MIN_VALUE;

    private final Socket socket;
    private final Ticker ticker;
    private final long epoch;
    private final AtomicLong deadline = new AtomicLong(OFF);
    // Of the thread that uses the connection.
    private long current = OFF;
    private long limitNanos;

    Watch(Socket socket, Ticker ticker) {
        this.socket = socket;
        this.ticker = ticker;
        this.epoch = ticker.nanos();
    }

    /** From here on nothing may take longer than this without {@link #progress()}. */
    void start(Duration limit) throws IOException {
        limitNanos = limit.toNanos();
        progress();
    }

    /** Something has moved. */
    void progress() throws IOException {
        moveTo(now() + limitNanos);
    }

    /** Nothing is waited for any more. */
    void stop() throws IOException {
        moveTo(OFF);
    }

    private void moveTo(long next) throws IOException {
        if (!deadline.compareAndSet(current, next)) {
            throw new IOException("The connection was cut");
        }
        current = next;
    }

    private long now() {
        return ticker.nanos() - epoch;
    }

    /** Cuts the connection if it is late. Called by the watchdog. */
    void check() {
        long due = deadline.get();
        if (due > CUT && due < now() && deadline.compareAndSet(due, CUT)) {
            closeSocket();
        }
    }

    /** Whether the connection was cut for being late. */
    boolean isCut() {
        return deadline.get() == CUT;
    }

    /** Closes at once and drops what the server has not taken; any thread may call it. */
    void closeSocket() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // Then it is closed already, or closes the slow way.
        }
        try {
            socket.close();
        } catch (IOException e) {
            // There is nothing left that could be done with it.
        }
    }
}
