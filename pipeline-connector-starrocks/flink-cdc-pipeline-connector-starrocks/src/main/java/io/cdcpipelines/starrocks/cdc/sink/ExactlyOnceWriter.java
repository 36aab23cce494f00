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

import io.cdcpipelines.starrocks.core.load.TransactionId;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.StatefulSink;
import org.apache.flink.api.connector.sink2.TwoPhaseCommittingSink;
import org.apache.flink.cdc.common.event.Event;

/**
 * Writes the events of one subtask into transactions that become visible when a checkpoint is
 * complete: everything before the checkpoint's barrier, exactly once. Confined to the mailbox
 * thread.
 *
 * <p>StarRocks lets a schema change that rewrites a table wait for all transactions of the table,
 * and the pipeline holds back its checkpoints until the schema change is through; so that the two
 * would wait for each other. Before a schema change the transactions of the table are therefore
 * committed at once. If the job then has to go back to the checkpoint before, those rows come
 * again, which a primary key table does not notice. In a table that only grows they would be there
 * twice, so that there nothing is committed early.
 */
final class ExactlyOnceWriter
        implements TwoPhaseCommittingSink.PrecommittingSinkWriter<Event, Committable>,
                StatefulSink.StatefulSinkWriter<Event, WriterState> {

    private final StarRocksWriter writer;
    private final TransactionLine line;
    private final SchemaFlushes schemaFlushes;
    private final Clock clock;
    private final UncommittedTransactions uncommitted = new UncommittedTransactions();
    private long latestCheckpoint;

    /**
     * @param latestCheckpoint the one to go on from, 0 for none
     */
    ExactlyOnceWriter(
            StarRocksWriter writer,
            TransactionLine line,
            SchemaFlushes schemaFlushes,
            Clock clock,
            long latestCheckpoint) {
        this.writer = writer;
        this.line = line;
        this.schemaFlushes = schemaFlushes;
        this.clock = clock;
        this.latestCheckpoint = latestCheckpoint;
    }

    @Override
    public void write(Event event, Context context) throws IOException, InterruptedException {
        if (!schemaFlushes.isAnnounced()) {
            throw new IllegalStateException(
                    "With sink.semantic: exactly-once the writer has to run in one chain with the"
                            + " operator before it; leave pipeline.operator-chaining enabled");
        }
        writer.write(event, context);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        writer.flush(endOfInput);
        if (schemaFlushes.changing().isPresent()) {
            uncommitted.forget(schemaFlushes.completedCheckpoint());
            writer.commitEarly(schemaFlushes.changing().get(), uncommitted);
        }
    }

    @Override
    public Collection<Committable> prepareCommit() throws IOException, InterruptedException {
        List<TransactionId> prepared = writer.prepare();
        uncommitted.add(prepared);
        Instant now = clock.instant();
        List<Committable> committables = new ArrayList<>();
        for (TransactionId transaction : prepared) {
            committables.add(new Committable(transaction, latestCheckpoint, now));
        }
        return committables;
    }

    @Override
    public List<WriterState> snapshotState(long checkpointId) {
        latestCheckpoint = checkpointId;
        uncommitted.partOf(checkpointId);
        uncommitted.forget(schemaFlushes.completedCheckpoint());
        List<WriterState> states = new ArrayList<>(WriterState.marks());
        states.add(line.snapshot());
        return states;
    }

    @Override
    public void close() {
        writer.close();
    }
}
