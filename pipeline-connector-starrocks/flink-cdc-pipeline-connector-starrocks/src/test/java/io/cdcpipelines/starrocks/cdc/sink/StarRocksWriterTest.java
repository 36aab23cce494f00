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

import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.CUSTOMERS;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.INTERVAL;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.ORDERS;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.create;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.insert;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.cdc.common.event.Event;
import org.apache.flink.cdc.common.event.TableId;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StarRocksWriterTest {
    /** Ten rows with it, and a few bytes around each, are more than a payload of little memory. */
    private static final String NOTE = "n".repeat(100);

    private static List<String> rows(int firstId, int count, String note) {
        List<String> rows = new ArrayList<>();
        for (int id = firstId; id < firstId + count; id++) {
            rows.add(row(id, note));
        }
        return rows;
    }

    @Nested
    class Flush {

        @Test
        void loadsASinglePayloadOnItsOwn() throws Exception {
            try (WriterHarness harness = WriterHarness.create()) {
                harness.write(create(ORDERS)).writeInserts(ORDERS, 1, 3, "x").flush();

                assertThat(harness.starRocks.requests()).containsExactly("load shop.orders 3");
                assertThat(harness.starRocks.visibleRows("shop", "orders"))
                        .isEqualTo(rows(1, 3, "x"));
            }
        }

        @Test
        void loadsSeveralPayloadsInOneTransaction() throws Exception {
            try (WriterHarness harness = WriterHarness.withLittleMemory()) {
                harness.write(create(ORDERS)).writeInserts(ORDERS, 1, 25, NOTE).flush();

                assertThat(harness.starRocks.requests())
                        .containsExactly(
                                "begin shop.orders",
                                "load into transaction shop.orders 8",
                                "load into transaction shop.orders 8",
                                "load into transaction shop.orders 8",
                                "load into transaction shop.orders 1",
                                "commit shop.orders");
                assertThat(harness.starRocks.visibleRows("shop", "orders"))
                        .isEqualTo(rows(1, 25, NOTE));
            }
        }

        @Test
        void leavesAFullPayloadUntilItIsKnownWhetherOthersFollow() throws Exception {
            try (WriterHarness harness = WriterHarness.withLittleMemory()) {
                harness.write(create(ORDERS)).writeInserts(ORDERS, 1, 8, NOTE);
                assertThat(harness.loadsUnderWay()).isZero();

                harness.flush();
                assertThat(harness.starRocks.requests()).containsExactly("load shop.orders 8");
            }
        }

        @Test
        void beginsATransactionAsSoonAsARowFollowsAFullPayload() throws Exception {
            try (WriterHarness harness = WriterHarness.withLittleMemory()) {
                harness.write(create(ORDERS)).writeInserts(ORDERS, 1, 9, NOTE);

                harness.starRocks.awaitRequests(1);
                assertThat(harness.starRocks.requests()).containsExactly("begin shop.orders");
            }
        }

        @Test
        void loadsEveryPayloadAloneWhereTransactionsAreSwitchedOff() throws Exception {
            try (WriterHarness harness = WriterHarness.withLittleMemory(LoadMode.SINGLE_LOADS)) {
                harness.write(create(ORDERS)).writeInserts(ORDERS, 1, 17, NOTE).flush();

                assertThat(harness.starRocks.requests())
                        .containsExactly(
                                "load shop.orders 8", "load shop.orders 8", "load shop.orders 1");
                assertThat(harness.starRocks.visibleRows("shop", "orders"))
                        .isEqualTo(rows(1, 17, NOTE));
            }
        }

        @Test
        void asksForNothingWhenThereIsNothing() throws Exception {
            try (WriterHarness harness = WriterHarness.create()) {
                harness.write(create(ORDERS));
                harness.flush();
                harness.flush();

                assertThat(harness.starRocks.requests()).isEmpty();
                assertThat(harness.mailbox.yields()).isZero();
            }
        }

        @Test
        void leavesNothingOpenAndNoMemoryTaken() throws Exception {
            try (WriterHarness harness = WriterHarness.withLittleMemory()) {
                harness.write(create(ORDERS), create(CUSTOMERS));
                harness.writeInserts(ORDERS, 1, 20, NOTE).writeInserts(CUSTOMERS, 1, 3, NOTE);
                harness.flush();

                assertThat(harness.starRocks.openTransactions()).isZero();
                assertThat(harness.pool.usedBytes()).isZero();
            }
        }

        @Test
        void neverRepeatsALabel() throws Exception {
            try (WriterHarness harness = WriterHarness.withLittleMemory()) {
                harness.write(create(ORDERS), create(CUSTOMERS));
                for (int i = 0; i < 3; i++) {
                    harness.writeInserts(ORDERS, 1, 20, NOTE).writeInserts(CUSTOMERS, 1, 1, NOTE);
                    harness.flush();
                }
                // The double refuses a label that comes twice; here is that there were any.
                assertThat(harness.starRocks.labels()).hasSize(6);
            }
        }
    }

    @Nested
    class Interval {

        @Test
        void loadsRowsThatHaveWaitedLongEnough() throws Exception {
            try (WriterHarness harness = WriterHarness.create()) {
                harness.write(create(ORDERS), insert(ORDERS, 1, "x"));
                harness.timers.advance(INTERVAL.minusMillis(1));
                assertThat(harness.loadsUnderWay()).isZero();

                harness.timers.advance(Duration.ofMillis(1));
                harness.drain();
                assertThat(harness.starRocks.visibleRows("shop", "orders"))
                        .containsExactly(row(1, "x"));
            }
        }

        @Test
        void countsFromTheOldestRowOfEachTable() throws Exception {
            try (WriterHarness harness = WriterHarness.create()) {
                harness.write(create(ORDERS), create(CUSTOMERS), insert(ORDERS, 1, "x"));
                harness.timers.advance(Duration.ofSeconds(6));
                harness.write(insert(CUSTOMERS, 1, "y"), insert(ORDERS, 2, "x"));

                harness.timers.advance(Duration.ofSeconds(4));
                harness.drain();
                assertThat(harness.starRocks.requests()).containsExactly("load shop.orders 2");

                harness.timers.advance(Duration.ofSeconds(6));
                harness.drain();
                assertThat(harness.starRocks.requests())
                        .containsExactly("load shop.orders 2", "load shop.customers 1");
            }
        }

        @Test
        void startsAnewAfterAFlush() throws Exception {
            try (WriterHarness harness = WriterHarness.create()) {
                harness.write(create(ORDERS), insert(ORDERS, 1, "x"));
                harness.timers.advance(Duration.ofSeconds(6));
                harness.flush();
                harness.write(insert(ORDERS, 2, "x"));

                harness.timers.advance(Duration.ofSeconds(9));
                assertThat(harness.loadsUnderWay()).isZero();
                harness.timers.advance(Duration.ofSeconds(1));
                harness.drain();
                assertThat(harness.starRocks.requests())
                        .containsExactly("load shop.orders 1", "load shop.orders 1");
            }
        }

        @Test
        void takesOneTimerForAnyNumberOfTables() throws Exception {
            try (WriterHarness harness = WriterHarness.create()) {
                for (int i = 0; i < 100; i++) {
                    TableId table = TableId.tableId("shop", "t" + i);
                    harness.write(create(table), insert(table, 1, "x"));
                }
                assertThat(harness.timers.pending()).isEqualTo(1);
            }
        }

        @Test
        void commitsTheTransactionUnderWay() throws Exception {
            try (WriterHarness harness = WriterHarness.withLittleMemory()) {
                harness.write(create(ORDERS)).writeInserts(ORDERS, 1, 9, NOTE);
                harness.timers.advance(INTERVAL);
                while (harness.starRocks.visibleRows("shop", "orders").size() < 9) {
                    harness.mailbox.yield();
                }
                assertThat(harness.starRocks.requests()).contains("commit shop.orders");
            }
        }

        @Test
        void keepsTheOrderOfATableWhenLoadsAreSlow() throws Exception {
            try (WriterHarness harness = WriterHarness.create()) {
                harness.starRocks.standStillOn("load");
                harness.write(create(ORDERS), insert(ORDERS, 1, "old"));
                harness.timers.advance(INTERVAL);
                harness.starRocks.awaitWaiting(1);
                harness.write(insert(ORDERS, 1, "new"));
                harness.timers.advance(INTERVAL);

                assertThat(harness.loadsUnderWay()).isEqualTo(1);
                harness.starRocks.goOn();
                harness.flush();
                assertThat(harness.starRocks.visibleRows("shop", "orders"))
                        .containsExactly(row(1, "old"), row(1, "new"));
            }
        }
    }

    @Nested
    class Memory {

        @Test
        void isWaitedForWhenItIsUsedUp() throws Exception {
            try (WriterHarness harness = WriterHarness.withLittleMemory()) {
                harness.starRocks.standStillOn("load");
                Thread server =
                        new Thread(
                                () -> {
                                    harness.starRocks.awaitWaiting(1);
                                    harness.starRocks.goOn();
                                });
                server.start();
                harness.write(create(ORDERS)).writeInserts(ORDERS, 1, 100, NOTE).flush();
                server.join();

                assertThat(harness.starRocks.visibleRows("shop", "orders"))
                        .isEqualTo(rows(1, 100, NOTE));
                assertThat(harness.metrics.count("numBufferFull")).isPositive();
                assertThat(harness.mailbox.yields()).isPositive();
            }
        }

        @Test
        void isNeverExceeded() throws Exception {
            try (WriterHarness harness = WriterHarness.withLittleMemory()) {
                harness.write(create(ORDERS), create(CUSTOMERS));
                for (int i = 0; i < 50; i++) {
                    harness.write(insert(ORDERS, i, NOTE), insert(CUSTOMERS, i, NOTE));
                }
                harness.flush();

                assertThat(harness.pool.highWaterBytes()).isLessThanOrEqualTo(4096);
                assertThat(harness.starRocks.visibleRows("shop", "customers"))
                        .isEqualTo(rows(0, 50, NOTE));
            }
        }

        @Test
        void comesFromTheLargestTableFirst() throws Exception {
            try (WriterHarness harness = WriterHarness.withLittleMemory()) {
                // 32 pages of 128 bytes; a row with the note takes one, or a bit more.
                harness.write(create(ORDERS)).writeInserts(ORDERS, 1, 6, NOTE);
                for (int i = 0; harness.starRocks.requests().isEmpty(); i++) {
                    TableId table = TableId.tableId("shop", "t" + i);
                    harness.write(create(table), insert(table, 1, NOTE));
                }
                assertThat(harness.starRocks.requests()).startsWith("load shop.orders 6");
            }
        }

        @Test
        void holdsEveryTableEvenIfOnlyAFewFitAtATime() throws Exception {
            try (WriterHarness harness = WriterHarness.withLittleMemory()) {
                for (int i = 0; i < 100; i++) {
                    TableId table = TableId.tableId("shop", "t" + i);
                    harness.write(create(table), insert(table, i, NOTE));
                }
                harness.flush();
                for (int i = 0; i < 100; i++) {
                    assertThat(harness.starRocks.visibleRows("shop", "t" + i))
                            .containsExactly(row(i, NOTE));
                }
            }
        }

        @Test
        void refusesARowThatIsLargerThanAllOfIt() throws Exception {
            try (WriterHarness harness = WriterHarness.withLittleMemory()) {
                harness.write(create(ORDERS), create(CUSTOMERS), insert(CUSTOMERS, 1, NOTE));

                assertThatThrownBy(() -> harness.write(insert(ORDERS, 1, "secret".repeat(1000))))
                        .hasMessageContaining("shop.orders")
                        .hasMessageContaining("sink.buffer-flush.max-bytes")
                        .hasMessageNotContaining("secret");
                assertThat(harness.starRocks.visibleRows("shop", "customers"))
                        .as("what had to make room")
                        .containsExactly(row(1, NOTE));
            }
        }

        @Test
        void takesARowThatNeedsNearlyAllOfIt() throws Exception {
            try (WriterHarness harness = WriterHarness.withLittleMemory()) {
                String longNote = "l".repeat(3900);
                harness.write(create(ORDERS), insert(ORDERS, 1, NOTE), insert(ORDERS, 2, longNote));
                harness.flush();

                assertThat(harness.starRocks.visibleRows("shop", "orders"))
                        .containsExactly(row(1, NOTE), row(2, longNote));
            }
        }
    }

    @Nested
    class Events {

        @Test
        void mayBeSignalsThatMeanNothingToAWriter() throws Exception {
            try (WriterHarness harness = WriterHarness.create()) {
                harness.write(new Event() {});
                harness.flush();
                assertThat(harness.starRocks.requests()).isEmpty();
            }
        }

        @Test
        void needADatabase() throws Exception {
            try (WriterHarness harness = WriterHarness.create()) {
                assertThatThrownBy(() -> harness.write(create(TableId.tableId("orders"))))
                        .hasMessageContaining("orders")
                        .hasMessageContaining("route");
            }
        }
    }

    @Test
    void registersTheMetricsThatDashboardsKnow() throws Exception {
        try (WriterHarness harness = WriterHarness.withLittleMemory()) {
            harness.write(create(ORDERS)).writeInserts(ORDERS, 1, 9, NOTE).flush();

            assertThat(harness.metrics.metrics())
                    .containsKeys(
                            "totalFlushBytes",
                            "totalFlushRows",
                            "totalFlushTimeNs",
                            "totalFlushTimeNsWithoutRetries",
                            "totalFlushSucceededTimes",
                            "totalFlushFailedTimes",
                            "totalFilteredRows",
                            "flushTimeNs",
                            "offerTimeNs",
                            "commitAndPublishTimeMs",
                            "streamLoadPutTimeMs",
                            "readDataTimeMs",
                            "writeDataTimeMs",
                            "loadTimeMs",
                            "maxBufferBytes",
                            "currentBufferBytes",
                            "numBufferFull",
                            "waitBufferTimeMs",
                            "numFlush",
                            "numFlushTable",
                            "numFailLoads",
                            "numSuccessLoads",
                            "numLoadRetry",
                            "serverTimeMs",
                            "numInflightLoads",
                            "numInflightRows",
                            "numInflightBytes");
            assertThat(harness.metrics.count("numRecordsSend")).isEqualTo(9);
            assertThat(harness.metrics.count("totalFlushRows")).isEqualTo(9);
            assertThat(harness.metrics.count("numSuccessLoads")).isEqualTo(2);
            assertThat(harness.metrics.count("numFlush")).isEqualTo(1);
            assertThat(harness.metrics.value("numFlushTable")).isEqualTo(1);
            assertThat(harness.metrics.value("maxBufferBytes")).isEqualTo(4096);
            assertThat(harness.metrics.value("currentBufferBytes")).isZero();
            assertThat(harness.metrics.value("numInflightRows")).isZero();
        }
    }
}
