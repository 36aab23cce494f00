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

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Writes floating-point numbers as the shortest JSON number that reads back as the same value, and
 * among those the one closest to it. Stateless.
 *
 * <p>This is Raffaello Giulietti's Schubfach: scale the value and the borders of its rounding
 * interval by the one power of ten that leaves room for at most two candidates of the full length,
 * then see whether a number with one digit less lies in between. {@code Double.toString} gives such
 * a text only since Java 19, and as an object.
 */
public final class ShortestDecimal {
    /** {@code -0.0000012345678901234567}, the longest text of all. */
    public static final int MAX_BYTES = 25;

    private static final int DOUBLE_FRACTION_BITS = 52;
    private static final int DOUBLE_MIN_EXPONENT = -1_074;
    private static final int FLOAT_FRACTION_BITS = 23;
    private static final int FLOAT_MIN_EXPONENT = -149;

    /** Above, a JSON parser may take digits without a point for an integer that it cannot hold. */
    private static final int MAX_PLAIN_EXPONENT = 15;

    private static final int MIN_PLAIN_EXPONENT = -6;

    private static final long LOW_63_BITS = Long.MAX_VALUE;

    private ShortestDecimal() {}

    /** The text in ASCII of a value that is not NaN and not infinite, on every Java the same. */
    public static byte[] text(double value) {
        byte[] out = new byte[MAX_BYTES + Digits.SLACK];
        return Arrays.copyOf(out, putDouble(out, 0, value));
    }

    /** As for a double, with at most nine digits. */
    public static byte[] text(float value) {
        byte[] out = new byte[MAX_BYTES + Digits.SLACK];
        return Arrays.copyOf(out, putFloat(out, 0, value));
    }

    static int putDouble(byte[] out, int at, double value) {
        long bits = Double.doubleToRawLongBits(value);
        return put(
                out,
                at,
                bits < 0,
                bits & (1L << DOUBLE_FRACTION_BITS) - 1,
                (int) (bits >>> DOUBLE_FRACTION_BITS) & 0x7ff,
                DOUBLE_FRACTION_BITS,
                DOUBLE_MIN_EXPONENT);
    }

    static int putFloat(byte[] out, int at, float value) {
        int bits = Float.floatToRawIntBits(value);
        return put(
                out,
                at,
                bits < 0,
                bits & (1L << FLOAT_FRACTION_BITS) - 1,
                bits >>> FLOAT_FRACTION_BITS & 0xff,
                FLOAT_FRACTION_BITS,
                FLOAT_MIN_EXPONENT);
    }

    private static int put(
            byte[] out,
            int at,
            boolean isNegative,
            long fraction,
            int biasedExponent,
            int fractionBits,
            int minExponent) {
        int next = at;
        if (isNegative) {
            out[next++] = '-';
        }
        boolean isSubnormal = biasedExponent == 0;
        if (isSubnormal && fraction == 0) {
            out[next++] = '0';
            // Without a fraction a parser may take it for an integer, which has no negative zero.
            return isNegative ? putFraction(out, next, 0, 1) : next;
        }
        long hidden = 1L << fractionBits;
        long significand = isSubnormal ? fraction : hidden | fraction;
        int exponent = isSubnormal ? minExponent : minExponent - 1 + biasedExponent;
        if (exponent <= 0
                && -exponent <= fractionBits
                && (significand & (1L << -exponent) - 1) == 0) {
            return putScaled(out, next, significand >> -exponent, 0);
        }
        boolean isLowerBorderNear = significand == hidden && exponent > minExponent;
        return putShortest(out, next, significand, exponent, isLowerBorderNear);
    }

    /** Writes {@code significand * 2^exponent}, which is not zero. */
    private static int putShortest(
            byte[] out, int at, long significand, int exponent, boolean isLowerBorderNear) {
        int k = isLowerBorderNear ? log10OfThreeQuarters(exponent) : log10OfPowerOfTwo(exponent);
        int shift = exponent + log2OfPowerOfTen(-k) + 2;
        long high = Powers.high(k);
        long low = Powers.low(k);
        // In units of a quarter, borders of the interval that rounds to this value are whole.
        long quarters = significand << 2;
        long value = scale(high, low, quarters << shift);
        long lower = scale(high, low, quarters - (isLowerBorderNear ? 1 : 2) << shift);
        long upper = scale(high, low, quarters + 2 << shift);
        // The borders themselves round to an even significand.
        int outside = (int) significand & 1;
        long below = value >> 2;
        if (below >= 10) {
            long shorterBelow = below / 10 * 10;
            boolean isBelowInside = lower + outside <= shorterBelow << 2;
            boolean isAboveInside = (shorterBelow + 10 << 2) + outside <= upper;
            if (isBelowInside != isAboveInside) {
                return putScaled(out, at, isBelowInside ? shorterBelow : shorterBelow + 10, k);
            }
        }
        boolean isBelowInside = lower + outside <= below << 2;
        boolean isAboveInside = (below + 1 << 2) + outside <= upper;
        if (isBelowInside != isAboveInside) {
            return putScaled(out, at, isBelowInside ? below : below + 1, k);
        }
        long toTheMiddle = value - (below + below + 1 << 1);
        boolean isBelowCloser = toTheMiddle < 0 || toTheMiddle == 0 && (below & 1) == 0;
        return putScaled(out, at, isBelowCloser ? below : below + 1, k);
    }

    /** The product's top bits, with the lowest bit set if anything below was lost. */
    private static long scale(long high, long low, long factor) {
        long carry = Math.multiplyHigh(low, factor);
        long middle = (high * factor >>> 1) + carry;
        long top = Math.multiplyHigh(high, factor) + (middle >>> 63);
        return top | (middle & LOW_63_BITS) + LOW_63_BITS >>> 63;
    }

    private static int putScaled(byte[] out, int at, long decimal, int decimalExponent) {
        long digits = decimal;
        int exponent = decimalExponent;
        // A number of few digits has many zeros behind them: they go eight, four, two at a time.
        if (digits % 100_000_000 == 0) {
            digits /= 100_000_000;
            exponent += 8;
        }
        if (digits % 10_000 == 0) {
            digits /= 10_000;
            exponent += 4;
        }
        if (digits % 100 == 0) {
            digits /= 100;
            exponent += 2;
        }
        while (digits % 10 == 0) {
            digits /= 10;
            exponent++;
        }
        int length = Digits.lengthOf(digits);
        int pointExponent = exponent + length - 1;
        if (pointExponent < MIN_PLAIN_EXPONENT || pointExponent > MAX_PLAIN_EXPONENT) {
            return putScientific(out, at, digits, length, pointExponent);
        }
        return exponent >= 0
                ? putInteger(out, at, digits, exponent)
                : putWithPoint(out, at, digits, -exponent);
    }

    private static int putScientific(byte[] out, int at, long digits, int length, int exponent) {
        Digits.putPadded(out, at + 1, digits, length);
        out[at] = out[at + 1];
        int next = at + 1;
        if (length > 1) {
            out[next] = '.';
            next += length;
        }
        out[next] = 'e';
        return Digits.putLong(out, next + 1, exponent);
    }

    private static int putInteger(byte[] out, int at, long digits, int zeros) {
        int next = Digits.putUnsigned(out, at, digits);
        for (int i = 0; i < zeros; i++) {
            out[next++] = '0';
        }
        return next;
    }

    private static int putWithPoint(byte[] out, int at, long digits, int fractionDigits) {
        long whole = 0;
        long fraction = digits;
        if (fractionDigits <= 18) {
            long power = 1;
            for (int i = 0; i < fractionDigits; i++) {
                power *= 10;
            }
            whole = digits / power;
            fraction = digits % power;
        }
        return putFraction(out, Digits.putUnsigned(out, at, whole), fraction, fractionDigits);
    }

    private static int putFraction(byte[] out, int at, long fraction, int digits) {
        out[at] = '.';
        return Digits.putPadded(out, at + 1, fraction, digits);
    }

    /** Rounds log10(2^e) down, for every exponent of a double. */
    private static int log10OfPowerOfTwo(int e) {
        return (int) (e * 661_971_961_083L >> 41);
    }

    /** Rounds log10(3/4 * 2^e) down, for every exponent of a double. */
    private static int log10OfThreeQuarters(int e) {
        return (int) (e * 661_971_961_083L - 274_743_187_321L >> 41);
    }

    /** Rounds log2(10^e) down, for every exponent of a double. */
    private static int log2OfPowerOfTen(int e) {
        return (int) (e * 913_124_641_741L >> 38);
    }

    /** Negative powers of ten, scaled to 126 bits and rounded up, in two parts of 63 bits. */
    private static final class Powers {
        private static final int MIN_K = -324;
        private static final int MAX_K = 292;
        private static final long[] TABLE = table();

        static long high(int k) {
            return TABLE[k - MIN_K << 1];
        }

        static long low(int k) {
            return TABLE[(k - MIN_K << 1) + 1];
        }

        private static long[] table() {
            long[] table = new long[MAX_K - MIN_K + 1 << 1];
            BigInteger mask = BigInteger.valueOf(LOW_63_BITS);
            for (int k = MIN_K; k <= MAX_K; k++) {
                int shift = 125 - log2OfPowerOfTen(-k);
                BigInteger power =
                        k <= 0
                                ? BigInteger.TEN.pow(-k).shiftLeft(shift)
                                : BigInteger.ONE.shiftLeft(shift).divide(BigInteger.TEN.pow(k));
                BigInteger scaled = power.add(BigInteger.ONE);
                table[k - MIN_K << 1] = scaled.shiftRight(63).longValue();
                table[(k - MIN_K << 1) + 1] = scaled.and(mask).longValue();
            }
            return table;
        }
    }
}
