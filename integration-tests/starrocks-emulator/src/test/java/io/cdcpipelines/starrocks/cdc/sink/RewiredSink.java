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

import io.cdcpipelines.starrocks.core.http.HttpTransport;
import io.cdcpipelines.starrocks.core.load.RetryListener;
import io.cdcpipelines.starrocks.core.load.StreamLoadClient;
import io.cdcpipelines.starrocks.core.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.cdc.common.event.Event;

/**
 * The sink of a pipeline over a network of the test's own, with a buffer that a few rows fill and
 * without a look at the tables after a restart. Start-up checks take the network that there is: the
 * pipeline does without them. Not serializable. Stateless.
 */
public final class RewiredSink {
    private static final int BUFFER_BYTES = 64 << 10;

    private RewiredSink() {}

    /**
     * @param transports one for each client
     * @param listener is told of retries as the metrics are
     */
    public static Sink<Event> of(
            Sink<Event> sink,
            Supplier<HttpTransport> transports,
            Ticker ticker,
            long seed,
            RetryListener listener) {
        Clients clients =
                (config, retries) ->
                        new StreamLoadClient(
                                transports.get(),
                                config.connection(),
                                config.load(),
                                config.retry(),
                                ticker,
                                new Random(seed),
                                cause -> {
                                    retries.repeating(cause);
                                    listener.repeating(cause);
                                });
        return sink instanceof ExactlyOnceEventSink
                ? new ExactlyOnceEventSink(
                        small(((ExactlyOnceEventSink) sink).config()),
                        ForgottenLabels.FAIL,
                        ((ExactlyOnceEventSink) sink).startupGate(),
                        clients)
                : new StarRocksEventSink(
                        small(((StarRocksEventSink) sink).config()),
                        ((StarRocksEventSink) sink).startupGate(),
                        clients);
    }

    private static StarRocksSinkConfig small(StarRocksSinkConfig config) {
        return new StarRocksSinkConfig(
                config.connection(),
                path -> Optional.empty(),
                config.load(),
                config.format(),
                config.retry(),
                new FlushConfig(
                        config.flush().labelPrefix(),
                        BUFFER_BYTES,
                        Duration.ofSeconds(10),
                        config.flush().ioThreads(),
                        config.flush().loadMode()),
                config.mappings(),
                config.tableRules(),
                1);
    }
}
