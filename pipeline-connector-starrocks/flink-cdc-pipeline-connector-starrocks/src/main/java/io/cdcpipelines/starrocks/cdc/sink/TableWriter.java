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

import io.cdcpipelines.starrocks.cdc.serializer.RowNotWritableException;
import io.cdcpipelines.starrocks.cdc.serializer.RowSerializer;
import io.cdcpipelines.starrocks.cdc.table.KeyedSchema;
import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.cdc.table.UnappliedDeletes;
import io.cdcpipelines.starrocks.core.buffer.PoolExhaustedException;
import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import io.cdcpipelines.starrocks.core.format.NotRepresentableException;
import io.cdcpipelines.starrocks.core.format.RowOp;
import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.OperationType;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.schema.Schema;

/**
 * The rows of one table on their way into payloads, and the schema they are read with. Confined to
 * the mailbox thread.
 *
 * <p>A payload never mixes schemas or formats: rows so far are sealed before either changes.
 */
final class TableWriter {

    /** What came of a row. */
    private enum Trial {
        WRITTEN,
        NO_ROOM,
        PUT_ASIDE
    }

    private final TablePath table;
    private final Layouts layouts;
    private final Placements placements;
    private final TableRules rules;
    private final boolean ignoresDeletes;
    private final RowBuffer buffer;
    private final long payloadBytes;
    private final TableLoads loads;
    private final FlushTimer timer;
    private final BackPressure backPressure;
    private final TableMetrics metrics;
    // Bound once: a change must not cost an object.
    private final RowSerializer.RowConsumer appendRow = this::append;

    private Optional<Layout> layout = Optional.empty();
    private Optional<Schema> lateSchema = Optional.empty();

    /**
     * @param payloadBytes a payload is sealed once it has this size
     */
    TableWriter(
            TablePath table,
            Layouts layouts,
            Placements placements,
            TableRules rules,
            RowBuffer buffer,
            long payloadBytes,
            TableLoads loads,
            FlushTimer timer,
            BackPressure backPressure,
            TableMetrics metrics) {
        this.table = table;
        this.layouts = layouts;
        this.placements = placements;
        this.rules = rules;
        this.ignoresDeletes = rules.of(table).unappliedDeletes() == UnappliedDeletes.IGNORE;
        this.buffer = buffer;
        this.payloadBytes = payloadBytes;
        this.loads = loads;
        this.timer = timer;
        this.backPressure = backPressure;
        this.metrics = metrics;
    }

    /** Takes a change in; waits if there is no memory for it. */
    void write(DataChangeEvent event) throws IOException, InterruptedException {
        metrics.received();
        RowSerializer serializer = layoutFor(event).serializer();
        if (ignoresDeletes && event.op() == OperationType.DELETE && serializer.isAppendOnly()) {
            metrics.deleteIgnored();
        } else {
            serializer.split(event, appendRow);
        }
    }

    private Layout layoutFor(DataChangeEvent event) throws IOException, InterruptedException {
        RecordData record = event.after() == null ? event.before() : event.after();
        if (layout.isPresent() && layout.get().serializer().arity() == record.getArity()) {
            return layout.get();
        }
        return adoptLateSchema(record.getArity());
    }

    /**
     * A schema that looked old was the newer one if only it has room for the record; the other is
     * kept in its place, should more records of it be on their way.
     */
    private Layout adoptLateSchema(int arity) throws IOException, InterruptedException {
        if (lateSchema.isPresent() && lateSchema.get().getColumnCount() == arity) {
            Optional<Schema> replaced = layout.map(Layout::schema);
            adopt(keyed(lateSchema.get()));
            lateSchema = replaced;
            return layout.orElseThrow();
        }
        throw new IOException(
                "Table "
                        + table
                        + " got a record of "
                        + arity
                        + " fields, but "
                        + layout.map(known -> "its schema has " + known.serializer().arity())
                                .orElse("no schema came before it")
                        + "; if a TaskManager was lost after columns were added or dropped, Flink"
                        + " CDC 3.2 reads older rows under the newer schema: cancel the job and"
                        + " submit it again from its last checkpoint, and set"
                        + " jobmanager.scheduler: adaptive");
    }

    private void append(RecordData record, RowOp op) throws IOException, InterruptedException {
        Trial trial = tryToWrite(record, op);
        while (trial == Trial.NO_ROOM) {
            backPressure.makeRoom(table);
            trial = tryToWrite(record, op);
        }
        if (trial == Trial.WRITTEN) {
            written();
        }
    }

    private void written() {
        if (buffer.rows() == 1) {
            timer.start(this);
            metrics.payloadStarted();
            loads.continues();
        }
        if (buffer.bytes() >= payloadBytes) {
            seal();
            loads.payloadIsFull();
        }
    }

    private Trial tryToWrite(RecordData record, RowOp op) throws IOException {
        try {
            int lostValues = layout.orElseThrow().write(record, op);
            if (lostValues > 0 && op == RowOp.UPSERT) {
                metrics.valuesStoredAsNull(lostValues);
            }
            return Trial.WRITTEN;
        } catch (PoolExhaustedException e) {
            buffer.rollbackRow();
            return Trial.NO_ROOM;
        } catch (NotRepresentableException e) {
            buffer.rollbackRow();
            // Two formats must not share a transaction.
            endPeriod();
            layout = Optional.of(layouts.next(table, layout.orElseThrow(), e, buffer));
            return tryToWrite(record, op);
        } catch (RowNotWritableException e) {
            buffer.rollbackRow();
            if (!e.isRowAtFault() || !loads.isIsolating()) {
                throw e;
            }
            loads.putAside(deadLetter(record, op, e));
            return Trial.PUT_ASIDE;
        } catch (RuntimeException e) {
            buffer.rollbackRow();
            throw e;
        }
    }

    private DeadLetter deadLetter(RecordData record, RowOp op, RowNotWritableException reason) {
        Layout known = layout.orElseThrow();
        return new DeadLetter(
                table,
                known.serializer().describe(record, op),
                known.form().keyColumns(),
                reason.getMessage());
    }

    /**
     * Takes note of a schema change. One that is known already changes nothing; neither does a
     * CreateTableEvent for a known table, because several sources announce the same table and the
     * announcement that comes last may be the oldest.
     */
    void apply(SchemaChangeEvent event) throws IOException, InterruptedException {
        if (event instanceof CreateTableEvent) {
            create(((CreateTableEvent) event).getSchema());
        } else if (event.getType().name().equals("DROP_TABLE")) {
            drop();
        } else if (event.getType().name().equals("TRUNCATE_TABLE")) {
            // A transaction that was begun before loses its later rows as well.
            endPeriod();
        } else if (layout.isPresent()) {
            Schema known = layout.get().schema();
            Schema evolved = SchemaEvolution.evolve(known, event);
            if (evolved != known || placements.lookAtTables()) {
                adopt(evolved);
            }
        }
    }

    private void create(Schema schema) throws IOException, InterruptedException {
        if (layout.isPresent()) {
            lateSchema = Optional.of(schema);
        } else {
            adopt(keyed(schema));
        }
    }

    /** Once and for all, so that the key follows the renames of its columns. */
    private Schema keyed(Schema schema) {
        try {
            return KeyedSchema.of(schema, rules.of(table, schema));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Table " + table + " cannot be written: " + e.getMessage());
        }
    }

    /** What comes next for this table, if anything, is a table of its own. */
    private void drop() {
        endPeriod();
        layout = Optional.empty();
        lateSchema = Optional.empty();
    }

    private void adopt(Schema schema) throws IOException, InterruptedException {
        endPeriod();
        Placement placement = placements.of(table, schema.getColumnNames());
        layout = Optional.of(layouts.first(table, schema, placement, buffer));
        lateSchema = Optional.empty();
    }

    /**
     * Loads all rows so far and makes them visible, unless a checkpoint does that; waits for
     * nothing.
     */
    void flush() {
        seal();
        loads.flush();
        timer.stop(this);
    }

    /**
     * Loads all rows so far and makes them visible, or prepares them for a checkpoint; waits for
     * nothing.
     */
    void endPeriod() {
        seal();
        loads.completePeriod();
        timer.stop(this);
    }

    /** See {@link TableLoads#takePrepared()}. */
    List<TransactionId> takePrepared() {
        return loads.takePrepared();
    }

    /** Whether a row that comes again would be there twice. */
    boolean isAppendOnly() {
        return layout.isPresent() && layout.get().serializer().isAppendOnly();
    }

    TablePath path() {
        return table;
    }

    /** Starts to load what it can, so that its memory comes back. */
    void sendNow() {
        seal();
        if (loads.waitingMemory() > 0) {
            loads.completePeriod();
            timer.stop(this);
        }
    }

    /** The memory that {@link #sendNow()} would set in motion. */
    long unsentMemory() {
        return (buffer.rows() == 0 ? 0 : buffer.memoryBytes()) + loads.waitingMemory();
    }

    private void seal() {
        if (buffer.rows() > 0) {
            loads.add(buffer.seal(), layout.orElseThrow().form());
        }
    }

    /** Gives everything up; returns what the server may still hold. */
    List<TransactionId> abandon() {
        buffer.discard();
        timer.stop(this);
        return loads.abandon();
    }
}
