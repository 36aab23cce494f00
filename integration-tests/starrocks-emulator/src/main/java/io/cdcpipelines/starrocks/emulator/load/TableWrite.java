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
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.load.value.ValueText;
import io.cdcpipelines.starrocks.emulator.storage.RowMerge;
import io.cdcpipelines.starrocks.emulator.storage.RowStore.Change;
import io.cdcpipelines.starrocks.emulator.transaction.PendingWrite;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a load that wait for their commit. They were made for the table as it was then;
 * columns that were added, dropped, renamed or changed since are matched by column id.
 */
final class TableWrite implements PendingWrite {
    private static final int ABSENT = -1;

    private final Cluster cluster;
    private final LoadPlan plan;
    private final List<Change> changes;

    TableWrite(Cluster cluster, LoadPlan plan, List<Change> changes) {
        this.cluster = cluster;
        this.plan = plan;
        this.changes = changes;
    }

    @Override
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    @Override
    public Target target() {
        Table table = plan.table();
        boolean isThere =
                cluster.databases().stream().anyMatch(d -> d.tableById(table.id()).isPresent());
        if (!isThere) {
            return Target.DROPPED;
        }
        return table.rows().generation() == plan.generation() ? Target.PRESENT : Target.TRUNCATED;
    }

    @Override
    public void publish() {
        if (target() != Target.PRESENT) {
            return;
        }
        List<Column> current = plan.table().columns();
        int[] origins = origins(current);
        plan.table().rows().apply(adapted(current, origins), merge(current, origins));
    }

    /** For each column of today, its position in the planned rows. */
    private int[] origins(List<Column> current) {
        int[] origins = new int[current.size()];
        for (int i = 0; i < origins.length; i++) {
            origins[i] = plannedPosition(current.get(i));
        }
        return origins;
    }

    private int plannedPosition(Column column) {
        for (int i = 0; i < plan.columns().size(); i++) {
            if (plan.columns().get(i).columnId().equalsIgnoreCase(column.columnId())) {
                return i;
            }
        }
        return ABSENT;
    }

    private List<Change> adapted(List<Column> current, int[] origins) {
        if (plan.schemaVersion() == plan.table().schemaVersion()) {
            return changes;
        }
        Object[] defaults = new Object[origins.length];
        for (int i = 0; i < origins.length; i++) {
            if (origins[i] == ABSENT) {
                defaults[i] = new DefaultValues(cluster).of(plan.table(), current.get(i));
            }
        }
        return changes.stream()
                .map(c -> new Change(adapted(c.row(), current, origins, defaults), c.isDelete()))
                .toList();
    }

    private Object[] adapted(
            Object[] planned, List<Column> current, int[] origins, Object[] defaults) {
        Object[] row = defaults.clone();
        for (int i = 0; i < row.length; i++) {
            if (origins[i] != ABSENT) {
                row[i] =
                        ValueText.cast(
                                planned[origins[i]],
                                plan.columns().get(origins[i]).type(),
                                current.get(i).type());
            }
        }
        return row;
    }

    private RowMerge merge(List<Column> current, int[] origins) {
        Optional<Integer> condition =
                plan.mergeCondition()
                        .map(c -> position(current, c))
                        .filter(position -> position >= 0);
        boolean isPartial = plan.request().isPartialUpdate();
        if (condition.isEmpty() && !isPartial) {
            return RowMerge.REPLACE;
        }
        boolean[] isKept = new boolean[origins.length];
        for (int i = 0; i < origins.length; i++) {
            isKept[i] =
                    isPartial && (origins[i] == ABSENT || plan.defaulted().contains(origins[i]));
        }
        return new Update(isKept, condition);
    }

    private static int position(List<Column> current, Column wanted) {
        for (int i = 0; i < current.size(); i++) {
            if (current.get(i).columnId().equalsIgnoreCase(wanted.columnId())) {
                return i;
            }
        }
        return ABSENT;
    }

    /** Keeps some columns of the stored row, and the whole of it where it is newer. */
    private record Update(boolean[] isKept, Optional<Integer> condition) implements RowMerge {

        @Override
        public Object[] merge(Object[] stored, Object[] loaded) {
            if (stored == null) {
                return loaded;
            }
            if (condition.isPresent()
                    && isGreater(stored[condition.get()], loaded[condition.get()])) {
                return stored;
            }
            Object[] merged = loaded.clone();
            for (int i = 0; i < merged.length; i++) {
                merged[i] = isKept[i] ? stored[i] : loaded[i];
            }
            return merged;
        }

        @SuppressWarnings("unchecked")
        private static boolean isGreater(Object stored, Object loaded) {
            if (stored == null || loaded == null) {
                return stored != null;
            }
            return ((Comparable<Object>) stored).compareTo(loaded) > 0;
        }
    }
}
