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

package io.cdcpipelines.starrocks.emulator.alter;

import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.LiteralValues;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * Brings a value into another type, for the pairs of types that MODIFY COLUMN allows. Text that is
 * no value of the new type becomes NULL. Thread-safe.
 */
final class ValueCast {

    private ValueCast() {}

    /** The value in the new type; {@code null} stays {@code null}. */
    static Object cast(Object value, DataType from, DataType to) {
        if (value == null || from.equals(to)) {
            return value;
        }
        return switch (to.kind()) {
            case SMALLINT, INT ->
                    value instanceof Number n ? (Object) n.intValue() : parsed(value, to);
            case TINYINT, FLOAT -> parsed(value, to);
            case BIGINT -> value instanceof Number n ? (Object) n.longValue() : parsed(value, to);
            case LARGEINT ->
                    value instanceof Number n
                            ? BigInteger.valueOf(n.longValue())
                            : parsed(value, to);
            case DOUBLE -> value instanceof Number n ? asDouble(n) : parsed(value, to);
            case DECIMAL ->
                    value instanceof BigDecimal d ? d.setScale(to.scale()) : parsed(value, to);
            case DATE -> date(value, to);
            case DATETIME -> value instanceof LocalDate d ? d.atStartOfDay() : parsed(value, to);
            case CHAR, VARCHAR -> text(value, from, to);
            case JSON -> json(value);
            default -> value;
        };
    }

    private static Object parsed(Object value, DataType to) {
        try {
            return LiteralValues.parse(to, value.toString().strip());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A float keeps its decimal digits: 1.1 becomes 1.1, not 1.100000023841858. */
    private static Double asDouble(Number number) {
        return number instanceof Float ? Double.valueOf(number.toString()) : number.doubleValue();
    }

    private static Object date(Object value, DataType to) {
        if (value instanceof LocalDateTime dateTime) {
            return dateTime.toLocalDate();
        }
        return parsed(value, to);
    }

    private static String text(Object value, DataType from, DataType to) {
        String text = NumberText.of(value);
        boolean fits = text.getBytes(StandardCharsets.UTF_8).length <= to.length();
        return fits || from.kind() == TypeKind.CHAR ? text : null;
    }

    /** Text that is no JSON becomes a JSON string. */
    private static String json(Object value) {
        return JsonText.of(value.toString());
    }
}
