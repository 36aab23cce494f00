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

import java.util.List;
import java.util.Map;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.event.AddColumnEvent;
import org.apache.flink.cdc.common.event.AlterColumnTypeEvent;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every row once, while tables change. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExactlyOnceSchemaChangeTest extends ExactlyOnceContract {
    private static AlterColumnTypeEvent longerNote(Model model) {
        return new AlterColumnTypeEvent(model.id, Map.of("note", DataTypes.VARCHAR(80)));
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
}
