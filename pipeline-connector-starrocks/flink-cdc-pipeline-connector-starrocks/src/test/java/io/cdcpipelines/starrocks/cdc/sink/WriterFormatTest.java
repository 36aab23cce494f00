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
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.ORDERS;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.create;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.insert;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.cdc.serializer.RowNotWritableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.event.AddColumnEvent;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A writer that was asked for CSV, and what it does about rows that CSV cannot carry. */
class WriterFormatTest {
    private static final String UNFIT = "a|b";
    private static final String HUNDRED = "n".repeat(100);

    private static String csv(int id, String note) {
        return id + "|" + note + "|0";
    }

    private static List<String> csv(int firstId, int count, String note) {
        return IntStream.range(firstId, firstId + count)
                .mapToObj(id -> csv(id, note))
                .collect(Collectors.toList());
    }

    private static RecordData record(int id, String note) {
        return insert(ORDERS, id, note).after();
    }

    private static List<String> orders(WriterHarness harness) {
        return harness.starRocks.visibleRows("shop", "orders");
    }

    @Test
    void loadsCsv() throws Exception {
        try (WriterHarness harness = WriterHarness.withCsv()) {
            harness.write(create(ORDERS), insert(ORDERS, 1, "x"), insert(ORDERS, 2, "y"));
            harness.flush();

            assertThat(harness.starRocks.requests()).containsExactly("load shop.orders 2");
            assertThat(orders(harness)).containsExactly(csv(1, "x"), csv(2, "y"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {UNFIT, "\n", "\\N", "[1]"})
    void goesOnAsJsonFromTheFirstRowThatNeedsItOn(String note) throws Exception {
        try (WriterHarness harness = WriterHarness.withCsv()) {
            harness.write(create(ORDERS), insert(ORDERS, 1, "x"), insert(ORDERS, 2, "y"));
            harness.write(insert(ORDERS, 3, note), insert(ORDERS, 4, "z"));
            harness.flush();
            harness.write(insert(ORDERS, 5, "z"));
            harness.flush();

            assertThat(harness.starRocks.requests())
                    .containsExactly(
                            "load shop.orders 2", "load shop.orders 2", "load shop.orders 1");
            String escaped = note.replace("\\", "\\\\").replace("\n", "\\n");
            assertThat(orders(harness))
                    .containsExactly(
                            csv(1, "x"), csv(2, "y"), row(3, escaped), row(4, "z"), row(5, "z"));
        }
    }

    @Test
    void loadsNoCsvAtAllIfTheFirstRowNeedsJson() throws Exception {
        try (WriterHarness harness = WriterHarness.withCsv()) {
            harness.write(create(ORDERS), insert(ORDERS, 1, UNFIT), insert(ORDERS, 2, "x"));
            harness.flush();

            assertThat(harness.starRocks.requests()).containsExactly("load shop.orders 2");
            assertThat(orders(harness)).containsExactly(row(1, UNFIT), row(2, "x"));
            assertThat(harness.pool.usedBytes()).isZero();
        }
    }

    @Test
    void goesOnAsJsonAtADeleteToo() throws Exception {
        try (WriterHarness harness = WriterHarness.withCsv()) {
            harness.write(create(ORDERS), insert(ORDERS, 1, "x"));
            harness.write(DataChangeEvent.deleteEvent(ORDERS, record(1, UNFIT)));
            harness.flush();

            assertThat(orders(harness))
                    .containsExactly(csv(1, "x"), row(1, UNFIT).replace("__op\":0", "__op\":1"));
        }
    }

    @Test
    void keepsTheOrderOfTheTwoRowsOfAChangedKey() throws Exception {
        try (WriterHarness harness = WriterHarness.withCsv()) {
            harness.write(create(ORDERS));
            harness.write(DataChangeEvent.updateEvent(ORDERS, record(1, "x"), record(2, UNFIT)));
            harness.flush();

            assertThat(orders(harness)).containsExactly("1|x|1", row(2, UNFIT));
        }
    }

    @Test
    void writesCsvAgainAfterASchemaChange() throws Exception {
        Schema withPrice =
                Schema.newBuilder()
                        .physicalColumn("id", DataTypes.INT().notNull())
                        .physicalColumn("note", DataTypes.STRING())
                        .physicalColumn("price", DataTypes.INT())
                        .primaryKey("id")
                        .build();
        try (WriterHarness harness = WriterHarness.withCsv()) {
            harness.write(create(ORDERS), insert(ORDERS, 1, UNFIT));
            harness.write(
                    new AddColumnEvent(
                            ORDERS,
                            List.of(
                                    AddColumnEvent.last(
                                            Column.physicalColumn("price", DataTypes.INT())))));
            harness.write(insert(ORDERS, withPrice, 2, BinaryStringData.fromString("y"), null));
            harness.flush();

            assertThat(orders(harness)).containsExactly(row(1, UNFIT), "2|y|\\N|0");
        }
    }

    @Test
    void leavesOtherTablesAlone() throws Exception {
        try (WriterHarness harness = WriterHarness.withCsv()) {
            harness.write(create(ORDERS), create(CUSTOMERS), insert(CUSTOMERS, 1, "x"));
            harness.write(insert(ORDERS, 1, UNFIT), insert(CUSTOMERS, 2, "y"));
            harness.flush();

            assertThat(harness.starRocks.visibleRows("shop", "customers"))
                    .containsExactly(csv(1, "x"), csv(2, "y"));
        }
    }

    @Test
    void loadsTablesAsJsonWhoseColumnsCannotBeListed() throws Exception {
        Schema odd =
                Schema.newBuilder()
                        .physicalColumn("id", DataTypes.INT().notNull())
                        .physicalColumn("a`b", DataTypes.INT())
                        .primaryKey("id")
                        .build();
        try (WriterHarness harness = WriterHarness.withCsv()) {
            harness.write(new CreateTableEvent(ORDERS, odd));
            harness.write(insert(ORDERS, odd, 1, 2));
            harness.flush();

            assertThat(orders(harness)).containsExactly("{\"id\":1,\"a`b\":2,\"__op\":0}");
        }
    }

    @Test
    void endsAnOpenTransactionBeforeItGoesOnAsJson() throws Exception {
        try (WriterHarness harness = WriterHarness.withCsvAndLittleMemory(LoadMode.TRANSACTIONS)) {
            harness.starRocks.standStillOn("begin");
            harness.write(create(ORDERS)).writeInserts(ORDERS, 1, 12, HUNDRED);
            harness.starRocks.awaitWaiting(1);
            harness.write(insert(ORDERS, 13, UNFIT), insert(ORDERS, 14, "x"));
            harness.starRocks.goOn();
            harness.flush();

            assertThat(harness.starRocks.requests())
                    .containsExactly(
                            "begin shop.orders",
                            "load into transaction shop.orders 10",
                            "load into transaction shop.orders 2",
                            "commit shop.orders",
                            "load shop.orders 2");
            List<String> expected = new ArrayList<>(csv(1, 12, HUNDRED));
            expected.addAll(List.of(row(13, UNFIT), row(14, "x")));
            assertThat(orders(harness)).isEqualTo(expected);
        }
    }

    /** Ten rows are a payload: nothing, or everything but one row, is in the buffer. */
    @ParameterizedTest
    @ValueSource(ints = {9, 10, 11, 19, 20, 21})
    void losesNothingAtTheBordersOfPayloads(int rowsBefore) throws Exception {
        for (LoadMode mode : List.of(LoadMode.TRANSACTIONS, LoadMode.SINGLE_LOADS)) {
            try (WriterHarness harness = WriterHarness.withCsvAndLittleMemory(mode)) {
                harness.write(create(ORDERS)).writeInserts(ORDERS, 1, rowsBefore, HUNDRED);
                harness.write(insert(ORDERS, 99, UNFIT));
                harness.flush();

                List<String> expected = new ArrayList<>(csv(1, rowsBefore, HUNDRED));
                expected.add(row(99, UNFIT));
                assertThat(orders(harness)).isEqualTo(expected);
                assertThat(harness.starRocks.openTransactions()).isZero();
                assertThat(harness.pool.usedBytes()).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = LoadMode.class,
            names = {"TRANSACTIONS", "SINGLE_LOADS"})
    void waitsForMemoryBeforeOrAfterItGoesOnAsJson(LoadMode mode) throws Exception {
        // Memory ends before the separator is seen, or after it, when the row is JSON.
        for (String note : List.of("n".repeat(2_000) + "|", "|" + "n".repeat(2_000))) {
            for (int rowsBefore = 0; rowsBefore <= 40; rowsBefore++) {
                try (WriterHarness harness = WriterHarness.withCsvAndLittleMemory(mode)) {
                    harness.write(create(ORDERS), create(CUSTOMERS));
                    harness.writeInserts(CUSTOMERS, 1, rowsBefore, HUNDRED);
                    harness.write(insert(ORDERS, 1, "x"), insert(ORDERS, 2, note));
                    harness.write(insert(ORDERS, 3, "y"));
                    harness.flush();

                    assertThat(orders(harness))
                            .containsExactly(csv(1, "x"), row(2, note), row(3, "y"));
                    assertThat(harness.starRocks.visibleRows("shop", "customers"))
                            .isEqualTo(csv(1, rowsBefore, HUNDRED));
                }
            }
        }
    }

    @Test
    void failsAtARowThatNeverFitsInEitherFormat() throws Exception {
        try (WriterHarness harness = WriterHarness.withCsvAndLittleMemory(LoadMode.TRANSACTIONS)) {
            harness.write(create(ORDERS), insert(ORDERS, 1, "x"));
            assertThatThrownBy(() -> harness.write(insert(ORDERS, 2, "|" + "n".repeat(5_000))))
                    .isInstanceOf(RowNotWritableException.class)
                    .hasMessageContaining("sink.buffer-flush.max-bytes");
        }
    }

    @Test
    void keepsEveryRowInOrderWhateverComes() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            LoadMode mode = LoadMode.values()[seed % 2];
            List<String> expected = new ArrayList<>();
            try (WriterHarness harness = WriterHarness.withCsvAndLittleMemory(mode)) {
                harness.write(create(ORDERS));
                for (int id = 0; id < 60; id++) {
                    String note = "n".repeat(random.nextInt(150));
                    boolean isUnfit = random.nextInt(40) == 0;
                    harness.write(insert(ORDERS, id, isUnfit ? note + "|" : note));
                    expected.add(id + " " + note.length() + (isUnfit ? " unfit" : ""));
                    if (random.nextInt(30) == 0) {
                        harness.flush();
                    }
                }
                harness.flush();

                assertThat(orders(harness).stream().map(WriterFormatTest::summary))
                        .as("seed %d", seed)
                        .isEqualTo(expected);
            }
        }
    }

    /** The id, the length of the note without what does not fit, and whether there is such. */
    private static String summary(String row) {
        boolean isJson = row.startsWith("{");
        String id =
                isJson ? row.substring(6, row.indexOf(',')) : row.substring(0, row.indexOf('|'));
        long length = row.chars().filter(c -> c == 'n').count() - (isJson ? 1 : 0);
        return id + " " + length + (isJson && row.contains("|") ? " unfit" : "");
    }
}
