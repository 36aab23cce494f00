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

import io.cdcpipelines.starrocks.core.config.RetryPolicy;
import io.cdcpipelines.starrocks.core.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** The attempts at one operation: counts, waits between them, ends them. Used by one thread. */
final class Attempts {
    private final RetryPolicy policy;
    private final Ticker ticker;
    private final Random random;
    private final RetryLog log;
    private final RetryListener listener;
    private final long start;
    private int number = 1;

    private Attempts(
            RetryPolicy policy,
            Ticker ticker,
            Random random,
            RetryLog log,
            RetryListener listener) {
        this.policy = policy;
        this.ticker = ticker;
        this.random = random;
        this.log = log;
        this.listener = listener;
        this.start = ticker.nanos();
    }

    /** Counted from 1. */
    int number() {
        return number;
    }

    Duration elapsed() {
        return Duration.ofNanos(ticker.nanos() - start);
    }

    /** Waits for the next attempt; false, at once, if there is none left. */
    boolean again() throws InterruptedException {
        return again(policy.delayBefore(number + 1, elapsed(), random));
    }

    private boolean again(Optional<Duration> delay) throws InterruptedException {
        if (delay.isEmpty()) {
            return false;
        }
        ticker.sleep(delay.get());
        number++;
        return true;
    }

    /** The same after a failure that is worth telling and counting. */
    boolean again(Operation operation, Object target, String label, Answer failure)
            throws InterruptedException {
        int failed = number;
        boolean isAgain =
                again(
                        failure.verdict().isSlowToPass()
                                ? policy.longDelayBefore(number + 1, elapsed(), random)
                                : policy.delayBefore(number + 1, elapsed(), random));
        if (isAgain) {
            log.repeating(operation, target, label, failed, failure);
            listener.repeating(failure.verdict().retryCause());
        }
        return isAgain;
    }

    /** Counts an answer that left it open, but after which the label told that it was done. */
    void settled(Answer failure) {
        listener.repeating(failure.verdict().retryCause());
    }

    /** Starts counting attempts. Thread-safe. */
    static final class Source {
        private final RetryPolicy policy;
        private final Ticker ticker;
        private final Random random;
        private final RetryLog log;
        private final RetryListener listener;

        Source(RetryPolicy policy, Ticker ticker, Random random, RetryListener listener) {
            this.policy = policy;
            this.ticker = ticker;
            this.random = random;
            this.log = new RetryLog(ticker);
            this.listener = listener;
        }

        Attempts start() {
            return new Attempts(policy, ticker, random, log, listener);
        }

        /** Attempts that only time ends: for waiting until a server is done with something. */
        Attempts startWaiting() {
            return new Attempts(policy.withoutAttemptLimit(), ticker, random, log, listener);
        }
    }
}
