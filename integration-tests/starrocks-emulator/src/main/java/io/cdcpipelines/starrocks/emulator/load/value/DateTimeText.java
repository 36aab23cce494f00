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

package io.cdcpipelines.starrocks.emulator.load.value;

import java.time.DateTimeException;
import java.time.LocalDateTime;

/**
 * Reads date and time text as a backend does: {@code YYYY-MM-DD[ T]HH:MM[:SS[.f...]]} with any
 * separators in the date, {@code YYYYMMDD}, {@code YYYYMMDDHHMMSS}. What follows a complete value,
 * such as a zone, is ignored, as are fraction digits after the sixth.
 */
final class DateTimeText {
    private static final int DATE_DIGITS = 8;
    private static final int DATETIME_DIGITS = 14;
    private static final int FRACTION_DIGITS = 6;
    private static final int NANOS_PER_MICRO = 1000;

    private final String text;
    private int position;

    private DateTimeText(String text) {
        this.text = text;
    }

    /** The value, or null where the text has none. */
    static LocalDateTime parse(String text) {
        return new DateTimeText(text.strip()).parse();
    }

    private LocalDateTime parse() {
        try {
            int digits = digitsFrom(0);
            if (digits == DATE_DIGITS || digits == DATETIME_DIGITS) {
                return compact(digits);
            }
            return digits == 4 ? separated() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private LocalDateTime compact(int digits) {
        int year = number(0, 4);
        int month = number(4, 2);
        int day = number(6, 2);
        position = DATE_DIGITS;
        if (digits == DATETIME_DIGITS) {
            position = DATETIME_DIGITS;
            return LocalDateTime.of(
                    year, month, day, number(8, 2), number(10, 2), number(12, 2), fraction());
        }
        return withTime(year, month, day);
    }

    private LocalDateTime separated() {
        int year = number(0, 4);
        position = 4;
        int month = part();
        int day = part();
        return month < 0 || day < 0 ? null : withTime(year, month, day);
    }

    private LocalDateTime withTime(int year, int month, int day) {
        if (!isAt('T') && !isAt(' ')) {
            return LocalDateTime.of(year, month, day, 0, 0);
        }
        int start = position;
        while (isAt(' ') || isAt('T')) {
            position++;
        }
        position--;
        int hour = part();
        if (hour < 0) {
            position = start;
            return LocalDateTime.of(year, month, day, 0, 0);
        }
        int minute = isAt(':') ? part() : 0;
        int second = isAt(':') ? part() : 0;
        if (minute < 0 || second < 0) {
            return null;
        }
        return LocalDateTime.of(year, month, day, hour, minute, second, fraction());
    }

    /** Skips one separator and reads one or two digits; -1 where there are none. */
    private int part() {
        int digits = Math.min(2, digitsFrom(position + 1));
        if (digits == 0) {
            return -1;
        }
        int value = number(position + 1, digits);
        position += 1 + digits;
        return value;
    }

    private int fraction() {
        if (!isAt('.')) {
            return 0;
        }
        int micros = 0;
        for (int i = 1; i <= FRACTION_DIGITS; i++) {
            micros = micros * 10 + (isDigit(position + i) ? text.charAt(position + i) - '0' : 0);
            if (!isDigit(position + i)) {
                position = text.length();
            }
        }
        return micros * NANOS_PER_MICRO;
    }

    private boolean isAt(char expected) {
        return position < text.length() && text.charAt(position) == expected;
    }

    private int digitsFrom(int start) {
        int end = start;
        while (isDigit(end)) {
            end++;
        }
        return end - Math.min(start, end);
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private int number(int start, int digits) {
        int value = 0;
        for (int i = start; i < start + digits; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }
}
