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

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.h2.value.Value;

/**
 * Functions of StarRocks on parts of texts and steps of time. H2 calls these methods; a parameter
 * that is NULL makes the result NULL unless the method says otherwise. Stateless.
 */
public final class TextFunctions {
    private static final long DAYS_FROM_YEAR_0 = 719_528;

    private TextFunctions() {}

    /** Parts are counted from 1, or from the end if the number is negative. */
    public static String splitPart(String text, String delimiter, Integer number) {
        if (text == null || delimiter == null || number == null || number == 0) {
            return null;
        }
        List<String> parts = parts(text, delimiter);
        int index = number > 0 ? number - 1 : parts.size() + number;
        return index >= 0 && index < parts.size() ? parts.get(index) : null;
    }

    /** What stands before the delimiter's n-th place, or behind it, counted from the end. */
    public static String substringIndex(String text, String delimiter, Integer count) {
        if (text == null || delimiter == null || count == null) {
            return null;
        }
        List<String> parts = parts(text, delimiter);
        int kept = Math.min(Math.abs(count), parts.size());
        List<String> chosen =
                count >= 0
                        ? parts.subList(0, kept)
                        : parts.subList(parts.size() - kept, parts.size());
        return String.join(delimiter, chosen);
    }

    private static List<String> parts(String text, String delimiter) {
        return delimiter.isEmpty()
                ? List.of(text)
                : Arrays.asList(text.split(Pattern.quote(delimiter), -1));
    }

    public static Boolean startsWith(String text, String prefix) {
        return text == null || prefix == null ? null : text.startsWith(prefix);
    }

    public static Boolean endsWith(String text, String suffix) {
        return text == null || suffix == null ? null : text.endsWith(suffix);
    }

    public static String strleft(String text, Integer length) {
        return text == null || length == null
                ? null
                : text.substring(0, Math.max(0, Math.min(length, text.length())));
    }

    public static String strright(String text, Integer length) {
        return text == null || length == null
                ? null
                : text.substring(text.length() - Math.max(0, Math.min(length, text.length())));
    }

    /** The place in a list with commas, from 1, or 0. */
    public static Integer findInSet(String text, String list) {
        return text == null || list == null ? null : parts(list, ",").indexOf(text) + 1;
    }

    /** Never NULL. */
    public static boolean nullOrEmpty(String text) {
        return text == null || text.isEmpty();
    }

    public static String bin(Long number) {
        return number == null ? null : Long.toBinaryString(number);
    }

    public static LocalDate str2date(String text, String format) {
        LocalDateTime moment = SqlFunctions.strToDate(text, format);
        return moment == null ? null : moment.toLocalDate();
    }

    public static Long toDays(Value value) {
        LocalDate date = Casts.castDate(value);
        return date == null ? null : date.toEpochDay() + DAYS_FROM_YEAR_0;
    }

    public static LocalDateTime yearsAdd(Value value, Integer count) {
        return added(value, count, ChronoUnit.YEARS);
    }

    public static LocalDateTime monthsAdd(Value value, Integer count) {
        return added(value, count, ChronoUnit.MONTHS);
    }

    public static LocalDateTime daysAdd(Value value, Integer count) {
        return added(value, count, ChronoUnit.DAYS);
    }

    public static LocalDateTime hoursAdd(Value value, Integer count) {
        return added(value, count, ChronoUnit.HOURS);
    }

    public static LocalDateTime minutesAdd(Value value, Integer count) {
        return added(value, count, ChronoUnit.MINUTES);
    }

    public static LocalDateTime secondsAdd(Value value, Integer count) {
        return added(value, count, ChronoUnit.SECONDS);
    }

    private static LocalDateTime added(Value value, Integer count, ChronoUnit unit) {
        LocalDateTime moment = Casts.castDatetime(value);
        return moment == null || count == null ? null : moment.plus(count, unit);
    }
}
