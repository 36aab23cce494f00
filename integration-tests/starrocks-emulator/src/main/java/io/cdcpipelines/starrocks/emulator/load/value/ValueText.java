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

import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** The text of values, and through it the cast of a value to another type. */
public final class ValueText {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private ValueText() {}

    /** The text that CAST AS VARCHAR gives. */
    public static String of(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "1" : "0";
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof LocalDateTime time) {
            return time.format(time.getNano() == 0 ? SECONDS : MICROS);
        }
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        return value.toString();
    }

    /** The value as one of another type; null where it is none, as CAST does. */
    public static Object cast(Object value, DataType from, DataType to) {
        boolean isSameKind = from.kind() == to.kind() && !from.kind().name().equals("DECIMAL");
        if (value == null || from.equals(to) || (isSameKind && from.children().isEmpty())) {
            return value;
        }
        return convert(value, ValueConverter.of(to));
    }

    /** The value in the type of the converter; null where it is none. */
    public static Object convert(Object value, ValueConverter converter) {
        if (value == null || value instanceof byte[]) {
            return value;
        }
        Object converted = converter.fromText(of(value));
        return converted == ValueConverter.INVALID ? null : converted;
    }
}
