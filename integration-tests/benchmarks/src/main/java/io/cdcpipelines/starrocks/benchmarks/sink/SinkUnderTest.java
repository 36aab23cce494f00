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

package io.cdcpipelines.starrocks.benchmarks.sink;

import io.cdcpipelines.starrocks.benchmarks.endpoint.EndpointAddresses;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.cdc.common.configuration.Configuration;
import org.apache.flink.cdc.common.event.Event;
import org.apache.flink.cdc.common.factories.DataSinkFactory;
import org.apache.flink.cdc.common.factories.Factory;
import org.apache.flink.cdc.common.factories.FactoryHelper;
import org.apache.flink.cdc.common.sink.FlinkSinkProvider;
import org.apache.flink.runtime.metrics.groups.InternalSinkWriterMetricGroup;
import org.apache.flink.streaming.runtime.tasks.StreamTaskActionExecutor;
import org.apache.flink.streaming.runtime.tasks.mailbox.MailboxProcessor;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailboxImpl;

/**
 * The writer of the sink that is on the class path, with Flink's own mailbox around it. The thread
 * that makes it is the task's thread, the only one that may call it.
 */
public final class SinkUnderTest implements AutoCloseable {
    private static final SinkWriter.Context NO_CONTEXT =
            new SinkWriter.Context() {
                @Override
                public long currentWatermark() {
                    return Long.MIN_VALUE;
                }

                @Override
                public Long timestamp() {
                    return null;
                }
            };

    private final MailboxProcessor mailbox;
    private final MailboxExecutor letters;
    private final MailboxTimers timers;
    private final KeptGauges gauges = new KeptGauges();
    private final SinkWriter<Event> writer;

    /**
     * @param options besides addresses and user
     */
    public SinkUnderTest(EndpointAddresses endpoint, Map<String, String> options) throws Exception {
        mailbox =
                new MailboxProcessor(
                        controller -> {},
                        new TaskMailboxImpl(Thread.currentThread()),
                        StreamTaskActionExecutor.IMMEDIATE);
        letters = mailbox.getMailboxExecutor(0);
        timers = new MailboxTimers(letters);
        writer =
                sink(endpoint, options)
                        .createWriter(
                                new TaskContext(
                                        letters,
                                        timers,
                                        InternalSinkWriterMetricGroup.wrap(gauges)));
    }

    private static Sink<Event> sink(EndpointAddresses endpoint, Map<String, String> options) {
        Map<String, String> block = new HashMap<>(options);
        block.put("load-url", endpoint.frontend());
        block.put("jdbc-url", endpoint.jdbcUrl());
        block.put("username", "root");
        block.put("password", "");
        Factory.Context context =
                new FactoryHelper.DefaultContext(
                        Configuration.fromMap(block),
                        Configuration.fromMap(Map.of("local-time-zone", "UTC")),
                        SinkUnderTest.class.getClassLoader());
        FlinkSinkProvider provider =
                (FlinkSinkProvider) factory().createDataSink(context).getEventSinkProvider();
        return provider.getSink();
    }

    private static DataSinkFactory factory() {
        for (Factory factory : ServiceLoader.load(Factory.class)) {
            if (factory instanceof DataSinkFactory && factory.identifier().equals("starrocks")) {
                return (DataSinkFactory) factory;
            }
        }
        throw new IllegalStateException("No sink for StarRocks on the class path");
    }

    /** What a gauge of the sink says now; any thread may ask. */
    public long gauge(String name) {
        return gauges.value(name);
    }

    /** Writes one event, after the letters that have come. */
    public void write(Event event) throws Exception {
        while (mailbox.hasMail()) {
            letters.tryYield();
        }
        writer.write(event, NO_CONTEXT);
    }

    /** Does what a checkpoint asks for: returns when all rows are acknowledged. */
    public void flush() throws Exception {
        writer.flush(false);
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (Exception e) {
            throw new IllegalStateException("The sink does not close", e);
        } finally {
            timers.close();
        }
    }
}
