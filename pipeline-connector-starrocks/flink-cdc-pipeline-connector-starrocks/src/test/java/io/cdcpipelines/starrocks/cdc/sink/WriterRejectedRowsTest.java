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
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.CUSTOMERS;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.ID_AND_NOTE;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.ORDERS;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.create;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.insert;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.format.FormatChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** At-least-once: rows that are refused are put aside, and all others arrive in their order. */
@Timeout(60)
class WriterRejectedRowsTest {
    /** With it, nine rows are a payload. */
    private static final String NOTE = "n".repeat(100);

    private static final int ROWS = 24;

    @TempDir private Path directory;

    private static boolean isBad(String row, Set<Integer> badIds) {
        return badIds.contains(Integer.parseInt(row.replaceFirst("^\\D*(\\d+)\\D.*", "$1")));
    }

    static Stream<Arguments> formatsAndBadRows() {
        List<Set<Integer>> badRows =
                List.of(
                        Set.of(1),
                        Set.of(5),
                        Set.of(9),
                        Set.of(10),
                        Set.of(ROWS),
                        Set.of(3, 4, 9, 10, 23),
                        IntStream.rangeClosed(1, 9).boxed().collect(Collectors.toSet()),
                        IntStream.rangeClosed(1, ROWS).boxed().collect(Collectors.toSet()));
        return Stream.of(FormatChoice.json(), CSV)
                .flatMap(format -> badRows.stream().map(bad -> Arguments.of(format, bad)));
    }

    @ParameterizedTest
    @MethodSource("formatsAndBadRows")
    void letsAllOthersArriveInTheirOrder(FormatChoice format, Set<Integer> bad) throws Exception {
        try (WriterHarness harness = WriterHarness.withDeadLetters(directory, ROWS, format)) {
            harness.starRocks.refuse(row -> isBad(row, bad));
            harness.write(create(ORDERS)).writeInserts(ORDERS, 1, ROWS, NOTE);
            harness.flush();

            List<String> all =
                    IntStream.rangeClosed(1, ROWS)
                            .mapToObj(id -> format == CSV ? id + "|" + NOTE + "|0" : row(id, NOTE))
                            .collect(Collectors.toList());
            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .isEqualTo(
                            all.stream()
                                    .filter(row -> !isBad(row, bad))
                                    .collect(Collectors.toList()));
            assertThat(DeadLetters.rowsIn(directory))
                    .isEqualTo(
                            bad.stream()
                                    .sorted()
                                    .map(id -> deadLetter(format, id))
                                    .collect(Collectors.toList()));
            assertThat(harness.pool.usedBytes()).isZero();
            assertThat(count(harness, "rejectedRows")).isEqualTo(bad.size());
            assertThat(count(harness, "upserts")).isEqualTo(ROWS - bad.size());
            assertThat(harness.metrics.count("numRecordsSend")).isEqualTo(ROWS - bad.size());
            assertThat(harness.loadsUnderWay()).isZero();
            assertThat(harness.metrics.count("numFailLoads")).isZero();
        }
    }

    private static String deadLetter(FormatChoice format, int id) {
        String number = format == CSV ? "\"" + id + "\"" : Integer.toString(id);
        return "{\"id\":" + number + ",\"note\":\"" + NOTE + "\"}";
    }

    private static long count(WriterHarness harness, String metric) {
        return harness.metrics.count("database.shop.table.orders." + metric);
    }

    @Test
    void countsDeletesThatAreRefused() throws Exception {
        DataType[] types = ID_AND_NOTE.getColumnDataTypes().toArray(new DataType[0]);
        Object[] fields = {7, BinaryStringData.fromString("x")};
        try (WriterHarness harness =
                WriterHarness.withDeadLetters(directory, 1, FormatChoice.json())) {
            harness.starRocks.refuse(row -> row.contains("\"__op\":1"));
            harness.write(create(ORDERS), insert(ORDERS, 1, "x"));
            harness.write(
                    DataChangeEvent.deleteEvent(
                            ORDERS, new BinaryRecordDataGenerator(types).generate(fields)));
            harness.flush();

            assertThat(count(harness, "deletes")).isZero();
            assertThat(count(harness, "upserts")).isEqualTo(1);
            assertThat(count(harness, "rejectedRows")).isEqualTo(1);
            assertThat(DeadLetters.in(directory).get(0))
                    .contains("\"operation\":\"delete\",\"key\":{\"id\":7}");
        }
    }

    @Test
    void hasAFileForEachFlushThatFoundSomething() throws Exception {
        try (WriterHarness harness =
                WriterHarness.withDeadLetters(directory, 9, FormatChoice.json())) {
            harness.starRocks.refuse(row -> row.contains("bad"));
            harness.write(create(ORDERS), insert(ORDERS, 1, "bad"), insert(ORDERS, 2, "good"));
            harness.flush();
            harness.flush();
            harness.write(insert(ORDERS, 3, "good"));
            harness.flush();
            assertThat(directory.toFile().list()).hasSize(1);

            harness.write(insert(ORDERS, 4, "bad"));
            harness.flush();

            assertThat(directory.toFile().list()).hasSize(2);
            assertThat(DeadLetters.in(directory)).hasSize(2);
        }
    }

    @Test
    void failsWhenThereAreTooManyOfATable() throws Exception {
        try (WriterHarness harness =
                WriterHarness.withDeadLetters(directory, 2, FormatChoice.json())) {
            harness.starRocks.refuse(row -> row.contains("bad"));
            harness.write(create(ORDERS), create(CUSTOMERS));
            harness.writeInserts(ORDERS, 1, 2, "bad").writeInserts(CUSTOMERS, 1, 2, "bad");
            harness.flush();
            assertThat(DeadLetters.in(directory)).hasSize(4);

            harness.write(insert(ORDERS, 3, "bad"), insert(ORDERS, 4, "good"));

            assertThatThrownBy(harness::flush)
                    .hasCauseInstanceOf(LoadFailedException.class)
                    .hasMessageContainingAll("More than 2 rows", "shop.orders", "max-rows")
                    .hasMessageNotContaining("bad");
        }
    }

    @Test
    void failsAndAcknowledgesNothingWhenTheFileCannotBeWritten() throws Exception {
        Path taken = Files.createFile(directory.resolve("taken")).resolve("below");
        try (WriterHarness harness = WriterHarness.withDeadLetters(taken, 9, FormatChoice.json())) {
            harness.starRocks.refuse(row -> row.contains("bad"));
            harness.write(create(ORDERS), insert(ORDERS, 1, "bad"), insert(ORDERS, 2, "good"));

            assertThatThrownBy(harness::flush)
                    .hasCauseInstanceOf(LoadFailedException.class)
                    .hasMessageContaining(taken.toString());
            assertThatThrownBy(harness::flush).isInstanceOf(LoadFailedException.class);
            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .as("rows after one that is nowhere")
                    .isEmpty();
        }
    }

    @Test
    void putsRowsAsideThatCannotBeSent() throws Exception {
        try (WriterHarness harness =
                WriterHarness.withDeadLetters(directory, 9, FormatChoice.json())) {
            harness.write(
                    create(ORDERS),
                    insert(ORDERS, 1, "x"),
                    insert(ORDERS, ID_AND_NOTE, null, BinaryStringData.fromString("no key")),
                    insert(ORDERS, 2, "y"));
            harness.flush();

            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .containsExactly(row(1, "x"), row(2, "y"));
            assertThat(DeadLetters.in(directory))
                    .singleElement()
                    .asString()
                    .contains(
                            "\"operation\":\"upsert\",\"key\":{\"id\":null},\"reason\":\"Column id of"
                                    + " table shop.orders is part of the primary key",
                            "\"row\":{\"id\":null,\"note\":\"no key\"}");
            assertThat(count(harness, "rejectedRows")).isEqualTo(1);
            assertThat(count(harness, "upserts")).isEqualTo(2);
        }
    }

    @Test
    void failsWithEverythingThatIsNotAboutRows() throws Exception {
        try (WriterHarness harness =
                WriterHarness.withDeadLetters(directory, 9, FormatChoice.json())) {
            harness.starRocks.failOn("load");
            harness.write(create(ORDERS), insert(ORDERS, 1, "x"));

            assertThatThrownBy(harness::flush).hasCauseInstanceOf(LoadFailedException.class);
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void failsWithRejectedRowsThatHaveNoPlaceAndSaysWhatToDo() throws Exception {
        try (WriterHarness harness = WriterHarness.create()) {
            harness.starRocks.refuse(row -> row.contains("bad"));
            harness.write(create(ORDERS), insert(ORDERS, 1, "bad"));

            assertThatThrownBy(harness::flush)
                    .hasCauseInstanceOf(LoadFailedException.class)
                    .hasMessageContaining("sink.rejected-rows.action: dead-letter");
        }
    }
}
