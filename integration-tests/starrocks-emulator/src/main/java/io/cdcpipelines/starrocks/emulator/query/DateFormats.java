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

package io.cdcpipelines.starrocks.emulator.query;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** The format letters of MySQL that date_format and str_to_date take. Stateless. */
final class DateFormats {
    private DateFormats() {}

    static String format(LocalDateTime moment, String format) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '%' && i + 1 < format.length()) {
                out.append(field(moment, format.charAt(++i)));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String field(LocalDateTime moment, char letter) {
        return switch (letter) {
            case 'Y' -> padded(moment.getYear(), 4);
            case 'y' -> padded(moment.getYear() % 100, 2);
            case 'm' -> padded(moment.getMonthValue(), 2);
            case 'c' -> Integer.toString(moment.getMonthValue());
            case 'M' -> moment.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'b' -> moment.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'd' -> padded(moment.getDayOfMonth(), 2);
            case 'e' -> Integer.toString(moment.getDayOfMonth());
            case 'j' -> padded(moment.getDayOfYear(), 3);
            case 'W' -> moment.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'a' -> moment.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'w' -> Integer.toString(moment.getDayOfWeek().getValue() % 7);
            case 'v' -> padded(moment.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
            case 'x' -> padded(moment.get(IsoFields.WEEK_BASED_YEAR), 4);
            case 'H' -> padded(moment.getHour(), 2);
            case 'k' -> Integer.toString(moment.getHour());
            case 'h', 'I' -> padded(moment.get(ChronoField.CLOCK_HOUR_OF_AMPM), 2);
            case 'l' -> Integer.toString(moment.get(ChronoField.CLOCK_HOUR_OF_AMPM));
            case 'i' -> padded(moment.getMinute(), 2);
            case 's', 'S' -> padded(moment.getSecond(), 2);
            case 'f' -> padded(moment.getNano() / 1000, 6);
            case 'p' -> moment.getHour() < 12 ? "AM" : "PM";
            case 'T' -> format(moment, "%H:%i:%s");
            case 'r' -> format(moment, "%h:%i:%s %p");
            default -> Character.toString(letter);
        };
    }

    private static String padded(int value, int width) {
        String digits = Integer.toString(value);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    /** Knows the numeric letters; null where the text does not follow the format. */
    static LocalDateTime parse(String text, String format) {
        int[] fields = {0, 1, 1, 0, 0, 0, 0};
        int position = 0;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                if (position >= text.length() || text.charAt(position++) != c) {
                    return null;
                }
                continue;
            }
            int index = "Ymdhisf".indexOf(canonical(format.charAt(++i)));
            int end = digitsEnd(text, position, index == 0 ? 4 : index == 6 ? 6 : 2);
            if (index < 0 || end == position) {
                return null;
            }
            String digits = text.substring(position, end);
            fields[index] =
                    Integer.parseInt(index == 6 ? (digits + "00000").substring(0, 6) : digits);
            position = end;
        }
        return moment(fields);
    }

    private static char canonical(char letter) {
        return switch (letter) {
            case 'c' -> 'm';
            case 'e' -> 'd';
            case 'H', 'k' -> 'h';
            case 'S' -> 's';
            default -> letter;
        };
    }

    private static int digitsEnd(String text, int start, int maxDigits) {
        int end = start;
        while (end < text.length()
                && end - start < maxDigits
                && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static LocalDateTime moment(int[] fields) {
        try {
            return LocalDateTime.of(
                    fields[0],
                    fields[1],
                    fields[2],
                    fields[3],
                    fields[4],
                    fields[5],
                    fields[6] * 1000);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
