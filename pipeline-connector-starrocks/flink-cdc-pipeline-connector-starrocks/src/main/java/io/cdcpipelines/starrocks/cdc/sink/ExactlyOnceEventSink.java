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

import io.cdcpipelines.starrocks.core.load.StreamLoadClient;
import io.cdcpipelines.starrocks.core.transaction.LabelLine;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.StatefulSink;
import org.apache.flink.api.connector.sink2.TwoPhaseCommittingSink;
import org.apache.flink.cdc.common.event.Event;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.CheckpointingMode;
import org.apache.flink.streaming.api.connector.sink2.WithPreWriteTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.CheckpointConfig;

/**
 * Flink's view of the sink under {@code sink.semantic: exactly-once} on Flink 1.18 to 1.20: makes
 * the writers, which prepare transactions, and the committers, which commit them. Immutable.
 *
 * <p>It is public and declares its own {@link #getCommittableSerializer()} because Flink CDC asks
 * this very class for it by reflection.
 */
public final class ExactlyOnceEventSink
        implements TwoPhaseCommittingSink<Event, Committable>,
                StatefulSink<Event, WriterState>,
                WithPreWriteTopology<Event> {
    private static final long serialVersionUID = 1L;

    private final StarRocksSinkConfig config;
    private final ForgottenLabels forgottenLabels;
    private final Clients clients;
    // Told about the checkpoints while one thread puts the job together.
    private StartupGate startupGate;

    public ExactlyOnceEventSink(
            StarRocksSinkConfig config, ForgottenLabels forgottenLabels, StartupGate startupGate) {
        this(config, forgottenLabels, startupGate, new HttpClients());
    }

    ExactlyOnceEventSink(
            StarRocksSinkConfig config,
            ForgottenLabels forgottenLabels,
            StartupGate startupGate,
            Clients clients) {
        this.config = Objects.requireNonNull(config, "config");
        this.forgottenLabels = Objects.requireNonNull(forgottenLabels, "forgottenLabels");
        this.startupGate = Objects.requireNonNull(startupGate, "startupGate");
        this.clients = Objects.requireNonNull(clients, "clients");
    }

    StarRocksSinkConfig config() {
        return config;
    }

    StartupGate startupGate() {
        return startupGate;
    }

    /**
     * Lets the writer know what a flush is for.
     *
     * @throws IllegalArgumentException if the checkpoints of the job do not allow exactly once
     */
    @Override
    public DataStream<Event> addPreWriteTopology(DataStream<Event> events) {
        CheckpointConfig checkpoints = events.getExecutionEnvironment().getCheckpointConfig();
        requireCheckpoints(checkpoints);
        startupGate = startupGate.ofJob(checkpoints);
        return events.process(new SchemaFlushAnnouncer())
                .returns(events.getType())
                .name("Schema flush announcer")
                .setParallelism(events.getParallelism());
    }

    private static void requireCheckpoints(CheckpointConfig checkpoints) {
        if (!checkpoints.isCheckpointingEnabled()) {
            throw new IllegalArgumentException(
                    "sink.semantic: exactly-once shows rows when a checkpoint is complete, and the"
                            + " job makes none; set execution.checkpointing.interval in the"
                            + " configuration of Flink");
        }
        if (checkpoints.getCheckpointingMode() != CheckpointingMode.EXACTLY_ONCE) {
            throw new IllegalArgumentException(
                    "sink.semantic: exactly-once needs checkpoints that hold every row once; set"
                            + " execution.checkpointing.mode to EXACTLY_ONCE");
        }
    }

    @Override
    public ExactlyOnceWriter createWriter(InitContext context) throws IOException {
        return restoreWriter(context, List.of());
    }

    /**
     * @throws IOException if the start-up check finds that the job cannot write, or if it is not
     *     certain that what earlier attempts left behind is rolled back
     */
    @Override
    public ExactlyOnceWriter restoreWriter(InitContext context, Collection<WriterState> states)
            throws IOException {
        startupGate.open(context);
        WriterAssembly assembly = new WriterAssembly(config, clients);
        return assembly.withClient(client -> newWriter(assembly, client, context, states));
    }

    private ExactlyOnceWriter newWriter(
            WriterAssembly assembly,
            StreamLoadClient client,
            InitContext context,
            Collection<WriterState> states)
            throws IOException, InterruptedException {
        TransactionLine line = new TransactionLine(client, lineOf(context), states);
        ParallelRequests.run(
                "starrocks-clear " + Thread.currentThread().getName(),
                config.flush().ioThreads(),
                line.clearances());
        return new ExactlyOnceWriter(
                assembly.newWriter(client, line, context),
                line,
                SchemaFlushes.ofThisThread(),
                Clock.systemUTC(),
                context.getRestoredCheckpointId().orElse(0));
    }

    private LabelLine lineOf(InitContext context) {
        String prefix = config.flush().labelPrefix();
        String jobId = context.getJobId().toHexString();
        int parallelism = context.getNumberOfParallelSubtasks();
        int subtask = context.getSubtaskId();
        return context.getRestoredCheckpointId().isPresent()
                ? LabelLine.ofRestore(
                        prefix,
                        jobId,
                        parallelism,
                        subtask,
                        context.getRestoredCheckpointId().getAsLong())
                : LabelLine.ofStart(prefix, jobId, parallelism, subtask);
    }

    @Override
    public SimpleVersionedSerializer<WriterState> getWriterStateSerializer() {
        return new WriterStateSerializer();
    }

    @Override
    public Committer<Committable> createCommitter() {
        return new StarRocksCommitter(
                new WriterAssembly(config, clients).newClient(),
                config.flush().ioThreads(),
                forgottenLabels);
    }

    @Override
    public SimpleVersionedSerializer<Committable> getCommittableSerializer() {
        return new CommittableSerializer();
    }
}
