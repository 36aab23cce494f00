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

package io.cdcpipelines.starrocks.cdc.type;

import io.cdcpipelines.starrocks.core.table.ColumnDefault;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypeRoot;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.cdc.common.types.TimeType;
import org.apache.flink.cdc.common.types.VarCharType;

/**
 * Translates the default of a source column into one that StarRocks accepts for the column's type,
 * or into none. Stateless; a default never keeps a table from being created.
 */
public final class DefaultValues {
    private static final Pattern CURRENT_TIMESTAMP =
            Pattern.compile(
                    "(?i)(?:current_timestamp|localtimestamp|localtime|now)(?:\\(\\s*\\d*\\s*\\))?");
    private static final Pattern BIT = Pattern.compile("(?i)b'([01]+)'");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d*\\.?\\d+(?:[eE][+-]?\\d+)?");
    private static final Pattern TIME =
            Pattern.compile("(-?)(\\d{1,3}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,6}))?");

    private static final int MAX_DIGITS = 100;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DATETIME =
            new DateTimeFormatterBuilder()
                    .append(DATE)
                    .optionalStart()
                    .appendPattern("[ ]['T']HH:mm:ss")
                    .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
                    .optionalEnd()
                    .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DATETIME_TEXT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter DATETIME_MICROS_TEXT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private DefaultValues() {}

    /**
     * @param source the type in the source, which decides how its text has to look
     * @param target the type of the StarRocks column
     * @param expression the default as Flink CDC hands it on, neither quoted nor escaped
     * @return empty if StarRocks has no such default for such a column
     */
    public static Optional<ColumnDefault> translate(
            DataType source, StarRocksType target, String expression) {
        switch (target.kind()) {
            case BOOLEAN:
                return literal(booleanText(expression));
            case TINYINT:
                return literal(integer(expression, 8));
            case SMALLINT:
                return literal(integer(expression, 16));
            case INT:
                return literal(integer(expression, 32));
            case BIGINT:
                return literal(integer(expression, 64));
            case LARGEINT:
                return literal(integer(expression, 128));
            case FLOAT:
                return literal(floatText(expression));
            case DOUBLE:
                return literal(doubleText(expression));
            case DECIMAL:
                return literal(decimal(expression, target));
            case DATE:
                return literal(date(expression));
            case DATETIME:
                return CURRENT_TIMESTAMP.matcher(expression.trim()).matches()
                        ? Optional.of(ColumnDefault.CURRENT_TIMESTAMP)
                        : literal(dateTime(expression));
            case CHAR:
            case VARCHAR:
                return literal(text(source, target, expression));
            default:
                return Optional.empty();
        }
    }

    /**
     * What MySQL writes into the rows that are there when a NOT NULL column without a default is
     * added: no event tells of it. Empty where the CDC type leaves open which value that is, as an
     * ENUM, a JSON and a TEXT are all strings without a length, and for dates, where there is none.
     *
     * @param source a type that is not nullable
     */
    public static Optional<ColumnDefault> implicit(DataType source, StarRocksType target) {
        switch (source.getTypeRoot()) {
            case BOOLEAN:
            case TINYINT:
            case SMALLINT:
            case INTEGER:
            case BIGINT:
            case FLOAT:
            case DOUBLE:
            case DECIMAL:
                return translate(source, target, "0");
            case TIME_WITHOUT_TIME_ZONE:
                return translate(source, target, "00:00:00");
            case CHAR:
            case ARRAY:
                return Optional.of(ColumnDefault.literal(""));
            case VARCHAR:
                return ((VarCharType) source).getLength() == VarCharType.MAX_LENGTH
                        ? Optional.empty()
                        : Optional.of(ColumnDefault.literal(""));
            default:
                return Optional.empty();
        }
    }

    /**
     * The default of a column that gets another type, as that type writes it.
     *
     * @return empty if it is none that a column of that type has
     */
    public static Optional<ColumnDefault> converted(
            ColumnDefault value, StarRocksType from, StarRocksType to) {
        if (value.isExpression()) {
            return Optional.empty();
        }
        boolean isBoolean = from.kind() == StarRocksType.Kind.BOOLEAN;
        return translate(DataTypes.STRING(), to, isBoolean ? numeric(value.text()) : value.text());
    }

    private static Optional<ColumnDefault> literal(String text) {
        return Optional.ofNullable(text).map(ColumnDefault::literal);
    }

    private static String booleanText(String expression) {
        String number = integer(expression, 64);
        return number == null ? null : number.equals("0") ? "0" : "1";
    }

    private static String integer(String expression, int bits) {
        String trimmed = expression.trim();
        Matcher bit = BIT.matcher(trimmed);
        try {
            BigInteger value =
                    bit.matches()
                            ? new BigInteger(bit.group(1), 2)
                            : number(numeric(trimmed)).toBigIntegerExact();
            return value.bitLength() < bits ? value.toString() : null;
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    /** Refuses exponents that would be written out as digits without end. */
    private static BigDecimal number(String text) {
        BigDecimal value = new BigDecimal(text);
        if (Math.abs((long) value.scale()) > MAX_DIGITS) {
            throw new NumberFormatException("out of every range");
        }
        return value;
    }

    private static String numeric(String text) {
        if (text.equalsIgnoreCase("true")) {
            return "1";
        }
        return text.equalsIgnoreCase("false") ? "0" : text;
    }

    /** StarRocks refuses a FLOAT default that does not print alike as FLOAT and as DOUBLE. */
    private static String floatText(String expression) {
        String number = doubleText(expression);
        if (number == null) {
            return null;
        }
        String asFloat = Float.toString(Float.parseFloat(number));
        return asFloat.equals(Double.toString(Double.parseDouble(number))) ? number : null;
    }

    private static String doubleText(String expression) {
        String trimmed = expression.trim();
        return NUMBER.matcher(trimmed).matches() && Double.isFinite(Double.parseDouble(trimmed))
                ? trimmed
                : null;
    }

    private static String decimal(String expression, StarRocksType target) {
        try {
            BigDecimal value = number(expression.trim()).setScale(target.scale());
            return value.precision() <= target.precision() ? value.toPlainString() : null;
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    private static String date(String expression) {
        LocalDateTime value = parse(expression);
        return value == null ? null : LocalDate.from(value).format(DATE);
    }

    private static String dateTime(String expression) {
        LocalDateTime value = parse(expression);
        if (value == null) {
            return null;
        }
        return value.format(value.getNano() == 0 ? DATETIME_TEXT : DATETIME_MICROS_TEXT);
    }

    /** Null for what is no date of the years 0 to 9999; a zero date is none. */
    private static LocalDateTime parse(String expression) {
        try {
            LocalDateTime value = LocalDateTime.parse(expression.trim(), DATETIME);
            return value.getYear() >= 0 && value.getYear() <= 9999 ? value : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String text(DataType source, StarRocksType target, String expression) {
        if (source.getTypeRoot() == DataTypeRoot.TIME_WITHOUT_TIME_ZONE) {
            return time(expression, ((TimeType) source).getPrecision());
        }
        // The server compares characters with the length; what it then stores counts in bytes.
        return expression.getBytes(StandardCharsets.UTF_8).length <= target.length()
                ? expression
                : null;
    }

    /** The text that a row with the same time is loaded with. */
    private static String time(String expression, int precision) {
        Matcher matcher = TIME.matcher(expression.trim());
        if (!matcher.matches()) {
            return null;
        }
        String hours = matcher.group(2).length() == 1 ? "0" + matcher.group(2) : matcher.group(2);
        String whole = matcher.group(1) + hours + ':' + matcher.group(3) + ':' + matcher.group(4);
        int digits = Math.min(precision, 3);
        if (digits == 0) {
            return whole;
        }
        String fraction = (matcher.group(5) == null ? "" : matcher.group(5)) + "000";
        return whole + '.' + fraction.substring(0, digits);
    }
}
