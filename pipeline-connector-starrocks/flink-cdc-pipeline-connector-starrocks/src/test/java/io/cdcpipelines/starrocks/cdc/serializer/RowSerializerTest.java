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

package io.cdcpipelines.starrocks.cdc.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Named.named;

import io.cdcpipelines.starrocks.cdc.type.OutOfRange;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import io.cdcpipelines.starrocks.core.format.Delimiter;
import io.cdcpipelines.starrocks.core.format.FormatChoice;
import io.cdcpipelines.starrocks.core.format.LoadFormat;
import io.cdcpipelines.starrocks.core.format.RowOp;
import io.cdcpipelines.starrocks.core.format.RowWriter;
import io.cdcpipelines.starrocks.core.format.SentRow;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.cdc.common.data.DecimalData;
import org.apache.flink.cdc.common.data.LocalZonedTimestampData;
import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.data.TimestampData;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RowSerializerTest {
    private static final TableId ID = TableId.tableId("shop", "orders");
    private static final Schema SCHEMA =
            Schema.newBuilder()
                    .physicalColumn("id", DataTypes.INT().notNull())
                    .physicalColumn("region", DataTypes.VARCHAR(10).notNull())
                    .physicalColumn("amount", DataTypes.BIGINT().notNull())
                    .primaryKey("id", "region")
                    .build();

    private static final Schema ONE_COLUMN =
            Schema.newBuilder().physicalColumn("id", DataTypes.INT()).build();

    private static RecordData order(Integer id, String region, Long amount) {
        return record(
                SCHEMA, id, region == null ? null : BinaryStringData.fromString(region), amount);
    }

    private static RecordData record(Schema schema, Object... fields) {
        DataType[] types = schema.getColumnDataTypes().toArray(new DataType[0]);
        return new BinaryRecordDataGenerator(types).generate(fields);
    }

    private static RowSerializer serializer(Schema schema) {
        return serializer(schema, OutOfRange.FAIL);
    }

    private static RowSerializer serializer(Schema schema, OutOfRange outOfRange) {
        return new RowSerializer(
                TablePath.of("shop", "orders"),
                schema,
                new TypeMappings(ZoneOffset.UTC, 4, outOfRange));
    }

    private static String serialize(Schema schema, DataChangeEvent event) throws Exception {
        return serialize(serializer(schema), event);
    }

    private static String serialize(RowSerializer serializer, DataChangeEvent event)
            throws Exception {
        RowBuffer buffer = new RowBuffer(new PagePool(1 << 16, 1024));
        RowWriter rows = serializer.format().newWriter(buffer);
        serializer.split(event, (row, op) -> serializer.write(row, op, rows));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        buffer.seal().writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void describesARowThatItCannotWrite() {
        Schema schema =
                Schema.newBuilder()
                        .physicalColumn("seen", DataTypes.TIMESTAMP(0))
                        .physicalColumn("id", DataTypes.INT().notNull())
                        .physicalColumn("at", DataTypes.TIMESTAMP(3))
                        .physicalColumn("ratio", DataTypes.DOUBLE())
                        .physicalColumn("name", DataTypes.STRING())
                        .physicalColumn("photo", DataTypes.BYTES())
                        .primaryKey("id")
                        .build();
        RecordData row =
                record(
                        schema,
                        TimestampData.fromLocalDateTime(LocalDateTime.of(2026, 11, 20, 5, 6)),
                        7,
                        TimestampData.fromLocalDateTime(LocalDateTime.of(12_345, 1, 2, 3, 4)),
                        Double.NaN,
                        null,
                        new byte[] {1, 2, 3});
        RowSerializer serializer = serializer(schema);

        SentRow described = serializer.describe(row, RowOp.DELETE);

        assertThat(described.op()).isEqualTo(RowOp.DELETE);
        assertThat(described.asJson())
                .isEqualTo(
                        "{\"seen\":\"2026-11-20 05:06:00\",\"id\":7,\"at\":\"+12345-01-02T03:04\","
                                + "\"ratio\":\"NaN\",\"name\":null,"
                                + "\"photo\":\"AQID\"}");
        assertThat(described.asJson(serializer.keyColumns())).isEqualTo("{\"id\":7}");
    }

    @Test
    void saysWhetherTheRowIsAtFault() {
        RowSerializer serializer = serializer(SCHEMA);
        assertThat(atFault(serializer, order(null, "north", 1L))).isTrue();
        assertThat(atFault(serializer, record(ONE_COLUMN, 1))).isFalse();
    }

    private static boolean atFault(RowSerializer serializer, RecordData row) {
        RowWriter out = serializer.format().newWriter(new RowBuffer(new PagePool(1 << 16, 1024)));
        return catchThrowableOfType(
                        RowNotWritableException.class,
                        () -> serializer.write(row, RowOp.UPSERT, out))
                .isRowAtFault();
    }

    private static List<Arguments> changes() {
        RecordData before = order(1, "north", 10L);
        RecordData after = order(1, "north", 20L);
        RecordData moved = order(1, "south", 20L);
        String upsert = "{\"id\":1,\"region\":\"north\",\"amount\":20,\"__op\":0}\n";
        String deletion = "{\"id\":1,\"region\":\"north\",\"amount\":10,\"__op\":1}\n";
        String upsertOfMoved = "{\"id\":1,\"region\":\"south\",\"amount\":20,\"__op\":0}\n";
        return List.of(
                change("insert", DataChangeEvent.insertEvent(ID, after), upsert),
                change("replace", DataChangeEvent.replaceEvent(ID, after), upsert),
                change("update", DataChangeEvent.updateEvent(ID, before, after), upsert),
                change(
                        "update without a before image",
                        DataChangeEvent.updateEvent(ID, null, after),
                        upsert),
                change(
                        "update of the key",
                        DataChangeEvent.updateEvent(ID, before, moved),
                        deletion + upsertOfMoved),
                change("delete", DataChangeEvent.deleteEvent(ID, before), deletion));
    }

    private static Arguments change(String name, DataChangeEvent event, String rows) {
        return Arguments.of(named(name, event), rows);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void turnsAChangeIntoRows(DataChangeEvent event, String rows) throws Exception {
        assertThat(serialize(SCHEMA, event)).isEqualTo(rows);
    }

    private static final Schema WITHOUT_KEY =
            Schema.newBuilder().setColumns(SCHEMA.getColumns()).build();

    private static List<Arguments> changesOfATableWithoutKey() {
        RecordData before = order(1, "north", 10L);
        RecordData after = order(1, null, 20L);
        String row = "{\"id\":1,\"amount\":20}\n";
        return List.of(
                change("insert", DataChangeEvent.insertEvent(ID, after), row),
                change("replace", DataChangeEvent.replaceEvent(ID, after), row),
                change("update", DataChangeEvent.updateEvent(ID, before, after), row));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changesOfATableWithoutKey")
    void keepsRowsAsTheyComeWithoutAKey(DataChangeEvent event, String rows) throws Exception {
        assertThat(serialize(WITHOUT_KEY, event)).isEqualTo(rows);
        assertThat(serializer(WITHOUT_KEY).isAppendOnly()).isTrue();
        assertThat(serializer(SCHEMA).isAppendOnly()).isFalse();
    }

    @Test
    void refusesToDeleteWithoutAKey() {
        assertThatThrownBy(
                        () ->
                                serialize(
                                        WITHOUT_KEY,
                                        DataChangeEvent.deleteEvent(ID, order(1, "north", 10L))))
                .isInstanceOf(RowNotWritableException.class)
                .hasMessageContainingAll(
                        "table shop.orders",
                        "no primary key",
                        "table.rules.<name>.unique-key",
                        "table.duplicate-key.on-delete: ignore");
    }

    private static List<Arguments> keys() {
        return List.of(
                key(DataTypes.BOOLEAN(), true, false),
                key(DataTypes.TINYINT(), (byte) 1, (byte) 2),
                key(DataTypes.SMALLINT(), (short) 1, (short) 2),
                key(DataTypes.INT(), 1, 2),
                key(DataTypes.BIGINT(), 1L, 1L << 32 | 1L),
                key(DataTypes.FLOAT(), 1.5f, 1.25f),
                key(DataTypes.DOUBLE(), 1.5, 1.25),
                key(DataTypes.DATE(), 19_782, 19_783),
                key(DataTypes.TIME(3), -45_296_789, 45_296_789),
                key(DataTypes.CHAR(3), text("abc"), text("abd")),
                key(DataTypes.STRING(), text("x".repeat(40)), text("x".repeat(39) + "y")),
                key(DataTypes.BINARY(2), new byte[] {1, 2}, new byte[] {1, 3}),
                key(DataTypes.BYTES(), new byte[] {0}, new byte[] {0, 0}),
                key(DataTypes.DECIMAL(20, 0), decimal("1"), decimal("18446744073709551615")),
                key(DataTypes.TIMESTAMP(6), timestamp(1), timestamp(2)),
                key(DataTypes.TIMESTAMP_LTZ(6), localZoned(1), localZoned(2)));
    }

    private static Arguments key(DataType type, Object one, Object other) {
        Named<DataType> named = named(type.asSummaryString(), type.notNull());
        return Arguments.of(named, one, other);
    }

    private static BinaryStringData text(String text) {
        return BinaryStringData.fromString(text);
    }

    private static DecimalData decimal(String text) {
        return DecimalData.fromBigDecimal(new BigDecimal(text), 20, 0);
    }

    private static TimestampData timestamp(int micros) {
        return TimestampData.fromLocalDateTime(
                LocalDateTime.of(2024, 2, 29, 23, 59, 59, micros * 1000));
    }

    private static LocalZonedTimestampData localZoned(int micros) {
        return LocalZonedTimestampData.fromInstant(
                LocalDateTime.of(2024, 2, 29, 23, 59, 59, micros * 1000).toInstant(ZoneOffset.UTC));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void noticesThatAKeyMoved(DataType type, Object one, Object other) throws Exception {
        Schema schema =
                Schema.newBuilder()
                        .physicalColumn("v", DataTypes.INT())
                        .physicalColumn("k", type)
                        .primaryKey("k")
                        .build();
        RecordData before = record(schema, 1, one);

        assertThat(rowsOfUpdate(schema, before, record(schema, 2, one))).isEqualTo(1);
        assertThat(rowsOfUpdate(schema, before, record(schema, 2, other))).isEqualTo(2);
    }

    private static long rowsOfUpdate(Schema schema, RecordData before, RecordData after)
            throws Exception {
        return serialize(schema, DataChangeEvent.updateEvent(ID, before, after)).lines().count();
    }

    @Test
    void deletesBeforeItUpsertsWhereThePrimaryKeyIsNotAmongTheColumns() throws Exception {
        Schema renamedBehindItsKey =
                Schema.newBuilder()
                        .physicalColumn("order_id", DataTypes.INT().notNull())
                        .primaryKey("id")
                        .build();
        RecordData row = record(renamedBehindItsKey, 1);

        assertThat(rowsOfUpdate(renamedBehindItsKey, row, row)).isEqualTo(2);
    }

    @Test
    void writesNullIntoColumnsThatTheSourceDeclaresNotNull() throws Exception {
        assertThat(serialize(SCHEMA, DataChangeEvent.insertEvent(ID, order(1, "north", null))))
                .isEqualTo("{\"id\":1,\"region\":\"north\",\"__op\":0}\n");
    }

    @Test
    void refusesARowWithoutAKey() {
        assertThatThrownBy(
                        () ->
                                serialize(
                                        SCHEMA,
                                        DataChangeEvent.insertEvent(ID, order(4711, null, 20L))))
                .isInstanceOf(RowNotWritableException.class)
                .hasMessageContaining("shop.orders")
                .hasMessageContaining("region")
                .hasMessageNotContaining("4711");
    }

    @Test
    void refusesARecordOfAnotherSchema() {
        Schema other = Schema.newBuilder().physicalColumn("id", DataTypes.INT()).build();
        RowSerializer serializer = serializer(SCHEMA);
        RowBuffer buffer = new RowBuffer(new PagePool(1 << 16, 1024));

        assertThatThrownBy(
                        () ->
                                serializer.write(
                                        record(other, 4711),
                                        RowOp.UPSERT,
                                        serializer.format().newWriter(buffer)))
                .isInstanceOf(RowNotWritableException.class)
                .hasMessageContaining("shop.orders")
                .hasMessageContaining("1 fields")
                .hasMessageContaining("3 columns");
    }

    @Test
    void namesTableAndColumnButNoValueWhenAFieldCannotBeWritten() {
        Schema schema =
                Schema.newBuilder()
                        .physicalColumn("id", DataTypes.INT().notNull())
                        .physicalColumn("ratio", DataTypes.DOUBLE())
                        .primaryKey("id")
                        .build();

        assertThatThrownBy(
                        () ->
                                serialize(
                                        schema,
                                        DataChangeEvent.insertEvent(
                                                ID, record(schema, 4711, Double.NaN))))
                .isInstanceOf(RowNotWritableException.class)
                .hasNoCause()
                .hasMessageContaining("ratio")
                .hasMessageContaining("shop.orders")
                .hasMessageContaining("DOUBLE")
                .hasMessageNotContaining("4711");
    }

    private static final Schema WITH_RATIO =
            Schema.newBuilder()
                    .physicalColumn("id", DataTypes.INT().notNull())
                    .physicalColumn("ratio", DataTypes.DOUBLE().notNull())
                    .physicalColumn("day", DataTypes.DATE())
                    .physicalColumn("amount", DataTypes.BIGINT())
                    .primaryKey("id")
                    .build();

    @Test
    void writesNullForValuesThatTheColumnCannotHoldIfTheUserWantsIt() throws Exception {
        RowSerializer serializer = serializer(WITH_RATIO, OutOfRange.STORE_NULL);
        RecordData row = record(WITH_RATIO, 1, Double.NaN, Integer.MAX_VALUE, 7L);

        assertThat(serialize(serializer, DataChangeEvent.insertEvent(ID, row)))
                .isEqualTo("{\"id\":1,\"amount\":7,\"__op\":0}\n");
        assertThat(serialize(serializer, DataChangeEvent.deleteEvent(ID, row)))
                .isEqualTo("{\"id\":1,\"amount\":7,\"__op\":1}\n");
    }

    @Test
    void writesThatNullInCsvToo() throws Exception {
        RowSerializer serializer = serializer(WITH_RATIO, OutOfRange.STORE_NULL);
        RowBuffer buffer = new RowBuffer(new PagePool(1 << 16, 1024));
        LoadFormat csv =
                FormatChoice.csv(Delimiter.parse(","), Delimiter.parse("|"))
                        .formatOf(serializer.format().columns());
        RecordData row = record(WITH_RATIO, 1, Double.NaN, Integer.MAX_VALUE, 7L);

        int lostValues = serializer.write(row, RowOp.UPSERT, csv.newWriter(buffer));

        assertThat(lostValues).isEqualTo(2);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        buffer.seal().writeTo(bytes);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).startsWith("1,\\N,\\N,7,");
    }

    @Test
    void neverWritesNullIntoAKey() {
        Schema schema =
                Schema.newBuilder()
                        .physicalColumn("day", DataTypes.DATE().notNull())
                        .physicalColumn("ratio", DataTypes.DOUBLE())
                        .primaryKey("day")
                        .build();

        assertThatThrownBy(
                        () ->
                                serialize(
                                        serializer(schema, OutOfRange.STORE_NULL),
                                        DataChangeEvent.insertEvent(
                                                ID, record(schema, Integer.MAX_VALUE, 1.5))))
                .isInstanceOf(RowNotWritableException.class)
                .hasMessageContainingAll("Column day", "shop.orders", "9999-12-31");
    }
}
