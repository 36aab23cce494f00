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
import java.nio.charset.StandardCharsets;
import org.apache.flink.cdc.common.data.StringData;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.core.memory.MemorySegment;

/** The wire forms of text and bytes, and of keys that have to become text. */
final class TextFields {
    /** {@code -2.2250738585072014E-308}, rounded up. */
    static final int FLOATING_POINT_WIDTH = 26;

    private static final byte[] HEX_DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    static final FieldWriter TEXT = (row, pos, out) -> writeText(row.getString(pos), out);

    static final FieldWriter BYTES =
            (row, pos, out) -> {
                byte[] bytes = row.getBinary(pos);
                out.writeBinary(bytes, 0, bytes.length);
            };

    static final FieldWriter HEX =
            (row, pos, out) -> {
                byte[] hex = hex(row.getBinary(pos));
                out.writeText(hex, 0, hex.length);
            };

    /** Both zeros are one key. */
    static final FieldWriter FLOAT =
            (row, pos, out) -> writeText(Float.toString(row.getFloat(pos) + 0.0f), out);

    /** Both zeros are one key. */
    static final FieldWriter DOUBLE =
            (row, pos, out) -> writeText(Double.toString(row.getDouble(pos) + 0.0), out);

    private TextFields() {}

    /** Always with all digits of the scale, so that one number is one key. */
    static FieldWriter decimal(int precision, int scale) {
        return (row, pos, out) ->
                writeText(
                        row.getDecimal(pos, precision, scale)
                                .toBigDecimal()
                                .setScale(scale)
                                .toPlainString(),
                        out);
    }

    static void writeText(String text, RowWriter out) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeText(utf8, 0, utf8.length);
    }

    /** Hands the record's own bytes on where they lie in one array, else a copy. */
    private static void writeText(StringData text, RowWriter out) {
        if (text instanceof BinaryStringData) {
            BinaryStringData binary = (BinaryStringData) text;
            binary.ensureMaterialized();
            MemorySegment[] segments = binary.getSegments();
            if (segments.length == 1 && !segments[0].isOffHeap()) {
                out.writeText(segments[0].getArray(), binary.getOffset(), binary.getSizeInBytes());
                return;
            }
        }
        byte[] utf8 = text.toBytes();
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
