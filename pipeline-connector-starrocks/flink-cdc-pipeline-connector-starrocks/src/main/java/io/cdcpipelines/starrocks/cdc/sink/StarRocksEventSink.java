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

import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.load.StreamLoadClient;
import io.cdcpipelines.starrocks.core.time.Ticker;
import io.cdcpipelines.starrocks.core.transaction.LabelScheme;
import java.io.IOException;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.apache.flink.api.connector.sink2.StatefulSink;
import org.apache.flink.cdc.common.event.Event;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink's view of the sink on Flink 1.18 to 1.20: makes the writers, one per subtask. Immutable.
 *
 * <p>It is public because Flink CDC looks at the class of a sink by reflection.
 */
public final class StarRocksEventSink implements StatefulSink<Event, RestartMark> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(StarRocksEventSink.class);

    static final int PAGE_BYTES = 32 << 10;

    private final StarRocksSinkConfig config;

    public StarRocksEventSink(StarRocksSinkConfig config) {
        this.config = Objects.requireNonNull(config, "config");
    }

    /**
     * @throws IOException if no frontend can be reached or none accepts the credentials
     */
    @Override
    public StatefulSinkWriter<Event, RestartMark> createWriter(InitContext context)
            throws IOException {
        return new MarkedWriter(connectedWriter(context));
    }

    /** Marks tell nothing: if there are some, the context knows the checkpoint. */
    @Override
    public StatefulSinkWriter<Event, RestartMark> restoreWriter(
            InitContext context, Collection<RestartMark> marks) throws IOException {
        return createWriter(context);
    }

    @Override
    public SimpleVersionedSerializer<RestartMark> getWriterStateSerializer() {
        return new RestartMarkSerializer();
    }

    private StarRocksWriter connectedWriter(InitContext context) throws IOException {
        StreamLoadClient client =
                new StreamLoadClient(
                        config.connection(),
                        config.load(),
                        config.retry(),
                        Ticker.system(),
                        new Random());
        try {
            client.checkReachable();
            return newWriter(client, context);
        } catch (InterruptedException e) {
            client.close();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while connecting to StarRocks", e);
        } catch (IOException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    private StarRocksWriter newWriter(StreamLoadClient client, InitContext context) {
        FlushConfig flush = config.flush();
        PagePool pool = new PagePool(config.bytesForRows(), PAGE_BYTES);
        LabelScheme labels =
                new LabelScheme(flush.labelPrefix(), context.getSubtaskId(), incarnation());
        LOG.info("Subtask {} writes to StarRocks: {}", context.getSubtaskId(), config);
        return new StarRocksWriter(
                flush,
                new Layouts(config.mappings(), config.format()),
                config.tableRules(),
                isRestarted(context) ? Optional.of(config.tableReader()) : Optional.empty(),
                client,
                labels,
                pool,
                context.getMailboxExecutor(),
                context.getProcessingTimeService(),
                new StarRocksSinkMetrics(
                        context.metricGroup(),
                        pool,
                        config.histogramWindow(),
                        context.getProcessingTimeService()::getCurrentProcessingTime));
    }

    /** Whether events may come again that StarRocks, and its tables, are ahead of. */
    private static boolean isRestarted(InitContext context) {
        return context.getRestoredCheckpointId().isPresent() || context.getAttemptNumber() > 0;
    }

    /**
     * Differs each time a writer starts, so that no label of an earlier attempt comes again: to
     * StarRocks a label that was used stands for rows that are already there.
     */
    private static String incarnation() {
        return Long.toString(UUID.randomUUID().getMostSignificantBits() >>> 4, Character.MAX_RADIX);
    }
}
