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
import org.apache.flink.cdc.common.data.binary.BinaryRecordData;

/** The wire forms of numbers and booleans. */
final class NumberFields {
    /** How many decimal digits always fit into a long. */
    static final int LONG_DIGITS = 18;

    private static final UnsupportedValueException NO_FLOAT = notFinite("FLOAT");
    private static final UnsupportedValueException NO_DOUBLE = notFinite("DOUBLE");

    /** Digits, which a column takes too that has become a number since. */
    static final FieldWriter BOOLEAN = (row, pos, out) -> out.writeInt(row.getBoolean(pos) ? 1 : 0);

    static final FieldWriter TINYINT = (row, pos, out) -> out.writeInt(row.getByte(pos));
    static final FieldWriter SMALLINT = (row, pos, out) -> out.writeInt(row.getShort(pos));
    static final FieldWriter INT = (row, pos, out) -> out.writeInt(row.getInt(pos));
    static final FieldWriter BIGINT = (row, pos, out) -> out.writeLong(row.getLong(pos));

    static final FieldWriter FLOAT =
            (row, pos, out) -> {
                float value = row.getFloat(pos);
                requireFinite(Float.isFinite(value), NO_FLOAT);
                out.writeFloat(value);
            };

    static final FieldWriter DOUBLE =
            (row, pos, out) -> {
                double value = row.getDouble(pos);
                requireFinite(Double.isFinite(value), NO_DOUBLE);
                out.writeDouble(value);
            };

    private NumberFields() {}

    /** Always with all digits of the scale, so that one number is one key. */
    static FieldWriter decimal(int precision, int scale) {
        if (precision <= LONG_DIGITS) {
            return (row, pos, out) ->
                    out.writeDecimal(unscaledLong(row, pos, precision, scale), scale);
        }
        return (row, pos, out) -> {
            if (InPlace.canRead(row)) {
                BinaryRecordData record = (BinaryRecordData) row;
                out.writeDecimal(
                        InPlace.upperHalf(record, pos), InPlace.lowerHalf(record, pos), scale);
            } else {
                out.writeDecimal(
                        row.getDecimal(pos, precision, scale).toBigDecimal().setScale(scale));
            }
        };
    }

    static FieldWriter decimalAsLong(int precision) {
        return (row, pos, out) -> out.writeLong(unscaledLong(row, pos, precision, 0));
    }

    private static long unscaledLong(RecordData row, int pos, int precision, int scale) {
        return InPlace.canRead(row)
                ? row.getLong(pos)
                : row.getDecimal(pos, precision, scale).toUnscaledLong();
    }

    private static void requireFinite(boolean finite, UnsupportedValueException otherwise) {
        if (!finite) {
            throw otherwise;
        }
    }

    /** StarRocks has no text for them that every version reads back as the same number. */
    private static UnsupportedValueException notFinite(String type) {
        return new UnsupportedValueException(
                "NaN and infinities cannot be stored in a "
                        + type
                        + " column; replace them in a transform");
    }
}
