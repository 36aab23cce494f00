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

import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.frontend.StatementOutcome;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A job under exactly once, its tables, and the cluster that it writes to. */
abstract class ExactlyOnceContract {
    /** A table that overwrites rows that come again, and one that keeps both. */
    enum Model {
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

    StarRocksEmulator emulator;

    @BeforeEach
    void start() throws Exception {
        emulator =
                StarRocksEmulator.builder().backends(2).alterTick(Duration.ofMillis(100)).start();
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    CheckpointedJob job(String... options) {
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

    static DataChangeEvent row(Model model, int id, String note) {
        DataType[] types = model.schema().getColumnDataTypes().toArray(new DataType[0]);
        return DataChangeEvent.insertEvent(
                model.id,
                new BinaryRecordDataGenerator(types)
                        .generate(new Object[] {id, BinaryStringData.fromString(note)}));
    }

    List<String> query(String sql) {
        StatementOutcome outcome = emulator.execute(sql).get(0);
        assertThat(outcome).as(sql).isInstanceOf(StatementOutcome.Success.class);
        StatementResult result = ((StatementOutcome.Success) outcome).result();
        return result instanceof StatementResult.Rows rows
                ? rows.rows().stream().map(Arrays::deepToString).toList()
                : List.of();
    }

    List<String> rows(Model model) {
        return query("SELECT * FROM shop." + table(model) + " ORDER BY id");
    }

    List<String> unfinished() {
        return emulator
                .transactions()
                .running(emulator.cluster().database("shop").orElseThrow().id())
                .stream()
                .map(transaction -> transaction.label() + " " + transaction.status())
                .toList();
    }

    static List<String> expected(int count) {
        List<String> rows = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            rows.add("[" + id + ", note " + id + "]");
        }
        return rows;
    }

    /** A table and a few rows in a job that runs. */
    CheckpointedJob started(Model model, int parallelism) throws Exception {
        CheckpointedJob job = job();
        job.start(parallelism);
        job.change(new CreateTableEvent(model.id, model.schema()));
        return job;
    }

    static void write(CheckpointedJob job, Model model, int first, int last) throws Exception {
        for (int id = first; id <= last; id++) {
            job.process(0, row(model, id, "note " + id));
        }
    }

    static void announce(CheckpointedJob job, Model model) throws Exception {
        job.processEverywhere(new CreateTableEvent(model.id, model.schema()));
    }

    static String table(Model model) {
        return model.id.getTableName();
    }
}
