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

import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.ORDERS;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.cdc.table.ChosenColumns;
import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import io.cdcpipelines.starrocks.cdc.table.UnappliedDeletes;
import io.cdcpipelines.starrocks.cdc.table.WithoutPrimaryKey;
import io.cdcpipelines.starrocks.core.format.Delimiter;
import io.cdcpipelines.starrocks.core.format.FormatChoice;
import java.util.List;
import java.util.Map;
import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.RenameColumnEvent;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;
import org.junit.jupiter.api.Test;

/** Tables whose source has no primary key, or another one than the user wants. */
class WriterKeyTest {
    private static final Schema WITHOUT_KEY = schema().build();
    private static final Schema WITH_KEY = schema().primaryKey("id").build();
    private static final CreateTableEvent CREATE = new CreateTableEvent(ORDERS, WITHOUT_KEY);
    private static final TableSettings.Builder BY_NOTE =
            TableSettings.builder().uniqueKey(ChosenColumns.of("unique-key", List.of("NOTE")));

    private static Schema.Builder schema() {
        return Schema.newBuilder()
                .physicalColumn("id", DataTypes.INT())
                .physicalColumn("note", DataTypes.STRING());
    }

    private static TableSettings.Builder appendOnly() {
        return TableSettings.builder().withoutPrimaryKey(WithoutPrimaryKey.DUPLICATE_KEY);
    }

    private static RecordData record(Integer id, String note) {
        DataType[] types = WITHOUT_KEY.getColumnDataTypes().toArray(new DataType[0]);
        return new BinaryRecordDataGenerator(types).generate(fields(id, note));
    }

    private static Object[] fields(Integer id, String note) {
        return new Object[] {id, note == null ? null : BinaryStringData.fromString(note)};
    }

    private static DataChangeEvent update(RecordData before, RecordData after) {
        return DataChangeEvent.updateEvent(ORDERS, before, after);
    }

    private static DataChangeEvent delete(RecordData before) {
        return DataChangeEvent.deleteEvent(ORDERS, before);
    }

    @Test
    void refusesATableWithoutAKeyUnlessToldOtherwise() throws Exception {
        try (WriterHarness harness = WriterHarness.create()) {
            assertThatThrownBy(() -> harness.write(CREATE))
                    .hasMessageStartingWith("Table shop.orders cannot be written: its source has")
                    .hasMessageContaining("table.without-primary-key: duplicate-key");
        }
    }

    @Test
    void addsRowsAndNothingElseWhereTheyAreKeptAsTheyCome() throws Exception {
        try (WriterHarness harness = WriterHarness.with(appendOnly().build())) {
            harness.write(
                    CREATE,
                    DataChangeEvent.insertEvent(ORDERS, record(1, "x")),
                    DataChangeEvent.insertEvent(ORDERS, record(1, "x")),
                    update(record(1, "x"), record(2, null)));
            harness.flush();

            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .containsExactly(
                            "{\"id\":1,\"note\":\"x\"}", "{\"id\":1,\"note\":\"x\"}", "{\"id\":2}");
        }
    }

    @Test
    void addsRowsAsCsvToo() throws Exception {
        FormatChoice csv = FormatChoice.csv(Delimiter.parse("|"), Delimiter.parse("\\n"));
        try (WriterHarness harness = WriterHarness.with(appendOnly().build(), csv)) {
            harness.write(CREATE, DataChangeEvent.insertEvent(ORDERS, record(1, "x")));
            harness.flush();
            harness.write(DataChangeEvent.insertEvent(ORDERS, record(2, "not | CSV")));
            harness.flush();

            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .containsExactly("1|x|0", "{\"id\":2,\"note\":\"not | CSV\"}");
        }
    }

    @Test
    void failsAtADeleteThatCannotBeApplied() throws Exception {
        try (WriterHarness harness = WriterHarness.with(appendOnly().build())) {
            harness.write(CREATE);

            assertThatThrownBy(() -> harness.write(delete(record(1, "x"))))
                    .hasMessageContaining("table.duplicate-key.on-delete: ignore");
        }
    }

    @Test
    void countsDeletesThatTheUserWantsToLeaveOut() throws Exception {
        TableSettings settings = appendOnly().unappliedDeletes(UnappliedDeletes.IGNORE).build();
        try (WriterHarness harness = WriterHarness.with(settings)) {
            harness.write(CREATE, delete(record(1, "x")));
            harness.write(DataChangeEvent.insertEvent(ORDERS, record(2, "y")));
            harness.write(delete(record(2, "y")));
            harness.flush();

            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .containsExactly("{\"id\":2,\"note\":\"y\"}");
            assertThat(
                            harness.metrics
                                    .counter("database.shop.table.orders.deletesIgnored")
                                    .getCount())
                    .isEqualTo(2);
        }
    }

    @Test
    void appliesDeletesWhereThereIsAKeyWhateverIsToBeLeftOutElsewhere() throws Exception {
        TableSettings settings = appendOnly().unappliedDeletes(UnappliedDeletes.IGNORE).build();
        try (WriterHarness harness = WriterHarness.with(settings)) {
            harness.write(new CreateTableEvent(ORDERS, WITH_KEY), delete(record(1, "x")));
            harness.flush();

            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .containsExactly("{\"id\":1,\"note\":\"x\",\"__op\":1}");
        }
    }

    @Test
    void followsTheKeyThatTheUserNamed() throws Exception {
        try (WriterHarness harness = WriterHarness.with(BY_NOTE.build())) {
            harness.write(
                    new CreateTableEvent(ORDERS, WITH_KEY),
                    update(record(1, "x"), record(2, "x")),
                    update(record(2, "x"), record(2, "y")));
            harness.flush();

            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .containsExactly(
                            "{\"id\":2,\"note\":\"x\",\"__op\":0}",
                            "{\"id\":2,\"note\":\"x\",\"__op\":1}",
                            "{\"id\":2,\"note\":\"y\",\"__op\":0}");
        }
    }

    @Test
    void refusesARowThatHasNoValueInTheNamedKey() throws Exception {
        try (WriterHarness harness = WriterHarness.with(BY_NOTE.build())) {
            harness.write(CREATE);

            assertThatThrownBy(
                            () ->
                                    harness.write(
                                            DataChangeEvent.insertEvent(ORDERS, record(1, null))))
                    .hasMessageContaining(
                            "Column note of table shop.orders is part of the primary");
        }
    }

    @Test
    void keepsTheNamedKeyWhenItsColumnIsRenamed() throws Exception {
        try (WriterHarness harness = WriterHarness.with(BY_NOTE.build())) {
            harness.write(CREATE, new RenameColumnEvent(ORDERS, Map.of("note", "remark")));
            // Another source announces the table as it is there by now.
            harness.write(
                    new CreateTableEvent(
                            ORDERS,
                            Schema.newBuilder()
                                    .physicalColumn("id", DataTypes.INT())
                                    .physicalColumn("remark", DataTypes.STRING())
                                    .build()));
            harness.write(insert(ORDERS, WITHOUT_KEY, fields(1, "x")));
            harness.write(update(record(1, "x"), record(1, "y")));
            harness.flush();

            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .containsExactly(
                            "{\"id\":1,\"remark\":\"x\",\"__op\":0}",
                            "{\"id\":1,\"remark\":\"x\",\"__op\":1}",
                            "{\"id\":1,\"remark\":\"y\",\"__op\":0}");
        }
    }
}
