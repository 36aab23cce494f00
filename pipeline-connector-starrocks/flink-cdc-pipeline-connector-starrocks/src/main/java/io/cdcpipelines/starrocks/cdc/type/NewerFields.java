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

import io.cdcpipelines.starrocks.core.format.RowWriter;
import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.types.DataType;

/**
 * The wire form of types that the oldest framework does not have: the text of what the framework
 * that runs reads from the record. Names none of their classes, which do not exist everywhere. The
 * text of a VARIANT is its JSON. Used by one thread.
 */
final class NewerFields implements FieldWriter {
    private final DataType type;

    private int position = -1;
    private RecordData.FieldGetter getter;

    NewerFields(DataType type) {
        this.type = type;
    }

    @Override
    public void write(RecordData row, int pos, RowWriter out) {
        if (pos != position) {
            getter = RecordData.createFieldGetter(type, pos);
            position = pos;
        }
        TextFields.writeText(getter.getFieldOrNull(row).toString(), out);
    }
}
