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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.fault.Fault;
import io.cdcpipelines.starrocks.emulator.fault.Operation;
import io.cdcpipelines.starrocks.emulator.frontend.StatementOutcome;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A row that StarRocks refuses is put aside, and nothing else is missing, whatever fails. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RejectedRowsTest {
    private static final int ROWS = 7;
    private static final AtomicInteger CASES = new AtomicInteger();

    /** The column has room for eight bytes. */
    private static final String TOO_LONG = "secret-text";

    private static StarRocksEmulator emulator;
    private static int tables;

    @TempDir private Path directory;
    private TableId table;

    @BeforeAll
    static void start() throws Exception {
        emulator = StarRocksEmulator.builder().backends(2).start();
    }

    @AfterAll
    static void stop() {
        System.out.println(
                "Rejected rows: "
                        + CASES
                        + " cases with "
                        + emulator.faults().injected()
                        + " injected failures");
        emulator.close();
    }

    @BeforeEach
    void nameTable() {
        CASES.incrementAndGet();
        table = TableId.tableId("shop", "rejecting_" + tables++);
    }

    @AfterEach
    void forgetFaults() {
        emulator.faults().clear();
    }

    private Schema schema(String... key) {
        Schema.Builder schema =
                Schema.newBuilder()
                        .physicalColumn("id", DataTypes.INT().notNull())
                        .physicalColumn("note", DataTypes.VARCHAR(2));
        return (key.length == 0 ? schema : schema.primaryKey(key)).build();
    }

    private DataChangeEvent row(int id, String note) {
        return DataChangeEvent.insertEvent(
                table,
                new BinaryRecordDataGenerator(new DataType[] {DataTypes.INT(), DataTypes.STRING()})
                        .generate(new Object[] {id, BinaryStringData.fromString(note)}));
    }

    private DataChangeEvent row(int id, Set<Integer> bad) {
        return row(id, bad.contains(id) ? TOO_LONG : "note " + id);
    }

    private Map<String, String> options(String... more) {
        Map<String, String> options =
                new HashMap<>(
                        Map.of(
                                "sink.rejected-rows.action", "dead-letter",
                                "sink.rejected-rows.path", directory.toUri().toString(),
                                "sink.retry.max-attempts", "2",
                                "table.without-primary-key", "duplicate-key",
                                "table.create.properties.replication_num", "1"));
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        return options;
    }

    private List<String> rows() {
        StatementOutcome outcome =
                emulator.execute("SELECT * FROM shop." + table.getTableName() + " ORDER BY id")
                        .get(0);
        assertThat(outcome).isInstanceOf(StatementOutcome.Success.class);
        StatementResult result = ((StatementOutcome.Success) outcome).result();
        return ((StatementResult.Rows) result).rows().stream().map(Arrays::deepToString).toList();
    }

    private static List<String> without(Set<Integer> bad) {
        return IntStream.rangeClosed(1, ROWS)
                .filter(id -> !bad.contains(id))
                .mapToObj(id -> "[" + id + ", note " + id + "]")
                .toList();
    }

    private List<String> letters() throws IOException {
        List<String> letters = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                letters.addAll(Files.readAllLines(file));
            }
        }
        return letters;
    }

    private Set<Integer> idsOfLetters() throws IOException {
        return letters().stream()
                .map(letter -> letter.replaceFirst(".*\"row\":\\{\"id\":\"?(\\d+).*", "$1"))
                .map(Integer::parseInt)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> unfinished() {
        return emulator
                .transactions()
                .running(emulator.cluster().database("shop").orElseThrow().id())
                .stream()
                .map(transaction -> transaction.label() + " " + transaction.status())
                .toList();
    }

    static Stream<Arguments> formatsAndBadRows() {
        List<Set<Integer>> badRows = new ArrayList<>();
        for (int id = 1; id <= ROWS; id++) {
            badRows.add(Set.of(id));
        }
        badRows.add(Set.of());
        badRows.add(Set.of(1, 2, 6));
        badRows.add(Set.of(1, ROWS));
        badRows.add(Set.of(1, 2, 3, 4, 5, 6, 7));
        return Stream.of("json", "csv")
                .flatMap(format -> badRows.stream().map(bad -> Arguments.of(format, bad)));
    }

    @ParameterizedTest
    @MethodSource("formatsAndBadRows")
    void arePutAsideAtLeastOnce(String format, Set<Integer> bad) throws Exception {
        try (SinkTask task = new SinkTask(emulator, options("sink.properties.format", format))) {
            task.change(new CreateTableEvent(table, schema("id")));
            for (int id = 1; id <= ROWS; id++) {
                task.write(row(id, bad));
            }
            task.flush();

            assertThat(rows()).isEqualTo(without(bad));
            assertThat(idsOfLetters()).isEqualTo(new TreeSet<>(bad));
            assertThat(letters()).hasSize(bad.size());
            assertThat(unfinished()).isEmpty();
        }
    }

    /** In a table without primary key, in which a row that is loaded twice is there twice. */
    @ParameterizedTest
    @MethodSource("formatsAndBadRows")
    void arePutAsideExactlyOnce(String format, Set<Integer> bad) throws Exception {
        try (CheckpointedJob job =
                new CheckpointedJob(emulator, options("sink.properties.format", format))) {
            job.start(1);
            job.change(new CreateTableEvent(table, schema()));
            for (int id = 1; id <= ROWS; id++) {
                job.process(0, row(id, bad));
            }
            job.completeCheckpoint(ROWS);
            assertThat(rows()).isEmpty();
            assertThat(unfinished()).hasSize(bad.size() == ROWS ? 0 : 1);

            job.commit();

            assertThat(rows()).isEqualTo(without(bad));
            assertThat(idsOfLetters()).isEqualTo(new TreeSet<>(bad));
            assertThat(letters()).hasSize(bad.size());
            assertThat(unfinished()).isEmpty();
        }
    }

    @Test
    void areRecordedWithColumnAndReason() throws Exception {
        try (SinkTask task = new SinkTask(emulator, options())) {
            task.change(new CreateTableEvent(table, schema("id")));
            task.write(row(5, TOO_LONG));
            task.flush();
        }
        assertThat(letters())
                .singleElement()
                .asString()
                .matches("\\{\"time\":\"20[-0-9]{8}T[0-9:.]+Z\",.*")
                .contains(
                        "\"database\":\"shop\",\"table\":\""
                                + table.getTableName()
                                + "\",\"operation\":\"upsert\",\"key\":{\"id\":5},\"reason\":\"String …"
                                + "(length=11) is too long. The max length of 'note' is 8\","
                                + "\"row\":{\"id\":5,\"note\":\"secret-text\"}}");
    }

    /** The table keeps what it had until then. */
    @Test
    void areHealedByTheNextChangeOfTheRow() throws Exception {
        try (SinkTask task = new SinkTask(emulator, options())) {
            task.change(new CreateTableEvent(table, schema("id")));
            task.write(row(1, "old"));
            task.flush();
            task.write(row(1, TOO_LONG));
            task.write(row(2, "two"));
            task.flush();
            assertThat(rows()).containsExactly("[1, old]", "[2, two]");

            task.write(row(1, "new"));
            task.flush();

            assertThat(rows()).containsExactly("[1, new]", "[2, two]");
            assertThat(letters()).hasSize(1);
        }
    }

    /** Backends end such a load without an error log. */
    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void areThoseWithKeysThatAreTooLong(String semantic) throws Exception {
        Schema schema =
                Schema.newBuilder()
                        .physicalColumn("id", DataTypes.INT().notNull())
                        .physicalColumn("note", DataTypes.VARCHAR(100))
                        .primaryKey("note", "id")
                        .build();
        List<DataChangeEvent> rows = List.of(row(1, "a"), row(2, "k".repeat(129)), row(3, "b"));
        if (semantic.equals("at-least-once")) {
            try (SinkTask task = new SinkTask(emulator, options())) {
                task.change(new CreateTableEvent(table, schema));
                for (DataChangeEvent row : rows) {
                    task.write(row);
                }
                task.flush();
            }
        } else {
            try (CheckpointedJob job = new CheckpointedJob(emulator, options())) {
                job.start(1);
                job.change(new CreateTableEvent(table, schema));
                for (DataChangeEvent row : rows) {
                    job.process(0, row);
                }
                job.checkpoint(3);
            }
        }
        assertThat(rows()).containsExactlyInAnyOrder("[a, 1]", "[b, 3]");
        assertThat(letters())
                .singleElement()
                .asString()
                .contains("primary key size exceed the limit");
    }

    @Test
    void failTheJobWhenThereAreTooMany() throws Exception {
        try (SinkTask task = new SinkTask(emulator, options("sink.rejected-rows.max-rows", "2"))) {
            task.change(new CreateTableEvent(table, schema("id")));
            for (int id = 1; id <= 3; id++) {
                task.write(row(id, TOO_LONG));
            }
            assertThatThrownBy(task::flush)
                    .hasMessageContainingAll(
                            "More than 2 rows",
                            table.getTableName(),
                            "sink.rejected-rows.max-rows",
                            "The max length of 'note' is 8")
                    .hasMessageNotContaining(TOO_LONG);
        }
        assertThat(letters()).as("known before any row was searched").isEmpty();
    }

    @Test
    void failTheJobIfNobodyWantsThemAndShowValuesToWhoWantsToSee() throws Exception {
        Map<String, String> options = options();
        options.remove("sink.rejected-rows.action");
        options.remove("sink.rejected-rows.path");
        for (boolean isShown : new boolean[] {false, true}) {
            options.put("sink.rejected-rows.show-values", Boolean.toString(isShown));
            try (SinkTask task = new SinkTask(emulator, options)) {
                task.change(new CreateTableEvent(table, schema("id")));
                task.write(row(1, TOO_LONG));
                assertThatThrownBy(task::flush)
                        .hasMessageContainingAll(
                                table.getTableName(),
                                "The max length of 'note' is 8",
                                "sink.rejected-rows.action: dead-letter")
                        .satisfies(
                                failure ->
                                        assertThat(failure.getMessage().contains(TOO_LONG))
                                                .isEqualTo(isShown));
            }
        }
    }

    @Test
    void keepTheWriterFromStartingIfTheyHaveNoPlace() throws Exception {
        Path taken = Files.createFile(directory.resolve("taken"));
        String below = taken.resolve("below").toUri().toString();

        assertThatThrownBy(() -> new SinkTask(emulator, options("sink.rejected-rows.path", below)))
                .hasMessageContainingAll("sink.rejected-rows.path", "taken");
    }

    /** The rows come again after the restart, as nothing behind the bad one was acknowledged. */
    @Test
    void areNotLostIfTheFileCannotBeWritten() throws Exception {
        Path place = directory.resolve("place");
        Map<String, String> options = options("sink.rejected-rows.path", place.toUri().toString());
        try (SinkTask task = new SinkTask(emulator, options)) {
            task.change(new CreateTableEvent(table, schema("id")));
            Files.delete(place);
            Files.createFile(place);
            for (int id = 1; id <= ROWS; id++) {
                task.write(row(id, Set.of(4)));
            }
            assertThatThrownBy(task::flush).hasMessageContaining("sink.rejected-rows.path");
            assertThat(rows()).doesNotContainAnyElementsOf(without(Set.of(1, 2, 3)));
        }
        Files.delete(place);
        try (SinkTask task = new SinkTask(emulator, options)) {
            task.write(new CreateTableEvent(table, schema("id")));
            for (int id = 1; id <= ROWS; id++) {
                task.write(row(id, Set.of(4)));
            }
            task.flush();
        }
        assertThat(rows()).isEqualTo(without(Set.of(4)));
        try (Stream<Path> files = Files.list(place)) {
            assertThat(files).hasSize(1);
        }
    }

    /** A search is made of requests, each of which may fail, with or without its effect. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void arePutAsideAtLeastOnceWhateverRequestFails(int request) throws Exception {
        Set<Integer> bad = Set.of(2, 7);
        try (SinkTask task = new SinkTask(emulator, options())) {
            task.change(new CreateTableEvent(table, schema("id")));
            for (int id = 1; id <= ROWS; id++) {
                task.write(row(id, bad));
            }
            Fault.Moment moment = request % 2 == 0 ? Fault.Moment.BEFORE : Fault.Moment.AFTER;
            emulator.faults()
                    .add(
                            Operation.STREAM_LOAD,
                            target -> target.contains(table.getTableName()),
                            request,
                            1,
                            new Fault.Drop(moment));
            task.flush();

            assertThat(rows()).isEqualTo(without(bad));
            assertThat(idsOfLetters()).isEqualTo(bad);
        }
    }

    static Stream<Arguments> requestsOfASearch() {
        return Stream.of(Operation.BEGIN, Operation.LOAD, Operation.PREPARE, Operation.ROLLBACK)
                .flatMap(
                        operation ->
                                IntStream.rangeClosed(1, 5)
                                        .boxed()
                                        .flatMap(
                                                request ->
                                                        Stream.of(Fault.Moment.values())
                                                                .map(
                                                                        moment ->
                                                                                Arguments.of(
                                                                                        operation,
                                                                                        request,
                                                                                        moment))));
    }

    /** If the job fails it starts again from the checkpoint before. */
    @ParameterizedTest
    @MethodSource("requestsOfASearch")
    void arePutAsideExactlyOnceWhateverRequestFails(
            Operation operation, int request, Fault.Moment moment) throws Exception {
        Set<Integer> bad = Set.of(2, 7);
        try (CheckpointedJob job = new CheckpointedJob(emulator, options())) {
            job.start(1);
            job.change(new CreateTableEvent(table, schema()));
            emulator.faults()
                    .add(
                            operation,
                            target -> target.contains(table.getTableName()),
                            request,
                            1,
                            new Fault.Drop(moment));
            try {
                writeAndCheckpoint(job, bad);
            } catch (Exception e) {
                job.cancel();
                job.start(1);
                job.processEverywhere(new CreateTableEvent(table, schema()));
                writeAndCheckpoint(job, bad);
            }
            assertThat(rows()).isEqualTo(without(bad));
            assertThat(idsOfLetters()).isEqualTo(bad);
            assertThat(unfinished()).isEmpty();
        }
    }

    private void writeAndCheckpoint(CheckpointedJob job, Set<Integer> bad) throws Exception {
        for (int id = 1; id <= ROWS; id++) {
            job.process(0, row(id, bad));
        }
        job.checkpoint(ROWS);
    }

    /** What was put aside before the failure is put aside once more, and documented so. */
    @Test
    void areRecordedTwiceIfTheCheckpointBehindThemIsLost() throws Exception {
        try (CheckpointedJob job = new CheckpointedJob(emulator, options())) {
            job.start(1);
            job.change(new CreateTableEvent(table, schema()));
            for (int id = 1; id <= ROWS; id++) {
                job.process(0, row(id, Set.of(3)));
            }
            job.beginCheckpoint(ROWS);
            assertThat(letters()).hasSize(1);
            job.kill();

            job.start(1);
            job.processEverywhere(new CreateTableEvent(table, schema()));
            writeAndCheckpoint(job, Set.of(3));

            assertThat(letters()).hasSize(2);
            assertThat(idsOfLetters()).containsExactly(3);
            assertThat(rows()).isEqualTo(without(Set.of(3)));
            assertThat(unfinished()).isEmpty();
        }
    }
}
