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

import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.load.value.ValueConverter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/** Brings an evaluated value into the type of the column that takes it. Stateless. */
final class ColumnConversion {
    private static final BigInteger LARGEINT_LIMIT = BigInteger.ONE.shiftLeft(127);

    private ColumnConversion() {}

    /**
     * @param value not null
     * @return empty if the column cannot hold the value
     */
    static Optional<Object> convert(Object value, DataType from, DataType to) {
        try {
            return Optional.ofNullable(converted(value, from, to));
        } catch (NumberFormatException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Object converted(Object value, DataType from, DataType to) {
        return switch (to.kind()) {
            case BOOLEAN -> bool(value, from);
            case TINYINT -> (int) number(value, from).toBigInteger().byteValueExact();
            case SMALLINT -> (int) number(value, from).toBigInteger().shortValueExact();
            case INT -> number(value, from).toBigInteger().intValueExact();
            case BIGINT -> number(value, from).toBigInteger().longValueExact();
            case LARGEINT -> largeInteger(number(value, from).toBigInteger());
            case FLOAT -> number(value, from).floatValue();
            case DOUBLE -> number(value, from).doubleValue();
            case DECIMAL -> decimal(number(value, from), to);
            case CHAR, VARCHAR -> string(ValueText.of(from, value), to);
            case VARBINARY -> binary(value, from, to);
            case DATE -> dateTime(value, from).toLocalDate();
            case DATETIME -> dateTime(value, from);
            case JSON, ARRAY, MAP, STRUCT -> structured(ValueText.of(from, value), to);
            case HLL, BITMAP, PERCENTILE -> null;
        };
    }

    private static Boolean bool(Object value, DataType from) {
        String text = ValueText.of(from, value);
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return text.equalsIgnoreCase("true");
        }
        return new BigDecimal(text.trim()).signum() != 0;
    }

    private static BigDecimal number(Object value, DataType from) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Double || value instanceof Float) {
            return BigDecimal.valueOf(((Number) value).doubleValue());
        }
        if (value instanceof LocalDate || value instanceof LocalDateTime) {
            return new BigDecimal(
                    ValueText.of(from, value).replaceAll("\\..*", "").replaceAll("[-: ]", ""));
        }
        return new BigDecimal(ValueText.of(from, value).trim());
    }

    private static BigInteger largeInteger(BigInteger value) {
        return value.compareTo(LARGEINT_LIMIT) < 0 && value.compareTo(LARGEINT_LIMIT.negate()) >= 0
                ? value
                : null;
    }

    private static BigDecimal decimal(BigDecimal value, DataType to) {
        BigDecimal rounded = value.setScale(to.scale(), RoundingMode.HALF_UP);
        return rounded.precision() > to.precision() ? null : rounded;
    }

    private static String string(String text, DataType to) {
        boolean fits = text.getBytes(StandardCharsets.UTF_8).length <= to.length();
        return fits ? text : null;
    }

    private static Object structured(String text, DataType to) {
        Object structure = ValueConverter.of(to).fromText(text);
        return structure == ValueConverter.INVALID ? null : structure;
    }

    private static byte[] binary(Object value, DataType from, DataType to) {
        byte[] bytes =
                value instanceof byte[] raw
                        ? raw
                        : ValueText.of(from, value).getBytes(StandardCharsets.UTF_8);
        return to.length() > 0 && bytes.length > to.length() ? null : bytes;
    }

    private static LocalDateTime dateTime(Object value, DataType from) {
        if (value instanceof LocalDateTime moment) {
            return moment;
        }
        LocalDateTime moment = Casts.dateTime(ValueText.of(from, value));
        if (moment == null) {
            throw new NumberFormatException("no date");
        }
        return moment;
    }
}
