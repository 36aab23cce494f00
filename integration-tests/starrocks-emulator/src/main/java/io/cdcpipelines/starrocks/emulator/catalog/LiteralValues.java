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

package io.cdcpipelines.starrocks.emulator.catalog;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the frontend makes of a quoted literal of a type: the rules of DEFAULT, with the reasons
 * that StarRocks 3.5 gives for a refusal. Thread-safe.
 */
public final class LiteralValues {
    private static final BigInteger LARGEINT_LIMIT = BigInteger.ONE.shiftLeft(127);
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern DATE_TIME =
            Pattern.compile(
                    "([0-9]{4}|[0-9]{2})-([0-9]{1,2})-([0-9]{1,2})"
                            + "(?:[ T]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]{1,6}))?)?)?");
    private static final Pattern COMPACT_DATE = Pattern.compile("[0-9]{8}");

    private LiteralValues() {}

    /**
     * The value of a literal, of the class that {@link DataType} names.
     *
     * @throws IllegalArgumentException with StarRocks' reason if the literal is none of this type
     */
    public static Object parse(DataType type, String text) {
        return switch (type.kind()) {
            case BOOLEAN -> booleanValue(text);
            case TINYINT -> (int) integer(type, text, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT -> (int) integer(type, text, Short.MIN_VALUE, Short.MAX_VALUE);
            case INT -> (int) integer(type, text, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> integer(type, text, Long.MIN_VALUE, Long.MAX_VALUE);
            case LARGEINT -> largeInteger(text);
            case FLOAT -> floatValue(text);
            case DOUBLE -> doubleValue(text);
            case DECIMAL -> decimal(type, text);
            case CHAR, VARCHAR -> string(type, text);
            case DATE -> dateTime(text).toLocalDate();
            case DATETIME -> dateTime(text);
            default -> throw new IllegalArgumentException("no literal of type " + type.kind());
        };
    }

    private static Boolean booleanValue(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException("Invalid BOOLEAN literal: " + text);
        };
    }

    private static long integer(DataType type, String text, long min, long max) {
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Invalid number format: " + text, e);
        }
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "Number out of range[" + text + "]. type: " + type.kind());
        }
        return value;
    }

    private static BigInteger largeInteger(String text) {
        if (!INTEGER.matcher(text).matches()) {
            throw new IllegalArgumentException("Invalid integer literal: " + text);
        }
        BigInteger value = new BigInteger(text);
        if (value.compareTo(LARGEINT_LIMIT) >= 0 || value.compareTo(LARGEINT_LIMIT.negate()) < 0) {
            throw new IllegalArgumentException("Large int literal is out of range: " + text);
        }
        return value;
    }

    /** A default of FLOAT has to be one and the same number as a float and as a double. */
    private static Float floatValue(String text) {
        double value = doubleValue(text);
        float narrow = (float) value;
        if (!Float.toString(narrow).equals(Double.toString(value))) {
            throw new IllegalArgumentException("Default value will loose precision: " + text);
        }
        return narrow;
    }

    private static double doubleValue(String text) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Invalid floating-point literal: " + text, e);
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("Invalid literal:" + text);
        }
        return value;
    }

    private static BigDecimal decimal(DataType type, String text) {
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Invalid floating-point literal: " + text, e);
        }
        int scale = Math.max(value.scale(), 0);
        int precision = Math.max(value.setScale(scale).precision(), scale);
        boolean fits =
                scale <= type.scale() && precision - scale <= type.precision() - type.scale();
        if (!fits) {
            throw new IllegalArgumentException(
                    "Type "
                            + (type.precision() <= 18 ? "DECIMAL64" : "DECIMAL128")
                            + "("
                            + type.precision()
                            + ","
                            + type.scale()
                            + ") is too narrow to hold the DecimalLiteral '"
                            + text
                            + "' (precision="
                            + precision
                            + ", scale="
                            + scale
                            + ")");
        }
        return value.setScale(type.scale());
    }

    /** Characters are counted here, bytes only where rows are loaded. */
    private static String string(DataType type, String text) {
        if (text.length() > type.length()) {
            throw new IllegalArgumentException("Default value is too long: " + text);
        }
        return text;
    }

    private static LocalDateTime dateTime(String text) {
        Matcher matcher = DATE_TIME.matcher(separated(text));
        if (!matcher.matches()) {
            throw invalidDate(text, null);
        }
        try {
            LocalDate date =
                    LocalDate.of(
                            year(matcher.group(1)),
                            Integer.parseInt(matcher.group(2)),
                            Integer.parseInt(matcher.group(3)));
            return date.atTime(
                    number(matcher, 4),
                    number(matcher, 5),
                    number(matcher, 6),
                    nanosecond(matcher));
        } catch (DateTimeException e) {
            throw invalidDate(text, e);
        }
    }

    /** {@code 20260102} as {@code 2026-01-02}; everything else as it is. */
    private static String separated(String text) {
        return COMPACT_DATE.matcher(text).matches()
                ? text.substring(0, 4) + "-" + text.substring(4, 6) + "-" + text.substring(6)
                : text;
    }

    /** Two digits stand for the years 1970 to 2069. */
    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        if (digits.length() == 4) {
            return year;
        }
        return year < 70 ? 2000 + year : 1900 + year;
    }

    private static int number(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int nanosecond(Matcher matcher) {
        String digits = matcher.group(7);
        return digits == null ? 0 : Integer.parseInt((digits + "00000000").substring(0, 9));
    }

    private static IllegalArgumentException invalidDate(String text, Throwable cause) {
        return new IllegalArgumentException("date literal [" + text + "] is invalid", cause);
    }
}
