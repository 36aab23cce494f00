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

import com.sun.management.ThreadMXBean;
import io.cdcpipelines.starrocks.cdc.type.OutOfRange;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import io.cdcpipelines.starrocks.core.format.RowWriter;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.ZoneOffset;
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
import org.junit.jupiter.api.Test;

/** A row costs no objects, whether compiled or not: one per row would be 16 bytes at least. */
class RowAllocationTest {
    private static final int ROWS = 100_000;
    private static final TableId TABLE = TableId.tableId("shop", "orders");
    private static final Schema SCHEMA =
            Schema.newBuilder()
                    .physicalColumn("id", DataTypes.BIGINT().notNull())
                    .physicalColumn("code", DataTypes.VARCHAR(20).notNull())
                    .physicalColumn("at", DataTypes.TIMESTAMP(6).notNull())
                    .physicalColumn("price", DataTypes.DECIMAL(12, 2).notNull())
                    .physicalColumn("tag", DataTypes.VARBINARY(4))
                    .physicalColumn("total", DataTypes.DECIMAL(38, 10))
                    .physicalColumn("seen", DataTypes.TIMESTAMP_LTZ(3))
                    .physicalColumn("day", DataTypes.DATE())
                    .physicalColumn("weight", DataTypes.DOUBLE())
                    .physicalColumn("paid", DataTypes.BOOLEAN())
                    .physicalColumn("comment", DataTypes.STRING())
                    .physicalColumn("nothing", DataTypes.INT())
                    .primaryKey("id", "code", "at", "price")
                    .build();

    private static RecordData order(double weight) {
        DataType[] types = SCHEMA.getColumnDataTypes().toArray(new DataType[0]);
        return new BinaryRecordDataGenerator(types)
                .generate(
                        new Object[] {
                            4711L,
                            BinaryStringData.fromString("ABC-1234567"),
                            TimestampData.fromMillis(1_700_000_000_123L, 456_000),
                            DecimalData.fromUnscaledLong(1_234_567L, 12, 2),
                            new byte[] {1, 2, 3},
                            DecimalData.fromBigDecimal(
                                    new BigDecimal("-1234567890123456789.0123456789"), 38, 10),
                            LocalZonedTimestampData.fromEpochMillis(1_700_000_000_123L),
                            19_782,
                            weight,
                            true,
                            BinaryStringData.fromString(
                                    "\u5217 \"quoted\"\n\ud83d\ude00 and plain"),
                            null
                        });
    }

    @Test
    void makesNoObjectsPerRow() throws Exception {
        assertThat(bytesPerChange(order(1.25), order(0.1))).isLessThan(16);
    }

    @Test
    void makesNoObjectsForValuesThatAreStoredAsNull() throws Exception {
        assertThat(bytesPerChange(order(Double.NaN), order(Double.NEGATIVE_INFINITY)))
                .isLessThan(16);
    }

    private static long bytesPerChange(RecordData before, RecordData after) throws Exception {
        RowSerializer serializer =
                new RowSerializer(
                        TablePath.of("shop", "orders"),
                        SCHEMA,
                        new TypeMappings(ZoneOffset.ofHours(2), 4, OutOfRange.STORE_NULL));
        RowBuffer buffer = new RowBuffer(new PagePool(1 << 20, 32 << 10));
        RowWriter rows = serializer.format().newWriter(buffer);
        RowSerializer.RowConsumer write = (row, op) -> serializer.write(row, op, rows);
        DataChangeEvent update = DataChangeEvent.updateEvent(TABLE, before, after);
        write(100, serializer, update, write, buffer);

        long allocated = allocatedBytes();
        write(ROWS, serializer, update, write, buffer);

        return (allocatedBytes() - allocated) / ROWS;
    }

    private static void write(
            int count,
            RowSerializer serializer,
            DataChangeEvent event,
            RowSerializer.RowConsumer rows,
            RowBuffer buffer)
            throws Exception {
        for (int i = 0; i < count; i++) {
            serializer.split(event, rows);
            if (buffer.bytes() > 1 << 19) {
                buffer.discard();
            }
        }
    }

    private static long allocatedBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
