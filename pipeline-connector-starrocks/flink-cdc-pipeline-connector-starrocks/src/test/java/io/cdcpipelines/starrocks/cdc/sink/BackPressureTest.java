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

import java.util.Collections;
import java.util.List;
import org.apache.flink.cdc.common.event.TableId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens when all 32 pages of 128 bytes are in use and a further row comes. */
@Timeout(60)
class BackPressureTest {
    /** A row with it takes a page. */
    private static final String NOTE = "n".repeat(95);

    private static final TableId LAST = TableId.tableId("shop", "last");

    private static TableId table(int number) {
        return TableId.tableId("shop", "t" + number);
    }

    /** Writes so many rows into table after table, until no page is left. */
    private static void fill(WriterHarness harness, List<Integer> rows) throws Exception {
        for (int i = 0; i < rows.size(); i++) {
            harness.write(create(table(i))).writeInserts(table(i), 1, rows.get(i), NOTE);
        }
        assertThat(harness.pool.usedBytes()).isEqualTo(harness.pool.budgetBytes());
        assertThat(harness.metrics.count("numBufferFull")).isZero();
    }

    /** Holds loads back until so many have come. */
    private static Thread serverThatAnswersOnce(WriterHarness harness, int loads) {
        harness.starRocks.standStillOn("load");
        Thread server =
                new Thread(
                        () -> {
                            harness.starRocks.awaitWaiting(loads);
                            harness.starRocks.goOn();
                        });
        server.start();
        return server;
    }

    @Test
    void sendsTheLargestTablesUntilHalfOfTheMemoryIsOnItsWay() throws Exception {
        try (WriterHarness harness = WriterHarness.withLittleMemory()) {
            fill(harness, List.of(4, 6, 1, 3, 7, 5, 4, 2));
            Thread server = serverThatAnswersOnce(harness, 2);
            harness.write(create(LAST), insert(LAST, 1, NOTE));
            harness.drain();
            server.join();

            assertThat(harness.starRocks.requests())
                    .containsExactlyInAnyOrder(
                            "load shop.t4 7", "load shop.t1 6", "load shop.t5 5");
        }
    }

    @Test
    void sendsNothingMoreWhileAQuarterIsOnItsWayAndAllThreadsAreBusy() throws Exception {
        try (WriterHarness harness = WriterHarness.withLittleMemory()) {
            harness.starRocks.standStillOn("load");
            harness.write(create(table(0))).writeInserts(table(0), 1, 5, NOTE);
            harness.write(create(table(1))).writeInserts(table(1), 1, 5, NOTE);
            harness.timers.advance(WriterHarness.INTERVAL);
            harness.starRocks.awaitWaiting(2);
            harness.write(create(table(2))).writeInserts(table(2), 1, 7, NOTE);
            harness.write(create(table(3))).writeInserts(table(3), 1, 7, NOTE);
            harness.write(create(table(4))).writeInserts(table(4), 1, 7, NOTE);
            harness.write(create(LAST), insert(LAST, 1, NOTE));
            assertThat(harness.pool.usedBytes()).isEqualTo(harness.pool.budgetBytes());

            Thread server = serverThatAnswersOnce(harness, 2);
            harness.write(insert(LAST, 2, NOTE));
            harness.drain();
            server.join();

            assertThat(harness.starRocks.requests())
                    .containsExactlyInAnyOrder("load shop.t0 5", "load shop.t1 5");
        }
    }

    @Test
    void doesNotTryALongRowAgainForEveryLittleLoad() throws Exception {
        try (WriterHarness harness = WriterHarness.withLittleMemory()) {
            fill(harness, Collections.nCopies(32, 1));
            String longNote = "l".repeat(3800);
            harness.write(create(LAST), insert(LAST, 1, longNote));
            harness.flush();

            // It needs 31 pages. Room doubles from try to try: 1, 2, 4, 8, 16, 31.
            assertThat(harness.metrics.count("numBufferFull")).isLessThanOrEqualTo(7);
            assertThat(harness.starRocks.visibleRows("shop", "last"))
                    .containsExactly(row(1, longNote));
        }
    }

    @Test
    void sendsRowsThatWaitBehindALoadOfTheirTable() throws Exception {
        try (WriterHarness harness = WriterHarness.withLittleMemory()) {
            harness.starRocks.standStillOn("load");
            harness.write(create(table(0)), insert(table(0), 1, NOTE));
            harness.timers.advance(WriterHarness.INTERVAL);
            harness.starRocks.awaitWaiting(1);
            // A whole payload, of which nobody knows yet whether others follow.
            harness.writeInserts(table(0), 2, 9, NOTE);
            for (int i = 1; i <= 3; i++) {
                harness.write(create(table(i))).writeInserts(table(i), 1, 7, NOTE);
            }
            harness.write(create(LAST), insert(LAST, 1, NOTE));
            assertThat(harness.pool.usedBytes()).isEqualTo(harness.pool.budgetBytes());

            Thread server = serverThatAnswersOnce(harness, 2);
            harness.write(insert(LAST, 2, NOTE));
            harness.drain();
            server.join();

            assertThat(harness.starRocks.requests()).contains("load shop.t0 9");
        }
    }

    @Test
    void givesMemoryBackAfterAQuietCheckpoint() throws Exception {
        try (WriterHarness harness = WriterHarness.withLittleMemory()) {
            fill(harness, Collections.nCopies(32, 1));
            harness.flush();
            assertThat(harness.pool.freeBytes()).isEqualTo(harness.pool.budgetBytes());

            harness.write(insert(table(0), 2, NOTE));
            harness.flush();

            assertThat(harness.pool.freeBytes()).isEqualTo(128);
        }
    }
}
