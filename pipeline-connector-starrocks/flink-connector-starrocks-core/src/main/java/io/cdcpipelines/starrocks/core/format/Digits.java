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

/**
 * Writes numbers as ASCII digits into a byte array, eight digits with one store, which is why every
 * method may overwrite up to {@value #SLACK} bytes behind what it writes. Stateless; every method
 * returns where the next byte goes.
 */
final class Digits {
    /** How many bytes behind its digits a method may overwrite. */
    static final int SLACK = 8;

    static final long ZEROS = '0' * Words.EACH_BYTE;

    private static final int EIGHT_DIGITS = 100_000_000;
    private static final long SIXTEEN_DIGITS = 10_000_000_000_000_000L;
    private static final long[] POWERS_OF_TEN = powersOfTen();

    private Digits() {}

    private static long[] powersOfTen() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    static int putLong(byte[] out, int at, long value) {
        if (value >= 0) {
            return putUnsigned(out, at, value);
        }
        out[at] = '-';
        // The magnitude of Long.MIN_VALUE fits only as an unsigned number.
        return putUnsigned(out, at + 1, -value);
    }

    /** Writes {@code unscaled * 10^-scale} with exactly {@code scale} digits after the point. */
    static int putDecimal(byte[] out, int at, long unscaled, int scale) {
        int start = at;
        if (unscaled < 0) {
            out[start++] = '-';
        }
        int end = putUnsigned(out, start, Math.abs(unscaled));
        return scale == 0 ? end : putPoint(out, start, end, scale);
    }

    /** Makes place for a point in digits that are written, and for zeros if they are too few. */
    static int putPoint(byte[] out, int start, int end, int scale) {
        int zeros = scale - (end - start) + 1;
        if (zeros > 0) {
            System.arraycopy(out, start, out, start + zeros, end - start);
            for (int i = start; i < start + zeros; i++) {
                out[i] = '0';
            }
            return putPoint(out, start, end + zeros, scale);
        }
        int point = end - scale;
        if (scale <= Long.BYTES) {
            Words.put(out, point + 1, Words.get(out, point));
        } else {
            System.arraycopy(out, point, out, point + 1, scale);
        }
        out[point] = '.';
        return end + 1;
    }

    /** Writes an unsigned value without leading zeros. */
    static int putUnsigned(byte[] out, int at, long value) {
        if (Long.compareUnsigned(value, EIGHT_DIGITS) < 0) {
            return putUpToEight(out, at, (int) value);
        }
        if (Long.compareUnsigned(value, SIXTEEN_DIGITS) < 0) {
            long high = value / EIGHT_DIGITS;
            int next = putUpToEight(out, at, (int) high);
            return putEight(out, next, (int) (value - high * EIGHT_DIGITS));
        }
        long top = Long.divideUnsigned(value, SIXTEEN_DIGITS);
        int next = putUpToEight(out, at, (int) top);
        return putPadded(out, next, value - top * SIXTEEN_DIGITS, 16);
    }

    private static int putUpToEight(byte[] out, int at, int value) {
        long digits = eight(value);
        int leadingZeros = Long.numberOfTrailingZeros(digits | 1L << 56) >>> 3;
        Words.put(out, at, (digits | ZEROS) >>> (leadingZeros << 3));
        return at + Long.BYTES - leadingZeros;
    }

    private static int putEight(byte[] out, int at, int value) {
        Words.put(out, at, eight(value) | ZEROS);
        return at + Long.BYTES;
    }

    /** Writes the last {@code length} digits of a value that is not negative. */
    static int putPadded(byte[] out, int at, long value, int length) {
        if (length <= Long.BYTES) {
            Words.put(
                    out,
                    at,
                    (eight((int) (value % EIGHT_DIGITS)) | ZEROS) >>> (Long.BYTES - length << 3));
            return at + length;
        }
        long high = value / EIGHT_DIGITS;
        int next = putPadded(out, at, high, length - Long.BYTES);
        return putEight(out, next, (int) (value - high * EIGHT_DIGITS));
    }

    /**
     * The eight digits of a value below 100,000,000 as numbers in the bytes of a word, the first
     * digit lowest. Halves, quarters and digits are split off side by side, and the divisions by
     * 100 and 10 are multiplications that are exact in their ranges.
     */
    static long eight(int value) {
        long high = value / 10_000;
        long halves = high | value - high * 10_000 << 32;
        long hundreds = halves * 10_486 >>> 20 & 0x0000_007f_0000_007fL;
        long quarters = hundreds | halves - hundreds * 100 << 16;
        long tens = quarters * 103 >>> 10 & 0x000f_000f_000f_000fL;
        return tens | quarters - tens * 10 << 8;
    }

    /** How many digits a value has that is not negative. */
    static int lengthOf(long value) {
        long positive = value | 1;
        // 1233 / 4096 is a little more than log10(2): the power is the right one or one too high.
        int power = (Long.SIZE - Long.numberOfLeadingZeros(positive)) * 1_233 >>> 12;
        return positive < POWERS_OF_TEN[power] ? power : power + 1;
    }
}
