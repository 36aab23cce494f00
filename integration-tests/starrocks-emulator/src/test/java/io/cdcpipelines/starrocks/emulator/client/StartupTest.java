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
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cdcpipelines.starrocks.core.catalog.JdbcConfig;
import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import io.cdcpipelines.starrocks.core.config.LoadConfig;
import io.cdcpipelines.starrocks.core.config.RetryPolicy;
import io.cdcpipelines.starrocks.core.config.Secret;
import io.cdcpipelines.starrocks.core.startup.CheckpointTimes;
import io.cdcpipelines.starrocks.core.startup.ClusterFacts;
import io.cdcpipelines.starrocks.core.startup.ClusterSurvey;
import io.cdcpipelines.starrocks.core.startup.ClusterSurvey.Scope;
import io.cdcpipelines.starrocks.core.startup.Finding;
import io.cdcpipelines.starrocks.core.startup.PipelineSettings;
import io.cdcpipelines.starrocks.core.startup.StartupChecks;
import io.cdcpipelines.starrocks.core.time.Ticker;
import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.fault.Fault;
import io.cdcpipelines.starrocks.emulator.fault.Operation;
import io.cdcpipelines.starrocks.emulator.frontend.StatementOutcome;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.api.common.JobID;
import org.apache.flink.cdc.common.sink.FlinkSinkProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults that are planted into a cluster are found over real sockets, and nothing is changed. */
@Timeout(120)
class StartupTest {
    private static final String PASSWORD = "marker-password-77aa";

    private static StarRocksEmulator emulator;
    private static int nobody;

    @BeforeAll
    static void start() throws Exception {
        emulator = StarRocksEmulator.builder().backends(2).followers(1).start();
        execute("CREATE DATABASE shop");
        execute(
                "CREATE TABLE shop.orders (id INT NOT NULL) PRIMARY KEY(id)"
                        + " DISTRIBUTED BY HASH(id) BUCKETS 1"
                        + " PROPERTIES('replication_num'='1')");
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @BeforeEach
    void createUser() {
        execute("CREATE USER 'cdc' IDENTIFIED BY '" + PASSWORD + "'");
        execute("GRANT CREATE TABLE ON ALL DATABASES TO USER 'cdc'");
        execute("GRANT SELECT, INSERT, ALTER, DROP ON ALL TABLES IN ALL DATABASES TO USER 'cdc'");
    }

    @AfterEach
    void restore() {
        execute("DROP USER 'cdc'");
        emulator.faults().clear();
    }

    private static void execute(String sql) {
        for (StatementOutcome outcome : emulator.execute(sql)) {
            assertThat(outcome).as(sql).isInstanceOf(StatementOutcome.Success.class);
        }
    }

    private static ConnectionConfig.Builder connection() {
        return ConnectionConfig.builder()
                .frontends(
                        List.of(
                                URI.create("http://" + emulator.loadUrl()),
                                URI.create("http://" + emulator.followerLoadUrls().get(0))))
                .username("cdc")
                .password(Secret.of(PASSWORD))
                .connectTimeout(Duration.ofSeconds(5));
    }

    private static JdbcConfig jdbc(String url, String password) {
        return JdbcConfig.parse(
                url, "cdc", Secret.of(password), Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    private static PipelineSettings.Builder settings(ConnectionConfig connection, JdbcConfig jdbc) {
        return PipelineSettings.builder(
                        connection,
                        jdbc,
                        LoadConfig.of(Duration.ofHours(1), Map.of()),
                        RetryPolicy.never())
                .loads(PipelineSettings.Loads.PREPARED_TRANSACTIONS)
                .checkpoints(CheckpointTimes.of(Duration.ofSeconds(10), Duration.ofMinutes(10)));
    }

    private static PipelineSettings.Builder settings() {
        return settings(connection().build(), jdbc(emulator.jdbcUrl(), PASSWORD));
    }

    private static List<String> found(PipelineSettings settings) throws Exception {
        ClusterFacts facts = new ClusterSurvey(settings, Ticker.system()).ask(Scope.WHOLE);
        List<String> lines = new ArrayList<>();
        for (Finding finding : StartupChecks.of(settings, facts)) {
            assertThat(finding.toString()).doesNotContain(PASSWORD, "\n");
            lines.add(finding.toString());
        }
        return lines;
    }

    private static String only(List<String> lines) {
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    @Test
    void findsNothingAndChangesNothingWhereAllIsWell() throws Exception {
        // Asking for the number takes one.
        long before = emulator.transactions().nextTransactionId();
        assertThat(found(settings().replicas(2).build())).isEmpty();
        assertThat(emulator.transactions().nextTransactionId()).isEqualTo(before + 1);
    }

    @Test
    void findsAWrongPassword() throws Exception {
        ConnectionConfig wrong = connection().password(Secret.of("wrong")).build();
        assertThat(only(found(settings(wrong, jdbc(emulator.jdbcUrl(), "wrong")).build())))
                .startsWith("ERROR: StarRocks refuses user 'cdc' at http://" + emulator.loadUrl())
                .contains("127.0.0.1:" + emulator.mysqlPort());
    }

    @Test
    void findsAFrontendThatIsDown() throws Exception {
        ConnectionConfig half =
                connection()
                        .frontends(
                                List.of(
                                        URI.create("http://" + emulator.loadUrl()),
                                        URI.create("http://127.0.0.1:" + nobody)))
                        .build();
        assertThat(only(found(settings(half, jdbc(emulator.jdbcUrl(), PASSWORD)).build())))
                .startsWith(
                        "WARNING: http://127.0.0.1:" + nobody + " of load-url cannot be reached");
    }

    @Test
    void findsAQueryPortThatIsDown() throws Exception {
        String url = emulator.jdbcUrl() + ",127.0.0.1:" + nobody;
        assertThat(only(found(settings(connection().build(), jdbc(url, PASSWORD)).build())))
                .startsWith("WARNING: 127.0.0.1:" + nobody + " of jdbc-url cannot be reached");
    }

    @Test
    void findsABackendInThePlaceOfAFrontend() throws Exception {
        ConnectionConfig mistaken =
                connection()
                        .frontends(List.of(URI.create("http://" + emulator.backendUrls().get(0))))
                        .build();
        assertThat(only(found(settings(mistaken, jdbc(emulator.jdbcUrl(), PASSWORD)).build())))
                .startsWith("ERROR: http://" + emulator.backendUrls().get(0))
                .contains("is no frontend of StarRocks");
    }

    @Test
    void findsTheQueryPortInThePlaceOfTheLoadPort() throws Exception {
        ConnectionConfig mistaken =
                connection()
                        .frontends(List.of(URI.create("http://127.0.0.1:" + emulator.mysqlPort())))
                        .build();
        assertThat(only(found(settings(mistaken, jdbc(emulator.jdbcUrl(), PASSWORD)).build())))
                .startsWith("ERROR: http://127.0.0.1:" + emulator.mysqlPort())
                .contains("HTTP port of a frontend (8030 by default)");
    }

    @Test
    void findsBackendsThatCannotBeReached() throws Exception {
        Map<String, String> mapping = new HashMap<>();
        emulator.backendUrls().forEach(url -> mapping.put(url, "127.0.0.1:" + nobody));
        ConnectionConfig astray = connection().backendAddressMapping(mapping).build();
        assertThat(only(found(settings(astray, jdbc(emulator.jdbcUrl(), PASSWORD)).build())))
                .startsWith("ERROR: Backend http://127.0.0.1:" + nobody)
                .contains("sink.backend-address-mapping");
    }

    @Test
    void findsThatNoBackendIsAlive() throws Exception {
        emulator.stopBackend(0);
        emulator.stopBackend(1);
        try {
            assertThat(only(found(settings().build())))
                    .startsWith("ERROR: StarRocks has no backend for loads")
                    .contains("No backend alive");
        } finally {
            emulator.startBackend(0);
            emulator.startBackend(1);
        }
    }

    @Test
    void findsMoreReplicasThanBackendsThoughTheUserMayNotSeeThem() throws Exception {
        assertThat(only(found(settings().replicas(3).build())))
                .startsWith("WARNING: New tables are to have 3 replicas");
    }

    @Test
    void findsAMissingGrant() throws Exception {
        execute("REVOKE INSERT ON ALL TABLES IN ALL DATABASES FROM USER 'cdc'");
        assertThat(only(found(settings().build())))
                .startsWith("ERROR: User 'cdc' may load into no table. Cure: GRANT SELECT, INSERT");
    }

    @Test
    void findsThatThereIsNoGrant() throws Exception {
        execute("DROP USER 'cdc'");
        execute("CREATE USER 'cdc' IDENTIFIED BY '" + PASSWORD + "'");
        assertThat(only(found(settings().build())))
                .startsWith("WARNING: StarRocks shows no grant of user 'cdc'");
    }

    @Test
    void leavesThePrivilegesOfARoleToTheServer() throws Exception {
        execute("DROP USER 'cdc'");
        execute("CREATE USER 'cdc' IDENTIFIED BY '" + PASSWORD + "'");
        execute("CREATE ROLE loader");
        execute("GRANT INSERT ON ALL TABLES IN ALL DATABASES TO ROLE 'loader'");
        execute("GRANT 'loader' TO USER 'cdc'");
        try {
            assertThat(found(settings().build())).isEmpty();
        } finally {
            execute("DROP ROLE loader");
        }
    }

    @Test
    void findsSettingsOfTheFrontendIfTheUserMaySeeThem() throws Exception {
        execute("ADMIN SET FRONTEND CONFIG ('disable_load_job' = 'true')");
        execute("ADMIN SET FRONTEND CONFIG ('max_running_txn_num_per_db' = '1')");
        try {
            assertThat(found(settings().build())).isEmpty();
            execute("GRANT OPERATE ON SYSTEM TO USER 'cdc'");
            List<String> lines = found(settings().build());
            assertThat(lines).hasSize(2);
            assertThat(lines.get(0))
                    .startsWith(
                            "WARNING: With all 1 tables of database shop and 1 writers of each");
            assertThat(lines.get(1)).startsWith("ERROR: Loads are switched off in StarRocks");
        } finally {
            execute("ADMIN SET FRONTEND CONFIG ('disable_load_job' = 'false')");
            execute("ADMIN SET FRONTEND CONFIG ('max_running_txn_num_per_db' = '1000')");
        }
    }

    @Test
    void bearsThatOneRequestOfEachKindIsLost() throws Exception {
        for (Operation operation : List.of(Operation.LOGIN, Operation.STATEMENT)) {
            emulator.faults().failNext(operation, new Fault.Drop(Fault.Moment.BEFORE));
            assertThat(found(settings().build())).as("without %s", operation).isEmpty();
        }
    }

    @Test
    void stopsAJobThatStartsWithAllThatIsWrongAndNoneThatGoesOn() {
        execute("REVOKE INSERT ON ALL TABLES IN ALL DATABASES FROM USER 'cdc'");
        Map<String, String> options = new HashMap<>();
        options.put("sink.startup-check", "fail");
        options.put("username", "cdc");
        options.put("password", PASSWORD);
        options.put("load-url", emulator.loadUrl() + ";127.0.0.1:" + nobody);

        assertThat(catchThrowable(() -> startAndClose(options, OptionalLong.empty())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("The job cannot write to StarRocks as it is:")
                .hasMessageContaining("\n  - ERROR: User 'cdc' may load into no table")
                .hasMessageContaining("\n  - WARNING: http://127.0.0.1:" + nobody)
                .hasMessageNotContaining(PASSWORD);
        assertThatCode(() -> startAndClose(options, OptionalLong.of(7))).doesNotThrowAnyException();
        options.put("sink.startup-check", "warn");
        assertThatCode(() -> startAndClose(options, OptionalLong.empty()))
                .doesNotThrowAnyException();
        options.put("sink.startup-check", "off");
        assertThatCode(() -> startAndClose(options, OptionalLong.empty()))
                .doesNotThrowAnyException();
    }

    @Test
    void looksAtTheWholeClusterOncePerStartOfAJob() {
        execute("REVOKE INSERT ON ALL TABLES IN ALL DATABASES FROM USER 'cdc'");
        Map<String, String> options =
                Map.of("sink.startup-check", "fail", "username", "cdc", "password", PASSWORD);

        assertThat(catchThrowable(() -> startSubtask(options, 0, 0)))
                .hasMessageContaining("may load into no table");
        assertThatCode(() -> startSubtask(options, 1, 0)).doesNotThrowAnyException();
        assertThatCode(() -> startSubtask(options, 0, 1)).doesNotThrowAnyException();
    }

    @Test
    void looksFromEveryTaskWhetherItReachesTheServers() {
        Map<String, String> options = new HashMap<>();
        options.put("sink.startup-check", "fail");
        options.put("load-url", "127.0.0.1:" + nobody);
        assertThat(catchThrowable(() -> startSubtask(options, 1, 0)))
                .hasMessageContaining("127.0.0.1:" + nobody);
        assertThatCode(() -> startSubtask(options, 1, 1)).doesNotThrowAnyException();
    }

    private static void startSubtask(Map<String, String> options, int subtask, int attempt)
            throws Exception {
        FlinkSinkProvider provider =
                (FlinkSinkProvider) SinkTask.sink(emulator, options).getEventSinkProvider();
        try (TaskContext context =
                new TaskContext(new JobID(), 2, subtask, attempt, OptionalLong.empty())) {
            provider.getSink().createWriter(context).close();
        }
    }

    private static void startAndClose(Map<String, String> options, OptionalLong checkpoint)
            throws Exception {
        new SinkTask(emulator, options, checkpoint).close();
    }
}
