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

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.h2.command.query.AllColumnsForPlan;
import org.h2.engine.SessionLocal;
import org.h2.index.Cursor;
import org.h2.index.IndexCondition;
import org.h2.index.IndexType;
import org.h2.result.Row;
import org.h2.result.SearchRow;
import org.h2.result.SortOrder;
import org.h2.table.Column;
import org.h2.table.IndexColumn;
import org.h2.table.TableFilter;
import org.h2.value.Value;

/**
 * Gives the rows in the order of one column, and finds those that have a value in it, so that a
 * join does not read its inner table for every row of the outer one. The first lookups scan; who
 * asks more often gets a sorted map.
 */
final class SnapshotLookup extends SnapshotIndex {
    private static final int LOOKUPS_BEFORE_MAP = 3;
    private static final double COST_PER_LOOKUP = 20;

    private final int column;
    private int lookups;
    private NavigableMap<Value, List<Row>> rowsByValue;

    SnapshotLookup(SnapshotTable table, Column column) {
        super(
                table,
                table.getName() + "_LOOKUP_" + column.getColumnId(),
                IndexColumn.wrap(new Column[] {column}),
                IndexType.createNonUnique(false));
        this.column = column.getColumnId();
    }

    @Override
    public Cursor find(SessionLocal session, SearchRow first, SearchRow last, boolean isReversed) {
        Value from = bound(first);
        Value to = bound(last);
        boolean isEquality = from != null && to != null && session.compare(from, to) == 0;
        if (isEquality && rowsByValue == null && ++lookups <= LOOKUPS_BEFORE_MAP) {
            return new ListCursor(scan(session, from));
        }
        NavigableMap<Value, List<Row>> range = map(session);
        if (from != null) {
            range = range.tailMap(from, true);
        }
        if (to != null) {
            range = range.headMap(to, true);
        }
        List<Row> found = new ArrayList<>();
        (isReversed ? range.descendingMap() : range).values().forEach(found::addAll);
        return new ListCursor(found);
    }

    private Value bound(SearchRow row) {
        return row == null ? null : row.getValue(column);
    }

    private List<Row> scan(SessionLocal session, Value wanted) {
        List<Row> found = new ArrayList<>();
        for (int i = 0; i < snapshot().size(); i++) {
            Row row = snapshot().row(i);
            if (session.compare(row.getValue(column), wanted) == 0) {
                found.add(row);
            }
        }
        return found;
    }

    private NavigableMap<Value, List<Row>> map(SessionLocal session) {
        if (rowsByValue == null) {
            rowsByValue = new TreeMap<>(session::compare);
            for (int i = 0; i < snapshot().size(); i++) {
                Row row = snapshot().row(i);
                rowsByValue
                        .computeIfAbsent(row.getValue(column), value -> new ArrayList<>())
                        .add(row);
            }
        }
        return rowsByValue;
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
        boolean isEquality =
                masks != null
                        && (masks[column] & IndexCondition.EQUALITY) == IndexCondition.EQUALITY;
        return isEquality ? COST_PER_LOOKUP : Double.MAX_VALUE;
    }

    /** The rows of a list, in its order. */
    private static final class ListCursor implements Cursor {
        private final List<Row> rows;
        private int position = -1;

        ListCursor(List<Row> rows) {
            this.rows = rows;
        }

        @Override
        public Row get() {
            return rows.get(position);
        }

        @Override
        public SearchRow getSearchRow() {
            return get();
        }

        @Override
        public boolean next() {
            return ++position < rows.size();
        }

        @Override
        public boolean previous() {
            throw SnapshotTable.readOnly();
        }
    }
}
