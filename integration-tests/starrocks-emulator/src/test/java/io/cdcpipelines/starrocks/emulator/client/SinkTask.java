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
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.cdc.common.configuration.Configuration;
import org.apache.flink.cdc.common.event.Event;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.factories.DataSinkFactory;
import org.apache.flink.cdc.common.factories.Factory;
import org.apache.flink.cdc.common.factories.FactoryHelper;
import org.apache.flink.cdc.common.sink.DataSink;
import org.apache.flink.cdc.common.sink.FlinkSinkProvider;
import org.apache.flink.cdc.common.sink.MetadataApplier;

/**
 * The connector's writer as a task of Flink runs it: made from options, with Flink's mailbox and
 * timers. The thread that makes it is the task's thread, the only one that may call it.
 */
final class SinkTask implements AutoCloseable {
    private final TaskContext context;
    private final MetadataApplier schemaChanges;
    private final SinkWriter<Event> writer;

    /**
     * @param options besides addresses and user, or in place of them
     */
    SinkTask(StarRocksEmulator emulator, Map<String, String> options) throws Exception {
        this(emulator, options, OptionalLong.empty());
    }

    /**
     * @param options besides addresses and user, or in place of them
     * @param restoredCheckpoint where the job goes on
     */
    SinkTask(
            StarRocksEmulator emulator,
            Map<String, String> options,
            OptionalLong restoredCheckpoint)
            throws Exception {
        context = TaskContext.ofOnlySubtask(restoredCheckpoint);
        DataSink sink = sink(emulator, options);
        schemaChanges = sink.getMetadataApplier();
        FlinkSinkProvider provider = (FlinkSinkProvider) sink.getEventSinkProvider();
        writer = provider.getSink().createWriter(context);
    }

    /**
     * Makes the sink that a pipeline would.
     *
     * @param options besides addresses and user, or in place of them
     */
    static DataSink sink(StarRocksEmulator emulator, Map<String, String> options) {
        Map<String, String> block = new HashMap<>();
        block.put("load-url", emulator.loadUrl());
        block.put("jdbc-url", emulator.jdbcUrl());
        block.put("username", "root");
        block.put("password", "");
        // Faults that a test plans are not for it, and it takes longer than many a test.
        block.put("sink.startup-check", "off");
        block.putAll(options);
        return factory()
                .createDataSink(
                        new FactoryHelper.DefaultContext(
                                Configuration.fromMap(block),
                                Configuration.fromMap(Map.of("local-time-zone", "UTC")),
                                SinkTask.class.getClassLoader()));
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
        context.deliverLetters();
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
            context.close();
        }
    }
}
