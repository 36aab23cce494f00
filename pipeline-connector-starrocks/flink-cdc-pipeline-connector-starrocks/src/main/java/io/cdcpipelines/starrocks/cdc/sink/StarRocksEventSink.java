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

import io.cdcpipelines.starrocks.core.transaction.LabelScheme;
import java.io.IOException;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import org.apache.flink.api.connector.sink2.StatefulSink;
import org.apache.flink.cdc.common.event.Event;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.WithPreWriteTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Flink's view of the at-least-once sink on Flink 1.18 to 1.20: makes the writers, one per subtask.
 * Immutable.
 *
 * <p>It is public because Flink CDC looks at the class of a sink by reflection.
 */
public final class StarRocksEventSink
        implements StatefulSink<Event, WriterState>, WithPreWriteTopology<Event> {
    private static final long serialVersionUID = 1L;

    private final StarRocksSinkConfig config;
    private final Clients clients;
    // Told about the checkpoints while one thread puts the job together.
    private StartupGate startupGate;

    public StarRocksEventSink(StarRocksSinkConfig config, StartupGate startupGate) {
        this(config, startupGate, new HttpClients());
    }

    StarRocksEventSink(StarRocksSinkConfig config, StartupGate startupGate, Clients clients) {
        this.config = Objects.requireNonNull(config, "config");
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
     * Only looks at the settings of the job.
     *
     * @throws IllegalArgumentException if they do not go together
     */
    @Override
    public DataStream<Event> addPreWriteTopology(DataStream<Event> events) {
        startupGate = startupGate.ofJob(events.getExecutionEnvironment().getCheckpointConfig());
        return events;
    }

    /**
     * @throws IOException if the start-up check finds that the job cannot write
     */
    @Override
    public StatefulSinkWriter<Event, WriterState> createWriter(InitContext context)
            throws IOException {
        startupGate.open(context);
        WriterAssembly assembly = new WriterAssembly(config, clients);
        LabelScheme labels =
                new LabelScheme(
                        config.flush().labelPrefix(), context.getSubtaskId(), incarnation());
        return assembly.withClient(
                client ->
                        new MarkedWriter(
                                assembly.newWriter(
                                        client, new FreshLabels(client, labels), context)));
    }

    /** Marks tell nothing: if there are some, the context knows the checkpoint. Nor do labels. */
    @Override
    public StatefulSinkWriter<Event, WriterState> restoreWriter(
            InitContext context, Collection<WriterState> marks) throws IOException {
        return createWriter(context);
    }

    @Override
    public SimpleVersionedSerializer<WriterState> getWriterStateSerializer() {
        return new WriterStateSerializer();
    }

    /**
     * Differs each time a writer starts, so that no label of an earlier attempt comes again: to
     * StarRocks a label that was used stands for rows that are already there.
     */
    private static String incarnation() {
        return Long.toString(UUID.randomUUID().getMostSignificantBits() >>> 4, Character.MAX_RADIX);
    }
}
