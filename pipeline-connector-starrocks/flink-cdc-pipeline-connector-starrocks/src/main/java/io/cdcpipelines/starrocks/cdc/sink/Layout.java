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

import io.cdcpipelines.starrocks.cdc.serializer.RowNotWritableException;
import io.cdcpipelines.starrocks.cdc.serializer.RowSerializer;
import io.cdcpipelines.starrocks.core.buffer.PoolExhaustedException;
import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import io.cdcpipelines.starrocks.core.format.LoadFormat;
import io.cdcpipelines.starrocks.core.format.NotRepresentableException;
import io.cdcpipelines.starrocks.core.format.RowOp;
import io.cdcpipelines.starrocks.core.format.RowWriter;
import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.schema.Schema;

/**
 * How records of one table are read and written under one schema and in one format. Confined to the
 * mailbox thread.
 */
final class Layout {
    private final Schema schema;
    private final RowSerializer serializer;
    private final RowForm form;
    private final RowWriter rows;

    Layout(Schema schema, RowSerializer serializer, LoadFormat format, RowBuffer buffer) {
        this.schema = schema;
        this.serializer = serializer;
        this.form = new RowForm(format, serializer.keyColumns());
        this.rows = format.newWriter(buffer);
    }

    /** The same with JSON, which carries any row. */
    Layout asJson(RowBuffer buffer) {
        return new Layout(schema, serializer, serializer.format(), buffer);
    }

    Schema schema() {
        return schema;
    }

    RowSerializer serializer() {
        return serializer;
    }

    /** How the rows travel. */
    RowForm form() {
        return form;
    }

    /**
     * Writes a row; if that throws, the caller rolls the row back.
     *
     * @return how many of its values became NULL because their columns cannot hold them
     * @throws PoolExhaustedException if the row does not fit now
     * @throws NotRepresentableException if only {@link #asJson} can write it
     * @throws RowNotWritableException if it can never be written
     */
    int write(RecordData record, RowOp op) throws RowNotWritableException {
        return serializer.write(record, op, rows);
    }
}
