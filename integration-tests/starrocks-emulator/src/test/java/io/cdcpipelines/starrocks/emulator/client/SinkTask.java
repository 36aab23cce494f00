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
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.JobInfoImpl;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.TaskInfoImpl;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.cdc.common.configuration.Configuration;
import org.apache.flink.cdc.common.event.Event;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.factories.DataSinkFactory;
import org.apache.flink.cdc.common.factories.Factory;
import org.apache.flink.cdc.common.factories.FactoryHelper;
import org.apache.flink.cdc.common.sink.DataSink;
import org.apache.flink.cdc.common.sink.FlinkSinkProvider;
import org.apache.flink.cdc.common.sink.MetadataApplier;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.runtime.metrics.groups.InternalSinkWriterMetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.apache.flink.streaming.runtime.tasks.StreamTaskActionExecutor;
import org.apache.flink.streaming.runtime.tasks.mailbox.MailboxProcessor;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailboxImpl;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/**
 * The connector's writer as a task of Flink runs it: made from options, with Flink's mailbox and
 * timers. The thread that makes it is the task's thread, the only one that may call it.
 */
final class SinkTask implements AutoCloseable {
    private final MailboxProcessor mailbox;
    private final MailboxExecutor letters;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final MetadataApplier schemaChanges;
    private final OptionalLong restoredCheckpoint;
    private final SinkWriter<Event> writer;

    /**
     * @param options besides addresses and user
     */
    SinkTask(StarRocksEmulator emulator, Map<String, String> options) throws Exception {
        this(emulator, options, OptionalLong.empty());
    }

    /**
     * @param options besides addresses and user
     * @param restoredCheckpoint where the job goes on
     */
    SinkTask(
            StarRocksEmulator emulator,
            Map<String, String> options,
            OptionalLong restoredCheckpoint)
            throws Exception {
        this.restoredCheckpoint = restoredCheckpoint;
        mailbox =
                new MailboxProcessor(
                        controller -> {},
                        new TaskMailboxImpl(Thread.currentThread()),
                        StreamTaskActionExecutor.IMMEDIATE);
        letters = mailbox.getMailboxExecutor(0);
        Map<String, String> block = new HashMap<>(options);
        block.put("load-url", emulator.loadUrl());
        block.put("jdbc-url", emulator.jdbcUrl());
        block.put("username", "root");
        block.put("password", "");
        Factory.Context context =
                new FactoryHelper.DefaultContext(
                        Configuration.fromMap(block),
                        Configuration.fromMap(Map.of("local-time-zone", "UTC")),
                        SinkTask.class.getClassLoader());
        DataSink sink = factory().createDataSink(context);
        schemaChanges = sink.getMetadataApplier();
        FlinkSinkProvider provider = (FlinkSinkProvider) sink.getEventSinkProvider();
        writer = provider.getSink().createWriter(new Context());
    }

    private static DataSinkFactory factory() {
        for (Factory factory : ServiceLoader.load(Factory.class)) {
            if (factory instanceof DataSinkFactory sinks
                    && factory.identifier().equals("starrocks")) {
                return sinks;
            }
        }
        throw new IllegalStateException("No sink for StarRocks on the class path");
    }

    /** Writes one event, after the letters that have come. */
    void write(Event event) throws Exception {
        while (mailbox.hasMail()) {
            letters.tryYield();
        }
        writer.write(event, null);
    }

    /** Goes through a schema change as a job does. */
    void change(SchemaChangeEvent event) throws Exception {
        flush();
        schemaChanges.applySchemaChange(event);
        write(event);
    }

    /** Does what a checkpoint asks for: returns when all rows are acknowledged. */
    void flush() throws Exception {
        writer.flush(false);
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (Exception e) {
            throw new IllegalStateException("The writer does not close", e);
        } finally {
            clock.shutdownNow();
        }
    }

    /** Timers come as letters, as in a task. */
    private final class Timers implements ProcessingTimeService {
        @Override
        public long getCurrentProcessingTime() {
            return System.currentTimeMillis();
        }

        @Override
        public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
            return clock.schedule(
                    () -> letters.execute(() -> target.onProcessingTime(timestamp), "timer"),
                    Math.max(0, timestamp - getCurrentProcessingTime()),
                    TimeUnit.MILLISECONDS);
        }
    }

    /** What the writer sees of its task: the only subtask of a job. */
    private final class Context
            implements WriterInitContext, SerializationSchema.InitializationContext {
        private final SinkWriterMetricGroup metrics =
                InternalSinkWriterMetricGroup.wrap(
                        UnregisteredMetricGroups.createUnregisteredOperatorMetricGroup());

        @Override
        public MailboxExecutor getMailboxExecutor() {
            return letters;
        }

        @Override
        public ProcessingTimeService getProcessingTimeService() {
            return new Timers();
        }

        @Override
        public SinkWriterMetricGroup metricGroup() {
            return metrics;
        }

        @Override
        public SinkWriterMetricGroup getMetricGroup() {
            return metrics;
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
        }

        @Override
        public SerializationSchema.InitializationContext
                asSerializationSchemaInitializationContext() {
            return this;
        }

        @Override
        public boolean isObjectReuseEnabled() {
            return true;
        }

        @Override
        public <T> TypeSerializer<T> createInputSerializer() {
            throw new UnsupportedOperationException("No sink of a pipeline serializes its input");
        }

        @Override
        public OptionalLong getRestoredCheckpointId() {
            return restoredCheckpoint;
        }

        @Override
        public JobInfo getJobInfo() {
            return new JobInfoImpl(new JobID(), "test");
        }

        @Override
        public TaskInfo getTaskInfo() {
            return new TaskInfoImpl("sink", 1, 0, 1, 0);
        }
    }
}
