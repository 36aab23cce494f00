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
import java.nio.charset.StandardCharsets;

/**
 * Copies UTF-8 text into a buffer as the inside of a JSON string: what needs an escape gets one, a
 * malformed sequence becomes U+FFFD. Used by the thread that owns the buffer.
 *
 * <p>Each step stores a whole word and counts only as much of it as is right; the next step
 * overwrites the rest. So a byte is looked at and copied at once, and no length needs a loop of its
 * own.
 */
final class TextEscaper {
    /** A step counts up to seven plain bytes and then stores a word. */
    private static final int STEP_ROOM = 2 * Long.BYTES;

    private static final long TOP_BITS = 0x80 * Words.EACH_BYTE;
    private static final long SPACES = ' ' * Words.EACH_BYTE;
    private static final long QUOTES = '"' * Words.EACH_BYTE;
    private static final long BACKSLASHES = '\\' * Words.EACH_BYTE;

    private static final byte[][] ESCAPES = escapes();
    private static final long[] ESCAPE_WORDS = words(ESCAPES);
    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);
    private static final long REPLACEMENT_WORD = Words.of(REPLACEMENT)[0];

    private final RowBuffer buffer;

    TextEscaper(RowBuffer buffer) {
        this.buffer = buffer;
    }

    private static byte[][] escapes() {
        byte[][] escapes = new byte[128][0];
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

    private static long[] words(byte[][] texts) {
        long[] words = new long[texts.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = texts[i].length == 0 ? 0 : Words.of(texts[i])[0];
        }
        return words;
    }

    void write(byte[] utf8, int offset, int length) {
        int end = offset + length;
        int from = offset;
        while (from < end) {
            from =
                    buffer.room() < STEP_ROOM
                            ? writeOne(utf8, from, end)
                            : fillPage(utf8, from, end);
        }
    }

    /** Writes one character, which may go on on the next page; returns where the next starts. */
    private int writeOne(byte[] utf8, int from, int end) {
        if (utf8[from] >= 0) {
            byte[] escape = ESCAPES[utf8[from]];
            if (escape.length > 0) {
                buffer.write(escape, 0, escape.length);
            } else {
                buffer.write(utf8, from, 1);
            }
            return from + 1;
        }
        int sequence = Utf8Sequence.at(utf8, from, end);
        if (sequence > 0) {
            buffer.write(utf8, from, sequence);
        } else {
            buffer.write(REPLACEMENT, 0, REPLACEMENT.length);
        }
        return from + Math.abs(sequence);
    }

    /**
     * Goes on until the text or the room on the page ends; returns where it stopped in the text.
     */
    private int fillPage(byte[] utf8, int start, int end) {
        byte[] page = buffer.page();
        int lastStep = page.length - STEP_ROOM;
        int at = buffer.position();
        int from = start;
        while (from < end && at <= lastStep) {
            long word = wordAt(utf8, from, end);
            Words.put(page, at, word);
            long special = specialBytes(word);
            if (special == 0) {
                int count = Math.min(Long.BYTES, end - from);
                from += count;
                at += count;
                continue;
            }
            int plain = Long.numberOfTrailingZeros(special) >>> 3;
            from += plain;
            at += plain;
            int first = utf8[from];
            if (first >= 0) {
                Words.put(page, at, ESCAPE_WORDS[first]);
                at += ESCAPES[first].length;
                from++;
                continue;
            }
            int sequence = Utf8Sequence.at(utf8, from, end);
            if (sequence > 0) {
                Words.put(page, at, wordAt(utf8, from, end));
                at += sequence;
                from += sequence;
            } else {
                Words.put(page, at, REPLACEMENT_WORD);
                at += REPLACEMENT.length;
                from -= sequence;
            }
        }
        buffer.advanceTo(at);
        return from;
    }

    /** Eight bytes of the text, or what is left of it and spaces. */
    private static long wordAt(byte[] utf8, int from, int end) {
        int left = end - from;
        if (left >= Long.BYTES) {
            return Words.get(utf8, from);
        }
        long spaces = SPACES << left * 8;
        long bytes =
                from + Long.BYTES <= utf8.length ? Words.get(utf8, from) : lastBytes(utf8, from);
        return bytes & (1L << left * 8) - 1 | spaces;
    }

    /** The bytes up to the end of an array, where a whole word would reach behind it. */
    private static long lastBytes(byte[] utf8, int from) {
        int missing = from + Long.BYTES - utf8.length;
        if (utf8.length >= Long.BYTES) {
            return Words.get(utf8, from - missing) >>> missing * 8;
        }
        long bytes = 0;
        for (int i = utf8.length - 1; i >= from; i--) {
            bytes = bytes << 8 | utf8[i] & 0xff;
        }
        return bytes;
    }

    /**
     * Sets the top bit of each byte that is not ASCII, a control character, a quote or a backslash.
     * A subtraction borrows from the next byte only where this byte is special already, so that the
     * lowest bit set is always right, and it is the one that counts.
     */
    private static long specialBytes(long word) {
        long control = word - SPACES;
        long quote = (word ^ QUOTES) - Words.EACH_BYTE;
        long backslash = (word ^ BACKSLASHES) - Words.EACH_BYTE;
        return (word | control | quote | backslash) & TOP_BITS;
    }
}
