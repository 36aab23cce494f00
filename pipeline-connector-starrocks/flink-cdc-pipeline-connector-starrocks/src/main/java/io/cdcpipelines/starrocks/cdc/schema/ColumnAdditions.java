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

package io.cdcpipelines.starrocks.cdc.schema;

import io.cdcpipelines.starrocks.core.catalog.ColumnAddition;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.flink.cdc.common.event.AddColumnEvent.ColumnPosition;

/**
 * Finds places for new columns as near as StarRocks allows: behind the key, and behind a column
 * that exists. Follows the order of columns while additions are collected; confined to one call of
 * the planner.
 */
final class ColumnAdditions {
    private final List<String> order;
    private final int keyCount;
    private final List<ColumnAddition> additions = new ArrayList<>();

    ColumnAdditions(StarRocksTable table) {
        order =
                table.columns().stream()
                        .map(StarRocksColumn::name)
                        .collect(Collectors.toCollection(ArrayList::new));
        keyCount = table.keyColumns().size();
    }

    /**
     * @param position where the source put the column
     * @param neighbour the column that the position refers to, null for first and last
     */
    void add(StarRocksColumn column, ColumnPosition position, String neighbour) {
        OptionalInt index = index(position, neighbour);
        if (index.isEmpty() || index.getAsInt() >= order.size()) {
            addLast(column);
            return;
        }
        int place = Math.max(index.getAsInt(), keyCount);
        if (place >= order.size()) {
            addLast(column);
            return;
        }
        additions.add(ColumnAddition.after(column, order.get(place - 1)));
        order.add(place, column.name());
    }

    void addLast(StarRocksColumn column) {
        additions.add(ColumnAddition.last(column));
        order.add(column.name());
    }

    /** The index that the column gets; empty where the source's neighbour does not exist here. */
    private OptionalInt index(ColumnPosition position, String neighbour) {
        if (position == ColumnPosition.FIRST) {
            return OptionalInt.of(0);
        }
        if (position == ColumnPosition.BEFORE) {
            return indexOf(neighbour).map(OptionalInt::of).orElse(OptionalInt.empty());
        }
        if (position == ColumnPosition.AFTER) {
            return indexOf(neighbour).map(at -> OptionalInt.of(at + 1)).orElse(OptionalInt.empty());
        }
        return OptionalInt.empty();
    }

    private Optional<Integer> indexOf(String name) {
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i).equalsIgnoreCase(name)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    List<ColumnAddition> all() {
        return additions;
    }
}
