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

package io.cdcpipelines.starrocks.cdc.sink;

import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.create;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.insert;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.format.FormatChoice;
import io.cdcpipelines.starrocks.core.transaction.LabelScheme;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.function.ThrowingRunnable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Writers with random tables, rows, flushes and timers, before a server that answers in random
 * order, or fails: memory is never exceeded, a run ends, and what is visible of a table is what was
 * written to it, in order; after a failure, the first part of it.
 */
@Timeout(180)
class RandomisedWriterTest {
    private static final int RUNS = 100;
    private static final int STEPS = 150;
    private static final int TABLES = 7;
    private static final int BUDGET = 16 << 10;
    private static final int PAGE = 512;
    private static final long NEVER = -1;

    private static final class Run implements AutoCloseable {
        final Random random;
        final TestingStreamLoad starRocks = new TestingStreamLoad();
        final TestingTimers timers = new TestingTimers();
        final PagePool pool = new PagePool(BUDGET, PAGE);
        final GatedStreamLoad gate;
        final RandomMailbox mailbox;
        final StarRocksWriter writer;
        final List<List<String>> written = new ArrayList<>();

        Run(long seed, boolean isFailing) {
            random = new Random(seed);
            gate = new GatedStreamLoad(starRocks, isFailing ? 1 + random.nextInt(30) : NEVER);
            mailbox = new RandomMailbox(this);
            LoadMode[] modes = {LoadMode.TRANSACTIONS, LoadMode.SINGLE_LOADS};
            writer =
                    new StarRocksWriter(
                            new FlushConfig(
                                    "test",
                                    BUDGET,
                                    WriterHarness.INTERVAL,
                                    1 + random.nextInt(4),
                                    modes[random.nextInt(modes.length)]),
                            new Layouts(new TypeMappings(ZoneOffset.UTC, 4), FormatChoice.json()),
                            TableRules.NONE,
                            Optional.empty(),
                            gate,
                            new FreshLabels(gate, new LabelScheme("test", 0, "a1")),
                            pool,
                            mailbox,
                            timers,
                            new StarRocksSinkMetrics(
                                    new TestingMetricGroup(),
                                    pool,
                                    10,
                                    timers::getCurrentProcessingTime));
        }

        void announceTables() throws Exception {
            for (int table = 0; table < TABLES; table++) {
                written.add(new ArrayList<>());
                writer.write(create(id(table)), null);
            }
        }

        void step() throws Exception {
            int choice = random.nextInt(100);
            if (choice < 80) {
                write(random.nextInt(1 + random.nextInt(TABLES)));
            } else if (choice < 90) {
                mailbox.tryYield();
            } else if (choice < 94) {
                letTimePass();
            } else if (choice < 97) {
                writer.flush(false);
                assertThat(pool.usedBytes()).as("after a flush").isZero();
            } else if (gate.isAnyWaiting()) {
                gate.letOneThrough(random);
            }
            assertThat(pool.usedBytes() + pool.freeBytes()).isLessThanOrEqualTo(BUDGET);
        }

        private void write(int table) throws Exception {
            int number = written.get(table).size();
            String note = "n".repeat(noteLength());
            writer.write(insert(id(table), number, note), null);
            written.get(table).add(row(number, note));
        }

        private int noteLength() {
            int choice = random.nextInt(100);
            if (choice < 90) {
                return random.nextInt(200);
            }
            return choice < 98 ? random.nextInt(2_000) : random.nextInt(12_000);
        }

        void letTimePass() throws Exception {
            timers.advance(Duration.ofMillis(random.nextInt(12_000)));
        }

        List<String> visible(int table) {
            return starRocks.visibleRows("shop", "t" + table);
        }

        private static TableId id(int table) {
            return TableId.tableId("shop", "t" + table);
        }

        @Override
        public void close() {
            writer.close();
        }
    }

    /** Lets requests through and time pass whenever the writer waits. */
    private static final class RandomMailbox implements MailboxExecutor {
        private final Run run;
        private final Queue<ThrowingRunnable<? extends Exception>> letters =
                new ConcurrentLinkedQueue<>();

        RandomMailbox(Run run) {
            this.run = run;
        }

        @Override
        public void execute(
                ThrowingRunnable<? extends Exception> command,
                String descriptionFormat,
                Object... descriptionArgs) {
            letters.add(command);
            run.gate.wake();
        }

        @Override
        public void yield() throws InterruptedException {
            if (run.random.nextInt(4) == 0) {
                run(run::letTimePass);
                return;
            }
            while (!tryYield()) {
                run.gate.awaitRequestOr(() -> !letters.isEmpty());
                if (letters.isEmpty()) {
                    run.gate.letOneThrough(run.random);
                }
            }
        }

        @Override
        public boolean tryYield() {
            ThrowingRunnable<? extends Exception> letter = letters.poll();
            if (letter != null) {
                run(letter);
            }
            return letter != null;
        }

        private static void run(ThrowingRunnable<? extends Exception> letter) {
            try {
                letter.run();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new FlinkRuntimeException(e);
            }
        }
    }

    private static void inEachRun(long firstSeed, SeededTest test) {
        for (long seed = firstSeed; seed < firstSeed + RUNS; seed++) {
            try {
                test.run(seed);
            } catch (Throwable e) {
                throw new AssertionError("With seed " + seed + ": " + e, e);
            }
        }
    }

    private interface SeededTest {
        void run(long seed) throws Exception;
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, 2_000})
    void losesAndRepeatsNothing(long firstSeed) {
        inEachRun(
                firstSeed,
                seed -> {
                    try (Run run = new Run(seed, false)) {
                        run.announceTables();
                        for (int i = 0; i < STEPS; i++) {
                            run.step();
                        }
                        run.writer.flush(true);
                        for (int table = 0; table < TABLES; table++) {
                            assertThat(run.visible(table)).isEqualTo(run.written.get(table));
                        }
                        assertThat(run.pool.usedBytes()).isZero();
                        assertThat(run.pool.highWaterBytes()).isLessThanOrEqualTo(BUDGET);
                        assertThat(run.starRocks.openTransactions()).isZero();
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {3_000, 4_000})
    void failsOnceARequestFailed(long firstSeed) {
        inEachRun(
                firstSeed,
                seed -> {
                    try (Run run = new Run(seed, true)) {
                        run.announceTables();
                        ThrowingCallable steps =
                                () -> {
                                    for (int i = 0; i < 10 * STEPS; i++) {
                                        run.step();
                                    }
                                };
                        assertThatThrownBy(steps).rootCause().hasMessage(GatedStreamLoad.FAILURE);
                        assertThatThrownBy(() -> run.writer.flush(false))
                                .hasRootCauseMessage(GatedStreamLoad.FAILURE);
                        run.writer.close();
                        assertThat(run.starRocks.openTransactions()).isZero();
                        for (int table = 0; table < TABLES; table++) {
                            assertIsFirstPart(run.visible(table), run.written.get(table));
                        }
                    }
                });
    }

    /** The row at hand when the failure came may have been taken in and be visible already. */
    private static void assertIsFirstPart(List<String> visible, List<String> written) {
        assertThat(visible.size()).isLessThanOrEqualTo(written.size() + 1);
        int common = Math.min(visible.size(), written.size());
        assertThat(visible.subList(0, common)).isEqualTo(written.subList(0, common));
    }
}
