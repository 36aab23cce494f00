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
import io.cdcpipelines.starrocks.emulator.transaction.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.event.AddColumnEvent;
import org.apache.flink.cdc.common.event.AlterColumnTypeEvent;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.FlushEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row once, whatever fails: the sink's transactions through its own client. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExactlyOnceTest {
    private static final AtomicLong CASES = new AtomicLong();
    private static final AtomicLong INJECTED = new AtomicLong();

    /** A table that overwrites rows that come again, and one that keeps both. */
    private enum Model {
        PRIMARY_KEY("keyed"),
        DUPLICATE_KEY("grown");

        final TableId id;

        Model(String table) {
            id = TableId.tableId("shop", table);
        }

        Schema schema() {
            Schema.Builder schema =
                    Schema.newBuilder()
                            .physicalColumn("id", DataTypes.INT().notNull())
                            .physicalColumn("note", DataTypes.VARCHAR(40));
            return (this == PRIMARY_KEY ? schema.primaryKey("id") : schema).build();
        }
    }

    private StarRocksEmulator emulator;

    @BeforeEach
    void start() throws Exception {
        emulator =
                StarRocksEmulator.builder().backends(2).alterTick(Duration.ofMillis(100)).start();
    }

    @AfterEach
    void stop() {
        CASES.incrementAndGet();
        INJECTED.addAndGet(emulator.faults().injected());
        emulator.close();
    }

    @AfterAll
    static void report() {
        System.out.println(
                "Exactly once: " + CASES + " histories with " + INJECTED + " injected failures");
    }

    private CheckpointedJob job(String... options) {
        Map<String, String> all =
                new HashMap<>(
                        Map.of(
                                "table.without-primary-key",
                                "duplicate-key",
                                "table.create.properties.replication_num",
                                "1",
                                "sink.retry.max-attempts",
                                "2"));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return new CheckpointedJob(emulator, all);
    }

    private static DataChangeEvent row(Model model, int id, String note) {
        DataType[] types = model.schema().getColumnDataTypes().toArray(new DataType[0]);
        return DataChangeEvent.insertEvent(
                model.id,
                new BinaryRecordDataGenerator(types)
                        .generate(new Object[] {id, BinaryStringData.fromString(note)}));
    }

    private static DataChangeEvent widerRow(Model model, int id, String note, int extra) {
        return DataChangeEvent.insertEvent(
                model.id,
                new BinaryRecordDataGenerator(
                                new DataType[] {
                                    DataTypes.INT().notNull(),
                                    DataTypes.VARCHAR(40),
                                    DataTypes.INT()
                                })
                        .generate(new Object[] {id, BinaryStringData.fromString(note), extra}));
    }

    private List<String> query(String sql) {
        StatementOutcome outcome = emulator.execute(sql).get(0);
        assertThat(outcome).as(sql).isInstanceOf(StatementOutcome.Success.class);
        StatementResult result = ((StatementOutcome.Success) outcome).result();
        return result instanceof StatementResult.Rows rows
                ? rows.rows().stream().map(Arrays::deepToString).toList()
                : List.of();
    }

    private List<String> rows(Model model) {
        return query("SELECT * FROM shop." + table(model) + " ORDER BY id");
    }

    private List<String> unfinished() {
        return emulator
                .transactions()
                .running(emulator.cluster().database("shop").orElseThrow().id())
                .stream()
                .map(transaction -> transaction.label() + " " + transaction.status())
                .toList();
    }

    private static List<String> expected(int count) {
        List<String> rows = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            rows.add("[" + id + ", note " + id + "]");
        }
        return rows;
    }

    /** A table and a few rows in a job that runs. */
    private CheckpointedJob started(Model model, int parallelism) throws Exception {
        CheckpointedJob job = job();
        job.start(parallelism);
        job.change(new CreateTableEvent(model.id, model.schema()));
        return job;
    }

    private static void write(CheckpointedJob job, Model model, int first, int last)
            throws Exception {
        for (int id = first; id <= last; id++) {
            job.process(0, row(model, id, "note " + id));
        }
    }

    private static void announce(CheckpointedJob job, Model model) throws Exception {
        job.processEverywhere(new CreateTableEvent(model.id, model.schema()));
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void showsRowsWhenTheirCheckpointIsComplete(Model model) throws Exception {
        try (CheckpointedJob job = started(model, 1)) {
            write(job, model, 1, 3);
            job.completeCheckpoint(3);
            assertThat(rows(model)).isEmpty();
            assertThat(unfinished()).hasSize(1);

            job.commit();

            assertThat(rows(model)).isEqualTo(expected(3));
            assertThat(unfinished()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void commitsAfterARestartWhatACompleteCheckpointHolds(Model model) throws Exception {
        try (CheckpointedJob job = started(model, 1)) {
            write(job, model, 1, 3);
            job.completeCheckpoint(3);
            job.kill();

            job.start(1);

            assertThat(rows(model)).isEqualTo(expected(3));
            assertThat(unfinished()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void commitsAgainWithoutHarm(Model model) throws Exception {
        try (CheckpointedJob job = started(model, 1)) {
            write(job, model, 1, 3);
            job.checkpoint(3);
            job.kill();
            job.start(1);
            job.kill();
            job.resubmit();
            job.start(1);

            assertThat(rows(model)).isEqualTo(expected(3));
        }
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void rollsBackWhatNoCheckpointNeeds(Model model) throws Exception {
        try (CheckpointedJob job = started(model, 1)) {
            write(job, model, 1, 3);
            job.checkpoint(3);
            write(job, model, 4, 5);
            job.beginCheckpoint(5);
            write(job, model, 6, 7);
            job.beginCheckpoint(7);
            write(job, model, 8, 9);
            assertThat(unfinished()).hasSize(2);
            job.kill();

            job.start(1);

            assertThat(unfinished()).as("rolled back before anything comes again").isEmpty();
            announce(job, model);
            write(job, model, 4, 8);
            job.checkpoint(8);
            assertThat(rows(model)).isEqualTo(expected(8));
            assertThat(unfinished()).isEmpty();
        }
    }

    /** Nothing is known of it but what comes again. */
    @Test
    void rollsBackInTablesThatNoCheckpointKnows() throws Exception {
        Model model = Model.DUPLICATE_KEY;
        try (CheckpointedJob job = started(model, 1)) {
            write(job, model, 1, 3);
            job.beginCheckpoint(3);
            job.kill();
            job.start(1);
            announce(job, model);
            write(job, model, 1, 3);
            job.beginCheckpoint(3);
            assertThat(unfinished()).as("of this attempt").hasSize(1);
            job.kill();

            job.start(1);
            announce(job, model);
            write(job, model, 1, 3);
            job.checkpoint(3);

            assertThat(rows(model)).isEqualTo(expected(3));
            assertThat(unfinished()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void leavesNothingBehindWhenItIsCancelled(Model model) throws Exception {
        try (CheckpointedJob job = started(model, 1)) {
            write(job, model, 1, 3);
            job.checkpoint(3);
            write(job, model, 4, 5);
            job.processEverywhere(new FlushEvent(TableId.tableId("other")));

            job.cancel();

            assertThat(unfinished()).isEmpty();
            assertThat(rows(model).size()).isGreaterThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void goesOnWithAnotherParallelism(Model model) throws Exception {
        try (CheckpointedJob job = started(model, 1)) {
            int last = 0;
            for (int parallelism : new int[] {4, 2, 1, 4}) {
                for (int id = last + 1; id <= last + 6; id++) {
                    job.process(0, row(model, id, "note " + id));
                }
                last += 6;
                job.completeCheckpoint(last);
                write(job, model, last + 1, last + 3);
                job.beginCheckpoint(last + 3);
                job.kill();
                job.resubmit();
                job.start(parallelism);
                assertThat(unfinished()).isEmpty();
                announce(job, model);
                job.process(parallelism - 1, row(model, last + 1, "note " + (last + 1)));
                last++;
            }
            job.checkpoint(last);

            assertThat(rows(model)).isEqualTo(expected(last));
            assertThat(unfinished()).isEmpty();
        }
    }

    @Test
    void failsNamingTableLabelAndCheckpointWhenStarRocksHasAborted() throws Exception {
        Model model = Model.PRIMARY_KEY;
        try (CheckpointedJob job = started(model, 1)) {
            write(job, model, 1, 3);
            job.checkpoint(3);
            write(job, model, 4, 5);
            job.completeCheckpoint(5);
            Transaction prepared =
                    emulator.transactions()
                            .running(emulator.cluster().database("shop").orElseThrow().id())
                            .get(0);
            emulator.transactions().abort(prepared.id(), "timeout by txn manager");

            assertThatThrownBy(job::commit)
                    .hasMessageContaining("shop.keyed")
                    .hasMessageContaining(prepared.label())
                    .hasMessageContaining("after checkpoint 1")
                    .hasMessageContaining("Restart the job from a checkpoint or savepoint before");
            job.kill();
            assertThatThrownBy(() -> job.start(1)).hasMessageContaining(prepared.label());
        }
    }

    @Test
    void doesNotGuessAboutAForgottenLabel() throws Exception {
        Model model = Model.PRIMARY_KEY;
        try (CheckpointedJob job = started(model, 1)) {
            write(job, model, 1, 3);
            job.checkpoint(3);
            emulator.transactions().configure("label_keep_max_second", 0);
            emulator.tick();
            job.kill();

            assertThatThrownBy(() -> job.start(1))
                    .hasMessageContaining("does not know")
                    .hasMessageContaining("sink.exactly-once.on-forgotten-label: assume-committed");
        }
    }

    @Test
    void takesAForgottenLabelForCommittedIfTold() throws Exception {
        Model model = Model.PRIMARY_KEY;
        try (CheckpointedJob job =
                job("sink.exactly-once.on-forgotten-label", "assume-committed")) {
            job.start(1);
            job.change(new CreateTableEvent(model.id, model.schema()));
            write(job, model, 1, 3);
            job.checkpoint(3);
            emulator.transactions().configure("label_keep_max_second", 0);
            emulator.tick();
            job.kill();

            job.start(1);

            assertThat(rows(model)).isEqualTo(expected(3));
        }
    }

    /** The new leader does not know which backend has a transaction. */
    @ParameterizedTest
    @EnumSource(Model.class)
    void goesOnUnderAnotherLeader(Model model) throws Exception {
        try (CheckpointedJob job = started(model, 1)) {
            write(job, model, 1, 3);
            job.completeCheckpoint(3);
            emulator.switchLeader();
            job.commit();
            write(job, model, 4, 5);
            emulator.switchLeader();
            job.checkpoint(5);

            assertThat(rows(model)).isEqualTo(expected(5));
            assertThat(unfinished()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void keepsPreparedRowsWhenBackendsRestart(Model model) throws Exception {
        try (CheckpointedJob job = started(model, 1)) {
            write(job, model, 1, 3);
            job.completeCheckpoint(3);
            emulator.restartBackend(0);
            emulator.restartBackend(1);

            job.commit();

            assertThat(rows(model)).isEqualTo(expected(3));
        }
    }

    /** More rows than memory holds, in one transaction. */
    @ParameterizedTest
    @EnumSource(Model.class)
    void spreadsTheLoadsOfATransaction(Model model) throws Exception {
        int count = 60_000;
        try (CheckpointedJob job = job("sink.buffer-flush.max-bytes", "1 mb")) {
            job.start(1);
            job.change(new CreateTableEvent(model.id, model.schema()));
            write(job, model, 1, count);
            job.completeCheckpoint(count);
            assertThat(unfinished()).hasSize(1);
            job.commit();

            assertThat(query("SELECT COUNT(*), COUNT(DISTINCT id) FROM shop." + table(model)))
                    .containsExactly("[" + count + ", " + count + "]");
        }
    }

    private static String table(Model model) {
        return model.id.getTableName();
    }

    private static AlterColumnTypeEvent longerNote(Model model) {
        return new AlterColumnTypeEvent(model.id, Map.of("note", DataTypes.VARCHAR(80)));
    }

    /** The emulator lets the change wait for every transaction of the table, as StarRocks does. */
    @Test
    void doesNotLetASchemaChangeWaitForItself() throws Exception {
        Model model = Model.PRIMARY_KEY;
        try (CheckpointedJob job = started(model, 2)) {
            write(job, model, 1, 3);
            job.checkpoint(3);
            write(job, model, 4, 5);
            job.beginCheckpoint(5);
            write(job, model, 6, 7);

            job.change(longerNote(model));

            assertThat(query("SHOW CREATE TABLE shop.keyed").toString()).contains("varchar(320)");
            assertThat(rows(model)).as("what came before the change").isEqualTo(expected(7));
            write(job, model, 8, 9);
            job.checkpoint(9);
            assertThat(rows(model)).isEqualTo(expected(9));
            assertThat(unfinished()).isEmpty();
        }
    }

    @Test
    void repeatsRowsBeforeASchemaChangeWithoutHarmInAKeyedTable() throws Exception {
        Model model = Model.PRIMARY_KEY;
        try (CheckpointedJob job = started(model, 1)) {
            write(job, model, 1, 3);
            job.checkpoint(3);
            write(job, model, 4, 5);
            job.change(longerNote(model));
            write(job, model, 6, 7);
            job.kill();

            job.start(1);
            announce(job, model);
            write(job, model, 4, 5);
            job.change(longerNote(model));
            write(job, model, 6, 7);
            job.checkpoint(7);

            assertThat(rows(model)).isEqualTo(expected(7));
            assertThat(unfinished()).isEmpty();
        }
    }

    @Test
    void showsNothingEarlyInATableThatGrows() throws Exception {
        Model model = Model.DUPLICATE_KEY;
        AddColumnEvent added =
                new AddColumnEvent(
                        model.id,
                        List.of(
                                AddColumnEvent.last(
                                        Column.physicalColumn("extra", DataTypes.INT()))));
        try (CheckpointedJob job = started(model, 1)) {
            write(job, model, 1, 3);
            job.checkpoint(3);
            write(job, model, 4, 5);
            job.change(added);
            assertThat(query("SELECT COUNT(*) FROM shop.grown")).containsExactly("[3]");
            job.kill();

            job.start(1);
            announce(job, model);
            write(job, model, 4, 5);
            job.change(added);
            job.process(0, widerRow(model, 6, "note 6", 60));
            job.completeCheckpoint(6);
            assertThat(unfinished()).as("one transaction for each set of columns").hasSize(2);
            job.commit();

            assertThat(query("SELECT id, extra FROM shop.grown ORDER BY id"))
                    .containsExactly(
                            "[1, null]",
                            "[2, null]",
                            "[3, null]",
                            "[4, null]",
                            "[5, null]",
                            "[6, 60]");
            assertThat(unfinished()).isEmpty();
        }
    }

    /**
     * Nothing may be committed early there: the change has to wait until the job restarts and rolls
     * back. It must neither be lost then, nor come twice.
     */
    @Test
    void restartsForASchemaChangeThatRewritesATableThatGrows() throws Exception {
        Model model = Model.DUPLICATE_KEY;
        try (CheckpointedJob job = job("table.schema-change.timeout", "2 s")) {
            job.start(1);
            job.change(new CreateTableEvent(model.id, model.schema()));
            write(job, model, 1, 3);
            job.checkpoint(3);
            write(job, model, 4, 5);
            assertThatThrownBy(() -> job.change(longerNote(model)))
                    .hasMessageContaining("it waits for load transactions");
            job.kill();

            job.start(1);
            announce(job, model);
            write(job, model, 4, 5);
            job.change(longerNote(model));
            write(job, model, 6, 7);
            job.checkpoint(7);

            assertThat(query("SHOW CREATE TABLE shop.grown").toString()).contains("varchar(320)");
            assertThat(rows(model)).isEqualTo(expected(7));
            assertThat(unfinished()).isEmpty();
        }
    }

    private static Stream<Arguments> failures() {
        List<Arguments> all = new ArrayList<>();
        for (Model model : Model.values()) {
            for (Operation operation :
                    List.of(
                            Operation.FE_REDIRECT,
                            Operation.BEGIN,
                            Operation.LOAD,
                            Operation.PREPARE,
                            Operation.COMMIT,
                            Operation.ROLLBACK,
                            Operation.GET_LOAD_STATE)) {
                for (Fault.Moment moment : Fault.Moment.values()) {
                    for (Fault fault :
                            List.of(
                                    new Fault.Drop(moment),
                                    new Fault.Reply(moment, 500, "<html>oops</html>"),
                                    new Fault.Reply(moment, 200, "{\"Status\":\"OK"))) {
                        for (int times : new int[] {1, 1000}) {
                            all.add(Arguments.of(model, operation, fault, times));
                        }
                    }
                }
            }
        }
        return all.stream();
    }

    /** A thousand failures in a row end the attempt; the next one meets none. */
    @ParameterizedTest
    @MethodSource("failures")
    void writesEveryRowOnceWhateverFails(Model model, Operation operation, Fault fault, int times)
            throws Exception {
        int last = 12;
        try (CheckpointedJob job = job("sink.retry.max-time", "1 s")) {
            job.start(1);
            job.change(new CreateTableEvent(model.id, model.schema()));
            int restarts = 0;
            int done = 0;
            write(job, model, 1, 2);
            // Something that has to be rolled back.
            job.beginCheckpoint(2);
            job.kill();
            boolean isAnnounced = false;
            int nthCall = operation == Operation.ROLLBACK ? 1 : 2;
            emulator.faults().add(operation, target -> true, nthCall, times, fault);
            while (done < last) {
                try {
                    if (!isAnnounced) {
                        job.start(1);
                        announce(job, model);
                        isAnnounced = true;
                    }
                    done = advance(job, model, done);
                } catch (Exception e) {
                    assertThat(++restarts).as("restarts").isLessThan(5);
                    job.kill();
                    emulator.faults().clear();
                    isAnnounced = false;
                    done = job.position();
                }
            }

            assertThat(rows(model)).isEqualTo(expected(last));
            assertThat(unfinished()).isEmpty();
            assertThat(emulator.faults().injected()).as("injected failures").isPositive();
        }
    }

    /** Three rows, two of them loaded before the checkpoint comes. */
    private static int advance(CheckpointedJob job, Model model, int done) throws Exception {
        write(job, model, done + 1, done + 2);
        job.processEverywhere(new FlushEvent(TableId.tableId("other")));
        write(job, model, done + 3, done + 3);
        job.checkpoint(done + 3);
        return done + 3;
    }
}
