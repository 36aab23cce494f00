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
 * Writes dates and times as StarRocks reads them, of the proleptic Gregorian calendar and the years
 * 0000 to 9999, into a byte array that has room for them. Stateless; every method returns where the
 * next byte goes.
 */
final class CalendarText {
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int FIRST_DAY = -719_528; // 0000-01-01
    private static final int LAST_DAY = 2_932_896; // 9999-12-31

    /** From 0000-03-01, where a year that starts in March begins, to 1970-01-01. */
    private static final int DAYS_TO_EPOCH = 719_468;

    private static final int DAYS_PER_400_YEARS = 146_097;

    private CalendarText() {}

    /**
     * @throws IllegalArgumentException if the day is not in the years 0000 to 9999
     */
    static int putDate(byte[] out, int at, long epochDay) {
        if (epochDay < FIRST_DAY || epochDay > LAST_DAY) {
            throw new IllegalArgumentException("The date is not in the years 0000 to 9999");
        }
        // A year that starts in March has its leap day at the end, and all its months in one
        // rhythm.
        int day = (int) epochDay + DAYS_TO_EPOCH;
        int era = Math.floorDiv(day, DAYS_PER_400_YEARS);
        int dayOfEra = day - era * DAYS_PER_400_YEARS;
        int yearOfEra =
                (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int marchMonth = (5 * dayOfYear + 2) / 153;
        int dayOfMonth = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
        int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        Digits.putPadded(out, at, year, 4);
        out[at + 4] = '-';
        Digits.putPadded(out, at + 5, month, 2);
        out[at + 7] = '-';
        Digits.putPadded(out, at + 8, dayOfMonth, 2);
        return at + 10;
    }

    /**
     * @throws IllegalArgumentException if the day is not in the years 0000 to 9999, or {@code
     *     micros} not in 0 to 999,999
     */
    static int putDateTime(byte[] out, int at, long epochSecond, int micros) {
        if (micros < 0 || micros > 999_999) {
            throw new IllegalArgumentException("Microseconds of a second are 0 to 999,999");
        }
        int next = putDate(out, at, Math.floorDiv(epochSecond, SECONDS_PER_DAY));
        out[next] = ' ';
        next = putClock(out, next + 1, Math.floorMod(epochSecond, SECONDS_PER_DAY));
        if (micros > 0) {
            out[next] = '.';
            Digits.putPadded(out, next + 1, micros, 6);
            next += 7;
        }
        return next;
    }

    static int putTime(byte[] out, int at, long millis, int fractionDigits) {
        int next = at;
        if (millis < 0) {
            out[next++] = '-';
        }
        // Halving the range of a long is no loss: it still holds millions of years.
        long magnitude = Math.abs(Math.max(millis, -Long.MAX_VALUE));
        next = putClock(out, next, magnitude / 1_000);
        if (fractionDigits > 0) {
            int fraction = (int) (magnitude % 1_000);
            for (int digits = 3; digits > fractionDigits; digits--) {
                fraction /= 10;
            }
            out[next] = '.';
            Digits.putPadded(out, next + 1, fraction, fractionDigits);
            next += 1 + fractionDigits;
        }
        return next;
    }

    private static int putClock(byte[] out, int at, long seconds) {
        long hours = seconds / 3_600;
        int hourDigits = Math.max(2, Digits.lengthOf(hours));
        Digits.putPadded(out, at, hours, hourDigits);
        int next = at + hourDigits;
        out[next] = ':';
        Digits.putPadded(out, next + 1, seconds / 60 % 60, 2);
        out[next + 3] = ':';
        Digits.putPadded(out, next + 4, seconds % 60, 2);
        return next + 6;
    }
}
