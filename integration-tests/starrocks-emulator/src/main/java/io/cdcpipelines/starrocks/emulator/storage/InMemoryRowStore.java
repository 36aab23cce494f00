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

import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Rows on the heap: by key for the models in which a key is there once, in a list for duplicate key
 * tables. Thread-safe; every method is one atomic step.
 */
public final class InMemoryRowStore implements RowStore {
    private final int keyColumns;
    private final Map<RowKey, Object[]> byKey = new LinkedHashMap<>();
    private final List<Object[]> appended = new ArrayList<>();
    private long generation;

    private InMemoryRowStore(int keyColumns) {
        this.keyColumns = keyColumns;
    }

    /**
     * The store of a table. Unique and aggregate key tables keep the last row of a key, which is
     * right for UNIQUE and for the aggregate function REPLACE.
     */
    public static RowStore create(KeysModel model, List<Column> columns) {
        if (model == KeysModel.DUP_KEYS) {
            return new InMemoryRowStore(0);
        }
        return new InMemoryRowStore((int) columns.stream().filter(Column::isKey).count());
    }

    @Override
    public synchronized void apply(List<Change> changes, RowMerge merge) {
        for (Change change : changes) {
            if (keyColumns == 0) {
                appended.add(change.row());
            } else {
                applyToKey(change, merge);
            }
        }
    }

    private void applyToKey(Change change, RowMerge merge) {
        RowKey key = RowKey.of(change.row(), keyColumns);
        if (change.isDelete()) {
            byKey.remove(key);
            return;
        }
        Object[] stored = merge == RowMerge.REPLACE ? null : byKey.get(key);
        byKey.put(key, merge.merge(stored, change.row()));
    }

    @Override
    public synchronized List<Object[]> snapshot() {
        return new ArrayList<>(keyColumns == 0 ? appended : byKey.values());
    }

    @Override
    public synchronized long rowCount() {
        return keyColumns == 0 ? appended.size() : byKey.size();
    }

    @Override
    public synchronized void rewrite(UnaryOperator<Object[]> image) {
        List<Object[]> rewritten = new ArrayList<>();
        for (Object[] row : snapshot()) {
            rewritten.add(image.apply(row));
        }
        byKey.clear();
        appended.clear();
        for (Object[] row : rewritten) {
            if (keyColumns == 0) {
                appended.add(row);
            } else {
                byKey.put(RowKey.of(row, keyColumns), row);
            }
        }
    }

    @Override
    public synchronized void removeIf(Predicate<Object[]> condition) {
        appended.removeIf(condition);
        byKey.values().removeIf(condition);
    }

    @Override
    public synchronized void clear() {
        byKey.clear();
        appended.clear();
        generation++;
    }

    @Override
    public synchronized long generation() {
        return generation;
    }
}
