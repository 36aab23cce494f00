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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.data.binary.BinaryRecordData;
import org.apache.flink.core.memory.MemorySegment;

/**
 * Reads text, bytes, decimals and times where they lie in a record of the framework, which by its
 * accessors would cost an object or two for each. Stateless; any thread may call it.
 *
 * <p>A field has a slot of eight bytes. Up to seven bytes of text are in the slot itself, with 0x80
 * plus their number in its last byte. Other values lie behind the slots: the upper half of the slot
 * says where, counted from the start of the record, and the lower half how long. A time is its
 * milliseconds, at such a place, and in the lower half the nanoseconds of the millisecond. A
 * decimal of up to 18 digits is its unscaled value, a longer one big-endian bytes in two's
 * complement.
 *
 * <p>The framework promises none of this, so it is asked: {@link InPlaceProbe} shows its accessors
 * records that were put together by these rules, once per process. Accessors are functions of the
 * bytes of a record; if they find what the rules put there, the rules are theirs. If they do not,
 * or if a record lies outside of the heap or in pieces, {@link #canRead} says no and the accessors
 * are used.
 */
public final class InPlace {
    private static final VarHandle NATIVE_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** A constant to the compiler that matters. */
    private static final boolean ARE_RULES_THOSE_OF_THE_FRAMEWORK = InPlaceProbe.confirmsRules();

    private InPlace() {}

    /** Whether the other methods may be asked about fields of this record that are not NULL. */
    public static boolean canRead(RecordData row) {
        if (!ARE_RULES_THOSE_OF_THE_FRAMEWORK || !(row instanceof BinaryRecordData)) {
            return false;
        }
        MemorySegment[] segments = ((BinaryRecordData) row).getSegments();
        return segments.length == 1 && !segments[0].isOffHeap();
    }

    static byte[] array(BinaryRecordData row) {
        return row.getSegments()[0].getArray();
    }

    /** Where in {@link #array} the text or the bytes of a field begin. */
    static int start(BinaryRecordData row, int position, long slot) {
        return slot < 0
                ? row.getOffset()
                        + row.getFixedLengthPartSize()
                        - (row.getArity() - position) * Long.BYTES
                : row.getOffset() + (int) (slot >>> 32);
    }

    static int length(long slot) {
        return slot < 0 ? (int) (slot >>> 56) & 0x7f : (int) slot;
    }

    static long millis(BinaryRecordData row, int position) {
        int at = row.getOffset() + (int) (row.getLong(position) >>> 32);
        return (long) NATIVE_LONG.get(array(row), at);
    }

    static int nanosOfMilli(BinaryRecordData row, int position) {
        return (int) row.getLong(position);
    }

    /** The lower half of a decimal of more than 18 digits, unscaled. */
    static long lowerHalf(BinaryRecordData row, int position) {
        long slot = row.getLong(position);
        int start = start(row, position, slot);
        int length = length(slot);
        return signed(array(row), start + Math.max(0, length - Long.BYTES), start + length);
    }

    /** Its upper half. */
    static long upperHalf(BinaryRecordData row, int position) {
        long slot = row.getLong(position);
        int start = start(row, position, slot);
        int length = length(slot);
        if (length > Long.BYTES) {
            return signed(array(row), start, start + length - Long.BYTES);
        }
        return array(row)[start] < 0 ? -1 : 0;
    }

    private static long signed(byte[] bigEndian, int from, int to) {
        long value = bigEndian[from];
        for (int i = from + 1; i < to; i++) {
            value = value << 8 | bigEndian[i] & 0xff;
        }
        return value;
    }

    /** Whether two texts, two byte strings or two decimals of more than 18 digits are equal. */
    public static boolean areBytesEqual(
            BinaryRecordData one, BinaryRecordData other, int position) {
        long slot = one.getLong(position);
        long otherSlot = other.getLong(position);
        int start = start(one, position, slot);
        int otherStart = start(other, position, otherSlot);
        return Arrays.equals(
                array(one),
                start,
                start + length(slot),
                array(other),
                otherStart,
                otherStart + length(otherSlot));
    }

    public static boolean areTimesEqual(
            BinaryRecordData one, BinaryRecordData other, int position) {
        return millis(one, position) == millis(other, position)
                && nanosOfMilli(one, position) == nanosOfMilli(other, position);
    }
}
