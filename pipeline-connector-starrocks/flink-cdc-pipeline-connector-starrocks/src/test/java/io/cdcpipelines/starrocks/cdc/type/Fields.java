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

package io.cdcpipelines.starrocks.cdc.type;

import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import io.cdcpipelines.starrocks.core.format.FieldEncoding;
import io.cdcpipelines.starrocks.core.format.LoadColumn;
import io.cdcpipelines.starrocks.core.format.LoadFormat;
import io.cdcpipelines.starrocks.core.format.RowOp;
import io.cdcpipelines.starrocks.core.format.RowWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;

/** Writes single fields as a load would, for tests. */
final class Fields {
    private static final String PREFIX = "{\"c\":";
    private static final String SUFFIX = ",\"__op\":0}\n";

    private Fields() {}

    /** A record of one field, as the framework makes it. */
    static RecordData record(DataType type, Object value) {
        return new BinaryRecordDataGenerator(new DataType[] {type}).generate(new Object[] {value});
    }

    /** The JSON value that the first field of a record is loaded as. */
    static String json(ColumnMapping mapping, RecordData record) {
        return json(mapping, record, 0);
    }

    /** The JSON value that a field of a record is loaded as. */
    static String json(ColumnMapping mapping, RecordData record, int position) {
        try (PagePool pool = new PagePool(1 << 20, 1 << 12)) {
            RowBuffer buffer = new RowBuffer(pool);
            // The name of the field does not depend on its encoding here, so that it can be cut.
            RowWriter out =
                    LoadFormat.json(List.of(LoadColumn.of("c", FieldEncoding.PLAIN)))
                            .newWriter(buffer);
            out.beginRow();
            out.field(0);
            mapping.writer().write(record, position, out);
            out.endRow(RowOp.UPSERT);
            return value(text(buffer.seal()));
        }
    }

    private static String text(Payload payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            payload.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            payload.release();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String value(String row) {
        if (!row.startsWith(PREFIX) || !row.endsWith(SUFFIX)) {
            throw new AssertionError("Not a row of one field: " + row);
        }
        return row.substring(PREFIX.length(), row.length() - SUFFIX.length());
    }
}
