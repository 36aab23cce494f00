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

import io.cdcpipelines.starrocks.cdc.sink.RewiredSink;
import io.cdcpipelines.starrocks.core.load.RetryCause;
import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.client.HistoryNetwork.Betrayal;
import io.cdcpipelines.starrocks.emulator.client.HistoryNetwork.Damage;
import io.cdcpipelines.starrocks.emulator.client.SourceChanges.Table;
import io.cdcpipelines.starrocks.emulator.fault.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.Event;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * As long as attempts and time last, no failure of a request reaches the job, and each is counted.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RetryBudgetTest {
    private static final int ROWS_OF_A_LARGE_FLUSH = 12;

    private static StarRocksEmulator emulator;

    @BeforeAll
    static void start() throws Exception {
        emulator = StarRocksEmulator.builder().backends(2).start();
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @BeforeEach
    void createTable() {
        for (String sql :
                List.of(
                        "DROP DATABASE IF EXISTS shop",
                        "CREATE DATABASE shop",
                        "CREATE TABLE shop.grown (id INT NOT NULL, note STRING) DUPLICATE KEY (id)"
                                + " DISTRIBUTED BY HASH(id) PROPERTIES ('replication_num' = '1')")) {
            emulator.execute(sql);
        }
    }

    /** Within a transaction, rows that may have arrived are not sent again: the job restarts. */
    private static boolean maySendRowsTwice(Operation operation, Damage damage) {
        return operation == Operation.LOAD
                && damage != Damage.REFUSED
                && damage != Damage.LOST_BEFORE;
    }

    private static Stream<Arguments> failures(Operation... operations) {
        List<Arguments> all = new ArrayList<>();
        for (Operation operation : operations) {
            for (Damage damage : Damage.values()) {
                for (int times : new int[] {1, 3}) {
                    if (!maySendRowsTwice(operation, damage)) {
                        all.add(Arguments.of(operation, damage, times));
                    }
                }
            }
        }
        return all.stream();
    }

    private static Stream<Arguments> failuresOfPreparedTransactions() {
        return failures(
                Operation.BEGIN,
                Operation.LOAD,
                Operation.PREPARE,
                Operation.COMMIT,
                Operation.ROLLBACK,
                Operation.GET_LOAD_STATE);
    }

    private static Stream<Arguments> failuresOfFlushes() {
        return failures(Operation.STREAM_LOAD, Operation.BEGIN, Operation.COMMIT);
    }

    /** With something to roll back, so that every operation is asked for. */
    @ParameterizedTest(name = "{0} {1} x{2}")
    @MethodSource("failuresOfPreparedTransactions")
    void doNotReachAJobUnderExactlyOnce(Operation operation, Damage damage, int times)
            throws Exception {
        HistoryNetwork network = new HistoryNetwork(emulator.directCalls(), Betrayal.NONE);
        List<RetryCause> retries = Collections.synchronizedList(new ArrayList<>());
        Sink<Event> sink = sink("exactly-once");
        try (CheckpointedJob job =
                new CheckpointedJob(
                        rewired(sink, network, retries),
                        event -> {},
                        Optional.of(CheckpointedJob.announcer(sink)),
                        Processes.ORDINARY)) {
            job.start(1);
            write(job, 1, 3, "note");
            job.checkpoint(3);
            write(job, 4, 5, "note");
            job.beginCheckpoint(5);
            job.kill();
            // The first question is whether the frontend can be used at all.
            network.damage(operation, damage, operation == Operation.GET_LOAD_STATE ? 1 : 0, times);

            job.start(1);
            write(job, 4, 8, "note");
            job.checkpoint(8);

            assertThat(ids()).isEqualTo(IntStream.rangeClosed(1, 8).boxed().toList());
            assertThat(network.injected()).isPositive();
            assertThat(retries).isNotEmpty();
        }
    }

    /** A flush of a few rows is one load, one of many a transaction. */
    @ParameterizedTest(name = "{0} {1} x{2}")
    @MethodSource("failuresOfFlushes")
    void doNotReachAJobUnderAtLeastOnce(Operation operation, Damage damage, int times)
            throws Exception {
        HistoryNetwork network = new HistoryNetwork(emulator.directCalls(), Betrayal.NONE);
        List<RetryCause> retries = Collections.synchronizedList(new ArrayList<>());
        try (CheckpointedJob job =
                new CheckpointedJob(
                        rewired(sink("at-least-once"), network, retries),
                        event -> {},
                        Optional.empty(),
                        Processes.ORDINARY)) {
            job.start(1);
            network.damage(operation, damage, 0, times);
            write(job, 1, 3, "note");
            job.checkpoint(3);
            int last = 3 + ROWS_OF_A_LARGE_FLUSH;
            write(job, 4, last, "+".repeat(6_000));
            job.checkpoint(last);

            assertThat(ids()).isEqualTo(IntStream.rangeClosed(1, last).boxed().toList());
            assertThat(network.injected()).isPositive();
            assertThat(retries).isNotEmpty();
        }
    }

    private Sink<Event> sink(String semantic) {
        return CheckpointedJob.sinkOf(
                SinkTask.sink(
                        emulator,
                        Map.of(
                                "sink.semantic",
                                semantic,
                                "table.without-primary-key",
                                "duplicate-key")));
    }

    private static Sink<Event> rewired(
            Sink<Event> sink, HistoryNetwork network, List<RetryCause> retries) {
        return RewiredSink.of(sink, network::transport, network, 1, retries::add);
    }

    private static void write(CheckpointedJob job, int first, int last, String note)
            throws Exception {
        job.processEverywhere(Table.GROWN.announcement("shop"));
        for (int id = first; id <= last; id++) {
            DataChangeEvent event =
                    new SourceChanges.Change(Table.GROWN, id, null, note).event("shop");
            job.process(0, event);
        }
    }

    private List<Integer> ids() {
        return emulator.cluster().table("shop", "grown").orElseThrow().rows().snapshot().stream()
                .map(row -> ((Number) row[0]).intValue())
                .sorted()
                .toList();
    }
}
