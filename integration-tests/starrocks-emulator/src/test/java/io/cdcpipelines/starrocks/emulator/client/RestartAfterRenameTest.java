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
import io.cdcpipelines.starrocks.emulator.frontend.StatementOutcome;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.event.AddColumnEvent;
import org.apache.flink.cdc.common.event.AlterColumnTypeEvent;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.DropColumnEvent;
import org.apache.flink.cdc.common.event.RenameColumnEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job that is restored from before a rename loses no value of the rows that come again. */
@Timeout(120)
class RestartAfterRenameTest {
    private static final TableId ORDERS = TableId.tableId("shop", "orders");
    private static final int ROWS = 20_000;

    private StarRocksEmulator emulator;

    @BeforeEach
    void start() throws Exception {
        emulator = StarRocksEmulator.builder().rootPassword("").start();
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private static Schema schema(String key, String text, String bytes) {
        return Schema.newBuilder()
                .physicalColumn(key, DataTypes.INT().notNull())
                .physicalColumn(text, DataTypes.VARCHAR(200))
                .physicalColumn(bytes, DataTypes.VARBINARY(20))
                .primaryKey(key)
                .comment("it's a \"shop\" \\")
                .build();
    }

    private static DataChangeEvent row(int id, String text) {
        return row(schema("a", "b", "c"), id, BinaryStringData.fromString(text), new byte[] {1, 2});
    }

    private static DataChangeEvent row(Schema schema, Object... fields) {
        DataType[] types = schema.getColumnDataTypes().toArray(new DataType[0]);
        return DataChangeEvent.insertEvent(
                ORDERS, new BinaryRecordDataGenerator(types).generate(fields));
    }

    private static RenameColumnEvent rename(String... names) {
        Map<String, String> mapping = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i += 2) {
            mapping.put(names[i], names[i + 1]);
        }
        return new RenameColumnEvent(ORDERS, mapping);
    }

    private SinkTask task(Map<String, String> options, OptionalLong restored) throws Exception {
        return new SinkTask(emulator, options, restored);
    }

    /** In single loads, and in transactions of several loads. */
    @ParameterizedTest
    @CsvSource({"json, true", "json, false", "csv, true", "csv, false"})
    void keepsTheValuesOfRowsThatComeAgain(String format, String transactions) throws Exception {
        Map<String, String> options =
                new HashMap<>(
                        Map.of(
                                "sink.properties.format", format,
                                "sink.at-least-once.use-transaction-stream-load", transactions,
                                "sink.buffer-flush.max-bytes", "1 mb"));
        try (SinkTask task = task(options, OptionalLong.empty())) {
            task.change(new CreateTableEvent(ORDERS, schema("id", "note", "bytes")));
            task.write(row(1, "first"));
            task.change(rename("note", "text", "bytes", "note", "id", "key"));
            task.change(rename("text", "remark"));
        }

        try (SinkTask task = task(options, OptionalLong.of(7))) {
            task.write(new CreateTableEvent(ORDERS, schema("id", "note", "bytes")));
            for (int id = 1; id <= ROWS; id++) {
                task.write(row(id, "again " + id));
            }
            task.change(rename("note", "text", "bytes", "note", "id", "key"));
            task.write(row(ROWS + 1, "in between"));
            task.change(rename("text", "remark"));
            task.write(row(ROWS + 2, "after"));
            task.flush();
        }

        assertThat(
                        query(
                                "SELECT COUNT(*) FROM shop.orders WHERE remark = CONCAT('again ',"
                                        + " `key`) AND hex(note) = '0102'"))
                .containsExactly("[" + ROWS + "]");
        assertThat(query("SELECT `key`, remark FROM shop.orders WHERE `key` > " + ROWS))
                .containsExactlyInAnyOrder(
                        "[" + (ROWS + 1) + ", in between]", "[" + (ROWS + 2) + ", after]");
    }

    @Test
    void leavesOutColumnsThatWereRenamedAndDropped() throws Exception {
        try (SinkTask task = task(Map.of(), OptionalLong.empty())) {
            task.change(new CreateTableEvent(ORDERS, schema("id", "note", "bytes")));
            task.change(rename("bytes", "data"));
            task.change(new DropColumnEvent(ORDERS, List.of("data")));
        }
        try (SinkTask task = task(Map.of(), OptionalLong.of(7))) {
            task.write(new CreateTableEvent(ORDERS, schema("id", "note", "bytes")));
            task.write(row(1, "again"));
            task.flush();
        }
        assertThat(query("SELECT * FROM shop.orders")).containsExactly("[1, again]");
    }

    /** When the drop comes again, the column that has the name is not the one that it means. */
    @Test
    void keepsAColumnThatTookTheNameOfADroppedOne() throws Exception {
        DropColumnEvent drop = new DropColumnEvent(ORDERS, List.of("note"));
        try (SinkTask task = task(Map.of(), OptionalLong.empty())) {
            task.change(new CreateTableEvent(ORDERS, schema("id", "note", "bytes")));
            task.write(row(1, "first"));
            task.change(drop);
            task.change(rename("bytes", "note"));
        }

        Schema withoutNote =
                Schema.newBuilder()
                        .physicalColumn("id", DataTypes.INT().notNull())
                        .physicalColumn("bytes", DataTypes.VARBINARY(20))
                        .primaryKey("id")
                        .build();
        for (int restart = 0; restart < 2; restart++) {
            try (SinkTask task = task(Map.of(), OptionalLong.of(7))) {
                task.write(new CreateTableEvent(ORDERS, schema("id", "note", "bytes")));
                task.write(row(2, "again"));
                task.change(drop);
                task.write(row(withoutNote, 3, new byte[] {3}));
                task.change(rename("bytes", "note"));
                task.write(row(withoutNote, 4, new byte[] {4}));
                task.flush();
            }
        }

        assertThat(query("SELECT id, hex(note) FROM shop.orders"))
                .containsExactlyInAnyOrder("[1, 0102]", "[2, 0102]", "[3, 03]", "[4, 04]");
        assertThat(query("SHOW COLUMNS FROM shop.orders")).hasSize(2);
    }

    /** Nothing tells the repetition from a new column of that name, which StarRocks refuses. */
    @Test
    void goesOnOnceAColumnIsRenamedBackThatWasAddedInTheSameInterval() throws Exception {
        Schema old = schema("id", "note", "bytes");
        Column added = Column.physicalColumn("added", DataTypes.INT());
        Schema newer =
                Schema.newBuilder()
                        .setColumns(new ArrayList<>(old.getColumns()))
                        .column(added)
                        .primaryKey("id")
                        .build();
        AddColumnEvent add = new AddColumnEvent(ORDERS, List.of(AddColumnEvent.last(added)));
        try (SinkTask task = task(Map.of(), OptionalLong.empty())) {
            task.change(new CreateTableEvent(ORDERS, old));
            task.change(add);
            task.change(rename("added", "renamed"));
        }

        try (SinkTask task = task(Map.of(), OptionalLong.of(7))) {
            task.write(new CreateTableEvent(ORDERS, old));
            assertThatThrownBy(() -> task.change(add))
                    .hasStackTraceContaining("a column that was called added has another name now")
                    .hasStackTraceContaining("rename it back");
        }
        query("ALTER TABLE shop.orders RENAME COLUMN renamed TO added");

        try (SinkTask task = task(Map.of(), OptionalLong.of(7))) {
            task.write(new CreateTableEvent(ORDERS, old));
            task.write(row(1, "before"));
            task.change(add);
            task.write(row(newer, 2, BinaryStringData.fromString("between"), new byte[] {2}, 20));
            task.change(rename("added", "renamed"));
            task.write(row(newer, 3, BinaryStringData.fromString("after"), new byte[] {3}, 30));
            task.flush();
        }
        assertThat(query("SELECT id, note, renamed FROM shop.orders"))
                .containsExactlyInAnyOrder(
                        "[1, before, null]", "[2, between, 20]", "[3, after, 30]");
        assertThat(query("SHOW COLUMNS FROM shop.orders")).hasSize(4);
    }

    /** Both schemas have the same names; only their order tells them apart. */
    @Test
    void followsColumnsThatExchangedTheirNamesOverAThirdOne() throws Exception {
        try (SinkTask task = task(Map.of(), OptionalLong.empty())) {
            task.change(new CreateTableEvent(ORDERS, schema("id", "note", "bytes")));
            task.change(rename("note", "third"));
            task.change(rename("bytes", "note"));
            task.change(rename("third", "bytes"));
        }
        try (SinkTask task = task(Map.of(), OptionalLong.of(7))) {
            task.write(new CreateTableEvent(ORDERS, schema("id", "note", "bytes")));
            task.write(row(1, "before"));
            task.flush();
        }
        try (SinkTask task = task(Map.of(), OptionalLong.of(8))) {
            task.write(new CreateTableEvent(ORDERS, schema("id", "bytes", "note")));
            task.write(row(2, "after"));
            task.flush();
        }

        assertThat(query("SELECT id, bytes, hex(note) FROM shop.orders"))
                .containsExactlyInAnyOrder("[1, before, 0102]", "[2, after, 0102]");
    }

    /** The job manager died between the two renames of a conversion. */
    @Test
    void loadsIntoAColumnWhoseConversionIsNotOver() throws Exception {
        Map<String, String> options = Map.of("table.on-type-conflict", "new-column");
        Schema integers =
                Schema.newBuilder()
                        .physicalColumn("id", DataTypes.INT().notNull())
                        .physicalColumn("price", DataTypes.INT())
                        .primaryKey("id")
                        .build();
        try (SinkTask task = task(options, OptionalLong.empty())) {
            task.change(new CreateTableEvent(ORDERS, integers));
            task.write(row(integers, 1, 7));
            task.flush();
        }
        String stamp = "20260304050607089";
        query(
                "ALTER TABLE shop.orders ADD COLUMN price__converting_"
                        + stamp
                        + " DECIMAL(12, 2) NULL");
        query(
                "UPDATE shop.orders SET price__converting_"
                        + stamp
                        + " = CAST(price AS DECIMAL(12, 2)) WHERE price IS NOT NULL");
        query("ALTER TABLE shop.orders RENAME COLUMN price TO price__replaced_" + stamp);

        try (SinkTask task = task(options, OptionalLong.of(7))) {
            task.write(new CreateTableEvent(ORDERS, integers));
            task.write(row(integers, 1, 7));
            task.write(row(integers, 2, 8));
            task.change(
                    new AlterColumnTypeEvent(ORDERS, Map.of("price", DataTypes.DECIMAL(12, 2))));
            task.flush();
        }

        assertThat(query("SELECT id, price FROM shop.orders"))
                .containsExactlyInAnyOrder("[1, 7.00]", "[2, 8.00]");
        assertThat(query("SHOW COLUMNS FROM shop.orders")).hasSize(2);
    }

    @Test
    void tellsPeopleInTheCommentWhatWasRenamed() throws Exception {
        try (SinkTask task = task(Map.of(), OptionalLong.empty())) {
            task.change(new CreateTableEvent(ORDERS, schema("id", "note", "bytes")));
            task.change(rename("note", "remark"));
        }

        assertThat(query("SHOW CREATE TABLE shop.orders").toString())
                .containsPattern(
                        "COMMENT \"it's a \\\\\"shop\\\\\" \\\\\\\\ \\[columns: `note` -> `remark`"
                                + " \\d{4}-\\d\\d-\\d\\d]\"");
    }

    private List<String> query(String sql) {
        StatementOutcome outcome = emulator.execute(sql).get(0);
        assertThat(outcome).as(sql).isInstanceOf(StatementOutcome.Success.class);
        StatementResult result = ((StatementOutcome.Success) outcome).result();
        return result instanceof StatementResult.Ok
                ? List.of()
                : ((StatementResult.Rows) result)
                        .rows().stream().map(Arrays::deepToString).toList();
    }
}
