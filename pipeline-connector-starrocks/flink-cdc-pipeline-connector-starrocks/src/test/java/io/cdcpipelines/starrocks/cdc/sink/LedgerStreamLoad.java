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

package io.cdcpipelines.starrocks.cdc.sink;

import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.format.LoadFormat;
import io.cdcpipelines.starrocks.core.load.CommitOutcome;
import io.cdcpipelines.starrocks.core.load.LoadResult;
import io.cdcpipelines.starrocks.core.load.RollbackOutcome;
import io.cdcpipelines.starrocks.core.load.StreamLoad;
import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.load.TransactionState;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Takes loads at once and keeps no row, but counts: the rows of each table have to come in the
 * order of their ids, from 0, none missing and none twice. Any thread may call it.
 */
final class LedgerStreamLoad implements StreamLoad {

    /** Reads the ids of rows that start with {@code {"id":}. */
    private static final class IdReader extends OutputStream {
        private static final int DIGITS_AT = "{\"id\":".length();

        private long nextId;
        private int position;
        private long id;

        IdReader(long nextId) {
            this.nextId = nextId;
        }

        @Override
        public void write(int b) {
            if (b == '\n') {
                position = 0;
                id = 0;
                return;
            }
            if (position >= DIGITS_AT) {
                if (b == ',') {
                    take();
                    position = Integer.MIN_VALUE;
                } else {
                    id = id * 10 + b - '0';
                }
            }
            position++;
        }

        private void take() {
            if (id != nextId) {
                throw new IllegalStateException("Row " + nextId + " was due, got row " + id);
            }
            nextId++;
        }
    }

    private final Map<TablePath, Long> nextIds = new HashMap<>();
    private long rows;
    private long loads;

    synchronized long rows() {
        return rows;
    }

    synchronized long loads() {
        return loads;
    }

    @Override
    public LoadResult load(TablePath table, String label, LoadFormat format, Payload payload) {
        IdReader ids = new IdReader(nextId(table));
        try {
            payload.writeTo(ids);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        enter(table, ids.nextId, payload.rows());
        return LoadResult.ofDelivered(label, payload.rows(), payload.bytes());
    }

    private synchronized long nextId(TablePath table) {
        return nextIds.getOrDefault(table, 0L);
    }

    private synchronized void enter(TablePath table, long nextId, long count) {
        if (nextId - nextIds.getOrDefault(table, 0L) != count) {
            throw new IllegalStateException("A load has other rows than it says");
        }
        nextIds.put(table, nextId);
        rows += count;
        loads++;
    }

    @Override
    public TransactionId begin(TablePath table, String label) {
        return TransactionId.of(table, label, 1);
    }

    @Override
    public TransactionId begin(TablePath table, Supplier<String> labels) {
        return begin(table, labels.get());
    }

    @Override
    public LoadResult load(TransactionId transaction, LoadFormat format, Payload payload) {
        return load(transaction.table(), transaction.label(), format, payload);
    }

    @Override
    public CommitOutcome commit(TransactionId transaction) {
        return CommitOutcome.COMMITTED;
    }

    @Override
    public RollbackOutcome rollback(TransactionId transaction) {
        throw new UnsupportedOperationException("Nothing fails here");
    }

    @Override
    public void prepare(TransactionId transaction) {
        throw new UnsupportedOperationException("No writer prepares yet");
    }

    @Override
    public TransactionState stateOf(String database, String label) {
        throw new UnsupportedOperationException("No writer asks for a state");
    }

    @Override
    public void close() {}
}
