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

import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import io.cdcpipelines.starrocks.core.format.RowOp;
import io.cdcpipelines.starrocks.core.format.RowWriter;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.data.binary.BinaryRecordData;
import org.apache.flink.cdc.common.data.binary.BinarySegmentUtils;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypeRoot;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random tables and changes, each in every form in which a record may lie in memory: the bytes have
 * to be those of {@link ObviousEncoder}. A failure names the seed that repeats it.
 */
class EncoderOracleTest {
    private static final TableId TABLE = TableId.tableId("shop", "any");
    private static final int TABLES = Integer.getInteger("encoder-oracle.tables", 250);
    private static final int CHANGES_PER_TABLE = 20;
    private static final int[] PAGE_BYTES = {128, 131, 200, 1 << 10, 32 << 10};
    private static final String[] ZONES = {"UTC", "Europe/Berlin", "Asia/Kathmandu"};

    /** How the fields of a record lie in memory. */
    private enum Form {
        ONE_SEGMENT {
            @Override
            RecordData of(DataType[] types, Object[] fields) {
                return new BinaryRecordDataGenerator(types).generate(fields);
            }
        },
        BEHIND_OTHER_BYTES {
            @Override
            RecordData of(DataType[] types, Object[] fields) {
                byte[] bytes = bytes(types, fields);
                byte[] moved = new byte[bytes.length + 24];
                System.arraycopy(bytes, 0, moved, 13, bytes.length);
                return record(types, 13, bytes.length, MemorySegmentFactory.wrap(moved));
            }
        },
        OFF_HEAP {
            @Override
            RecordData of(DataType[] types, Object[] fields) {
                byte[] bytes = bytes(types, fields);
                MemorySegment segment =
                        MemorySegmentFactory.allocateUnpooledOffHeapMemory(bytes.length);
                segment.put(0, bytes);
                return record(types, 0, bytes.length, segment);
            }
        },
        SEVERAL_SEGMENTS {
            @Override
            RecordData of(DataType[] types, Object[] fields) {
                byte[] bytes = bytes(types, fields);
                // The framework reads the fixed part from the first segment alone.
                int segmentBytes = new BinaryRecordData(types.length).getFixedLengthPartSize();
                int count = (bytes.length + segmentBytes - 1) / segmentBytes;
                MemorySegment[] segments = new MemorySegment[count];
                for (int i = 0; i < count; i++) {
                    byte[] part = new byte[segmentBytes];
                    int from = i * segmentBytes;
                    int length = Math.min(segmentBytes, bytes.length - from);
                    System.arraycopy(bytes, from, part, 0, length);
                    segments[i] = MemorySegmentFactory.wrap(part);
                }
                return record(types, 0, bytes.length, segments);
            }
        },
        /** As later frameworks have them; what a record has to implement differs by version. */
        OBJECTS {
            @Override
            RecordData of(DataType[] types, Object[] fields) {
                return (RecordData)
                        Proxy.newProxyInstance(
                                RecordData.class.getClassLoader(),
                                new Class<?>[] {RecordData.class},
                                (proxy, method, arguments) ->
                                        answer(fields, method.getName(), arguments));
            }
        };

        private static Object answer(Object[] fields, String question, Object[] arguments) {
            if (question.equals("getArity")) {
                return fields.length;
            }
            Object field = fields[(int) arguments[0]];
            return question.equals("isNullAt") ? (Object) (field == null) : field;
        }

        abstract RecordData of(DataType[] types, Object[] fields);

        private static byte[] bytes(DataType[] types, Object[] fields) {
            BinaryRecordData record = new BinaryRecordDataGenerator(types).generate(fields);
            return BinarySegmentUtils.copyToBytes(
                    record.getSegments(), record.getOffset(), record.getSizeInBytes());
        }

        private static RecordData record(
                DataType[] types, int offset, int length, MemorySegment... segments) {
            BinaryRecordData record = new BinaryRecordData(types.length);
            record.pointTo(segments, offset, length);
            return record;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void writesWhatTheObviousEncoderWrites(long seed) throws Exception {
        Random random = new Random(seed);
        for (int table = 0; table < TABLES; table++) {
            compareOneTable(random, "seed " + seed + ", table " + table);
        }
    }

    private static void compareOneTable(Random random, String name) throws Exception {
        RandomValues values = new RandomValues(random);
        Schema schema = schema(random, values);
        DataType[] types = schema.getColumnDataTypes().toArray(new DataType[0]);
        ZoneId zone = ZoneId.of(ZONES[random.nextInt(ZONES.length)]);
        RowSerializer serializer =
                new RowSerializer(TablePath.of("shop", "any"), schema, new TypeMappings(zone, 4));
        ObviousEncoder oracle = new ObviousEncoder(schema, zone);
        RowBuffer buffer =
                new RowBuffer(new PagePool(1 << 24, PAGE_BYTES[random.nextInt(PAGE_BYTES.length)]));
        RowWriter out = serializer.format().newWriter(buffer);
        for (int change = 0; change < CHANGES_PER_TABLE; change++) {
            Object[] before = fields(random, values, schema);
            Object[] after = random.nextBoolean() ? before.clone() : fields(random, values, schema);
            after[types.length - 1] = fields(random, values, schema)[types.length - 1];
            int op = random.nextInt(3);
            for (Form form : Form.values()) {
                DataChangeEvent event = event(op, form.of(types, before), form.of(types, after));
                serializer.split(event, (row, rowOp) -> serializer.write(row, rowOp, out));
                String written = text(contents(buffer));
                String expected = text(expected(oracle, schema, event));
                int from = Math.max(0, firstDifference(written, expected) - 80);
                assertThat(written.substring(Math.min(from, written.length())))
                        .as("%s, change %d, %s", name, change, form)
                        .isEqualTo(expected.substring(Math.min(from, expected.length())));
            }
        }
    }

    private static Schema schema(Random random, RandomValues values) {
        int columns = 1 + random.nextInt(random.nextInt(10) == 0 ? 80 : 10);
        Schema.Builder schema = Schema.newBuilder();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            String column = columnName(random, i);
            schema.physicalColumn(column, values.type());
            if (i == 0 || random.nextInt(5) == 0) {
                keys.add(column);
            }
        }
        return schema.primaryKey(keys).build();
    }

    private static String columnName(Random random, int position) {
        String[] beginnings = {
            "c", "a_rather_long_name_of_a_column_", "\u5217", "say \"hi\" ", "x".repeat(150)
        };
        return beginnings[random.nextInt(beginnings.length)] + position;
    }

    private static Object[] fields(Random random, RandomValues values, Schema schema) {
        Object[] fields = new Object[schema.getColumnCount()];
        int nullsInTen = random.nextInt(11);
        for (int i = 0; i < fields.length; i++) {
            boolean isKey = schema.primaryKeys().contains(schema.getColumnNames().get(i));
            if (isKey || random.nextInt(10) >= nullsInTen) {
                fields[i] = values.value(schema.getColumnDataTypes().get(i));
            }
        }
        return fields;
    }

    private static DataChangeEvent event(int op, RecordData before, RecordData after) {
        switch (op) {
            case 0:
                return DataChangeEvent.insertEvent(TABLE, after);
            case 1:
                return DataChangeEvent.deleteEvent(TABLE, before);
            default:
                return DataChangeEvent.updateEvent(TABLE, before, after);
        }
    }

    private static byte[] expected(ObviousEncoder oracle, Schema schema, DataChangeEvent event)
            throws IOException {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        boolean isMoved =
                event.before() != null
                        && event.after() != null
                        && !keyOf(schema, event.before()).equals(keyOf(schema, event.after()));
        if (event.before() != null && (event.after() == null || isMoved)) {
            rows.write(oracle.encode(event.before(), RowOp.DELETE));
        }
        if (event.after() != null) {
            rows.write(oracle.encode(event.after(), RowOp.UPSERT));
        }
        return rows.toByteArray();
    }

    private static List<Object> keyOf(Schema schema, RecordData row) {
        List<Object> key = new ArrayList<>();
        for (int i = 0; i < schema.getColumnCount(); i++) {
            if (schema.primaryKeys().contains(schema.getColumnNames().get(i))) {
                DataType type = schema.getColumnDataTypes().get(i).notNull();
                if (type.getTypeRoot() == DataTypeRoot.TIMESTAMP_WITH_TIME_ZONE) {
                    // Not compared, and so taken for changed.
                    return List.of(new Object());
                }
                Object value = keyField(type, i, row);
                key.add(
                        value instanceof byte[]
                                ? text((byte[]) value)
                                : Objects.requireNonNull(value));
            }
        }
        return key;
    }

    private static Object keyField(DataType type, int position, RecordData row) {
        switch (type.getTypeRoot()) {
            case DATE:
            case TIME_WITHOUT_TIME_ZONE:
                // From 3.5 on the framework's getter asks for classes that no version before has.
                return row.getInt(position);
            default:
                return RecordData.createFieldGetter(type, position).getFieldOrNull(row);
        }
    }

    private static byte[] contents(RowBuffer buffer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Payload payload = buffer.seal();
        payload.writeTo(bytes);
        payload.release();
        return bytes.toByteArray();
    }

    private static int firstDifference(String one, String other) {
        return Arrays.mismatch(one.toCharArray(), other.toCharArray());
    }

    /** One character per byte, so that a difference of any byte is seen and can be read. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
