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

/** Numbers, dates and times as text. Each method returns the index behind what it wrote. */
final class Decimals {
    private static final short[] PAIRS = pairs();
    private static final int SECONDS_PER_DAY = 86_400;

    private Decimals() {}

    private static short[] pairs() {
        short[] pairs = new short[100];
        for (int i = 0; i < 100; i++) {
            pairs[i] = (short) ('0' + i / 10 | '0' + i % 10 << 8);
        }
        return pairs;
    }

    static int putLong(byte[] out, int at, long value) {
        if (value >= 0 && value <= Integer.MAX_VALUE) {
            return putInt(out, at, (int) value);
        }
        if (value > 0 && value < 1_000_000_000L * Integer.MAX_VALUE) {
            int next = putInt(out, at, (int) (value / 1_000_000_000));
            return putNineDigits(out, next, (int) (value % 1_000_000_000));
        }
        byte[] text = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, out, at, text.length);
        return at + text.length;
    }

    private static int putNineDigits(byte[] out, int at, int value) {
        out[at] = (byte) ('0' + value / 100_000_000);
        int rest = value % 100_000_000;
        for (int i = at + 7; i > at; i -= 2) {
            Words.putPair(out, i, PAIRS[rest % 100]);
            rest /= 100;
        }
        return at + 9;
    }

    static int putInt(byte[] out, int at, int value) {
        if (value < 0) {
            out[at] = '-';
            return value == Integer.MIN_VALUE
                    ? putLong(out, at, value)
                    : putInt(out, at + 1, -value);
        }
        int end = at + digits(value);
        int rest = value;
        int i = end;
        while (rest >= 100) {
            i -= 2;
            Words.putPair(out, i, PAIRS[rest % 100]);
            rest /= 100;
        }
        if (rest < 10) {
            out[at] = (byte) ('0' + rest);
        } else {
            Words.putPair(out, at, PAIRS[rest]);
        }
        return end;
    }

    private static int digits(int value) {
        if (value < 10_000) {
            return value < 100 ? value < 10 ? 1 : 2 : value < 1_000 ? 3 : 4;
        }
        if (value < 100_000_000) {
            return value < 1_000_000 ? value < 100_000 ? 5 : 6 : value < 10_000_000 ? 7 : 8;
        }
        return value < 1_000_000_000 ? 9 : 10;
    }

    /** With two digits behind the point. */
    static int putHundredths(byte[] out, int at, long hundredths) {
        long magnitude = Math.abs(hundredths);
        int next = at;
        if (hundredths < 0) {
            out[next++] = '-';
        }
        next = putLong(out, next, magnitude / 100);
        out[next] = '.';
        Words.putPair(out, next + 1, PAIRS[(int) (magnitude % 100)]);
        return next + 3;
    }

    /** The shortest number that reads back as the value; quick for whole thousandths. */
    static int putDouble(byte[] out, int at, double value) {
        long thousandths = (long) (value * 1000 + 0.5);
        // Up to 15 digits, a decimal is the shortest text of the double that is nearest to it.
        boolean isShort =
                value > 0 && thousandths < 1_000_000_000_000_000L && thousandths / 1000.0 == value;
        if (!isShort) {
            byte[] text = Double.toString(value).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(text, 0, out, at, text.length);
            return at + text.length;
        }
        int next = putLong(out, at, thousandths / 1000);
        int fraction = (int) (thousandths % 1000);
        if (fraction == 0) {
            return next;
        }
        out[next] = '.';
        out[next + 1] = (byte) ('0' + fraction / 100);
        Words.putPair(out, next + 2, PAIRS[fraction % 100]);
        return fraction % 100 == 0 ? next + 2 : fraction % 10 == 0 ? next + 3 : next + 4;
    }

    /** A year from 0 to 9999, by the days since 1970. */
    static int putDate(byte[] out, int at, int epochDay) {
        // Counted from the first of March of year 0, leap days come last in a cycle of 400 years.
        int shifted = epochDay + 719_468;
        int cycle = shifted / 146_097;
        int day = shifted % 146_097;
        int yearOfCycle = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        int dayOfYear = day - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100);
        int shiftedMonth = (5 * dayOfYear + 2) / 153;
        int dayOfMonth = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        int year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0);
        Words.putPair(out, at, PAIRS[year / 100]);
        Words.putPair(out, at + 2, PAIRS[year % 100]);
        out[at + 4] = '-';
        Words.putPair(out, at + 5, PAIRS[month]);
        out[at + 7] = '-';
        Words.putPair(out, at + 8, PAIRS[dayOfMonth]);
        return at + 10;
    }

    static int putDateTime(byte[] out, int at, long epochMillis) {
        long seconds = Math.floorDiv(epochMillis, 1000L);
        int day = (int) Math.floorDiv(seconds, (long) SECONDS_PER_DAY);
        int second = (int) (seconds - (long) day * SECONDS_PER_DAY);
        int time = putDate(out, at, day);
        out[time] = ' ';
        Words.putPair(out, time + 1, PAIRS[second / 3_600]);
        out[time + 3] = ':';
        Words.putPair(out, time + 4, PAIRS[second / 60 % 60]);
        out[time + 6] = ':';
        Words.putPair(out, time + 7, PAIRS[second % 60]);
        return time + 9;
    }
}
