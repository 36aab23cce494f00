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

package io.cdcpipelines.starrocks.emulator.alter;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon thread that ticks the alter jobs. Thread-safe; {@link #close} is idempotent and does not
 * wait for a round that is under way.
 */
public final class AlterScheduler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlterScheduler.class);

    private final AlterJobs jobs;
    private final Thread thread;
    private Duration interval;
    private boolean isClosed;

    /**
     * @param interval between two rounds; a StarRocks frontend has 10 s
     */
    public AlterScheduler(AlterJobs jobs, Duration interval) {
        this.jobs = jobs;
        this.interval = interval;
        this.thread = new Thread(this::run, "alter-scheduler");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Takes effect at once, also for the wait that is under way. */
    public synchronized void interval(Duration newInterval) {
        interval = newInterval;
        notifyAll();
    }

    private void run() {
        try {
            while (awaitNextRound()) {
                tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        try {
            jobs.tick();
        } catch (RuntimeException e) {
            LOG.error("A round of alter jobs failed.", e);
        }
    }

    /** Whether to go on; false once closed. */
    private synchronized boolean awaitNextRound() throws InterruptedException {
        long start = System.nanoTime();
        while (!isClosed) {
            long left = interval.toNanos() - (System.nanoTime() - start);
            if (left <= 0) {
                return true;
            }
            wait(Math.max(1, left / 1_000_000));
        }
        return false;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        notifyAll();
    }
}
