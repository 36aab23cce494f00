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

import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.data.StringData;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.types.ArrayType;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypeRoot;
import org.apache.flink.cdc.common.types.MapType;
import org.apache.flink.cdc.common.types.RowType;

/** The wire forms of arrays, maps and rows: text, JSON where the record really is nested. */
final class NestedFields {
    /** An array begins with its size as four little-endian bytes, followed by its null bits. */
    private static final int MIN_ARRAY_BYTES = 8;

    private NestedFields() {}

    /**
     * A MySQL SET is announced as an array of strings while its record holds one string, the
     * members with commas between them.
     */
    static FieldWriter array(ArrayType type) {
        if (!isCharacter(type.getElementType())) {
            return (row, pos, out) ->
                    TextFields.writeText(NestedJson.array(row.getArray(pos), type), out);
        }
        return (row, pos, out) -> {
            if (holdsArray(row, pos)) {
                TextFields.writeText(NestedJson.array(row.getArray(pos), type), out);
            } else {
                TextFields.TEXT.write(row, pos, out);
            }
        };
    }

    static FieldWriter map(MapType type) {
        return (row, pos, out) -> TextFields.writeText(NestedJson.map(row.getMap(pos), type), out);
    }

    static FieldWriter row(RowType type) {
        return (row, pos, out) ->
                TextFields.writeText(
                        NestedJson.row(row.getRow(pos, type.getFieldCount()), type), out);
    }

    private static boolean isCharacter(DataType type) {
        return type.getTypeRoot() == DataTypeRoot.VARCHAR
                || type.getTypeRoot() == DataTypeRoot.CHAR;
    }

    /** No set of names has a NUL as its fourth byte, and no array has so many elements. */
    private static boolean holdsArray(RecordData row, int pos) {
        StringData text = row.getString(pos);
        if (!(text instanceof BinaryStringData)) {
            return false;
        }
        BinaryStringData bytes = (BinaryStringData) text;
        bytes.ensureMaterialized();
        return bytes.getSizeInBytes() >= MIN_ARRAY_BYTES && bytes.byteAt(3) == 0;
    }
}
