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

import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.DefaultValue;
import io.cdcpipelines.starrocks.emulator.catalog.LiteralValues;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * What a schema change makes of a row: columns are found again by their id, converted to their new
 * type, and new columns are filled with their default.
 *
 * <p>Immutable.
 */
public final class RowImage implements UnaryOperator<Object[]> {
    private final List<Column> from;
    private final List<Column> to;
    private final int[] sources;
    private final Object[] fill;

    private RowImage(List<Column> from, List<Column> to, LocalDateTime now) {
        this.from = List.copyOf(from);
        this.to = List.copyOf(to);
        sources = new int[to.size()];
        fill = new Object[to.size()];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = indexOf(from, to.get(i).columnId());
            fill[i] = sources[i] < 0 ? defaultValue(to.get(i), now) : null;
        }
    }

    /**
     * @param now the time of the statement, which existing rows get for CURRENT_TIMESTAMP
     */
    public static RowImage of(List<Column> from, List<Column> to, LocalDateTime now) {
        return new RowImage(from, to, now);
    }

    private static int indexOf(List<Column> columns, String columnId) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).columnId().equalsIgnoreCase(columnId)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public Object[] apply(Object[] row) {
        Object[] image = new Object[sources.length];
        for (int i = 0; i < image.length; i++) {
            int source = sources[i];
            image[i] = source < 0 ? fill[i] : cast(row[source], i, source);
        }
        return image;
    }

    private Object cast(Object value, int target, int source) {
        Column column = to.get(target);
        Object cast = ValueCast.cast(value, from.get(source).type(), column.type());
        if (cast == null && !column.isNullable()) {
            throw new UnconvertibleRowException(column.name());
        }
        return cast;
    }

    /**
     * The value of a column that a row does not give.
     *
     * @return {@code null} for NULL
     */
    public static Object defaultValue(Column column, LocalDateTime now) {
        DefaultValue value = column.defaultValue();
        if (value instanceof DefaultValue.Literal literal) {
            return LiteralValues.parse(column.type(), literal.text());
        }
        if (value instanceof DefaultValue.CurrentTimestamp) {
            return timestamp(column.type(), now.truncatedTo(ChronoUnit.SECONDS));
        }
        if (value instanceof DefaultValue.Function function) {
            return called(column.type(), function.name(), now);
        }
        return null;
    }

    private static Object timestamp(DataType type, LocalDateTime now) {
        return switch (type.kind()) {
            case DATETIME -> now;
            case DATE -> now.toLocalDate();
            case CHAR, VARCHAR -> now.toLocalDate() + " " + now.toLocalTime();
            default -> null;
        };
    }

    private static Object called(DataType type, String call, LocalDateTime now) {
        if (call.startsWith("uuid_numeric")) {
            UUID uuid = UUID.randomUUID();
            return BigInteger.valueOf(uuid.getMostSignificantBits())
                    .shiftLeft(Long.SIZE)
                    .or(new BigInteger(Long.toUnsignedString(uuid.getLeastSignificantBits())));
        }
        if (call.startsWith("uuid")) {
            return UUID.randomUUID().toString();
        }
        return timestamp(
                type,
                type.kind() == TypeKind.DATETIME
                        ? now.truncatedTo(ChronoUnit.MICROS)
                        : now.truncatedTo(ChronoUnit.SECONDS));
    }
}
