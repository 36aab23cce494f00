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
 * constant order, without those of NULL fields, {@code __op} last where it is sent. Used by one
 * thread.
 *
 * <p>Decimals travel as strings: a JSON parser may round a number, but hands on a string as it is.
 * Text that is not valid UTF-8 arrives with U+FFFD in the place of each malformed sequence, since
 * StarRocks refuses a whole load for one stray byte.
 *
 * <p>A key and its value are written after one check for room. Constant text is stored in words of
 * eight bytes, the last of which may reach behind it; what follows overwrites that.
 */
final class JsonRowWriter implements RowWriter {
    /** A constant, or the quote before a text. */
    private static final int WORD_ROOM = Long.BYTES;

    /** A sign, 19 digits and what these may overwrite. */
    private static final int LONG_ROOM = 20 + Digits.SLACK;

    /** The longest number or time, quoted, and what its digits may overwrite. */
    private static final int TOKEN_ROOM = 32 + Digits.SLACK;

    /** 38 digits, a sign, a point, a zero before it and quotes. */
    private static final int WIDE_ROOM = 43 + Digits.SLACK;

    private static final long TRUE = word("true");
    private static final long FALSE = word("false");
    private static final byte[] OP_KEY = prefixOf("__op");
    private static final long OP = Words.of(OP_KEY)[0];
    private static final int END_LENGTH = 3;
    private static final long END_OF_UPSERT = word((char) RowOp.UPSERT.code() + "}\n");
    private static final long END_OF_DELETE = word((char) RowOp.DELETE.code() + "}\n");

    private final RowBuffer buffer;
    private final OpField opField;
    private final TextEscaper text;
    private final byte[][] prefixes;
    private final long[][] prefixWords;
    private int column;
    private byte separator;

    JsonRowWriter(List<String> keys, OpField opField, RowBuffer buffer) {
        this.buffer = buffer;
        this.opField = opField;
        this.text = new TextEscaper(buffer);
        this.prefixes = new byte[keys.size()][];
        this.prefixWords = new long[keys.size()][];
        for (int i = 0; i < prefixes.length; i++) {
            prefixes[i] = prefixOf(keys.get(i));
            prefixWords[i] = Words.of(prefixes[i]);
        }
    }

    private static byte[] prefixOf(String key) {
        return (',' + JsonText.quoted(key) + ':').getBytes(StandardCharsets.UTF_8);
    }

    private static long word(String text) {
        return Words.of(text.getBytes(StandardCharsets.US_ASCII))[0];
    }

    @Override
    public void beginRow() {
        buffer.beginRow();
        separator = '{';
    }

    @Override
    public void field(int position) {
        column = position;
    }

    /**
     * Writes the key, with the separator before it, and makes room for a value.
     *
     * @param room at most {@link #WIDE_ROOM}
     * @return where the value goes
     */
    private int putKey(int room) {
        long[] words = prefixWords[column];
        if (buffer.room() < words.length * Long.BYTES + room) {
            return putKeyOverPages(room);
        }
        byte[] page = buffer.page();
        int at = buffer.position();
        for (int i = 0; i < words.length; i++) {
            Words.put(page, at + i * Long.BYTES, words[i]);
        }
        page[at] = separator;
        separator = ',';
        return at + prefixes[column].length;
    }

    private int putKeyOverPages(int room) {
        byte[] prefix = prefixes[column];
        putSeparator();
        buffer.write(prefix, 1, prefix.length - 1);
        buffer.reserve(room);
        return buffer.position();
    }

    private void putSeparator() {
        buffer.reserve(1);
        int at = buffer.position();
        buffer.page()[at] = separator;
        separator = ',';
        buffer.advanceTo(at + 1);
    }

    /** Leaves the key out: StarRocks stores NULL for a key that is missing, never the DEFAULT. */
    @Override
    public void writeNull() {}

    @Override
    public void writeNulls(int from, int to) {}

    @Override
    public void writeBoolean(boolean value) {
        putConstant(value ? TRUE : FALSE, value ? 4 : 5);
    }

    private void putConstant(long word, int length) {
        int at = putKey(WORD_ROOM);
        Words.put(buffer.page(), at, word);
        buffer.advanceTo(at + length);
    }

    @Override
    public void writeInt(int value) {
        writeLong(value);
    }

    @Override
    public void writeLong(long value) {
        int at = putKey(LONG_ROOM);
        buffer.advanceTo(Digits.putLong(buffer.page(), at, value));
    }

    @Override
    public void writeFloat(float value) {
        requireFinite(Float.isFinite(value));
        int at = putKey(TOKEN_ROOM);
        buffer.advanceTo(ShortestDecimal.putFloat(buffer.page(), at, value));
    }

    @Override
    public void writeDouble(double value) {
        requireFinite(Double.isFinite(value));
        int at = putKey(TOKEN_ROOM);
        buffer.advanceTo(ShortestDecimal.putDouble(buffer.page(), at, value));
    }

    private static void requireFinite(boolean isFinite) {
        if (!isFinite) {
            throw new IllegalArgumentException(
                    "NaN and infinity cannot be stored: neither JSON nor StarRocks has them");
        }
    }

    @Override
    public void writeDecimal(BigDecimal value) {
        byte[] digits = value.toPlainString().getBytes(StandardCharsets.US_ASCII);
        writeText(digits, 0, digits.length);
    }

    @Override
    public void writeDecimal(long unscaled, int scale) {
        int at = putKey(TOKEN_ROOM);
        byte[] page = buffer.page();
        page[at++] = '"';
        endQuoted(page, Digits.putDecimal(page, at, unscaled, scale));
    }

    @Override
    public void writeDecimal(long high, long low, int scale) {
        int at = putKey(WIDE_ROOM);
        byte[] page = buffer.page();
        page[at++] = '"';
        endQuoted(page, WideDecimal.put(page, at, high, low, scale));
    }

    private void endQuoted(byte[] page, int at) {
        page[at] = '"';
        buffer.advanceTo(at + 1);
    }

    @Override
    public void writeText(byte[] utf8, int offset, int length) {
        beginQuoted();
        text.write(utf8, offset, length);
        endQuoted();
    }

    private void beginQuoted() {
        int at = putKey(WORD_ROOM);
        buffer.page()[at] = '"';
        buffer.advanceTo(at + 1);
    }

    private void endQuoted() {
        buffer.reserve(1);
        endQuoted(buffer.page(), buffer.position());
    }

    @Override
    public void writeBinary(byte[] bytes, int offset, int length) {
        beginQuoted();
        Base64Text.write(bytes, offset, length, buffer);
        endQuoted();
    }

    @Override
    public void writeDate(int epochDay) {
        int at = putKey(TOKEN_ROOM);
        byte[] page = buffer.page();
        page[at++] = '"';
        endQuoted(page, CalendarText.putDate(page, at, epochDay));
    }

    @Override
    public void writeDateTime(long epochSecond, int micros) {
        int at = putKey(TOKEN_ROOM);
        byte[] page = buffer.page();
        page[at++] = '"';
        endQuoted(page, CalendarText.putDateTime(page, at, epochSecond, micros));
    }

    @Override
    public void writeTime(long millis, int fractionDigits) {
        int at = putKey(TOKEN_ROOM);
        byte[] page = buffer.page();
        page[at++] = '"';
        endQuoted(page, CalendarText.putTime(page, at, millis, fractionDigits));
    }

    @Override
    public void endRow(RowOp op) {
        boolean isDelete = op == RowOp.DELETE;
        if (opField == OpField.LEFT_OUT) {
            putEndWithoutOp();
        } else {
            buffer.advanceTo(putEnd(isDelete ? END_OF_DELETE : END_OF_UPSERT));
        }
        if (isDelete) {
            buffer.endDelete();
        } else {
            buffer.endUpsert();
        }
    }

    private int putEnd(long end) {
        if (buffer.room() < 2 * Long.BYTES) {
            putSeparator();
            buffer.write(OP_KEY, 1, OP_KEY.length - 1);
            buffer.reserve(Long.BYTES);
            Words.put(buffer.page(), buffer.position(), end);
            return buffer.position() + END_LENGTH;
        }
        byte[] page = buffer.page();
        int at = buffer.position();
        Words.put(page, at, OP);
        page[at] = separator;
        Words.put(page, at + OP_KEY.length, end);
        return at + OP_KEY.length + END_LENGTH;
    }

    private void putEndWithoutOp() {
        if (separator == '{') {
            putSeparator();
        }
        buffer.reserve(2);
        int at = buffer.position();
        buffer.page()[at] = '}';
        buffer.page()[at + 1] = '\n';
        buffer.advanceTo(at + 2);
    }
}
