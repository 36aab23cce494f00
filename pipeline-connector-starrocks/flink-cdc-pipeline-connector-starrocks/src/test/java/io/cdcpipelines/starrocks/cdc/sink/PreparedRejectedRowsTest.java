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

import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.CSV;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.INTERVAL;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.ORDERS;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.create;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.format.FormatChoice;
import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.transaction.LabelLine;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exactly-once: what is prepared holds all rows but those that are refused, in their order. */
@Timeout(60)
class PreparedRejectedRowsTest {
    private static final int BUFFER_BYTES = 4096;
    private static final int ROWS = 8;
    private static final String NOTE = "n".repeat(100);

    @TempDir private Path directory;

    private final TestingMailbox mailbox = new TestingMailbox();
    private final TestingTimers timers = new TestingTimers();
    private final TestingStreamLoad starRocks = new TestingStreamLoad();
    private final TestingMetricGroup metrics = new TestingMetricGroup();
    private final PagePool pool = new PagePool(BUFFER_BYTES, 128);
    private StarRocksWriter writer;
    private int writers;

    private StarRocksWriter writer(FormatChoice format) {
        FlushConfig config =
                new FlushConfig("flink", BUFFER_BYTES, INTERVAL, 2, LoadMode.PREPARED_TRANSACTIONS)
                        .with(new DeadLetterConfig(directory.toString(), 20));
        writer =
                new StarRocksWriter(
                        config,
                        new Layouts(new TypeMappings(ZoneOffset.UTC, 4), format),
                        TableRules.NONE,
                        Optional.empty(),
                        starRocks,
                        new TransactionLine(
                                starRocks,
                                LabelLine.of("flink", "x0123abcd", writers++),
                                List.of()),
                        pool,
                        mailbox,
                        timers,
                        new StarRocksSinkMetrics(
                                metrics, pool, 10, timers::getCurrentProcessingTime));
        return writer;
    }

    @AfterEach
    void close() {
        starRocks.goOn();
        writer.close();
        assertThat(starRocks.openTransactions()).isZero();
    }

    /** What a checkpoint does, and the committer when it is complete. */
    private List<TransactionId> checkpointAndCommit() throws Exception {
        writer.flush(false);
        List<TransactionId> prepared = writer.prepare();
        assertThat(starRocks.openTransactions()).isEqualTo(prepared.size());
        assertThat(pool.usedBytes()).isZero();
        for (TransactionId transaction : prepared) {
            starRocks.commit(transaction);
        }
        return prepared;
    }

    private void write(int first, int last, String note) throws Exception {
        for (int id = first; id <= last; id++) {
            writer.write(insert(ORDERS, id, note), null);
        }
    }

    private List<Integer> visibleIds() {
        return starRocks.visibleRows("shop", "orders").stream()
                .map(PreparedRejectedRowsTest::id)
                .collect(Collectors.toList());
    }

    private static int id(String row) {
        return Integer.parseInt(row.replaceFirst("^\\D*(\\d+)\\D.*", "$1"));
    }

    private List<Integer> deadIds() throws Exception {
        return DeadLetters.rowsIn(directory).stream()
                .map(PreparedRejectedRowsTest::id)
                .collect(Collectors.toList());
    }

    private static List<Integer> ids(int last, Set<Integer> without) {
        return IntStream.rangeClosed(1, last)
                .filter(id -> !without.contains(id))
                .boxed()
                .collect(Collectors.toList());
    }

    static Stream<Arguments> formatsAndBadRows() {
        List<Set<Integer>> badRows =
                List.of(
                        Set.of(1),
                        Set.of(3),
                        Set.of(4),
                        Set.of(ROWS),
                        Set.of(1, 4, 5, 8),
                        Set.of(1, 2, 3),
                        IntStream.rangeClosed(1, ROWS).boxed().collect(Collectors.toSet()));
        return Stream.of(FormatChoice.json(), CSV)
                .flatMap(format -> badRows.stream().map(bad -> Arguments.of(format, bad)));
    }

    /** Three payloads share a transaction: rows 1 to 3, 4 to 6 and the rest. */
    @ParameterizedTest
    @MethodSource("formatsAndBadRows")
    void arePreparedWithoutThoseThatAreRefused(FormatChoice format, Set<Integer> bad)
            throws Exception {
        writer(format).write(create(ORDERS), null);
        starRocks.refuse(row -> bad.contains(id(row)));
        write(1, 3, "x");
        timers.advance(INTERVAL);
        write(4, 6, "x");
        timers.advance(INTERVAL);
        write(7, ROWS, "x");

        assertThat(checkpointAndCommit()).hasSize(bad.size() == ROWS ? 0 : 1);

        assertThat(visibleIds()).isEqualTo(ids(ROWS, bad));
        assertThat(deadIds()).isEqualTo(bad.stream().sorted().collect(Collectors.toList()));
        assertThat(metrics.count("database.shop.table.orders.rejectedRows")).isEqualTo(bad.size());

        write(ROWS + 1, ROWS + 2, "x");
        assertThat(checkpointAndCommit()).hasSize(1);
        assertThat(visibleIds()).isEqualTo(ids(ROWS + 2, bad));
    }

    /** Payloads are kept until they are prepared, which must not use the memory up. */
    @Test
    void goesOnWhenRowsTakeMoreThanTheMemoryBetweenTwoCheckpoints() throws Exception {
        writer(FormatChoice.json()).write(create(ORDERS), null);
        starRocks.refuse(row -> id(row) % 20 == 0);
        write(1, 200, NOTE);

        assertThat(checkpointAndCommit()).hasSizeGreaterThan(1);

        Set<Integer> bad =
                IntStream.rangeClosed(1, 10).map(i -> 20 * i).boxed().collect(Collectors.toSet());
        assertThat(visibleIds()).isEqualTo(ids(200, bad));
        assertThat(deadIds()).hasSize(10);
    }

    /** Small payloads of many flushes are kept as well. */
    @Test
    void goesOnWhenSmallPayloadsTakeAllMemory() throws Exception {
        writer(FormatChoice.json()).write(create(ORDERS), null);
        for (int id = 1; id <= 100; id++) {
            write(id, id, NOTE);
            timers.advance(INTERVAL);
        }

        checkpointAndCommit();

        assertThat(visibleIds()).isEqualTo(ids(100, Set.of()));
    }

    @Test
    void failsWhenThereAreTooMany() throws Exception {
        writer(FormatChoice.json()).write(create(ORDERS), null);
        starRocks.refuse(row -> true);
        write(1, 21, "x");
        writer.flush(false);

        assertThatThrownBy(() -> writer.prepare())
                .hasCauseInstanceOf(LoadFailedException.class)
                .hasMessageContaining("More than 20 rows");
    }

    /** The five times that something is prepared: all rows, 1 and 2, 3, 4, and the rest. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void leavesNoTransactionBehindWhenItFailsInASearch(int failingPrepare) throws Exception {
        writer(FormatChoice.json()).write(create(ORDERS), null);
        starRocks.refuse(row -> id(row) == 3);
        write(1, 4, "x");
        writer.flush(false);
        AtomicInteger left = new AtomicInteger(failingPrepare);
        starRocks.failOn(request -> request.startsWith("prepare") && left.decrementAndGet() == 0);

        assertThatThrownBy(() -> writer.prepare()).hasCauseInstanceOf(LoadFailedException.class);
        writer.close();

        assertThat(starRocks.openTransactions()).isZero();
        assertThat(visibleIds()).isEmpty();
    }

    /** The task is cancelled while StarRocks works on a part of the first payload. */
    @Test
    void leavesNoTransactionBehindWhenItIsCancelledInASearch() throws Exception {
        writer(FormatChoice.json()).write(create(ORDERS), null);
        starRocks.refuse(row -> id(row) == 3);
        starRocks.standStillOn(
                request -> request.matches("load into transaction shop.orders [1-6]"));
        write(1, 10, NOTE);
        // The answers to begin and to load; prepare is refused, and the search begins.
        mailbox.yield();
        mailbox.yield();
        starRocks.awaitRequests(6);
        assertThat(starRocks.openTransactions()).isEqualTo(1);

        writer.close();

        assertThat(starRocks.openTransactions()).isZero();
    }
}
