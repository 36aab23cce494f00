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
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.buffer.TestingPayloads;
import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import io.cdcpipelines.starrocks.core.config.TlsConfig;
import io.cdcpipelines.starrocks.core.config.TlsConfig.HostnameCheck;
import io.cdcpipelines.starrocks.core.http.TransportException.Progress;
import io.cdcpipelines.starrocks.core.time.Ticker;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Loads over TLS, to servers that are to be trusted, and to some that are not. */
@Timeout(120)
class TlsTransportTest {
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final Payload PAYLOAD = TestingPayloads.of("r".repeat(100_000));

    private static final String RIGHT = "right";
    private static final String ELSEWHERE = "elsewhere";
    private static final String EXPIRED = "expired";

    @TempDir static Path directory;

    private static TestingCertificates certificates;

    @BeforeAll
    static void makeCertificates() throws Exception {
        String here = "dns:localhost,ip:127.0.0.1";
        certificates =
                new TestingCertificates(directory)
                        .sign(RIGHT, here)
                        .sign(ELSEWHERE, "dns:fe.example.com")
                        .sign(EXPIRED, here, "-startdate", "-10d", "-validity", "5");
    }

    private static TlsConfig ownAuthority() throws Exception {
        return TlsConfig.standard().withAuthorities(Files.readAllBytes(certificates.authority()));
    }

    @AfterEach
    void distrust() {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE_PASSWORD);
    }

    private static ApacheTransport transport(TlsConfig tls) {
        return new ApacheTransport(
                ConnectionConfig.builder()
                        .frontends(List.of(URI.create("https://127.0.0.1:1")))
                        .username("root")
                        .tls(tls)
                        .build(),
                Duration.ofSeconds(30),
                Ticker.system());
    }

    private static void loads(TlsConfig tls, String certificate) throws Exception {
        try (ApacheTransport transport = transport(tls);
                RawServer server =
                        new RawServer(
                                certificates.listener(certificate),
                                wire -> {
                                    wire.readHead();
                                    wire.write("HTTP/1.1 100 Continue\r\n\r\n");
                                    assertThat(wire.readBody((int) PAYLOAD.bytes()))
                                            .endsWith("rrr\",\"__op\":0}\n");
                                    wire.reply("{\"Status\":\"Success\"}");
                                    assertThat(wire.readHead()).startsWith("POST /second ");
                                    wire.reply("{\"Status\":\"OK\"}");
                                })) {
            assertThat(transport.send(server.address(), HttpCall.put("/load", PAYLOAD)).body())
                    .contains("Success");
            assertThat(transport.send(server.address(), HttpCall.post("/second")).body())
                    .contains("OK");
            server.verify();
        }
    }

    @Test
    void loadsWhereTheAuthorityOfTheUserHasSigned() throws Exception {
        loads(ownAuthority(), RIGHT);
    }

    @Test
    void loadsWhereTheJavaRuntimeTrustsTheAuthority() throws Exception {
        System.setProperty(TRUST_STORE, certificates.keystore().toString());
        System.setProperty(TRUST_STORE_PASSWORD, certificates.password());
        loads(TlsConfig.standard(), RIGHT);
    }

    @Test
    void loadsFromAHostOfAnotherNameIfNamesAreNotChecked() throws Exception {
        loads(ownAuthority().withHostnameCheck(HostnameCheck.OFF), ELSEWHERE);
    }

    @Test
    void endsACallOverTlsWhenItsThreadIsInterrupted() throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        try (ApacheTransport transport = transport(ownAuthority());
                RawServer server =
                        new RawServer(
                                certificates.listener(RIGHT),
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
    void sendsNothingToAServerThatNobodyVouchesFor() throws Exception {
        assertThat(refusal(TlsConfig.standard(), RIGHT))
                .isEqualTo(
                        "TLS failed: the server's certificate is not signed by an authority that is"
                                + " trusted here");
    }

    @Test
    void doesNotTrustTheJavaRuntimesAuthoritiesBesidesTheUsers() throws Exception {
        System.setProperty(TRUST_STORE, certificates.keystore().toString());
        System.setProperty(TRUST_STORE_PASSWORD, certificates.password());
        Path other = Files.createDirectory(directory.resolve("other"));
        byte[] stranger = Files.readAllBytes(new TestingCertificates(other).authority());

        assertThat(refusal(TlsConfig.standard().withAuthorities(stranger), RIGHT))
                .contains("not signed by an authority");
    }

    @Test
    void sendsNothingToAServerWithTheNameOfAnother() throws Exception {
        assertThat(refusal(ownAuthority(), ELSEWHERE))
                .isEqualTo("TLS failed: the server's certificate is for another host name");
    }

    @Test
    void sendsNothingToAServerWhoseCertificateIsExpired() throws Exception {
        TlsConfig lenient = ownAuthority().withHostnameCheck(HostnameCheck.OFF);
        assertThat(refusal(lenient, EXPIRED)).contains("expired");
    }

    @Test
    void saysThatAServerDoesNotSpeakTls() throws Exception {
        try (ApacheTransport transport = transport(ownAuthority());
                RawServer server =
                        new RawServer(
                                wire -> {
                                    wire.readRest(200);
                                    wire.write("HTTP/1.1 400 Bad Request\r\n\r\n");
                                })) {
            ServerAddress secure =
                    ServerAddress.parse("https://" + server.address().authority()).orElseThrow();
            assertThat(failure(transport, secure))
                    .hasMessage("TLS failed: the server does not speak TLS at this port");
        }
    }

    private static String refusal(TlsConfig tls, String certificate) throws Exception {
        try (ApacheTransport transport = transport(tls);
                RawServer server =
                        new RawServer(
                                certificates.listener(certificate), RawServer.Wire::readHead)) {
            return failure(transport, server.address()).getMessage();
        }
    }

    private static TransportException failure(ApacheTransport transport, ServerAddress server) {
        TransportException failure =
                catchThrowableOfType(
                        TransportException.class, () -> transport.send(server, HttpCall.get("/")));
        assertThat(failure.progress()).isEqualTo(Progress.NOT_CONNECTED);
        return failure;
    }
}
