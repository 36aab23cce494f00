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

package io.cdcpipelines.starrocks.core.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * How often and how long something is tried again: exponential back-off with jitter, bounded by
 * attempts and by time. Immutable.
 */
public final class RetryPolicy implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Where the bound of longer pauses starts. */
    private static final Duration LONG_PAUSE = Duration.ofSeconds(1);

    private final int maxAttempts;
    private final Duration initialBackoff;
    private final Duration maxBackoff;
    private final Duration totalTime;

    private RetryPolicy(
            int maxAttempts, Duration initialBackoff, Duration maxBackoff, Duration totalTime) {
        this.maxAttempts = maxAttempts;
        this.initialBackoff = initialBackoff;
        this.maxBackoff = maxBackoff;
        this.totalTime = totalTime;
    }

    /**
     * @param maxAttempts at least 1; the first try counts
     * @param initialBackoff upper bound of the first wait, at least a millisecond
     * @param maxBackoff upper bound of every wait, at least {@code initialBackoff}
     * @param totalTime after this much time no further attempt is started
     * @throws IllegalArgumentException naming every value out of range
     */
    public static RetryPolicy of(
            int maxAttempts, Duration initialBackoff, Duration maxBackoff, Duration totalTime) {
        new ConfigProblems()
                .require(maxAttempts >= 1, "maxAttempts", "at least 1")
                .require(initialBackoff.toMillis() >= 1, "initialBackoff", "at least 1 ms")
                .require(
                        maxBackoff.compareTo(initialBackoff) >= 0,
                        "maxBackoff",
                        "at least initialBackoff")
                .require(!totalTime.isNegative(), "totalTime", "zero or more")
                .throwIfAny("The retry policy");
        return new RetryPolicy(maxAttempts, initialBackoff, maxBackoff, totalTime);
    }

    /** One attempt, no second one. */
    public static RetryPolicy never() {
        return of(1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO);
    }

    /** The same in time, but as often as that allows. */
    public RetryPolicy withoutAttemptLimit() {
        return new RetryPolicy(Integer.MAX_VALUE, initialBackoff, maxBackoff, totalTime);
    }

    public int maxAttempts() {
        return maxAttempts;
    }

    public Duration totalTime() {
        return totalTime;
    }

    /**
     * The time to wait before an attempt, or nothing if that attempt is one too many or would start
     * too late.
     *
     * @param nextAttempt counted from 1; before attempt 1 there is no wait
     * @param elapsed since the first attempt started
     */
    public Optional<Duration> delayBefore(int nextAttempt, Duration elapsed, Random random) {
        long bound = bound(initialBackoff, nextAttempt);
        return within(nextAttempt, elapsed, () -> (long) (random.nextDouble() * (bound + 1)));
    }

    /**
     * The same after a failure whose reason takes seconds to pass: a second at first, doubled each
     * time, of which at least half is waited.
     */
    public Optional<Duration> longDelayBefore(int nextAttempt, Duration elapsed, Random random) {
        Duration first = initialBackoff.compareTo(LONG_PAUSE) > 0 ? initialBackoff : LONG_PAUSE;
        long half = bound(first, nextAttempt) / 2;
        return within(nextAttempt, elapsed, () -> half + (long) (random.nextDouble() * (half + 1)));
    }

    private long bound(Duration first, int nextAttempt) {
        long cap = maxBackoff.toMillis();
        int doublings = Math.min(Math.max(nextAttempt - 2, 0), 62);
        return first.toMillis() > cap >> doublings ? cap : first.toMillis() << doublings;
    }

    private Optional<Duration> within(int nextAttempt, Duration elapsed, LongSupplier millis) {
        if (nextAttempt <= 1) {
            return Optional.of(Duration.ZERO);
        }
        if (nextAttempt > maxAttempts) {
            return Optional.empty();
        }
        Duration delay = Duration.ofMillis(millis.getAsLong());
        return elapsed.plus(delay).compareTo(totalTime) > 0 ? Optional.empty() : Optional.of(delay);
    }

    @Override
    public String toString() {
        return "at most "
                + maxAttempts
                + " attempts within "
                + totalTime
                + ", back-off "
                + initialBackoff
                + " to "
                + maxBackoff;
    }
}
