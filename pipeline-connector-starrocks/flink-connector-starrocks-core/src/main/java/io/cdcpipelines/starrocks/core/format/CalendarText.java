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

    private static final int DAYS_PER_400_YEARS = 146_097;

    /** From -0400-03-01, where a year that starts in March begins, to 1970-01-01. */
    private static final int DAYS_TO_EPOCH = 719_468 + DAYS_PER_400_YEARS;

    private CalendarText() {}

    /**
     * @throws IllegalArgumentException if the day is not in the years 0000 to 9999
     */
    static int putDate(byte[] out, int at, long epochDay) {
        long digits = dateDigits(epochDay);
        Words.put(out, at, yearAndMonth(digits));
        Words.put(out, at + 8, digits >>> 48);
        return at + 10;
    }

    /** {@code yyyy-MM-} from {@code yyyyMMdd}. */
    private static long yearAndMonth(long digits) {
        return digits & 0xffff_ffffL
                | (long) '-' << 32
                | (digits >>> 32 & 0xffff) << 40
                | (long) '-' << 56;
    }

    /** {@code yyyyMMdd} in one word. */
    private static long dateDigits(long epochDay) {
        if (epochDay < FIRST_DAY || epochDay > LAST_DAY) {
            throw new IllegalArgumentException("The date is not in the years 0000 to 9999");
        }
        // A year that starts in March has its leap day at the end, and all its months in one
        // rhythm. This is the algorithm of Cassio Neri and Lorenz Schneider: it counts in quarters
        // of days, and each quotient and its remainder come from one multiplication.
        int quarters = 4 * (int) (epochDay + DAYS_TO_EPOCH) + 3;
        int century = quarters / DAYS_PER_400_YEARS;
        int quartersOfCentury = quarters - century * DAYS_PER_400_YEARS | 3;
        long scaledYears = quartersOfCentury * 2_939_745L;
        int dayOfYear = (int) ((scaledYears & 0xffff_ffffL) / 2_939_745 / 4);
        int scaledMonths = dayOfYear * 2_141 + 197_913;
        int marchMonth = scaledMonths >>> 16;
        int dayOfMonth = (scaledMonths & 0xffff) / 2_141 + 1;
        boolean isNextYear = dayOfYear >= 306;
        int month = isNextYear ? marchMonth - 12 : marchMonth;
        int year = century * 100 + (int) (scaledYears >>> 32) - 400 + (isNextYear ? 1 : 0);
        return Digits.eight(year * 10_000 + month * 100 + dayOfMonth) | Digits.ZEROS;
    }

    /**
     * @throws IllegalArgumentException if the day is not in the years 0000 to 9999, or {@code
     *     micros} not in 0 to 999,999
     */
    static int putDateTime(byte[] out, int at, long epochSecond, int micros) {
        if (micros < 0 || micros > 999_999) {
            throw new IllegalArgumentException("Microseconds of a second are 0 to 999,999");
        }
        long day = Math.floorDiv(epochSecond, SECONDS_PER_DAY);
        int second = (int) (epochSecond - day * SECONDS_PER_DAY);
        long date = dateDigits(day);
        long clock =
                Digits.eight(second / 3_600 * 10_000 + second / 60 % 60 * 100 + second % 60)
                        | Digits.ZEROS;
        // One store each for yyyy-MM-, dd HH:mm and :ss with a point.
        Words.put(out, at, yearAndMonth(date));
        Words.put(
                out,
                at + 8,
                date >>> 48
                        | (long) ' ' << 16
                        | (clock >>> 16 & 0xffff) << 24
                        | (long) ':' << 40
                        | (clock >>> 32 & 0xffff) << 48);
        Words.put(out, at + 16, ':' | clock >>> 48 << 8 | (long) '.' << 24);
        return micros == 0 ? at + 19 : Digits.putPadded(out, at + 20, micros, 6);
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
            next = Digits.putPadded(out, next + 1, fraction, fractionDigits);
        }
        return next;
    }

    private static int putClock(byte[] out, int at, long seconds) {
        long hours = seconds / 3_600;
        int next = Digits.putPadded(out, at, hours, Math.max(2, Digits.lengthOf(hours)));
        out[next] = ':';
        next = Digits.putPadded(out, next + 1, seconds / 60 % 60, 2);
        out[next] = ':';
        return Digits.putPadded(out, next + 1, seconds % 60, 2);
    }
}
