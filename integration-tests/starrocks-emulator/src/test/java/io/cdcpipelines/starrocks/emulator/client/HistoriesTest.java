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

package io.cdcpipelines.starrocks.emulator.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.emulator.client.HistoryNetwork.Betrayal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random histories of writes, checkpoints, failures and restarts against a model of what the tables
 * must hold. One that breaks a promise is cut down to what it takes, and printed.
 *
 * <p>{@code -Dhistories=} sets how many, however long they take, {@code -Dhistories.seed=} where
 * they begin. Otherwise a busy machine runs as many of ten thousand as it can in three minutes.
 */
class HistoriesTest {
    private static final int COUNT = Integer.getInteger("histories", 10_000);
    private static final long FIRST_SEED = Long.getLong("histories.seed", 1);
    private static final long LIMIT_NANOS =
            Integer.getInteger("histories") == null
                    ? Duration.ofMinutes(3).toNanos()
                    : Long.MAX_VALUE;
    private static final int WORKERS = 2;

    private final AtomicBoolean isBroken = new AtomicBoolean();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong injected = new AtomicLong();
    private final AtomicLong starts = new AtomicLong();
    private final AtomicLong strict = new AtomicLong();

    @Test
    void keepEveryPromise() throws Exception {
        long begin = System.nanoTime();
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        List<Future<Optional<String>>> results = new ArrayList<>();
        for (int worker = 0; worker < WORKERS; worker++) {
            int first = worker;
            results.add(workers.submit(() -> check(first, begin)));
        }
        try {
            for (Future<Optional<String>> result : results) {
                assertThat(result.get()).isEmpty();
            }
        } finally {
            workers.shutdownNow();
        }
        System.out.println(
                "Histories: "
                        + ended
                        + " with "
                        + injected
                        + " damaged requests and "
                        + starts
                        + " starts of a job, "
                        + strict
                        + " checked for transactions left behind, "
                        + Duration.ofNanos(System.nanoTime() - begin).toSeconds()
                        + " s");
        assertThat(ended.get()).isPositive();
    }

    /** Every second history; nothing if all of them keep their promises. */
    private Optional<String> check(int first, long begin) throws Exception {
        try (HistoryChecker checker = new HistoryChecker()) {
            for (int i = first;
                    i < COUNT && !isBroken.get() && System.nanoTime() - begin < LIMIT_NANOS;
                    i += WORKERS) {
                History history = History.ofSeed(FIRST_SEED + i);
                if (checker.failure(history, Betrayal.NONE).isPresent()) {
                    isBroken.set(true);
                    return Optional.of(checker.explain(history, Betrayal.NONE));
                }
                ended.incrementAndGet();
            }
            injected.addAndGet(checker.injected());
            starts.addAndGet(checker.starts());
            strict.addAndGet(checker.strict());
            return Optional.empty();
        }
    }

    /** A checker that finds nothing would find nothing here either. */
    @ParameterizedTest
    @EnumSource(
            value = Betrayal.class,
            names = {"COMMITS_NOTHING", "ROLLS_NOTHING_BACK", "LOADS_TWICE"})
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void showServersThatLie(Betrayal betrayal) throws Exception {
        try (HistoryChecker checker = new HistoryChecker()) {
            long seed = 1;
            while (checker.failure(History.ofSeed(seed), betrayal).isEmpty()) {
                seed++;
                assertThat(seed).as("histories that nothing is wrong with").isLessThan(500);
            }
            History failing = History.ofSeed(seed);

            History smallest =
                    Shrinker.shrink(
                            failing, history -> checker.failure(history, betrayal).isPresent());

            assertThat(smallest.steps()).hasSizeLessThanOrEqualTo(3);
            assertThat(smallest.steps().size()).isLessThan(failing.steps().size());
        }
    }
}
