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

package io.cdcpipelines.starrocks.core.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import io.cdcpipelines.starrocks.core.buffer.TestingPayloads;
import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import io.cdcpipelines.starrocks.core.config.LoadConfig;
import io.cdcpipelines.starrocks.core.config.RetryPolicy;
import io.cdcpipelines.starrocks.core.http.ApacheTransport;
import io.cdcpipelines.starrocks.core.http.HttpCall;
import io.cdcpipelines.starrocks.core.http.RawServer;
import io.cdcpipelines.starrocks.core.http.ServerAddress;
import io.cdcpipelines.starrocks.core.http.TransportException;
import io.cdcpipelines.starrocks.core.http.TransportException.Progress;
import io.cdcpipelines.starrocks.core.table.TablePath;
import io.cdcpipelines.starrocks.core.time.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that freezes ends a load with a failure, in the time allowed; a slow one does not. */
@Timeout(120)
class StalledServerTest {
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
    private static final String DONE = "{\"Status\":\"Success\"}";
    private static final int RECEIVE_BUFFER_BYTES = 64 << 10;

    /** More than the buffers of a connection over the loopback interface can hold. */
    private static final Payload LARGE = payload(24 << 20);

    private static final Payload SMALL = payload(1 << 10);

    private final CountDownLatch end = new CountDownLatch(1);

    private static Payload payload(int bytes) {
        RowBuffer buffer = new RowBuffer(new PagePool(bytes + (1 << 16), 32 << 10));
        buffer.beginRow();
        buffer.write(new byte[bytes], 0, bytes);
        buffer.endUpsert();
        return buffer.seal();
    }

    private static RawServer server(RawServer.Script... scripts) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        return new RawServer(listener, scripts);
    }

    private static ConnectionConfig.Builder config(ServerAddress frontend) {
        return ConnectionConfig.builder()
                .frontends(List.of(URI.create(frontend.toString())))
                .username("root")
                .continueTimeout(Duration.ofMillis(50));
    }

    private static ApacheTransport transport(ServerAddress server, Duration answerTimeout) {
        return new ApacheTransport(config(server).build(), answerTimeout, Ticker.system());
    }

    @AfterEach
    void thaw() {
        end.countDown();
    }

    private void assertThatALoadEnds(
            HttpCall call, Progress progress, String message, RawServer.Script script)
            throws Exception {
        try (RawServer server = server(script);
                ApacheTransport transport = transport(server.address(), Duration.ofSeconds(1))) {
            TransportException failure =
                    catchThrowableOfType(
                            TransportException.class, () -> transport.send(server.address(), call));
            assertThat(failure).hasMessage(message);
            assertThat(failure.progress()).isEqualTo(progress);
        }
    }

    private static HttpCall load(Payload rows) {
        return HttpCall.put("/api/shop/orders/_stream_load", rows);
    }

    private static String stoppedReading() {
        return "the server stopped reading and took nothing within 1000 ms, the socket timeout";
    }

    private static String noAnswer() {
        return "no answer within 1000 ms, the socket timeout";
    }

    @Test
    void endsWhenTheServerReadsNothing() throws Exception {
        assertThatALoadEnds(
                load(LARGE), Progress.BODY_STARTED, stoppedReading(), wire -> end.await());
    }

    @Test
    void endsWhenTheServerReadsABitAndStops() throws Exception {
        assertThatALoadEnds(
                load(LARGE),
                Progress.BODY_STARTED,
                stoppedReading(),
                wire -> {
                    wire.readHead();
                    wire.readBody(1 << 20);
                    end.await();
                });
    }

    @Test
    void endsWhenTheServerAsksForRowsAndStops() throws Exception {
        assertThatALoadEnds(
                load(LARGE),
                Progress.BODY_STARTED,
                stoppedReading(),
                wire -> {
                    wire.readHead();
                    wire.write(CONTINUE);
                    end.await();
                });
    }

    @Test
    void endsWhenTheServerReadsEverythingAndNeverAnswers() throws Exception {
        assertThatALoadEnds(
                load(LARGE),
                Progress.BODY_STARTED,
                noAnswer(),
                wire -> {
                    wire.readHead();
                    wire.readBody((int) LARGE.bytes());
                    end.await();
                });
    }

    @Test
    void endsWhenASmallLoadIsNeverAnswered() throws Exception {
        assertThatALoadEnds(
                load(SMALL).atOnce(), Progress.BODY_STARTED, noAnswer(), wire -> end.await());
    }

    @Test
    void endsWhenAnAnswerStopsHalfway() throws Exception {
        assertThatALoadEnds(
                HttpCall.post("/api/transaction/commit"),
                Progress.HEADERS_SENT,
                noAnswer(),
                wire -> {
                    wire.readHead();
                    wire.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Stat");
                    end.await();
                });
    }

    @Test
    void neverCutsAServerThatReadsSlowlyButSteadily() throws Exception {
        try (RawServer server =
                        server(
                                wire -> {
                                    wire.readHead();
                                    wire.write(CONTINUE);
                                    for (long left = LARGE.bytes(); left > 0; left -= 512 << 10) {
                                        wire.readBody((int) Math.min(left, 512 << 10));
                                        end.await(100, TimeUnit.MILLISECONDS);
                                    }
                                    wire.reply(DONE);
                                });
                ApacheTransport transport = transport(server.address(), Duration.ofSeconds(2))) {
            assertThat(transport.send(server.address(), load(LARGE)).body()).isEqualTo(DONE);
            server.verify();
        }
    }

    @Test
    void tellsTheUserWhichLoadFailedAndWhy() throws Exception {
        try (RawServer backend =
                        server(
                                wire -> {
                                    wire.readHead();
                                    wire.write(CONTINUE);
                                    end.await();
                                });
                RawServer frontend =
                        server(
                                wire -> {
                                    wire.readHead();
                                    wire.write(
                                            "HTTP/1.1 307 Temporary Redirect\r\nlocation: "
                                                    + backend.address()
                                                    + "/\r\ncontent-length: 0\r\n\r\n");
                                },
                                wire -> {
                                    assertThat(wire.readHead())
                                            .startsWith("GET /api/shop/get_load_state?label=l1 ");
                                    wire.reply("{\"status\":\"OK\",\"state\":\"UNKNOWN\"}");
                                });
                StreamLoadClient client =
                        new StreamLoadClient(
                                config(frontend.address())
                                        .socketTimeout(Duration.ofSeconds(1))
                                        .build(),
                                LoadConfig.of(Duration.ofSeconds(600), Map.of()),
                                RetryPolicy.of(
                                        1,
                                        Duration.ofMillis(1),
                                        Duration.ofMillis(1),
                                        Duration.ofSeconds(30)),
                                Ticker.system(),
                                new Random())) {
            StarRocksLoadException failure =
                    catchThrowableOfType(
                            StarRocksLoadException.class,
                            () ->
                                    client.load(
                                            TablePath.of("shop", "orders"),
                                            "l1",
                                            TestingPayloads.FORMAT,
                                            LARGE));
            assertThat(failure)
                    .hasMessage(
                            "Stream Load into shop.orders failed (label l1, backend "
                                    + backend.address()
                                    + "): "
                                    + stoppedReading()
                                    + ". Whether it took effect is not known");
            assertThat(failure.kind()).isEqualTo(ErrorKind.RETRYABLE);
            frontend.verify();
        }
    }
}
