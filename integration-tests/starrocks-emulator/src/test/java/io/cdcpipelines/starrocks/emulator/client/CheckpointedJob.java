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

package io.cdcpipelines.starrocks.emulator.client;

import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.cdc.common.event.Event;
import org.apache.flink.cdc.common.event.FlushEvent;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.sink.DataSink;
import org.apache.flink.cdc.common.sink.FlinkSinkProvider;
import org.apache.flink.cdc.common.sink.MetadataApplier;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreWriteTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.UdfStreamOperatorFactory;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.util.Collector;

/**
 * A sink as Flink and Flink CDC run it: subtasks of a writer, and of a committer under exactly
 * once, checkpoints through the serializers, failures, restarts, changes of the parallelism. All on
 * the thread that makes it.
 */
final class CheckpointedJob implements AutoCloseable {

    /**
     * What Flink keeps: of each writer a list of states, of each committer one state with all that
     * is to be committed, which stays together.
     */
    record Checkpoint(
            long id,
            int position,
            List<List<byte[]>> writers,
            List<List<List<byte[]>>> committers) {}

    private static final class Request implements Committer.CommitRequest<Object> {
        private final Object committable;

        Request(Object committable) {
            this.committable = committable;
        }

        @Override
        public Object getCommittable() {
            return committable;
        }

        @Override
        public int getNumberOfRetries() {
            return 0;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable cause) {
            throw new IllegalStateException("Rows would be dropped", cause);
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable cause) {
            throw new IllegalStateException("Rows would be dropped", cause);
        }

        @Override
        public void retryLater() {
            throw new UnsupportedOperationException("The order would be lost");
        }

        @Override
        public void updateAndRetryLater(Object changed) {
            throw new UnsupportedOperationException("The order would be lost");
        }

        @Override
        public void signalAlreadyCommitted() {}
    }

    private final class Subtask {
        final TaskContext context;
        final SinkWriter<Event> writer;
        final Optional<Committer<Object>> committer;
        final List<Object> uncommitted = new ArrayList<>();

        Subtask(int parallelism, int index) throws Exception {
            List<byte[]> writerState = List.of();
            List<List<byte[]>> committerState = List.of();
            if (latest != null) {
                writerState = share(latest.writers, parallelism, index);
                committerState = share(latest.committers, parallelism, index);
            }
            // Who has no state does not hear of the checkpoint either.
            boolean isRestored = !writerState.isEmpty() || !committerState.isEmpty();
            context =
                    new TaskContext(
                            job,
                            parallelism,
                            index,
                            attempt,
                            isRestored ? OptionalLong.of(latest.id) : OptionalLong.empty(),
                            processes.timers());
            committer =
                    sink instanceof SupportsCommitter
                            ? Optional.of(supportsCommitter().createCommitter(null))
                            : Optional.empty();
            for (List<byte[]> ofOneCommitter : committerState) {
                uncommitted.addAll(read(ofOneCommitter, committables()));
            }
            commit();
            writer =
                    isRestored
                            ? supportsState().restoreWriter(context, read(writerState, states()))
                            : sink.createWriter(context);
        }

        void process(Event event) throws Exception {
            context.deliverLetters();
            if (announcer.isPresent()) {
                announcer.get().processElement(event, null, new ToWriter(writer));
            } else {
                new ToWriter(writer).collect(event);
            }
        }

        @SuppressWarnings("unchecked")
        void prepare() throws Exception {
            writer.flush(false);
            if (committer.isPresent()) {
                uncommitted.addAll(((CommittingSinkWriter<Event, Object>) writer).prepareCommit());
            }
        }

        @SuppressWarnings("unchecked")
        List<byte[]> snapshot(long checkpoint) throws Exception {
            return written(
                    ((StatefulSinkWriter<Event, Object>) writer).snapshotState(checkpoint),
                    states());
        }

        void commit() throws IOException, InterruptedException {
            if (committer.isEmpty()) {
                return;
            }
            List<Committer.CommitRequest<Object>> requests = new ArrayList<>();
            uncommitted.forEach(committable -> requests.add(new Request(committable)));
            committer.get().commit(requests);
            uncommitted.clear();
        }
    }

    /** As Flink CDC's operator does it. */
    private record ToWriter(SinkWriter<Event> writer) implements Collector<Event> {
        @Override
        public void collect(Event event) {
            try {
                if (event instanceof FlushEvent) {
                    writer.flush(false);
                } else {
                    writer.write(event, null);
                }
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }

        @Override
        public void close() {}
    }

    private final Sink<Event> sink;
    private final MetadataApplier schemaChanges;
    private final Optional<ProcessFunction<Event, Event>> announcer;
    private final Processes processes;
    private final List<Subtask> subtasks = new ArrayList<>();
    private JobID job;
    private int attempt;
    private Checkpoint latest;
    private long lastCheckpointId;

    /**
     * Under exactly once.
     *
     * @param options besides addresses, user and semantic
     */
    CheckpointedJob(StarRocksEmulator emulator, Map<String, String> options) {
        this(SinkTask.sink(emulator, exactlyOnce(options)));
    }

    private CheckpointedJob(DataSink dataSink) {
        this(sinkOf(dataSink), dataSink.getMetadataApplier(), Processes.ORDINARY);
    }

    private CheckpointedJob(Sink<Event> sink, MetadataApplier schemaChanges, Processes processes) {
        this(sink, schemaChanges, Optional.of(announcer(sink)), processes);
    }

    /**
     * @param announcer the operator before the writer, if there is one
     */
    CheckpointedJob(
            Sink<Event> sink,
            MetadataApplier schemaChanges,
            Optional<ProcessFunction<Event, Event>> announcer,
            Processes processes) {
        this.sink = sink;
        this.schemaChanges = schemaChanges;
        this.announcer = announcer;
        this.processes = processes;
        this.job = processes.submit();
    }

    private static Map<String, String> exactlyOnce(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        all.put("sink.semantic", "exactly-once");
        return all;
    }

    static Sink<Event> sinkOf(DataSink dataSink) {
        return ((FlinkSinkProvider) dataSink.getEventSinkProvider()).getSink();
    }

    /** The operator before the writer. */
    @SuppressWarnings("unchecked")
    static ProcessFunction<Event, Event> announcer(Sink<Event> sink) {
        StreamExecutionEnvironment job = StreamExecutionEnvironment.createLocalEnvironment(1);
        job.enableCheckpointing(1000);
        DataStream<Event> events =
                job.fromSequence(1, 1)
                        .map(number -> (Event) new FlushEvent(TableId.tableId("any")))
                        .returns(TypeInformation.of(Event.class));
        DataStream<Event> announced =
                ((SupportsPreWriteTopology<Event>) sink).addPreWriteTopology(events);
        OneInputTransformation<Event, Event> operator =
                (OneInputTransformation<Event, Event>) announced.getTransformation();
        return (ProcessFunction<Event, Event>)
                ((UdfStreamOperatorFactory<Event>) operator.getOperatorFactory()).getUserFunction();
    }

    @SuppressWarnings("unchecked")
    private SupportsCommitter<Object> supportsCommitter() {
        return (SupportsCommitter<Object>) sink;
    }

    @SuppressWarnings("unchecked")
    private SupportsWriterState<Event, Object> supportsState() {
        return (SupportsWriterState<Event, Object>) sink;
    }

    private SimpleVersionedSerializer<Object> committables() {
        return supportsCommitter().getCommittableSerializer();
    }

    private SimpleVersionedSerializer<Object> states() {
        return supportsState().getWriterStateSerializer();
    }

    private static List<byte[]> written(
            Collection<Object> values, SimpleVersionedSerializer<Object> serializer)
            throws IOException {
        List<byte[]> bytes = new ArrayList<>();
        for (Object value : values) {
            bytes.add(serializer.serialize(value));
        }
        return bytes;
    }

    private static List<Object> read(
            List<byte[]> values, SimpleVersionedSerializer<Object> serializer) throws IOException {
        List<Object> read = new ArrayList<>();
        for (byte[] value : values) {
            read.add(serializer.deserialize(serializer.getVersion(), value));
        }
        return read;
    }

    /** A subtask gets its own state back, unless their number has changed: then an even part. */
    private static <T> List<T> share(List<List<T>> ofAll, int parallelism, int index) {
        if (ofAll.size() == parallelism) {
            return ofAll.get(index);
        }
        List<T> all = ofAll.stream().flatMap(List::stream).toList();
        return all.subList(
                all.size() * index / parallelism, all.size() * (index + 1) / parallelism);
    }

    /** Starts where the latest checkpoint is. */
    void start(int parallelism) throws Exception {
        for (int index = 0; index < parallelism; index++) {
            subtasks.add(new Subtask(parallelism, index));
        }
    }

    /** Where the source goes on: what came after that is lost. */
    int position() {
        return latest == null ? 0 : latest.position;
    }

    void process(int subtask, Event event) throws Exception {
        subtasks.get(subtask).process(event);
    }

    void processEverywhere(Event event) throws Exception {
        for (Subtask subtask : subtasks) {
            subtask.process(event);
        }
    }

    /** Goes through a schema change as a pipeline does. */
    void change(SchemaChangeEvent event) throws Exception {
        processEverywhere(new FlushEvent(event.tableId()));
        schemaChanges.applySchemaChange(event);
        processEverywhere(event);
    }

    /** Makes a checkpoint and commits what it holds. */
    void checkpoint(int position) throws Exception {
        completeCheckpoint(position);
        commit();
    }

    /** Makes a checkpoint that nobody hears of. */
    void completeCheckpoint(int position) throws Exception {
        latest = beginCheckpoint(position);
    }

    /** Makes a checkpoint that never becomes complete. */
    Checkpoint beginCheckpoint(int position) throws Exception {
        long id = ++lastCheckpointId;
        List<List<byte[]>> writers = new ArrayList<>();
        List<List<List<byte[]>>> committers = new ArrayList<>();
        for (Subtask subtask : subtasks) {
            subtask.prepare();
            writers.add(subtask.snapshot(id));
            committers.add(
                    subtask.committer.isPresent()
                            ? List.of(written(subtask.uncommitted, committables()))
                            : List.of());
        }
        return new Checkpoint(id, position, writers, committers);
    }

    /** The latest checkpoint is announced. */
    void commit() throws Exception {
        if (latest != null && announcer.orElse(null) instanceof CheckpointListener listener) {
            listener.notifyCheckpointComplete(latest.id);
        }
        for (Subtask subtask : subtasks) {
            subtask.commit();
        }
    }

    /** The processes of all tasks die. */
    void kill() {
        for (Subtask subtask : subtasks) {
            try {
                processes.kill(subtask.writer, subtask.committer);
            } catch (Exception e) {
                throw new IllegalStateException("A process does not die", e);
            }
        }
        forget();
    }

    private void forget() {
        subtasks.forEach(subtask -> subtask.context.close());
        subtasks.clear();
        attempt++;
    }

    /** A new submission from the latest checkpoint. */
    void resubmit() {
        job = processes.submit();
        attempt = 0;
    }

    /** A new submission from another checkpoint, or without one if there is none. */
    void resubmitFrom(Optional<Checkpoint> checkpoint) {
        resubmit();
        latest = checkpoint.orElse(null);
    }

    Optional<Checkpoint> latest() {
        return Optional.ofNullable(latest);
    }

    /** All tasks are cancelled, or the job has failed and its processes live. */
    void cancel() {
        for (Subtask subtask : subtasks) {
            try {
                subtask.writer.close();
                if (subtask.committer.isPresent()) {
                    subtask.committer.get().close();
                }
            } catch (Exception e) {
                throw new IllegalStateException("The job does not end", e);
            }
        }
        forget();
    }

    @Override
    public void close() {
        cancel();
    }
}
