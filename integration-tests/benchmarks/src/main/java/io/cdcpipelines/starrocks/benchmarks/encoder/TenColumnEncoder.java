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

package io.cdcpipelines.starrocks.benchmarks.encoder;

import java.nio.charset.StandardCharsets;
import org.apache.flink.cdc.common.data.binary.BinaryRecordData;

/**
 * Writes rows of the shape {@code ten-columns} as the connector does, and nothing else: names and
 * positions of its columns are constants, it reads the bytes of records as Flink CDC 3.2 lays them
 * out, and its columns are never NULL. It is what a sink could be if it had to know one table only.
 * Stateless.
 */
final class TenColumnEncoder {
    /** No row is longer, as long as its texts have less than 300 bytes altogether. */
    static final int LONGEST_ROW = 4096;

    /** Bits of ten columns and eight of a header fill one word; fields follow it. */
    private static final int FIELDS = 8;

    private static final long IS_NULL = ~0xffL;

    private static final String CUSTOMER = ",\"customer_id\":";
    private static final String NUMBER = ",\"order_number\":\"";
    private static final String STATUS = "\",\"status\":\"";
    private static final String TOTAL = "\",\"total\":\"";
    private static final String CREATED = "\",\"created_at\":\"";
    private static final String SHIPPED = "\",\"ship_date\":\"";
    private static final String WEIGHT = "\",\"weight\":";
    private static final String GIFT = ",\"is_gift\":";
    private static final String NOTE = ",\"note\":\"";
    private static final String END = "\",\"__op\":0}\n";

    private static final long ID_1 = Words.of("{\"id\":", 0);
    private static final long CUSTOMER_1 = Words.of(CUSTOMER, 0);
    private static final long CUSTOMER_2 = Words.of(CUSTOMER, 8);
    private static final long NUMBER_1 = Words.of(NUMBER, 0);
    private static final long NUMBER_2 = Words.of(NUMBER, 8);
    private static final long STATUS_1 = Words.of(STATUS, 0);
    private static final long STATUS_2 = Words.of(STATUS, 8);
    private static final long TOTAL_1 = Words.of(TOTAL, 0);
    private static final long TOTAL_2 = Words.of(TOTAL, 8);
    private static final long CREATED_1 = Words.of(CREATED, 0);
    private static final long CREATED_2 = Words.of(CREATED, 8);
    private static final long SHIPPED_1 = Words.of(SHIPPED, 0);
    private static final long SHIPPED_2 = Words.of(SHIPPED, 8);
    private static final long WEIGHT_1 = Words.of(WEIGHT, 0);
    private static final long WEIGHT_2 = Words.of(WEIGHT, 8);
    private static final long GIFT_1 = Words.of(GIFT, 0);
    private static final long GIFT_2 = Words.of(GIFT, 8);
    private static final long NOTE_1 = Words.of(NOTE, 0);
    private static final long NOTE_2 = Words.of(NOTE, 8);
    private static final long END_1 = Words.of(END, 0);
    private static final long END_2 = Words.of(END, 8);

    private TenColumnEncoder() {}

    /** Needs {@link #LONGEST_ROW} bytes behind the index and returns the index behind the row. */
    static int put(BinaryRecordData row, byte[] out, int start) {
        byte[] record = row.getSegments()[0].getArray();
        int base = row.getOffset();
        if ((Words.at(record, base) & IS_NULL) != 0) {
            throw new IllegalArgumentException("A column is NULL");
        }
        int field = base + FIELDS;
        int at = start;
        Words.put(out, at, ID_1);
        at = Decimals.putLong(out, at + 6, Words.at(record, field));
        at = putWords(out, at, CUSTOMER_1, CUSTOMER_2, CUSTOMER.length());
        at = Decimals.putInt(out, at, Words.intAt(record, field + 8));
        at = putWords(out, at, NUMBER_1, NUMBER_2, NUMBER.length());
        out[at - 1] = '"';
        at = putText(record, base, field + 16, out, at);
        at = putWords(out, at, STATUS_1, STATUS_2, STATUS.length());
        at = putText(record, base, field + 24, out, at);
        at = putWords(out, at, TOTAL_1, TOTAL_2, TOTAL.length());
        at = Decimals.putHundredths(out, at, Words.at(record, field + 32));
        at = putWords(out, at, CREATED_1, CREATED_2, CREATED.length());
        at = Decimals.putDateTime(out, at, millis(record, base, field + 40));
        at = putWords(out, at, SHIPPED_1, SHIPPED_2, SHIPPED.length());
        at = Decimals.putDate(out, at, Words.intAt(record, field + 48));
        at = putWords(out, at, WEIGHT_1, WEIGHT_2, WEIGHT.length());
        at = Decimals.putDouble(out, at, Double.longBitsToDouble(Words.at(record, field + 56)));
        at = putWords(out, at, GIFT_1, GIFT_2, GIFT.length());
        out[at] = (byte) (record[field + 64] == 0 ? '0' : '1');
        at = putWords(out, at + 1, NOTE_1, NOTE_2, NOTE.length());
        at = putText(record, base, field + 72, out, at);
        return putWords(out, at, END_1, END_2, END.length());
    }

    /** The field says where they are, besides the nanoseconds. */
    private static long millis(byte[] record, int base, int field) {
        return Words.at(record, base + (int) (Words.at(record, field) >>> 32));
    }

    private static int putWords(byte[] out, int at, long first, long second, int length) {
        Words.put(out, at, first);
        Words.put(out, at + 8, second);
        return at + length;
    }

    private static int putText(byte[] record, int base, int field, byte[] out, int at) {
        long word = Words.at(record, field);
        if (word >= 0) {
            return putLongText(record, base + (int) (word >>> 32), (int) word, out, at);
        }
        // Up to seven bytes are in the field itself, which its highest bit tells.
        int length = (int) (word >>> 56) & 0x7f;
        if (Words.needsEscape(word | -1L << 8 * length)) {
            return putEscaped(record, field, length, out, at);
        }
        Words.put(out, at, word);
        return at + length;
    }

    /** Needs at least eight bytes. */
    private static int putLongText(byte[] in, int from, int length, byte[] out, int at) {
        int last = from + length - 8;
        int read = from;
        int written = at;
        while (read <= last) {
            long word = Words.at(in, read);
            if (Words.needsEscape(word)) {
                written = putEscaped(in, read, 8, out, written);
            } else {
                Words.put(out, written, word);
                written += 8;
            }
            read += 8;
        }
        int left = from + length - read;
        if (left == 0) {
            return written;
        }
        long word = Words.at(in, last) >>> 8 * (8 - left);
        if (Words.needsEscape(word | -1L << 8 * left)) {
            return putEscaped(in, read, left, out, written);
        }
        Words.put(out, written, word);
        return written + left;
    }

    private static int putEscaped(byte[] in, int from, int count, byte[] out, int start) {
        int at = start;
        for (int i = from; i < from + count; i++) {
            byte letter = in[i];
            if (letter == '"' || letter == '\\') {
                out[at++] = '\\';
                out[at++] = letter;
            } else if (letter >= 0 && letter < 0x20) {
                byte[] escape =
                        String.format("\\u%04x", (int) letter).getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(escape, 0, out, at, escape.length);
                at += escape.length;
            } else {
                out[at++] = letter;
            }
        }
        return at;
    }
}
