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
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.function.Function;
import org.h2.engine.Constants;
import org.h2.util.JSR310Utils;
import org.h2.value.TypeInfo;
import org.h2.value.Value;
import org.h2.value.ValueBigint;
import org.h2.value.ValueBoolean;
import org.h2.value.ValueClob;
import org.h2.value.ValueDouble;
import org.h2.value.ValueInteger;
import org.h2.value.ValueNull;
import org.h2.value.ValueNumeric;
import org.h2.value.ValueReal;
import org.h2.value.ValueSmallint;
import org.h2.value.ValueTinyint;
import org.h2.value.ValueVarbinary;
import org.h2.value.ValueVarchar;

/**
 * How a StarRocks type appears in H2. JSON and the nested types appear as the text that StarRocks
 * prints; aggregate states as NULL. Immutable.
 */
final class ValueMapping {
    /** A precision that no DECIMAL has, by which a LARGEINT is known again in a result. */
    static final int LARGEINT_PRECISION = 39;

    private static final int MICROSECOND_SCALE = 6;

    private final TypeInfo h2Type;
    private final Function<Object, Value> toH2;

    private ValueMapping(TypeInfo h2Type, Function<Object, Value> toH2) {
        this.h2Type = h2Type;
        this.toH2 = toH2;
    }

    static ValueMapping of(DataType type) {
        return switch (type.kind()) {
            case BOOLEAN ->
                    new ValueMapping(TypeInfo.TYPE_BOOLEAN, v -> ValueBoolean.get((Boolean) v));
            case TINYINT ->
                    new ValueMapping(
                            TypeInfo.TYPE_TINYINT, v -> ValueTinyint.get(((Number) v).byteValue()));
            case SMALLINT ->
                    new ValueMapping(
                            TypeInfo.TYPE_SMALLINT,
                            v -> ValueSmallint.get(((Number) v).shortValue()));
            case INT ->
                    new ValueMapping(
                            TypeInfo.TYPE_INTEGER, v -> ValueInteger.get(((Number) v).intValue()));
            case BIGINT ->
                    new ValueMapping(
                            TypeInfo.TYPE_BIGINT, v -> ValueBigint.get(((Number) v).longValue()));
            case LARGEINT ->
                    new ValueMapping(
                            numeric(LARGEINT_PRECISION, 0),
                            v -> ValueNumeric.get(new BigDecimal((BigInteger) v)));
            case FLOAT -> new ValueMapping(TypeInfo.TYPE_REAL, v -> ValueReal.get((Float) v));
            case DOUBLE -> new ValueMapping(TypeInfo.TYPE_DOUBLE, v -> ValueDouble.get((Double) v));
            case DECIMAL ->
                    new ValueMapping(
                            numeric(type.precision(), type.scale()),
                            v -> ValueNumeric.get((BigDecimal) v));
            case VARBINARY ->
                    new ValueMapping(
                            TypeInfo.TYPE_VARBINARY, v -> ValueVarbinary.getNoCopy((byte[]) v));
            case DATE ->
                    new ValueMapping(
                            TypeInfo.TYPE_DATE, v -> JSR310Utils.localDateToValue((LocalDate) v));
            case DATETIME ->
                    new ValueMapping(
                            TypeInfo.getTypeInfo(Value.TIMESTAMP, -1, MICROSECOND_SCALE, null),
                            v -> JSR310Utils.localDateTimeToValue((LocalDateTime) v));
            case CHAR, VARCHAR, JSON, ARRAY, MAP, STRUCT ->
                    new ValueMapping(TypeInfo.TYPE_VARCHAR, v -> text(ValueText.of(type, v)));
            case HLL, BITMAP, PERCENTILE ->
                    new ValueMapping(TypeInfo.TYPE_VARCHAR, v -> ValueNull.INSTANCE);
        };
    }

    private static TypeInfo numeric(int precision, int scale) {
        return TypeInfo.getTypeInfo(Value.NUMERIC, precision, scale, null);
    }

    private static Value text(String text) {
        return text.length() > Constants.MAX_STRING_LENGTH
                ? ValueClob.createSmall(text.getBytes(StandardCharsets.UTF_8))
                : ValueVarchar.get(text);
    }

    TypeInfo h2Type() {
        return h2Type;
    }

    Value toH2(Object value) {
        return value == null ? ValueNull.INSTANCE : toH2.apply(value);
    }
}
