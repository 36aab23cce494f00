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
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink.InitContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts writers together from the configuration and what a task offers. Immutable. */
final class WriterAssembly {
    private static final Logger LOG = LoggerFactory.getLogger(WriterAssembly.class);

    static final int PAGE_BYTES = 32 << 10;

    /** Makes a writer that owns its client. */
    @FunctionalInterface
    interface Step<W> {
        W make(StreamLoadClient client) throws IOException, InterruptedException;
    }

    private final StarRocksSinkConfig config;
    private final Clients clients;

    WriterAssembly(StarRocksSinkConfig config, Clients clients) {
        this.config = config;
        this.clients = clients;
    }

    /** A client whose retries are counted on the thread that opens it. */
    StreamLoadClient newClient() {
        return clients.open(config, RetryCounts.ofThisThread());
    }

    /**
     * Makes a writer with a client of its own, which is closed if that fails.
     *
     * @throws IOException if the step fails
     */
    <W> W withClient(Step<W> step) throws IOException {
        StreamLoadClient client = newClient();
        try {
            return step.make(client);
        } catch (InterruptedException e) {
            client.close();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while connecting to StarRocks", e);
        } catch (IOException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /**
     * @throws IOException if rows are to be put aside and that is not possible
     */
    StarRocksWriter newWriter(StreamLoadClient client, LoadLabels labels, InitContext context)
            throws IOException {
        if (config.flush().deadLetters().isPresent()) {
            DeadLetterFile.checkWritable(config.flush().deadLetters().get().directory());
        }
        PagePool pool = new PagePool(config.bytesForRows(), PAGE_BYTES);
        RetryCounts.ofThisThread().register(context.metricGroup());
        LOG.info("Subtask {} writes to StarRocks: {}", context.getSubtaskId(), config);
        return new StarRocksWriter(
                config.flush(),
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
}
