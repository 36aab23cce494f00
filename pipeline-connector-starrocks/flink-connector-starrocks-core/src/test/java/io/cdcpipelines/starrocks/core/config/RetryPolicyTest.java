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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Waits grow, stay random, and end. */
class RetryPolicyTest {
    private static final RetryPolicy POLICY =
            RetryPolicy.of(
                    10, Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofMinutes(1));

    /** A random number generator that always draws the largest number below one. */
    private static final class Largest extends Random {
        private static final long serialVersionUID = 1L;

        @Override
        public double nextDouble() {
            return Math.nextDown(1.0);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 100", "3, 200", "4, 400", "6, 1600", "7, 2000", "10, 2000"})
    void doublesTheBoundUpToTheLargest(int attempt, long millis) {
        assertThat(POLICY.delayBefore(attempt, Duration.ZERO, new Largest()))
                .contains(Duration.ofMillis(millis));
    }

    @Test
    void drawsFromTheWholeRange() {
        Random random = new Random(5);
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int i = 0; i < 1_000; i++) {
            long delay = POLICY.delayBefore(3, Duration.ZERO, random).orElseThrow().toMillis();
            least = Math.min(least, delay);
            most = Math.max(most, delay);
        }
        assertThat(least).isLessThan(10);
        assertThat(most).isBetween(190L, 200L);
    }

    /** The largest number drawn gives the bound, the smallest half of it. */
    @ParameterizedTest
    @CsvSource({"1, 0, 0", "2, 500, 1000", "3, 1000, 2000", "4, 1000, 2000", "10, 1000, 2000"})
    void waitsSecondsForWhatTakesSeconds(int attempt, long least, long most) {
        Random smallest =
                new Random() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public double nextDouble() {
                        return 0;
                    }
                };
        assertThat(POLICY.longDelayBefore(attempt, Duration.ZERO, smallest))
                .contains(Duration.ofMillis(least));
        assertThat(POLICY.longDelayBefore(attempt, Duration.ZERO, new Largest()))
                .contains(Duration.ofMillis(most));
    }

    @Test
    void boundsLongPausesLikeOthers() {
        RetryPolicy hasty =
                RetryPolicy.of(3, Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofDays(1));
        assertThat(hasty.longDelayBefore(2, Duration.ZERO, new Largest()))
                .contains(Duration.ofMillis(10));
        assertThat(hasty.longDelayBefore(4, Duration.ZERO, new Largest())).isEmpty();
        assertThat(POLICY.longDelayBefore(2, Duration.ofMillis(59_001), new Largest())).isEmpty();
    }

    @Test
    void endsWithTheAttempts() {
        assertThat(POLICY.delayBefore(11, Duration.ZERO, new Random())).isEmpty();
        assertThat(RetryPolicy.never().delayBefore(1, Duration.ZERO, new Random()))
                .contains(Duration.ZERO);
        assertThat(RetryPolicy.never().delayBefore(2, Duration.ZERO, new Random())).isEmpty();
    }

    @Test
    void endsWithTheTime() {
        Optional<Duration> last = POLICY.delayBefore(3, Duration.ofMillis(59_800), new Largest());
        assertThat(last).contains(Duration.ofMillis(200));
        assertThat(POLICY.delayBefore(3, Duration.ofMillis(59_801), new Largest())).isEmpty();
        assertThat(POLICY.withoutAttemptLimit().delayBefore(99, Duration.ZERO, new Largest()))
                .isPresent();
        assertThat(
                        POLICY.withoutAttemptLimit()
                                .delayBefore(99, Duration.ofMinutes(2), new Largest()))
                .isEmpty();
    }

    @Test
    void namesEveryValueOutOfRange() {
        assertThatThrownBy(
                        () ->
                                RetryPolicy.of(
                                        0,
                                        Duration.ZERO,
                                        Duration.ofMillis(-1),
                                        Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 problems")
                .hasMessageContaining("maxAttempts")
                .hasMessageContaining("initialBackoff")
                .hasMessageContaining("maxBackoff")
                .hasMessageContaining("totalTime");
    }
}
