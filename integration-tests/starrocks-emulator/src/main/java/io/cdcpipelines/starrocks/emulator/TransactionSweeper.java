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

package io.cdcpipelines.starrocks.emulator;

import io.cdcpipelines.starrocks.emulator.backend.Backend;
import io.cdcpipelines.starrocks.emulator.transaction.TransactionRegistry;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the timeout checkers of backends and frontend, and publishes delayed commits that nobody
 * waits for. Thread-safe.
 */
final class TransactionSweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionSweeper.class);
    private static final long PUBLISH_MILLIS = 50;

    private final TransactionRegistry transactions;
    private final List<Backend> backends;
    private final Duration interval;
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(
                    new DefaultThreadFactory("emulator-sweeper", true));

    TransactionSweeper(
            TransactionRegistry transactions, List<Backend> backends, Duration interval) {
        this.transactions = transactions;
        this.backends = backends;
        this.interval = interval;
    }

    void start() {
        scheduler.scheduleWithFixedDelay(
                () -> logged(this::sweep),
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
        scheduler.scheduleWithFixedDelay(
                () -> logged(transactions::publishDue),
                PUBLISH_MILLIS,
                PUBLISH_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /** One round; a backend tells the more exact reason, so that backends come first. */
    void sweep() {
        backends.forEach(Backend::sweep);
        transactions.sweep();
    }

    private static void logged(Runnable round) {
        try {
            round.run();
        } catch (RuntimeException e) {
            LOG.error("A round of the timeout checkers failed", e);
        }
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
