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

package io.cdcpipelines.starrocks.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cdcpipelines.starrocks.core.CapturedLog;
import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.buffer.TestingPayloads;
import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import io.cdcpipelines.starrocks.core.http.TransportException.Progress;
import io.cdcpipelines.starrocks.core.time.Ticker;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What goes over the wire, and what is made of a wire that fails. */
@Timeout(120)
class ApacheTransportTest {
    private static final String DONE = "{\"Status\":\"Success\"}";
    private static final Payload PAYLOAD = TestingPayloads.of("r".repeat(100_000));
    private static final HttpCall LOAD =
            HttpCall.put("/api/shop/orders/_stream_load", PAYLOAD).with("label", "l1");

    private ApacheTransport transport = transport(Duration.ofSeconds(30), Duration.ofSeconds(30));

    private static ApacheTransport transport(Duration continueTimeout, Duration answerTimeout) {
        return new ApacheTransport(
                ConnectionConfig.builder()
                        .frontends(List.of(URI.create("http://127.0.0.1:1")))
                        .username("root")
                        .connectTimeout(Duration.ofSeconds(30))
                        .continueTimeout(continueTimeout)
                        .build(),
                answerTimeout,
                Ticker.system());
    }

    @AfterEach
    void close() {
        transport.close();
    }

    private Progress progressOf(ServerAddress server, HttpCall call) {
        return catchThrowableOfType(TransportException.class, () -> transport.send(server, call))
                .progress();
    }

    @Test
    void holdsTheBodyBackUntilTheServerAsksForIt() throws Exception {
        try (RawServer server =
                new RawServer(
                        wire -> {
                            String head = wire.readHead();
                            assertThat(head)
                                    .startsWith("PUT /api/shop/orders/_stream_load HTTP/1.1");
                            assertThat(RawServer.Wire.hasHeader(head, "Expect", "100-continue"))
                                    .isTrue();
                            assertThat(RawServer.Wire.hasHeader(head, "label", "l1")).isTrue();
                            assertThat(
                                            RawServer.Wire.hasHeader(
                                                    head,
                                                    "Content-Length",
                                                    String.valueOf(PAYLOAD.bytes())))
                                    .isTrue();
                            assertThat(wire.readRest(200)).isEmpty();
                            wire.write("HTTP/1.1 100 Continue\r\n\r\n");
                            assertThat(wire.readBody((int) PAYLOAD.bytes()))
                                    .startsWith("{\"c\":\"rrr")
                                    .endsWith("rrr\",\"__op\":0}\n");
                            wire.reply(DONE);
                        })) {
            HttpReply reply = transport.send(server.address(), LOAD);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo(DONE);
            server.verify();
        }
    }

    @Test
    void sendsNoRowToAFrontendThatRedirects() throws Exception {
        CompletableFuture<String> afterTheHead = new CompletableFuture<>();
        try (RawServer server =
                new RawServer(
                        wire -> {
                            wire.readHead();
                            wire.write(
                                    "HTTP/1.1 307 Temporary Redirect\r\n"
                                            + "location: http://be:8040/api/shop/orders/_stream_load\r\n"
                                            + "content-length: 0\r\nconnection: close\r\n\r\n");
                            afterTheHead.complete(wire.readRest(20_000));
                        })) {
            HttpReply reply = transport.send(server.address(), LOAD);
            assertThat(reply.isRedirect()).isTrue();
            assertThat(reply.location()).contains("http://be:8040/api/shop/orders/_stream_load");
            assertThat(afterTheHead.get(30, TimeUnit.SECONDS)).isEmpty();
            server.verify();
        }
    }

    @Test
    void doesNotReuseAConnectionWhoseBodyWasNeverSent() throws Exception {
        try (RawServer server =
                new RawServer(
                        wire -> {
                            wire.readHead();
                            wire.write(
                                    "HTTP/1.1 307 Temporary Redirect\r\nlocation: http://be:8040/\r\n"
                                            + "content-length: 0\r\nconnection: keep-alive\r\n\r\n");
                            assertThat(wire.readRest(20_000)).isEmpty();
                        },
                        wire -> {
                            assertThat(wire.readHead()).startsWith("POST /second ");
                            wire.reply(DONE);
                        })) {
            transport.send(server.address(), LOAD);
            transport.send(server.address(), HttpCall.post("/second"));
            server.verify();
        }
    }

    @Test
    void readsAnEarlyRefusalWithoutSendingTheBody() throws Exception {
        try (RawServer server =
                new RawServer(
                        wire -> {
                            wire.readHead();
                            wire.reply(
                                    "{\"Status\":\"Fail\",\"Message\":\"Invalid timeout format\"}");
                            assertThat(wire.readRest(20_000)).isEmpty();
                        })) {
            assertThat(transport.send(server.address(), LOAD).body()).contains("Invalid timeout");
            server.verify();
        }
    }

    @Test
    void sendsTheBodyToAServerThatStaysSilent() throws Exception {
        transport.close();
        transport = transport(Duration.ofMillis(50), Duration.ofSeconds(30));
        try (RawServer server =
                new RawServer(
                        wire -> {
                            wire.readHead();
                            wire.readBody((int) PAYLOAD.bytes());
                            wire.reply(DONE);
                        })) {
            assertThat(transport.send(server.address(), LOAD).body()).isEqualTo(DONE);
            server.verify();
        }
    }

    @Test
    void sendsABodyThatDoesNotWaitTogetherWithItsHeaders() throws Exception {
        try (RawServer server =
                new RawServer(
                        wire -> {
                            String head = wire.readHead();
                            assertThat(head.toLowerCase(Locale.ROOT)).doesNotContain("expect");
                            wire.readBody((int) PAYLOAD.bytes());
                            wire.reply(DONE);
                            assertThat(wire.readHead()).startsWith("GET /second ");
                            wire.reply(DONE);
                        })) {
            assertThat(transport.send(server.address(), LOAD.atOnce()).body()).isEqualTo(DONE);
            transport.send(server.address(), HttpCall.get("/second"));
            server.verify();
        }
    }

    @Test
    void sendsCompressedRowsInChunksSinceTheirLengthIsNotKnownBefore() throws Exception {
        try (RawServer server =
                new RawServer(
                        wire -> {
                            String head = wire.readHead();
                            assertThat(
                                            RawServer.Wire.hasHeader(
                                                    head, "Transfer-Encoding", "chunked"))
                                    .isTrue();
                            assertThat(RawServer.Wire.hasHeader(head, "Expect", "100-continue"))
                                    .isTrue();
                            assertThat(head.toLowerCase(Locale.ROOT))
                                    .doesNotContain("content-length");
                            wire.write("HTTP/1.1 100 Continue\r\n\r\n");
                            while (!wire.readHead().endsWith("0\r\n\r\n")) {
                                // The blocks of a frame may hold line ends as well.
                            }
                            wire.reply(DONE);
                            assertThat(wire.readHead()).startsWith("GET /second ");
                            wire.reply(DONE);
                        })) {
            HttpCall load = HttpCall.put("/load", PAYLOAD, new Lz4Encoding());
            assertThat(transport.send(server.address(), load).body()).isEqualTo(DONE);
            transport.send(server.address(), HttpCall.get("/second"));
            server.verify();
        }
    }

    @Test
    void sendsSeveralRequestsOverOneConnection() throws Exception {
        try (RawServer server =
                new RawServer(
                        wire -> {
                            String first = wire.readHead();
                            assertThat(first).startsWith("POST /api/transaction/begin HTTP/1.1");
                            assertThat(RawServer.Wire.hasHeader(first, "Content-Length", "0"))
                                    .isTrue();
                            assertThat(RawServer.Wire.hasHeader(first, "table", "bücher列"))
                                    .isTrue();
                            assertThat(first.toLowerCase(Locale.ROOT))
                                    .doesNotContain("upgrade")
                                    .doesNotContain("expect")
                                    .doesNotContain("accept-encoding");
                            wire.reply(DONE);
                            assertThat(wire.readHead()).startsWith("GET /second?label=x ");
                            wire.reply(DONE);
                            assertThat(wire.readHead()).startsWith("PUT /api/shop/orders/");
                            wire.write("HTTP/1.1 100 Continue\r\n\r\n");
                            wire.readBody((int) PAYLOAD.bytes());
                            wire.reply(DONE);
                        })) {
            transport.send(
                    server.address(),
                    HttpCall.post("/api/transaction/begin").with("table", "bücher列"));
            transport.send(server.address(), HttpCall.get("/second?label=x"));
            transport.send(server.address(), LOAD);
            server.verify();
        }
    }

    @Test
    void knowsThatNothingWasSentWhenNobodyListens() throws Exception {
        int freePort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = socket.getLocalPort();
        }
        ServerAddress nobody = ServerAddress.parse("http://127.0.0.1:" + freePort).orElseThrow();
        assertThat(progressOf(nobody, LOAD)).isEqualTo(Progress.NOT_CONNECTED);
        ServerAddress unknown = ServerAddress.parse("http://no-such-host.invalid:80").orElseThrow();
        assertThat(progressOf(unknown, LOAD)).isEqualTo(Progress.NOT_CONNECTED);
    }

    @Test
    void knowsThatNoRowWasSentWhenTheConnectionBreaksBeforeTheServerAsks() throws Exception {
        try (RawServer server =
                new RawServer(
                        wire -> {
                            wire.readHead();
                            wire.reset();
                        })) {
            assertThat(progressOf(server.address(), LOAD)).isEqualTo(Progress.HEADERS_SENT);
        }
    }

    @Test
    void knowsThatRowsMayHaveArrivedWhenTheConnectionBreaksLater() throws Exception {
        try (RawServer server =
                new RawServer(
                        wire -> {
                            wire.readHead();
                            wire.write("HTTP/1.1 100 Continue\r\n\r\n");
                            wire.readBody((int) PAYLOAD.bytes());
                            wire.reset();
                        })) {
            assertThat(progressOf(server.address(), LOAD)).isEqualTo(Progress.BODY_STARTED);
        }
    }

    @Test
    void takesHalfAReplyForNone() throws Exception {
        try (RawServer server =
                new RawServer(
                        wire -> {
                            wire.readHead();
                            wire.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Stat");
                        })) {
            assertThat(progressOf(server.address(), HttpCall.post("/api/transaction/commit")))
                    .isEqualTo(Progress.HEADERS_SENT);
        }
    }

    @Test
    void givesUpOnAServerThatDoesNotAnswer() throws Exception {
        transport.close();
        transport = transport(Duration.ofSeconds(10), Duration.ofMillis(100));
        CountDownLatch end = new CountDownLatch(1);
        try (RawServer server =
                new RawServer(
                        wire -> {
                            wire.readHead();
                            end.await();
                        })) {
            assertThatThrownBy(() -> transport.send(server.address(), HttpCall.get("/")))
                    .isInstanceOf(TransportException.class)
                    .hasMessage("no answer within 100 ms, the socket timeout");
            end.countDown();
        }
    }

    @Test
    void hasAShorterPatienceWhereACallAsksForIt() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (RawServer server =
                new RawServer(
                        wire -> {
                            wire.readHead();
                            end.await();
                        })) {
            HttpCall impatient = HttpCall.get("/").within(Duration.ofMillis(100));
            assertThatThrownBy(() -> transport.send(server.address(), impatient))
                    .isInstanceOf(TransportException.class)
                    .hasMessage("no answer within 100 ms, the socket timeout");
            end.countDown();
        }
    }

    @Test
    void saysThatAMysqlPortIsNotHttp() throws Exception {
        try (RawServer server =
                new RawServer(
                        wire -> {
                            wire.write("J\0\0\0\n8.0.33\0\1\0\0\0abcdefgh\0");
                            wire.readHead();
                        })) {
            assertThatThrownBy(() -> transport.send(server.address(), HttpCall.get("/")))
                    .isInstanceOf(TransportException.class)
                    .hasMessage("the answer is not HTTP");
        }
    }

    @Test
    void endsACallWhenItsThreadIsInterrupted() throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        try (RawServer server =
                new RawServer(
                        wire -> {
                            wire.readHead();
                            received.countDown();
                            wire.readRest(20_000);
                        })) {
            assertThat(InterruptedCall.outcome(transport, server.address(), received))
                    .isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void endsCallsWhenItIsClosed() throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        try (RawServer server =
                new RawServer(
                        wire -> {
                            wire.readHead();
                            received.countDown();
                            wire.readRest(20_000);
                        })) {
            CompletableFuture<Progress> outcome =
                    CompletableFuture.supplyAsync(
                            () -> progressOf(server.address(), HttpCall.get("/")));
            assertThat(received.await(30, TimeUnit.SECONDS)).isTrue();
            transport.close();
            assertThat(outcome.get(30, TimeUnit.SECONDS)).isEqualTo(Progress.HEADERS_SENT);
        }
    }

    @Test
    void saysThatItIsClosed() {
        transport.close();
        assertThatThrownBy(
                        () ->
                                transport.send(
                                        ServerAddress.parse("http://127.0.0.1:1").orElseThrow(),
                                        HttpCall.get("/")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The Stream Load client is closed");
    }

    @Test
    void logsNeitherPasswordNorRowsHoweverMuchIsLogged() throws Exception {
        try (CapturedLog log = CapturedLog.ofEverything();
                RawServer server =
                        new RawServer(
                                wire -> {
                                    wire.readHead();
                                    wire.write("HTTP/1.1 100 Continue\r\n\r\n");
                                    wire.readBody((int) PAYLOAD.bytes());
                                    wire.reply(DONE);
                                })) {
            transport.send(server.address(), LOAD.with("Authorization", "Basic c2VjcmV0"));
            LoggerFactory.getLogger("org.apache.hc").trace("captured");
            assertThat(log.text())
                    .contains("captured")
                    .doesNotContain("c2VjcmV0")
                    .doesNotContain("rrrr");
        }
    }
}
