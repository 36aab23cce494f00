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

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.util.JSR310Utils;
import org.h2.value.Value;
import org.h2.value.ValueNull;

/**
 * CAST as StarRocks does it: what cannot be converted becomes NULL. H2 calls these methods as
 * functions. Stateless.
 */
public final class Casts {
    private static final Pattern DATE_TIME =
            Pattern.compile(
                    "\\s*(\\d{4})-(\\d{1,2})-(\\d{1,2})"
                            + "(?:[ T](\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d+))?)?)?.*");
    private static final Pattern COMPACT =
            Pattern.compile("\\s*(\\d{4})(\\d{2})(\\d{2})(?:(\\d{2})(\\d{2})(\\d{2}))?\\s*");
    private static final BigInteger LARGEINT_MAX =
            BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);

    private Casts() {}

    public static String castString(Value value) {
        return value == ValueNull.INSTANCE ? null : text(value);
    }

    /** The text that StarRocks prints for a value of H2. */
    static String text(Value value) {
        return switch (value.getValueType()) {
            case Value.BOOLEAN -> value.getBoolean() ? "1" : "0";
            case Value.REAL -> ValueText.ofFloat(value.getFloat());
            case Value.DOUBLE, Value.DECFLOAT -> ValueText.ofDouble(value.getDouble());
            case Value.NUMERIC -> value.getBigDecimal().toPlainString();
            case Value.DATE -> ValueText.ofDate(JSR310Utils.valueToLocalDate(value, null));
            case Value.TIMESTAMP ->
                    ValueText.ofDateTime(JSR310Utils.valueToLocalDateTime(value, null));
            case Value.VARBINARY, Value.BINARY ->
                    new String(value.getBytesNoCopy(), StandardCharsets.UTF_8);
            default -> value.getString();
        };
    }

    public static Boolean castBoolean(Value value) {
        String text = castString(value);
        if (text == null) {
            return null;
        }
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return text.equalsIgnoreCase("true");
        }
        BigDecimal number = number(value);
        return number == null ? null : number.signum() != 0;
    }

    public static Byte castTinyint(Value value) {
        Long whole = whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
        return whole == null ? null : whole.byteValue();
    }

    public static Short castSmallint(Value value) {
        Long whole = whole(value, Short.MIN_VALUE, Short.MAX_VALUE);
        return whole == null ? null : whole.shortValue();
    }

    public static Integer castInt(Value value) {
        Long whole = whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return whole == null ? null : whole.intValue();
    }

    public static Long castBigint(Value value) {
        return whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    public static BigDecimal castLargeint(Value value) {
        BigInteger whole = whole(value);
        return whole == null || whole.abs().compareTo(LARGEINT_MAX) > 0
                ? null
                : new BigDecimal(whole);
    }

    private static Long whole(Value value, long min, long max) {
        BigInteger whole = whole(value);
        return whole == null
                        || whole.compareTo(BigInteger.valueOf(min)) < 0
                        || whole.compareTo(BigInteger.valueOf(max)) > 0
                ? null
                : Long.valueOf(whole.longValue());
    }

    private static BigInteger whole(Value value) {
        BigDecimal number = number(value);
        return number == null ? null : number.toBigInteger();
    }

    public static Float castFloat(Value value) {
        BigDecimal number = number(value);
        return number == null ? null : number.floatValue();
    }

    public static Double castDouble(Value value) {
        BigDecimal number = number(value);
        return number == null ? null : number.doubleValue();
    }

    /** Rounds half up; too many digits before the point give NULL. */
    public static BigDecimal castDecimal(Value value, int precision, int scale) {
        BigDecimal number = number(value);
        if (number == null) {
            return null;
        }
        BigDecimal rounded = number.setScale(scale, RoundingMode.HALF_UP);
        return rounded.precision() > precision ? null : rounded;
    }

    private static BigDecimal number(Value value) {
        if (value == ValueNull.INSTANCE) {
            return null;
        }
        try {
            return switch (value.getValueType()) {
                case Value.DATE, Value.TIMESTAMP ->
                        new BigDecimal(text(value).replaceAll("[-: ]", "").replaceAll("\\..*", ""));
                case Value.BOOLEAN -> value.getBoolean() ? BigDecimal.ONE : BigDecimal.ZERO;
                case Value.REAL, Value.DOUBLE -> new BigDecimal(value.getDouble());
                case Value.TINYINT, Value.SMALLINT, Value.INTEGER, Value.BIGINT, Value.NUMERIC ->
                        value.getBigDecimal();
                default -> new BigDecimal(text(value).trim());
            };
        } catch (NumberFormatException e) {
            return null;
        }
    }

    public static LocalDate castDate(Value value) {
        LocalDateTime dateTime = castDatetime(value);
        return dateTime == null ? null : dateTime.toLocalDate();
    }

    /** Keeps six digits of a fraction and ignores what follows the time. */
    public static LocalDateTime castDatetime(Value value) {
        if (value == ValueNull.INSTANCE) {
            return null;
        }
        return switch (value.getValueType()) {
            case Value.TIMESTAMP -> JSR310Utils.valueToLocalDateTime(value, null);
            case Value.DATE -> JSR310Utils.valueToLocalDate(value, null).atStartOfDay();
            default -> dateTime(text(value));
        };
    }

    /** The moment that a text names, or null. */
    static LocalDateTime dateTime(String text) {
        Matcher matcher = DATE_TIME.matcher(text);
        if (!matcher.matches()) {
            matcher = COMPACT.matcher(text);
            if (!matcher.matches()) {
                return null;
            }
        }
        try {
            return LocalDateTime.of(
                    part(matcher, 1),
                    part(matcher, 2),
                    part(matcher, 3),
                    part(matcher, 4),
                    part(matcher, 5),
                    part(matcher, 6),
                    matcher.groupCount() < 7 ? 0 : nanos(matcher.group(7)));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int part(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int nanos(String fraction) {
        if (fraction == null) {
            return 0;
        }
        String micros = (fraction + "000000").substring(0, 6);
        return Integer.parseInt(micros) * 1000;
    }
}
