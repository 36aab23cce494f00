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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cdcpipelines.starrocks.core.catalog.JdbcConfig;
import io.cdcpipelines.starrocks.core.catalog.JdbcStarRocksCatalog;
import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import io.cdcpipelines.starrocks.core.config.LoadConfig;
import io.cdcpipelines.starrocks.core.config.RetryPolicy;
import io.cdcpipelines.starrocks.core.config.Secret;
import io.cdcpipelines.starrocks.core.config.TlsConfig;
import io.cdcpipelines.starrocks.core.config.TlsConfig.HostnameCheck;
import io.cdcpipelines.starrocks.core.config.TlsConfig.PlainRedirect;
import io.cdcpipelines.starrocks.core.load.StreamLoadClient;
import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.table.TablePath;
import io.cdcpipelines.starrocks.core.time.Ticker;
import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.frontend.StatementOutcome;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Loads, statements and whole tasks over TLS, and what happens where it cannot be had. */
@Timeout(120)
class TlsTest {
    private static final String PASSWORD = "marker-password-5e1f";
    private static final TablePath ORDERS = TablePath.of("d", "orders");
    private static final TableId SHOP = TableId.tableId("shop", "customers");

    private static TestingCertificates certificates;
    private static StarRocksEmulator emulator;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        certificates = new TestingCertificates(directory, "dns:localhost,ip:127.0.0.1");
        emulator =
                StarRocksEmulator.builder()
                        .rootPassword(PASSWORD)
                        .frontendTls(certificates.context())
                        .backendTls(certificates.context())
                        .start();
        emulator.execute("CREATE DATABASE d");
        emulator.execute(
                "CREATE TABLE d.orders (id INT NOT NULL) PRIMARY KEY(id)"
                        + " DISTRIBUTED BY HASH(id) BUCKETS 1"
                        + " PROPERTIES('replication_num'='1')");
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    private static TlsConfig trusting(TestingCertificates trusted) throws Exception {
        return TlsConfig.standard().withAuthorities(Files.readAllBytes(trusted.authority()));
    }

    private static StreamLoadClient client(TlsConfig tls, Map<String, String> mapping) {
        return new StreamLoadClient(
                ConnectionConfig.builder()
                        .frontends(List.of(URI.create("https://" + emulator.loadUrl())))
                        .username("root")
                        .password(Secret.of(PASSWORD))
                        .backendAddressMapping(mapping)
                        .tls(tls)
                        .build(),
                LoadConfig.of(Duration.ofSeconds(60), Map.of()),
                RetryPolicy.never(),
                Ticker.system(),
                new Random());
    }

    private static Map<String, String> secureBackend() {
        String backend = emulator.backendUrls().get(0);
        return Map.of(backend, "https://" + backend);
    }

    private static JdbcStarRocksCatalog catalog(TlsConfig tls, String host, String parameters) {
        return new JdbcStarRocksCatalog(
                JdbcConfig.parse(
                                "jdbc:mysql://" + host + ":" + emulator.mysqlPort() + parameters,
                                "root",
                                Secret.of(PASSWORD),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(10))
                        .withTls(tls));
    }

    @Test
    void beginsAndEndsTransactionsOverTls() throws Exception {
        try (StreamLoadClient client = client(trusting(certificates), secureBackend())) {
            TransactionId id = client.begin(ORDERS, "tls_1");
            client.rollback(id);
            assertThat(client.stateOf("d", "tls_unknown").name()).isEqualTo("UNKNOWN");
        }
    }

    @Test
    void refusesToLeaveTlsAndSendsNothingThere() throws Exception {
        try (StreamLoadClient client = client(trusting(certificates), Map.of())) {
            assertThatThrownBy(() -> client.begin(ORDERS, "tls_2"))
                    .hasMessageContaining("a redirect to http://" + emulator.backendUrls().get(0))
                    .hasMessageContaining("which is not TLS")
                    .hasMessageNotContaining(PASSWORD);
        }
    }

    @Test
    void goesWhereTheUserAllowsIt() throws Exception {
        TlsConfig tls = trusting(certificates).withPlainRedirect(PlainRedirect.FOLLOWED);
        try (StreamLoadClient client = client(tls, Map.of())) {
            // These backends speak nothing but TLS: that nobody answers shows who was asked.
            assertThatThrownBy(() -> client.begin(ORDERS, "tls_3"))
                    .hasMessageContaining("backend http://" + emulator.backendUrls().get(0))
                    .hasMessageNotContaining("not TLS");
        }
    }

    @Test
    void runsStatementsOverTls() throws Exception {
        try (JdbcStarRocksCatalog catalog = catalog(trusting(certificates), "127.0.0.1", "")) {
            assertThat(catalog.databaseExists("d")).isTrue();
        }
        try (JdbcStarRocksCatalog catalog = catalog(trusting(certificates), "localhost", "")) {
            assertThat(catalog.table(ORDERS)).isPresent();
        }
    }

    @Test
    void speaksTlsWithoutVerifyingIfNobodyAsksForMore() {
        try (JdbcStarRocksCatalog catalog = catalog(TlsConfig.standard(), "127.0.0.1", "")) {
            assertThat(catalog.databaseExists("d")).isTrue();
        }
    }

    @Test
    void runsNoStatementsAtAServerThatNobodyVouchesFor(@TempDir Path directory) throws Exception {
        TestingCertificates others = new TestingCertificates(directory, "ip:127.0.0.1");
        try (JdbcStarRocksCatalog catalog = catalog(trusting(others), "127.0.0.1", "")) {
            assertThat(catchThrowable(() -> catalog.databaseExists("d")))
                    .hasMessageContaining("127.0.0.1:" + emulator.mysqlPort())
                    .hasMessageContaining("trust anchors")
                    .hasMessageNotContaining(PASSWORD);
        }
    }

    @Test
    void checksTheNameInTheCertificateForStatementsToo(@TempDir Path directory) throws Exception {
        TestingCertificates elsewhere = new TestingCertificates(directory, "dns:fe.example.com");
        try (StarRocksEmulator other =
                StarRocksEmulator.builder().frontendTls(elsewhere.context()).start()) {
            JdbcConfig config =
                    JdbcConfig.parse(
                            other.jdbcUrl(),
                            "root",
                            Secret.of(""),
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(10));
            try (JdbcStarRocksCatalog strict =
                    new JdbcStarRocksCatalog(config.withTls(trusting(elsewhere)))) {
                assertThatThrownBy(strict::serverVersion).hasMessageContaining("127.0.0.1");
            }
            TlsConfig lenient = trusting(elsewhere).withHostnameCheck(HostnameCheck.OFF);
            try (JdbcStarRocksCatalog catalog = new JdbcStarRocksCatalog(config.withTls(lenient))) {
                assertThat(catalog.serverVersion().renamesColumns()).isTrue();
            }
        }
    }

    @Test
    void demandsTlsOfAServerThatHasNone() throws Exception {
        try (StarRocksEmulator plain = StarRocksEmulator.builder().start();
                JdbcStarRocksCatalog catalog =
                        new JdbcStarRocksCatalog(
                                JdbcConfig.parse(
                                                plain.jdbcUrl(),
                                                "root",
                                                Secret.of(""),
                                                Duration.ofSeconds(10),
                                                Duration.ofSeconds(10))
                                        .withTls(trusting(certificates)))) {
            assertThatThrownBy(catalog::serverVersion)
                    .hasMessageContaining("No frontend can be reached")
                    .hasMessageContaining("SSL");
        }
    }

    @Test
    void writesATableFromOptionsAlone() throws Exception {
        Map<String, String> options =
                Map.of(
                        "load-url",
                        "https://" + emulator.loadUrl(),
                        "password",
                        PASSWORD,
                        "sink.startup-check",
                        "fail",
                        "sink.tls.ca-file",
                        certificates.authority().toString(),
                        "sink.backend-address-mapping",
                        emulator.backendUrls().get(0)
                                + "=https://"
                                + emulator.backendUrls().get(0));
        Schema schema =
                Schema.newBuilder()
                        .physicalColumn("id", DataTypes.INT().notNull())
                        .primaryKey("id")
                        .build();
        try (SinkTask task = new SinkTask(emulator, options)) {
            task.change(new CreateTableEvent(SHOP, schema));
            task.write(
                    DataChangeEvent.insertEvent(
                            SHOP,
                            new BinaryRecordDataGenerator(new DataType[] {DataTypes.INT()})
                                    .generate(new Object[] {7})));
            task.flush();
        }
        StatementOutcome.Success rows =
                (StatementOutcome.Success) emulator.execute("SELECT id FROM shop.customers").get(0);
        assertThat(((StatementResult.Rows) rows.result()).rows().get(0)[0]).isEqualTo(7);
    }
}
