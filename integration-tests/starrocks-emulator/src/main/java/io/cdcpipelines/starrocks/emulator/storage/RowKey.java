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

package io.cdcpipelines.starrocks.emulator.storage;

import java.math.BigDecimal;
import java.util.Arrays;

/** The key values of a row, equal by content. Immutable. */
final class RowKey {
    private final Object[] values;
    private final int hash;

    private RowKey(Object[] values) {
        this.values = values;
        this.hash = Arrays.deepHashCode(values);
    }

    static RowKey of(Object[] row, int keyColumns) {
        Object[] values = new Object[keyColumns];
        for (int i = 0; i < keyColumns; i++) {
            values[i] = comparable(row[i]);
        }
        return new RowKey(values);
    }

    /** 1.0 and 1.00 are one key of a unique key table, but not equal as BigDecimal. */
    private static Object comparable(Object value) {
        return value instanceof BigDecimal decimal ? decimal.stripTrailingZeros() : value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowKey key
                && hash == key.hash
                && Arrays.deepEquals(values, key.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
