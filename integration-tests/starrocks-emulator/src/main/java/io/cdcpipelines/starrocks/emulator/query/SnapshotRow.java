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

import java.util.List;
import org.h2.result.Row;
import org.h2.result.SearchRow;
import org.h2.value.Value;
import org.h2.value.ValueBigint;

/** One row of a snapshot as H2 sees it. Immutable. */
final class SnapshotRow extends Row {
    private final Object[] source;
    private final List<ValueMapping> mappings;

    SnapshotRow(Object[] source, List<ValueMapping> mappings, long key) {
        this.source = source;
        this.mappings = mappings;
        setKey(key);
    }

    @Override
    public int getColumnCount() {
        return mappings.size();
    }

    @Override
    public Value getValue(int column) {
        return column == ROWID_INDEX
                ? ValueBigint.get(getKey())
                : mappings.get(column).toH2(source[column]);
    }

    @Override
    public Value[] getValueList() {
        Value[] values = new Value[mappings.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = getValue(i);
        }
        return values;
    }

    @Override
    public void setValue(int column, Value value) {
        throw SnapshotTable.readOnly();
    }

    @Override
    public void copyFrom(SearchRow row) {
        throw SnapshotTable.readOnly();
    }

    @Override
    public int getMemory() {
        return 0;
    }
}
