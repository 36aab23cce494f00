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
import io.cdcpipelines.starrocks.core.http.TransportException.Progress;
import io.cdcpipelines.starrocks.core.time.Ticker;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Loads over TLS, with a certificate that the process trusts, and with one that it does not. */
@Timeout(120)
class TlsTransportTest {
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final String PASSWORD = "changeit";
    private static final Payload PAYLOAD = TestingPayloads.of("r".repeat(100_000));

    @TempDir static Path directory;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "SAN=dns:localhost,ip:127.0.0.1",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                PASSWORD,
                                "-keystore",
                                keystore().toString())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("keytool.log").toFile())
                        .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keystore()).exists();
    }

    private static Path keystore() {
        return directory.resolve("server.p12");
    }

    private static void trust() {
        System.setProperty(TRUST_STORE, keystore().toString());
        System.setProperty(TRUST_STORE_PASSWORD, PASSWORD);
    }

    @AfterEach
    void distrust() {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE_PASSWORD);
    }

    private static ServerSocket listener() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore())) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    private static ApacheTransport transport() {
        return new ApacheTransport(
                ConnectionConfig.builder()
                        .frontends(List.of(URI.create("https://127.0.0.1:1")))
                        .username("root")
                        .build(),
                Duration.ofSeconds(30),
                Ticker.system());
    }

    @Test
    void loadsOverTls() throws Exception {
        trust();
        try (ApacheTransport transport = transport();
                RawServer server =
                        new RawServer(
                                listener(),
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
    void endsACallOverTlsWhenItsThreadIsInterrupted() throws Exception {
        trust();
        CountDownLatch received = new CountDownLatch(1);
        try (ApacheTransport transport = transport();
                RawServer server =
                        new RawServer(
                                listener(),
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
    void sendsNothingToAServerThatItDoesNotTrust() throws Exception {
        try (ApacheTransport transport = transport();
                RawServer server = new RawServer(listener(), RawServer.Wire::readHead)) {
            TransportException failure =
                    catchThrowableOfType(
                            TransportException.class,
                            () -> transport.send(server.address(), HttpCall.get("/")));
            assertThat(failure.progress()).isEqualTo(Progress.NOT_CONNECTED);
            assertThat(failure).hasMessage("TLS failed");
        }
    }
}
