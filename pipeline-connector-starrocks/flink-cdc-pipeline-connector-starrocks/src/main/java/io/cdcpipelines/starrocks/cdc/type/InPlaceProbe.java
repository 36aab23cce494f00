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

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.flink.cdc.common.data.binary.BinaryRecordData;
import org.apache.flink.core.memory.MemorySegmentFactory;

/**
 * Finds out whether the framework's accessors read a record by the rules of {@link InPlace}: it
 * puts records together by these rules and compares what both see. Used by one thread.
 */
final class InPlaceProbe {
    private static final int LENGTH_OF_VALUES = 64;

    /** Null bits take 8 bytes for up to 56 fields and grow by as many for each further 64. */
    private static final int[] ARITIES = {1, 2, 56, 57, 120, 121};

    /** Not a multiple of a word, nor the start of the array. */
    private static final int OFFSET = 13;

    private final int arity;
    private final int position;
    private final int fixedBytes;
    private final ByteBuffer bytes;
    private final BinaryRecordData record;

    private InPlaceProbe(int arity, int position) {
        this.arity = arity;
        this.position = position;
        fixedBytes = (arity + 8 + 63) / 64 * 8 + arity * 8;
        bytes =
                ByteBuffer.allocate(OFFSET + fixedBytes + LENGTH_OF_VALUES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < bytes.capacity(); i++) {
            bytes.put(i, (byte) (31 * i + 7));
        }
        record = new BinaryRecordData(arity);
        record.pointTo(
                MemorySegmentFactory.wrap(bytes.array()), OFFSET, fixedBytes + LENGTH_OF_VALUES);
    }

    static boolean confirmsRules() {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            return false;
        }
        try {
            for (int arity : ARITIES) {
                if (!new InPlaceProbe(arity, 0).confirmsAll()
                        || !new InPlaceProbe(arity, arity - 1).confirmsAll()) {
                    return false;
                }
            }
            return true;
        } catch (RuntimeException | LinkageError e) {
            return false;
        }
    }

    private boolean confirmsAll() {
        return record.getFixedLengthPartSize() == fixedBytes
                && confirmsBytes()
                && confirmsDecimals()
                && confirmsTimes();
    }

    private boolean confirmsBytes() {
        for (int length = 0; length < 24; length++) {
            int from;
            if (length < 8) {
                from = slot();
                bytes.put(slot() + 7, (byte) (0x80 | length));
            } else {
                from = putPlace(length, length);
            }
            byte[] expected = Arrays.copyOfRange(bytes.array(), from, from + length);
            long slot = record.getLong(position);
            if (InPlace.start(record, position, slot) != from
                    || InPlace.length(slot) != length
                    || !Arrays.equals(expected, record.getBinary(position))
                    || !Arrays.equals(expected, record.getString(position).toBytes())) {
                return false;
            }
        }
        return true;
    }

    private boolean confirmsDecimals() {
        for (int digits = 1; digits <= 38; digits++) {
            BigInteger bound = BigInteger.TEN.pow(digits);
            if (!confirmsDecimal(bound.subtract(BigInteger.ONE), digits)
                    || !confirmsDecimal(BigInteger.ONE.subtract(bound), digits)
                    || !confirmsDecimal(BigInteger.ONE.negate(), digits)
                    || !confirmsDecimal(BigInteger.ZERO, digits)) {
                return false;
            }
        }
        return true;
    }

    private boolean confirmsDecimal(BigInteger unscaled, int digits) {
        boolean isInSlot = digits <= NumberFields.LONG_DIGITS;
        if (isInSlot) {
            bytes.putLong(slot(), unscaled.longValue());
        } else {
            byte[] value = unscaled.toByteArray();
            System.arraycopy(value, 0, bytes.array(), putPlace(8, value.length), value.length);
        }
        BigInteger read =
                isInSlot
                        ? BigInteger.valueOf(record.getLong(position))
                        : BigInteger.valueOf(InPlace.upperHalf(record, position))
                                .shiftLeft(64)
                                .or(unsigned(InPlace.lowerHalf(record, position)));
        BigDecimal expected = new BigDecimal(unscaled, 1);
        return read.equals(unscaled)
                && record.getDecimal(position, digits, 1).toBigDecimal().equals(expected);
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }

    private boolean confirmsTimes() {
        for (int precision = 0; precision <= 9; precision++) {
            long millis = -1_234_567_890_123L * precision;
            int nanos = 111_111 * precision;
            bytes.putLong(putPlace(16, nanos), millis);
            if (InPlace.millis(record, position) != millis
                    || InPlace.nanosOfMilli(record, position) != nanos
                    || record.getTimestamp(position, precision).getMillisecond() != millis
                    || record.getTimestamp(position, precision).getNanoOfMillisecond() != nanos
                    || record.getLocalZonedTimestampData(position, precision).getEpochMillisecond()
                            != millis
                    || record.getLocalZonedTimestampData(position, precision)
                                    .getEpochNanoOfMillisecond()
                            != nanos) {
                return false;
            }
        }
        return true;
    }

    private int slot() {
        return OFFSET + fixedBytes - (arity - position) * 8;
    }

    /** Makes the slot point behind the slots; returns where that is in the array. */
    private int putPlace(int behindSlots, int lowerHalf) {
        bytes.putLong(slot(), (long) (fixedBytes + behindSlots) << 32 | lowerHalf);
        return OFFSET + fixedBytes + behindSlots;
    }
}
