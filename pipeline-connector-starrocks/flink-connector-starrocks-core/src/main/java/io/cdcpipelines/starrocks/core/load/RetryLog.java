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

package io.cdcpipelines.starrocks.core.load;

import io.cdcpipelines.starrocks.core.time.Ticker;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells that requests have to be repeated, so that a slow job has an explanation: at most every ten
 * seconds as a warning, the rest for debugging. Thread-safe; the lock is taken only when something
 * fails.
 */
final class RetryLog {
    private static final Logger LOG = LoggerFactory.getLogger(RetryLog.class);
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

    private final Ticker ticker;
    private long lastWarning;
    private boolean hasWarned;
    private int unmentioned;

    RetryLog(Ticker ticker) {
        this.ticker = ticker;
    }

    synchronized void repeating(
            Operation operation, Object target, String label, int attempt, Answer answer) {
        if (hasWarned && ticker.nanos() - lastWarning < QUIET_NANOS) {
            unmentioned++;
            LOG.debug(
                    "{} {} (label {}): attempt {} at {} failed, trying again: {}",
                    operation,
                    target,
                    label,
                    attempt,
                    answer.server(),
                    answer.text());
            return;
        }
        LOG.warn(
                "{} {} (label {}): attempt {} at {} failed, trying again ({} more such failures"
                        + " since the last warning): {}",
                operation,
                target,
                label,
                attempt,
                answer.server(),
                unmentioned,
                answer.text());
        hasWarned = true;
        lastWarning = ticker.nanos();
        unmentioned = 0;
    }
}
