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

import io.cdcpipelines.starrocks.emulator.transaction.Transaction;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.FlushEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every row once, whatever fails: the sink's transactions through its own client. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExactlyOnceTest extends ExactlyOnceContract {
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
}
