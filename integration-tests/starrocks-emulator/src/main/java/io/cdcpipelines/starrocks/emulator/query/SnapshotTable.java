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
import org.h2.command.ddl.CreateTableData;
import org.h2.engine.SessionLocal;
import org.h2.index.Index;
import org.h2.index.IndexType;
import org.h2.message.DbException;
import org.h2.result.Row;
import org.h2.table.Column;
import org.h2.table.IndexColumn;
import org.h2.table.TableBase;
import org.h2.table.TableType;

/**
 * Shows rows of the emulator to H2, for one query and read-only. Nothing is copied: a value becomes
 * one of H2 when H2 looks at it. For the thread of one H2 session.
 */
final class SnapshotTable extends TableBase {
    private final List<Object[]> rows;
    private final List<ValueMapping> mappings;
    private final Index scan;
    private final ArrayList<Index> indexes = new ArrayList<>();

    /**
     * @param data names the columns in the order of {@code mappings} and of the rows
     */
    SnapshotTable(CreateTableData data, List<Object[]> rows, List<ValueMapping> mappings) {
        super(data);
        this.rows = rows;
        this.mappings = mappings;
        scan = new SnapshotScan(this, IndexColumn.wrap(getColumns()), IndexType.createScan(false));
        indexes.add(scan);
        for (Column column : getColumns()) {
            indexes.add(new SnapshotLookup(this, column));
        }
    }

    int size() {
        return rows.size();
    }

    Row row(int index) {
        return new SnapshotRow(rows.get(index), mappings, index);
    }

    @Override
    public Index getScanIndex(SessionLocal session) {
        return scan;
    }

    @Override
    public List<Index> getIndexes() {
        return indexes;
    }

    @Override
    public Row getRow(SessionLocal session, long key) {
        return row((int) key);
    }

    @Override
    public long getRowCount(SessionLocal session) {
        return rows.size();
    }

    @Override
    public long getRowCountApproximation(SessionLocal session) {
        return rows.size();
    }

    @Override
    public boolean canGetRowCount(SessionLocal session) {
        return true;
    }

    @Override
    public boolean isDeterministic() {
        return true;
    }

    @Override
    public long getMaxDataModificationId() {
        return 0;
    }

    @Override
    public TableType getTableType() {
        return TableType.EXTERNAL_TABLE_ENGINE;
    }

    @Override
    public boolean isInsertable() {
        return false;
    }

    @Override
    public boolean canDrop() {
        return true;
    }

    @Override
    public void close(SessionLocal session) {}

    @Override
    public void checkSupportAlter() {
        throw readOnly();
    }

    @Override
    public void addRow(SessionLocal session, Row row) {
        throw readOnly();
    }

    @Override
    public void removeRow(SessionLocal session, Row row) {
        throw readOnly();
    }

    @Override
    public long truncate(SessionLocal session) {
        throw readOnly();
    }

    @Override
    public Index addIndex(
            SessionLocal session,
            String name,
            int id,
            IndexColumn[] columns,
            int uniqueColumns,
            IndexType type,
            boolean create,
            String comment) {
        throw readOnly();
    }

    static DbException readOnly() {
        return DbException.getUnsupportedException("a snapshot is read-only");
    }
}
