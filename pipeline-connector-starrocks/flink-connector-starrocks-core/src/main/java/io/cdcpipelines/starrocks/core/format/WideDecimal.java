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

/** Writes decimals of up to 38 digits as text into a byte array that has room. Stateless. */
final class WideDecimal {
    private static final long NINE_DIGITS = 1_000_000_000L;
    private static final long LOW_HALF = 0xffff_ffffL;

    private WideDecimal() {}

    /**
     * Writes {@code unscaled * 10^-scale} with exactly {@code scale} digits after the point.
     *
     * @param high the upper half of the unscaled value in two's complement; its magnitude is below
     *     10^38
     * @param low the lower half
     * @return where the next byte goes
     */
    static int put(byte[] out, int at, long high, long low, int scale) {
        int start = at;
        long upper = high;
        long lower = low;
        if (high < 0) {
            out[start++] = '-';
            upper = lower == 0 ? -high : ~high;
            lower = -lower;
        }
        int end = putDigits(out, start, upper, lower);
        return scale == 0 ? end : Digits.putPoint(out, start, end, scale);
    }

    /** Splits off nine digits at a time until the rest is a number of one word. */
    private static int putDigits(byte[] out, int at, long upper, long lower) {
        if (upper == 0) {
            return Digits.putUnsigned(out, at, lower);
        }
        // Long division by 10^9 in digits of 32 bits; each remainder fits into 30.
        long a = upper / NINE_DIGITS;
        long rest = upper - a * NINE_DIGITS;
        long part = rest << 32 | lower >>> 32;
        long b = part / NINE_DIGITS;
        part = part - b * NINE_DIGITS << 32 | lower & LOW_HALF;
        long c = part / NINE_DIGITS;
        long lowDigits = part - c * NINE_DIGITS;
        int next = putDigits(out, at, a, b << 32 | c);
        return Digits.putPadded(out, next, lowDigits, 9);
    }
}
