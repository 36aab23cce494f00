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

package io.cdcpipelines.starrocks.emulator.mysql;

import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.query.ValueText;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Encodes the values of one column. Stateless. */
@FunctionalInterface
interface ValueEncoder {
    int DATE_LENGTH = 4;
    int SECONDS_LENGTH = 7;
    int MICROS_LENGTH = 11;

    /**
     * @param value of the class that belongs to the type, never null
     */
    void encode(Object value, PayloadWriter out);

    static ValueEncoder of(DataType type, RowFormat format) {
        return format == RowFormat.TEXT ? text(type) : binary(type);
    }

    private static ValueEncoder text(DataType type) {
        return switch (type.kind()) {
            case VARBINARY -> (value, out) -> out.lengthEncoded((byte[]) value);
            default -> (value, out) -> out.lengthEncoded(ValueText.of(type, value));
        };
    }

    private static ValueEncoder binary(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN -> (value, out) -> out.int1((Boolean) value ? 1 : 0);
            case TINYINT -> (value, out) -> out.int1(((Number) value).intValue());
            case SMALLINT -> (value, out) -> out.int2(((Number) value).intValue());
            case INT -> (value, out) -> out.int4(((Number) value).intValue());
            case BIGINT -> (value, out) -> out.int8(((Number) value).longValue());
            case FLOAT -> (value, out) -> out.int4(Float.floatToRawIntBits((Float) value));
            case DOUBLE -> (value, out) -> out.int8(Double.doubleToRawLongBits((Double) value));
            case DATE -> (value, out) -> date(out.int1(DATE_LENGTH), (LocalDate) value);
            case DATETIME -> (value, out) -> dateTime(out, (LocalDateTime) value);
            default -> text(type);
        };
    }

    private static void dateTime(PayloadWriter out, LocalDateTime value) {
        int micros = value.getNano() / 1000;
        out.int1(micros == 0 ? SECONDS_LENGTH : MICROS_LENGTH);
        date(out, value.toLocalDate());
        out.int1(value.getHour()).int1(value.getMinute()).int1(value.getSecond());
        if (micros != 0) {
            out.int4(micros);
        }
    }

    private static void date(PayloadWriter out, LocalDate value) {
        out.int2(value.getYear()).int1(value.getMonthValue()).int1(value.getDayOfMonth());
    }
}
