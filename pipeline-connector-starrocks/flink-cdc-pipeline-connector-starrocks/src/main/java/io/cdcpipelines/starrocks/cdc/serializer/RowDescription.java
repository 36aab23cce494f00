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

import io.cdcpipelines.starrocks.cdc.type.FieldWriter;
import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import io.cdcpipelines.starrocks.core.format.LoadFormat;
import io.cdcpipelines.starrocks.core.format.RowOp;
import io.cdcpipelines.starrocks.core.format.RowWriter;
import io.cdcpipelines.starrocks.core.format.SentRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypeChecks;

/**
 * Reads a row that cannot be written, for a human to look at: fields that can be written are as
 * StarRocks would get them, the others are text. Used by one thread, and rarely: it does the row's
 * work twice, in memory of its own.
 */
final class RowDescription {
    private static final long MAX_BYTES = 1L << 30;
    private static final int PAGE_BYTES = 32 << 10;

    private final List<Column> columns;
    private final FieldWriter[] fieldWriters;
    private final LoadFormat format;
    private final RowBuffer buffer = new RowBuffer(new PagePool(MAX_BYTES, PAGE_BYTES));
    private final RowWriter out;

    /**
     * @param format one that may leave fields out
     */
    RowDescription(List<Column> columns, FieldWriter[] fieldWriters, LoadFormat format) {
        this.columns = columns;
        this.fieldWriters = fieldWriters;
        this.format = format;
        this.out = format.newWriter(buffer);
    }

    SentRow of(RecordData record, RowOp op) {
        boolean[] isWritable = new boolean[fieldWriters.length];
        for (int i = 0; i < fieldWriters.length; i++) {
            isWritable[i] = !record.isNullAt(i) && isWritable(record, i);
        }
        SentRow row = written(record, isWritable).with(op);
        for (int i = 0; i < fieldWriters.length; i++) {
            if (!isWritable[i] && !record.isNullAt(i)) {
                row = row.with(format.columns().get(i).name(), text(record, i));
            }
        }
        return row;
    }

    private boolean isWritable(RecordData record, int position) {
        out.beginRow();
        try {
            write(record, position);
            return true;
        } catch (RuntimeException e) {
            return false;
        } finally {
            buffer.rollbackRow();
        }
    }

    private void write(RecordData record, int position) {
        out.field(position);
        fieldWriters[position].write(record, position, out);
    }

    private SentRow written(RecordData record, boolean[] isWritable) {
        out.beginRow();
        for (int i = 0; i < isWritable.length; i++) {
            if (isWritable[i]) {
                write(record, i);
            }
        }
        out.endRow(RowOp.UPSERT);
        Payload payload = buffer.seal();
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) payload.bytes());
            payload.writeTo(bytes);
            return format.read(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            payload.release();
        }
    }

    private String text(RecordData record, int position) {
        DataType type = columns.get(position).getType();
        try {
            return text(record, position, type);
        } catch (DateTimeException | ArithmeticException e) {
            return unreadable(type);
        }
    }

    private static String text(RecordData record, int position, DataType type) {
        switch (type.getTypeRoot()) {
            case FLOAT:
                return Float.toString(record.getFloat(position));
            case DOUBLE:
                return Double.toString(record.getDouble(position));
            case DATE:
                return LocalDate.ofEpochDay(record.getInt(position)).toString();
            case TIMESTAMP_WITHOUT_TIME_ZONE:
                return record.getTimestamp(position, DataTypeChecks.getPrecision(type)).toString();
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
                return record.getLocalZonedTimestampData(
                                position, DataTypeChecks.getPrecision(type))
                        .toString();
            case TIMESTAMP_WITH_TIME_ZONE:
                return record.getZonedTimestamp(position, DataTypeChecks.getPrecision(type))
                        .toString();
            default:
                return unreadable(type);
        }
    }

    private static String unreadable(DataType type) {
        return "a value of type " + type.asSummaryString() + " that cannot be written";
    }
}
