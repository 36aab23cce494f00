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

/**
 * Copies UTF-8 text into a buffer as the inside of a JSON string: what needs an escape gets one, a
 * malformed sequence becomes U+FFFD, everything else is copied in runs as long as possible. Used by
 * the thread that owns the buffer.
 */
final class TextEscaper {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH = 0x0101010101010101L;
    private static final long TOP_BITS = 0x80 * EACH;
    private static final long SPACES = ' ' * EACH;
    private static final long QUOTES = '"' * EACH;
    private static final long BACKSLASHES = '\\' * EACH;

    private static final byte[][] ESCAPES = escapes();
    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

    private final RowBuffer buffer;

    TextEscaper(RowBuffer buffer) {
        this.buffer = buffer;
    }

    private static byte[][] escapes() {
        byte[][] escapes = new byte[128][];
        for (int c = 0; c < ' '; c++) {
            escapes[c] = ascii(String.format("\\u%04x", c));
        }
        escapes['\b'] = ascii("\\b");
        escapes['\t'] = ascii("\\t");
        escapes['\n'] = ascii("\\n");
        escapes['\f'] = ascii("\\f");
        escapes['\r'] = ascii("\\r");
        escapes['"'] = ascii("\\\"");
        escapes['\\'] = ascii("\\\\");
        return escapes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void write(byte[] utf8, int offset, int length) {
        int end = offset + length;
        int runStart = offset;
        int at = offset;
        while ((at = skipPlainAscii(utf8, at, end)) < end) {
            byte[] substitute;
            int consumed;
            if (utf8[at] >= 0) {
                substitute = ESCAPES[utf8[at]];
                consumed = 1;
            } else {
                int sequence = Utf8Sequence.at(utf8, at, end);
                if (sequence > 0) {
                    at += sequence;
                    continue;
                }
                substitute = REPLACEMENT;
                consumed = -sequence;
            }
            buffer.write(utf8, runStart, at - runStart);
            buffer.write(substitute, 0, substitute.length);
            at += consumed;
            runStart = at;
        }
        buffer.write(utf8, runStart, end - runStart);
    }

    /** The first position from {@code from} on that holds something else than plain ASCII. */
    private static int skipPlainAscii(byte[] text, int from, int end) {
        int at = from;
        while (end - at >= Long.BYTES) {
            long special = specialBytes((long) EIGHT_BYTES.get(text, at));
            if (special != 0) {
                return at + (Long.numberOfTrailingZeros(special) >>> 3);
            }
            at += Long.BYTES;
        }
        while (at < end && text[at] >= 0 && ESCAPES[text[at]] == null) {
            at++;
        }
        return at;
    }

    /**
     * Sets the top bit of each byte that is not ASCII, a control character, a quote or a backslash.
     * A subtraction borrows from the next byte only where this byte is special already, so that the
     * lowest bit set is always right, and it is the one that counts.
     */
    private static long specialBytes(long word) {
        long control = word - SPACES;
        long quote = (word ^ QUOTES) - EACH;
        long backslash = (word ^ BACKSLASHES) - EACH;
        return (word | control | quote | backslash) & TOP_BITS;
    }
}
