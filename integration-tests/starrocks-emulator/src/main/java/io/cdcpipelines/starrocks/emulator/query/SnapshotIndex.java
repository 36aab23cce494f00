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

import org.h2.engine.SessionLocal;
import org.h2.index.Index;
import org.h2.index.IndexType;
import org.h2.result.Row;
import org.h2.table.IndexColumn;

/** What the indexes of a snapshot have in common: they never change. */
abstract class SnapshotIndex extends Index {
    private final SnapshotTable snapshot;

    SnapshotIndex(SnapshotTable table, String name, IndexColumn[] columns, IndexType type) {
        super(table, 0, name, columns, 0, type);
        snapshot = table;
    }

    final SnapshotTable snapshot() {
        return snapshot;
    }

    @Override
    public final boolean needRebuild() {
        return false;
    }

    @Override
    public final long getRowCount(SessionLocal session) {
        return snapshot.size();
    }

    @Override
    public final long getRowCountApproximation(SessionLocal session) {
        return snapshot.size();
    }

    @Override
    public final void close(SessionLocal session) {}

    @Override
    public final void checkRename() {}

    @Override
    public final void add(SessionLocal session, Row row) {
        throw SnapshotTable.readOnly();
    }

    @Override
    public final void remove(SessionLocal session, Row row) {
        throw SnapshotTable.readOnly();
    }

    @Override
    public final void remove(SessionLocal session) {}

    @Override
    public final void truncate(SessionLocal session) {
        throw SnapshotTable.readOnly();
    }
}
