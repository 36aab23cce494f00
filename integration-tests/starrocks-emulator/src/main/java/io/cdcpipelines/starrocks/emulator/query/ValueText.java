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
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Values as StarRocks prints them, in results and in casts to a string. Stateless. */
public final class ValueText {
    private static final int FLOAT_DIGITS = 6;
    private static final int FLOAT_EXACT_DIGITS = 9;
    private static final int DOUBLE_DIGITS = 15;
    private static final int DOUBLE_EXACT_DIGITS = 17;
    private static final int SMALLEST_PLAIN_EXPONENT = -4;

    private ValueText() {}

    /**
     * @param value of the class that belongs to the type, never null
     */
    public static String of(DataType type, Object value) {
        return switch (type.kind()) {
            case BOOLEAN -> value instanceof Boolean b ? (b ? "1" : "0") : value.toString();
            case FLOAT -> ofFloat((Float) value);
            case DOUBLE -> ofDouble((Double) value);
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case DATE -> ofDate((LocalDate) value);
            case DATETIME -> ofDateTime((LocalDateTime) value);
            case VARBINARY, HLL, BITMAP, PERCENTILE ->
                    new String((byte[]) value, StandardCharsets.UTF_8);
            case ARRAY -> value instanceof List<?> list ? ofArray(type, list) : value.toString();
            case MAP -> value instanceof Map<?, ?> map ? ofMap(type, map) : value.toString();
            case STRUCT -> value instanceof List<?> list ? ofStruct(type, list) : value.toString();
            default -> value.toString();
        };
    }

    public static String ofFloat(float value) {
        if (Float.isNaN(value) || Float.isInfinite(value)) {
            return special(value);
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal shorter = round(exact, FLOAT_DIGITS);
        return shorter.floatValue() == value
                ? general(shorter, FLOAT_DIGITS)
                : general(round(exact, FLOAT_EXACT_DIGITS), FLOAT_EXACT_DIGITS);
    }

    public static String ofDouble(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return special(value);
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal shorter = round(exact, DOUBLE_DIGITS);
        return shorter.doubleValue() == value
                ? general(shorter, DOUBLE_DIGITS)
                : general(round(exact, DOUBLE_EXACT_DIGITS), DOUBLE_EXACT_DIGITS);
    }

    private static String special(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        return value > 0 ? "inf" : "-inf";
    }

    private static BigDecimal round(BigDecimal value, int digits) {
        return value.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    /** The rule of C's {@code %g}: an exponent only below -4 or from {@code digits} on. */
    private static String general(BigDecimal value, int digits) {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = value.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        if (exponent >= SMALLEST_PLAIN_EXPONENT && exponent < digits) {
            return stripped.toPlainString();
        }
        String mantissa = stripped.movePointLeft(exponent).toPlainString();
        String sign = exponent < 0 ? "-" : "+";
        int size = Math.abs(exponent);
        return mantissa + "e" + sign + (size < 10 ? "0" : "") + size;
    }

    public static String ofDate(LocalDate value) {
        StringBuilder out = new StringBuilder(10);
        appendDate(out, value);
        return out.toString();
    }

    /** A fraction is printed only where there is one, and then with six digits. */
    public static String ofDateTime(LocalDateTime value) {
        StringBuilder out = new StringBuilder(26);
        appendDate(out, value.toLocalDate());
        out.append(' ');
        appendPadded(out, value.getHour(), 2);
        out.append(':');
        appendPadded(out, value.getMinute(), 2);
        out.append(':');
        appendPadded(out, value.getSecond(), 2);
        int micros = value.getNano() / 1000;
        if (micros != 0) {
            out.append('.');
            appendPadded(out, micros, 6);
        }
        return out.toString();
    }

    private static void appendDate(StringBuilder out, LocalDate value) {
        appendPadded(out, value.getYear(), 4);
        out.append('-');
        appendPadded(out, value.getMonthValue(), 2);
        out.append('-');
        appendPadded(out, value.getDayOfMonth(), 2);
    }

    private static void appendPadded(StringBuilder out, int value, int width) {
        String digits = Integer.toString(value);
        for (int i = digits.length(); i < width; i++) {
            out.append('0');
        }
        out.append(digits);
    }

    private static String ofArray(DataType type, List<?> elements) {
        StringBuilder out = new StringBuilder("[");
        for (int i = 0; i < elements.size(); i++) {
            out.append(i == 0 ? "" : ",");
            appendNested(out, type.children().get(0), elements.get(i));
        }
        return out.append(']').toString();
    }

    private static String ofMap(DataType type, Map<?, ?> map) {
        StringBuilder out = new StringBuilder("{");
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            appendNested(out, type.children().get(0), entry.getKey());
            out.append(':');
            appendNested(out, type.children().get(1), entry.getValue());
            out.append(entries.hasNext() ? "," : "");
        }
        return out.append('}').toString();
    }

    private static String ofStruct(DataType type, List<?> fields) {
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < fields.size(); i++) {
            out.append(i == 0 ? "" : ",");
            out.append('"').append(type.fieldNames().get(i)).append("\":");
            appendNested(out, type.children().get(i), fields.get(i));
        }
        return out.append('}').toString();
    }

    private static void appendNested(StringBuilder out, DataType type, Object value) {
        if (value == null) {
            out.append("null");
        } else if (isQuotedWhenNested(type.kind())) {
            out.append('"').append(of(type, value)).append('"');
        } else {
            out.append(of(type, value));
        }
    }

    private static boolean isQuotedWhenNested(TypeKind kind) {
        return switch (kind) {
            case CHAR, VARCHAR, VARBINARY, DATE, DATETIME -> true;
            default -> false;
        };
    }
}
