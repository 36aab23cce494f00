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
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Copies UTF-8 text into a buffer as a CSV field: a malformed sequence becomes U+FFFD, everything
 * else stays as it is. Used by the thread that owns the buffer.
 *
 * <p>StarRocks knows no way to write a delimiter, or the text that stands for NULL, into a field of
 * a transaction. It takes a byte order mark off the start of a load (StarRocks 3.0 and later), and
 * parses text for a JSON column if that begins like an object, an array or a string, where JSON
 * loads store it as the string that it is. Such text is refused. Not one byte of a delimiter is
 * allowed, so that none can form where a text meets one.
 */
final class CsvText {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH = 0x0101010101010101L;
    private static final long TOP_BITS = 0x80 * EACH;

    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

    private final RowBuffer buffer;

    /** Indexed by ASCII character: whether it is in a delimiter. */
    private final boolean[] isDelimiting = new boolean[128];

    // Each delimiting byte eight times; there are two at least, and mostly no more.
    private final long firstDelimiting;
    private final long secondDelimiting;
    private final long[] otherDelimiting;

    CsvText(Delimiter columnSeparator, Delimiter rowDelimiter, RowBuffer buffer) {
        this.buffer = buffer;
        mark(columnSeparator);
        mark(rowDelimiter);
        int count = 0;
        long[] words = new long[isDelimiting.length];
        for (int c = 0; c < isDelimiting.length; c++) {
            if (isDelimiting[c]) {
                words[count++] = c * EACH;
            }
        }
        this.firstDelimiting = words[0];
        this.secondDelimiting = words[1];
        this.otherDelimiting = Arrays.copyOfRange(words, 2, count);
    }

    private void mark(Delimiter delimiter) {
        for (byte b : delimiter.bytes()) {
            isDelimiting[b] = true;
        }
    }

    /**
     * @throws NotRepresentableException if the text cannot be a field
     */
    void write(byte[] utf8, int offset, int length) {
        int end = offset + length;
        checkStart(utf8, offset, end);
        int runStart = offset;
        int at = offset;
        while ((at = skipPlainAscii(utf8, at, end)) < end) {
            if (utf8[at] >= 0) {
                throw new NotRepresentableException("a text holds a character of a delimiter");
            }
            int sequence;
            do {
                sequence = Utf8Sequence.at(utf8, at, end);
                at += Math.max(0, sequence);
            } while (sequence > 0 && at < end && utf8[at] < 0);
            if (sequence > 0) {
                continue;
            }
            buffer.write(utf8, runStart, at - runStart);
            buffer.write(REPLACEMENT, 0, REPLACEMENT.length);
            at -= sequence;
            runStart = at;
        }
        buffer.write(utf8, runStart, end - runStart);
    }

    private static void checkStart(byte[] text, int offset, int end) {
        int at = offset;
        while (at < end && isSpace(text[at])) {
            at++;
        }
        if (at == end) {
            return;
        }
        switch (text[at]) {
            case '{':
            case '[':
            case '"':
                throw new NotRepresentableException("a text begins like JSON");
            case '\\':
                if (end - offset == 2 && text[offset] == '\\' && text[offset + 1] == 'N') {
                    throw new NotRepresentableException("a text is \\N, which means NULL");
                }
                break;
            case (byte) 0xef:
                if (isByteOrderMark(text, offset, end)) {
                    throw new NotRepresentableException("a text begins with a byte order mark");
                }
                break;
            default:
                break;
        }
    }

    /** As C's isspace() sees it. */
    private static boolean isSpace(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r';
    }

    private static boolean isByteOrderMark(byte[] text, int from, int end) {
        return end - from >= 3
                && text[from] == (byte) 0xef
                && text[from + 1] == (byte) 0xbb
                && text[from + 2] == (byte) 0xbf;
    }

    /** The first position from {@code from} on that is not ASCII, or is of a delimiter. */
    private int skipPlainAscii(byte[] text, int from, int end) {
        int at = from;
        while (end - at >= Long.BYTES) {
            long special = specialBytes((long) EIGHT_BYTES.get(text, at));
            if (special != 0) {
                return at + (Long.numberOfTrailingZeros(special) >>> 3);
            }
            at += Long.BYTES;
        }
        while (at < end && text[at] >= 0 && !isDelimiting[text[at]]) {
            at++;
        }
        return at;
    }

    /**
     * Sets the top bit of each byte that is not ASCII or is of a delimiter. A subtraction borrows
     * from the next byte only where this byte is special already, so that the lowest bit set is
     * always right, and it is the one that counts.
     */
    private long specialBytes(long word) {
        long special = word | (word ^ firstDelimiting) - EACH | (word ^ secondDelimiting) - EACH;
        for (long delimiting : otherDelimiting) {
            special |= (word ^ delimiting) - EACH;
        }
        return special & TOP_BITS;
    }
}
