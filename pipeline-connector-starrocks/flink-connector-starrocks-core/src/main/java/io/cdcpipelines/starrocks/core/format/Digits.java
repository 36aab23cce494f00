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

import java.nio.charset.StandardCharsets;

/**
 * Writes numbers as ASCII digits into a byte array that has room for them. Stateless; every method
 * returns where the next byte goes.
 */
final class Digits {
    private static final byte[] LONG_MIN =
            "-9223372036854775808".getBytes(StandardCharsets.US_ASCII);

    /** The digits of 00 to 99: two digits cost one division. */
    private static final byte[] PAIRS = pairs();

    private Digits() {}

    private static byte[] pairs() {
        byte[] pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[2 * i] = (byte) ('0' + i / 10);
            pairs[2 * i + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
    }

    static int putLong(byte[] out, int at, long value) {
        if (value >= 0) {
            return putUnsigned(out, at, value);
        }
        if (value == Long.MIN_VALUE) {
            System.arraycopy(LONG_MIN, 0, out, at, LONG_MIN.length);
            return at + LONG_MIN.length;
        }
        out[at] = '-';
        return putUnsigned(out, at + 1, -value);
    }

    /** Writes {@code unscaled * 10^-scale} with exactly {@code scale} digits after the point. */
    static int putDecimal(byte[] out, int at, long unscaled, int scale) {
        if (scale == 0) {
            return putLong(out, at, unscaled);
        }
        int start = at;
        if (unscaled < 0) {
            out[start++] = '-';
        }
        // The magnitude of Long.MIN_VALUE fits only as an unsigned number; the division copes.
        long magnitude = Math.abs(unscaled);
        long power = powerOfTen(scale);
        int end = putUnsigned(out, start, Long.divideUnsigned(magnitude, power));
        out[end] = '.';
        putPadded(out, end + 1, Long.remainderUnsigned(magnitude, power), scale);
        return end + 1 + scale;
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    /** Writes a value that is not negative, without leading zeros. */
    static int putUnsigned(byte[] out, int at, long value) {
        int length = lengthOf(value);
        putPadded(out, at, value, length);
        return at + length;
    }

    /** Writes the last {@code length} digits of a value that is not negative. */
    static void putPadded(byte[] out, int at, long value, int length) {
        int end = at + length;
        long rest = value;
        while (end - at >= 2) {
            int pair = (int) (rest % 100) * 2;
            rest /= 100;
            out[--end] = PAIRS[pair + 1];
            out[--end] = PAIRS[pair];
        }
        if (end > at) {
            out[at] = (byte) ('0' + rest % 10);
        }
    }

    /** How many digits a value has that is not negative. */
    static int lengthOf(long value) {
        int length = 1;
        long bound = 10;
        while (length < 19 && value >= bound) {
            length++;
            bound *= 10;
        }
        return length;
    }
}
