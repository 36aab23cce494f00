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
import io.cdcpipelines.starrocks.core.format.ShortestDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.flink.cdc.common.data.binary.BinaryRecordData;

/** The wire forms of text and bytes, and of keys that have to become text. */
final class TextFields {
    /** The longest text of a number, and one byte to spare. */
    static final int FLOATING_POINT_WIDTH = ShortestDecimal.MAX_BYTES + 1;

    private static final byte[] HEX_DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    static final FieldWriter TEXT =
            (row, pos, out) -> {
                if (InPlace.canRead(row)) {
                    BinaryRecordData record = (BinaryRecordData) row;
                    long slot = record.getLong(pos);
                    out.writeText(
                            InPlace.array(record),
                            InPlace.start(record, pos, slot),
                            InPlace.length(slot));
                } else {
                    writeText(row.getString(pos).toBytes(), out);
                }
            };

    static final FieldWriter BYTES =
            (row, pos, out) -> {
                if (InPlace.canRead(row)) {
                    BinaryRecordData record = (BinaryRecordData) row;
                    long slot = record.getLong(pos);
                    out.writeBinary(
                            InPlace.array(record),
                            InPlace.start(record, pos, slot),
                            InPlace.length(slot));
                } else {
                    byte[] bytes = row.getBinary(pos);
                    out.writeBinary(bytes, 0, bytes.length);
                }
            };

    static final FieldWriter HEX = (row, pos, out) -> writeText(hex(row.getBinary(pos)), out);

    /**
     * Both zeros are one key. The text comes from no method of Java's, because theirs changed with
     * Java 19, and one number must stay one key when a job moves there.
     */
    static final FieldWriter FLOAT =
            (row, pos, out) -> {
                float value = row.getFloat(pos) + 0.0f;
                if (Float.isFinite(value)) {
                    writeText(ShortestDecimal.text(value), out);
                } else {
                    writeText(Float.toString(value), out);
                }
            };

    /** As {@link #FLOAT}. */
    static final FieldWriter DOUBLE =
            (row, pos, out) -> {
                double value = row.getDouble(pos) + 0.0;
                if (Double.isFinite(value)) {
                    writeText(ShortestDecimal.text(value), out);
                } else {
                    writeText(Double.toString(value), out);
                }
            };

    private TextFields() {}

    static void writeText(String text, RowWriter out) {
        writeText(text.getBytes(StandardCharsets.UTF_8), out);
    }

    private static void writeText(byte[] utf8, RowWriter out) {
        out.writeText(utf8, 0, utf8.length);
    }

    private static byte[] hex(byte[] bytes) {
        byte[] hex = new byte[2 * bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            hex[2 * i] = HEX_DIGITS[bytes[i] >> 4 & 0xf];
            hex[2 * i + 1] = HEX_DIGITS[bytes[i] & 0xf];
        }
        return hex;
    }
}
