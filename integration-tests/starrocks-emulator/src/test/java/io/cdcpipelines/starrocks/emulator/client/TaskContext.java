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

import java.util.Optional;
import java.util.OptionalLong;
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
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.runtime.metrics.groups.InternalSinkWriterMetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.apache.flink.streaming.runtime.tasks.StreamTaskActionExecutor;
import org.apache.flink.streaming.runtime.tasks.mailbox.MailboxProcessor;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailboxImpl;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;

/**
 * What a writer sees of its task, with Flink's mailbox and timers. The thread that makes it is the
 * task's thread, the only one that may call it.
 */
final class TaskContext
        implements WriterInitContext, SerializationSchema.InitializationContext, AutoCloseable {
    private final MailboxProcessor mailbox;
    private final MailboxExecutor letters;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final SinkWriterMetricGroup metrics =
            InternalSinkWriterMetricGroup.wrap(
                    UnregisteredMetricGroups.createUnregisteredOperatorMetricGroup());
    private final JobID job;
    private final int parallelism;
    private final int subtask;
    private final int attempt;
    private final OptionalLong restoredCheckpoint;
    private final ProcessingTimeService timers;

    /**
     * @param restoredCheckpoint where the job goes on
     */
    TaskContext(
            JobID job, int parallelism, int subtask, int attempt, OptionalLong restoredCheckpoint) {
        this(job, parallelism, subtask, attempt, restoredCheckpoint, Optional.empty());
    }

    /**
     * @param timers in place of those that the clock drives
     */
    TaskContext(
            JobID job,
            int parallelism,
            int subtask,
            int attempt,
            OptionalLong restoredCheckpoint,
            Optional<ProcessingTimeService> timers) {
        this.timers = timers.orElseGet(Timers::new);
        this.job = job;
        this.parallelism = parallelism;
        this.subtask = subtask;
        this.attempt = attempt;
        this.restoredCheckpoint = restoredCheckpoint;
        mailbox =
                new MailboxProcessor(
                        controller -> {},
                        new TaskMailboxImpl(Thread.currentThread()),
                        StreamTaskActionExecutor.IMMEDIATE);
        letters = mailbox.getMailboxExecutor(0);
    }

    /** Of a job with one subtask that starts for the first time. */
    static TaskContext ofOnlySubtask(OptionalLong restoredCheckpoint) {
        return new TaskContext(new JobID(), 1, 0, 0, restoredCheckpoint);
    }

    /** Lets the letters in that have come. */
    void deliverLetters() throws Exception {
        while (mailbox.hasMail()) {
            letters.tryYield();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
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

    @Override
    public MailboxExecutor getMailboxExecutor() {
        return letters;
    }

    @Override
    public ProcessingTimeService getProcessingTimeService() {
        return timers;
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
    public SerializationSchema.InitializationContext asSerializationSchemaInitializationContext() {
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
        return new JobInfoImpl(job, "test");
    }

    @Override
    public TaskInfo getTaskInfo() {
        return new TaskInfoImpl("sink", 128, subtask, parallelism, attempt);
    }
}
