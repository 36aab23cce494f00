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

package io.cdcpipelines.starrocks.core.format;

import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes rows as JSON objects, one per line, straight into the pages of a buffer: compact, keys in
 * constant order, {@code __op} last. Used by one thread.
 *
 * <p>Decimals travel as strings: a JSON parser may round a number, but hands on a string as it is.
 * Text that is not valid UTF-8 arrives with U+FFFD in the place of each malformed sequence, since
 * StarRocks refuses a whole load for one stray byte.
 */
final class JsonRowWriter implements RowWriter {
    private static final int LONGEST_TOKEN = 32;

    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] NULL = ascii("null");
    private static final byte[] OP_IN_A_ROW = ascii(",\"__op\":");
    private static final byte[] OP_ALONE = ascii("{\"__op\":");

    private final RowBuffer buffer;
    private final TextEscaper text;
    private final byte[][] firstPrefixes;
    private final byte[][] prefixes;
    private boolean hasField;

    JsonRowWriter(List<String> keys, RowBuffer buffer) {
        this.buffer = buffer;
        this.text = new TextEscaper(buffer);
        this.firstPrefixes = new byte[keys.size()][];
        this.prefixes = new byte[keys.size()][];
        for (int i = 0; i < keys.size(); i++) {
            byte[] prefix = prefixOf(keys.get(i));
            prefixes[i] = prefix;
            firstPrefixes[i] = prefix.clone();
            firstPrefixes[i][0] = '{';
        }
    }

    private static byte[] prefixOf(String key) {
        return (',' + JsonText.quoted(key) + ':').getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void beginRow() {
        buffer.beginRow();
        hasField = false;
    }

    @Override
    public void field(int column) {
        byte[] prefix = hasField ? prefixes[column] : firstPrefixes[column];
        hasField = true;
        buffer.write(prefix, 0, prefix.length);
    }

    @Override
    public void writeNull() {
        buffer.write(NULL, 0, NULL.length);
    }

    @Override
    public void writeBoolean(boolean value) {
        byte[] literal = value ? TRUE : FALSE;
        buffer.write(literal, 0, literal.length);
    }

    @Override
    public void writeInt(int value) {
        writeLong(value);
    }

    @Override
    public void writeLong(long value) {
        buffer.reserve(LONGEST_TOKEN);
        buffer.advanceTo(Digits.putLong(buffer.page(), buffer.position(), value));
    }

    @Override
    public void writeFloat(float value) {
        requireFinite(Float.isFinite(value));
        buffer.reserve(LONGEST_TOKEN);
        buffer.advanceTo(ShortestDecimal.putFloat(buffer.page(), buffer.position(), value));
    }

    @Override
    public void writeDouble(double value) {
        requireFinite(Double.isFinite(value));
        buffer.reserve(LONGEST_TOKEN);
        buffer.advanceTo(ShortestDecimal.putDouble(buffer.page(), buffer.position(), value));
    }

    private static void requireFinite(boolean isFinite) {
        if (!isFinite) {
            throw new IllegalArgumentException(
                    "NaN and infinity cannot be stored: neither JSON nor StarRocks has them");
        }
    }

    @Override
    public void writeDecimal(BigDecimal value) {
        String digits = value.toPlainString();
        writeQuote();
        for (int i = 0; i < digits.length(); i++) {
            buffer.reserve(1);
            int at = buffer.position();
            buffer.page()[at] = (byte) digits.charAt(i);
            buffer.advanceTo(at + 1);
        }
        writeQuote();
    }

    @Override
    public void writeDecimal(long unscaled, int scale) {
        buffer.reserve(LONGEST_TOKEN);
        byte[] page = buffer.page();
        int at = buffer.position();
        page[at++] = '"';
        at = Digits.putDecimal(page, at, unscaled, scale);
        page[at++] = '"';
        buffer.advanceTo(at);
    }

    @Override
    public void writeText(byte[] utf8, int offset, int length) {
        writeQuote();
        text.write(utf8, offset, length);
        writeQuote();
    }

    private void writeQuote() {
        buffer.reserve(1);
        int at = buffer.position();
        buffer.page()[at] = '"';
        buffer.advanceTo(at + 1);
    }

    @Override
    public void writeBinary(byte[] bytes, int offset, int length) {
        writeQuote();
        Base64Text.write(bytes, offset, length, buffer);
        writeQuote();
    }

    @Override
    public void writeDate(int epochDay) {
        buffer.reserve(LONGEST_TOKEN);
        byte[] page = buffer.page();
        int at = buffer.position();
        page[at++] = '"';
        at = CalendarText.putDate(page, at, epochDay);
        page[at++] = '"';
        buffer.advanceTo(at);
    }

    @Override
    public void writeDateTime(long epochSecond, int micros) {
        buffer.reserve(LONGEST_TOKEN);
        byte[] page = buffer.page();
        int at = buffer.position();
        page[at++] = '"';
        at = CalendarText.putDateTime(page, at, epochSecond, micros);
        page[at++] = '"';
        buffer.advanceTo(at);
    }

    @Override
    public void writeTime(long millis, int fractionDigits) {
        buffer.reserve(LONGEST_TOKEN);
        byte[] page = buffer.page();
        int at = buffer.position();
        page[at++] = '"';
        at = CalendarText.putTime(page, at, millis, fractionDigits);
        page[at++] = '"';
        buffer.advanceTo(at);
    }

    @Override
    public void endRow(RowOp op) {
        byte[] prefix = hasField ? OP_IN_A_ROW : OP_ALONE;
        buffer.write(prefix, 0, prefix.length);
        buffer.reserve(3);
        byte[] page = buffer.page();
        int at = buffer.position();
        page[at++] = op.code();
        page[at++] = '}';
        page[at++] = '\n';
        buffer.advanceTo(at);
        if (op == RowOp.DELETE) {
            buffer.endDelete();
        } else {
            buffer.endUpsert();
        }
    }
}
