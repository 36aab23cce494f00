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

package io.cdcpipelines.starrocks.emulator.fault;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * How fast the servers read the bodies of requests, all connections together: as fast as they can,
 * unless told otherwise. What is told takes effect at once, also for bodies under way. Any thread
 * may call it.
 */
public final class BodyPace {
    private static final long UNLIMITED = Long.MAX_VALUE;
    private static final long FROZEN = 0;

    /** The reader of a body, which wants to go on. */
    private record Reader(ScheduledExecutorService thread, Runnable next) {}

    private final Set<Reader> waiting = new LinkedHashSet<>();
    private long bytesPerSecond = UNLIMITED;
    private long digestedAtNanos;

    public void limitTo(long newBytesPerSecond) {
        if (newBytesPerSecond <= 0) {
            throw new IllegalArgumentException("A pace of " + newBytesPerSecond + " bytes/s");
        }
        change(newBytesPerSecond);
    }

    /** Connections stay open, and nothing more is read from them. */
    public void freeze() {
        change(FROZEN);
    }

    public void lift() {
        change(UNLIMITED);
    }

    private synchronized void change(long newBytesPerSecond) {
        bytesPerSecond = newBytesPerSecond;
        digestedAtNanos = System.nanoTime();
        if (bytesPerSecond != FROZEN) {
            List.copyOf(waiting).forEach(this::goOn);
        }
    }

    /**
     * Called by a server that has read a part of a body.
     *
     * @param next runs on the thread when the pace allows to read more
     */
    public synchronized void await(long bytes, ScheduledExecutorService thread, Runnable next) {
        Reader reader = new Reader(thread, next);
        waiting.add(reader);
        if (bytesPerSecond == UNLIMITED) {
            goOn(reader);
        } else if (bytesPerSecond != FROZEN) {
            long now = System.nanoTime();
            digestedAtNanos =
                    Math.max(now, digestedAtNanos)
                            + (long)
                                    ((double) bytes / bytesPerSecond * TimeUnit.SECONDS.toNanos(1));
            thread.schedule(() -> end(reader), digestedAtNanos - now, TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void end(Reader reader) {
        if (bytesPerSecond != FROZEN) {
            goOn(reader);
        }
    }

    private void goOn(Reader reader) {
        if (waiting.remove(reader)) {
            reader.thread().execute(reader.next());
        }
    }
}
