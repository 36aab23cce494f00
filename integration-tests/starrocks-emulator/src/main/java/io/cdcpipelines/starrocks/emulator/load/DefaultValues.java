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

package io.cdcpipelines.starrocks.emulator.load;

import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.DefaultValue;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.load.value.ValueConverter;
import io.cdcpipelines.starrocks.emulator.load.value.ValueText;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The values of columns that a row does not give. Thread-safe. */
public final class DefaultValues {
    private final Cluster cluster;
    private final Map<Long, AtomicLong> autoIncrements = new ConcurrentHashMap<>();

    public DefaultValues(Cluster cluster) {
        this.cluster = cluster;
    }

    /** The default of a column for one new row. */
    public Object of(Table table, Column column) {
        if (column.isAutoIncrement()) {
            return ValueText.convert(nextAutoIncrement(table), ValueConverter.of(column.type()));
        }
        if (column.defaultValue() instanceof DefaultValue.Literal literal) {
            Object value = ValueConverter.of(column.type()).fromText(literal.text());
            return value == ValueConverter.INVALID ? null : value;
        }
        if (column.defaultValue() instanceof DefaultValue.CurrentTimestamp) {
            LocalDateTime now = LocalDateTime.now(cluster.clock()).truncatedTo(ChronoUnit.SECONDS);
            return ValueText.convert(now, ValueConverter.of(column.type()));
        }
        if (column.defaultValue() instanceof DefaultValue.Function) {
            return generated(column);
        }
        return null;
    }

    /** The next value of a table's AUTO_INCREMENT column, from 1. */
    public long nextAutoIncrement(Table table) {
        return autoIncrements.computeIfAbsent(table.id(), id -> new AtomicLong()).incrementAndGet();
    }

    private static Object generated(Column column) {
        UUID uuid = UUID.randomUUID();
        if (column.type().kind() != TypeKind.LARGEINT) {
            return uuid.toString();
        }
        ByteBuffer bits = ByteBuffer.allocate(2 * Long.BYTES);
        bits.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        return new BigInteger(bits.array());
    }
}
