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

import org.h2.command.query.AllColumnsForPlan;
import org.h2.engine.SessionLocal;
import org.h2.index.Cursor;
import org.h2.index.IndexType;
import org.h2.result.Row;
import org.h2.result.SearchRow;
import org.h2.result.SortOrder;
import org.h2.table.IndexColumn;
import org.h2.table.TableFilter;

/** Reads all rows of a snapshot. */
final class SnapshotScan extends SnapshotIndex {
    private static final double COST_PER_ROW = 10;

    SnapshotScan(SnapshotTable table, IndexColumn[] columns, IndexType type) {
        super(table, table.getName() + "_SCAN", columns, type);
    }

    @Override
    public Cursor find(SessionLocal session, SearchRow first, SearchRow last, boolean isReversed) {
        return new ScanCursor(snapshot());
    }

    /** None: H2 would take any other index for one that is sorted by its columns. */
    @Override
    public String getCreateSQL() {
        return null;
    }

    @Override
    public double getCost(
            SessionLocal session,
            int[] masks,
            TableFilter[] filters,
            int filter,
            SortOrder order,
            AllColumnsForPlan columns,
            boolean isSelectCommand) {
        return COST_PER_ROW * (snapshot().size() + 1);
    }

    /** Every row once, in the order of the snapshot. */
    private static final class ScanCursor implements Cursor {
        private final SnapshotTable table;
        private int position = -1;

        ScanCursor(SnapshotTable table) {
            this.table = table;
        }

        @Override
        public Row get() {
            return table.row(position);
        }

        @Override
        public SearchRow getSearchRow() {
            return get();
        }

        @Override
        public boolean next() {
            return ++position < table.size();
        }

        @Override
        public boolean previous() {
            throw SnapshotTable.readOnly();
        }
    }
}
