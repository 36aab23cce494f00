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

package io.cdcpipelines.starrocks.core.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.core.catalog.JdbcConfig;
import io.cdcpipelines.starrocks.core.catalog.ServerVersion;
import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import io.cdcpipelines.starrocks.core.config.LoadConfig;
import io.cdcpipelines.starrocks.core.config.RetryPolicy;
import io.cdcpipelines.starrocks.core.config.Secret;
import io.cdcpipelines.starrocks.core.load.ServerReport;
import io.cdcpipelines.starrocks.core.load.ServerReport.Outcome;
import io.cdcpipelines.starrocks.core.startup.PipelineSettings.Loads;
import io.cdcpipelines.starrocks.core.startup.PipelineSettings.Spread;
import io.cdcpipelines.starrocks.core.startup.PipelineSettings.TypeConflicts;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each thing that is wrong gives exactly its finding, and a set-up without faults gives none. */
class StartupChecksTest {
    private static final List<String> GRANTS =
            List.of(
                    "GRANT CREATE DATABASE ON CATALOG default_catalog TO USER 'cdc'@'%'",
                    "GRANT CREATE TABLE ON ALL DATABASES TO USER 'cdc'@'%'",
                    "GRANT SELECT, INSERT, ALTER, DROP ON ALL TABLES IN ALL DATABASES TO USER"
                            + " 'cdc'@'%'");

    /** One fault, where it is, and what is to be found. */
    private static final class Fault {
        private final String name;
        private final UnaryOperator<PipelineSettings.Builder> settings;
        private final UnaryOperator<ClusterFacts.Builder> facts;
        private final List<String> findings;

        Fault(
                String name,
                UnaryOperator<PipelineSettings.Builder> settings,
                UnaryOperator<ClusterFacts.Builder> facts,
                String... findings) {
            this.name = name;
            this.settings = settings;
            this.facts = facts;
            this.findings = List.of(findings);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Fault inCluster(
            String name, UnaryOperator<ClusterFacts.Builder> facts, String... findings) {
        return new Fault(name, settings -> settings, facts, findings);
    }

    private static Fault inSettings(
            String name, UnaryOperator<PipelineSettings.Builder> settings, String... findings) {
        return new Fault(name, settings, facts -> facts, findings);
    }

    private static PipelineSettings.Builder healthySettings() {
        return settingsWith(Map.of());
    }

    private static PipelineSettings.Builder settingsWith(Map<String, String> loadProperties) {
        return PipelineSettings.builder(
                        connection("http"),
                        jdbc(""),
                        LoadConfig.of(Duration.ofHours(1), loadProperties),
                        retry(Duration.ofMinutes(3)))
                .loads(Loads.PREPARED_TRANSACTIONS)
                .writers(2)
                .rpcTimeout(Duration.ofHours(1))
                .checkpoints(CheckpointTimes.of(Duration.ofSeconds(10), Duration.ofMinutes(10)));
    }

    private static ConnectionConfig connection(String scheme) {
        return ConnectionConfig.builder()
                .frontends(List.of(URI.create(scheme + "://fe1:8030")))
                .username("cdc")
                .password(Secret.of("s3cr3t"))
                .build();
    }

    private static JdbcConfig jdbc(String parameters) {
        return JdbcConfig.parse(
                "jdbc:mysql://fe1:9030" + parameters,
                "cdc",
                Secret.of("s3cr3t"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));
    }

    private static RetryPolicy retry(Duration total) {
        return RetryPolicy.of(3, Duration.ofMillis(1), Duration.ofMillis(2), total);
    }

    private static ClusterFacts.Builder healthyFacts() {
        return ClusterFacts.builder()
                .loadPorts(reports(report("http://fe1:8030", Outcome.ANSWERS)))
                .backends(reports(report("http://be1:8040", Outcome.ANSWERS)))
                .queryPorts(reports(report("fe1:9030", Outcome.ANSWERS)))
                .version(ServerVersion.parse("3.5.10-abcdef"))
                .grants(GRANTS)
                .backendsAlive(3)
                .setting(ClusterChecks.MAX_TRANSACTIONS, 1000)
                .setting(ClusterChecks.MAX_LABELS, 1000)
                .setting(ClusterChecks.MAX_LOAD_TIMEOUT, 259_200)
                .setting(ClusterChecks.PREPARED_TIMEOUT, 86_400)
                .setting(ClusterChecks.LOADS_DISABLED, 0)
                .tables("shop", 400);
    }

    private static List<ServerReport> reports(ServerReport... reports) {
        return List.of(reports);
    }

    private static ServerReport report(String server, Outcome outcome) {
        return ServerReport.of(server, outcome, "what happened");
    }

    private static List<Finding> findings(PipelineSettings settings, ClusterFacts facts) {
        List<Finding> findings = new ArrayList<>(SettingsChecks.of(settings));
        findings.addAll(StartupChecks.of(settings, facts));
        return findings;
    }

    static Stream<Fault> faults() {
        return Stream.of(
                inCluster(
                        "a password that is wrong",
                        facts ->
                                facts.loadPorts(reports(report("http://fe1:8030", Outcome.DENIED)))
                                        .backends(List.of())
                                        .queryPorts(reports(report("fe1:9030", Outcome.DENIED))),
                        "ERROR: StarRocks refuses user 'cdc' at http://fe1:8030, fe1:9030. Cure:"
                                + " check username and password"),
                inCluster(
                        "one frontend of two that is down",
                        facts ->
                                facts.loadPorts(
                                        reports(
                                                report("http://fe1:8030", Outcome.UNREACHABLE),
                                                report("http://fe2:8030", Outcome.ANSWERS))),
                        "WARNING: http://fe1:8030 of load-url cannot be reached from here"),
                inCluster(
                        "no frontend that answers to loads",
                        facts ->
                                facts.loadPorts(
                                        reports(report("http://fe1:8030", Outcome.UNREACHABLE))),
                        "ERROR: http://fe1:8030 of load-url cannot be reached from here: what"
                                + " happened. Cure: start it, or check that it is the HTTP port of"
                                + " a frontend (8030 by default) and that no firewall is between"),
                inCluster(
                        "something else at the load port",
                        facts ->
                                facts.loadPorts(
                                        reports(report("http://fe1:8040", Outcome.STRANGER))),
                        "ERROR: http://fe1:8040 of load-url is no frontend of StarRocks"),
                inCluster(
                        "one query port of two that is down",
                        facts ->
                                facts.queryPorts(
                                        reports(
                                                report("fe1:9030", Outcome.ANSWERS),
                                                report("fe2:9030", Outcome.UNREACHABLE))),
                        "WARNING: fe2:9030 of jdbc-url cannot be reached from here"),
                inCluster(
                        "no query port",
                        facts -> facts.queryPorts(reports(report("fe1:9030", Outcome.UNREACHABLE))),
                        "ERROR: fe1:9030 of jdbc-url cannot be reached from here: what happened."
                                + " Cure: start it, or check that it is the query port of a"
                                + " frontend (9030 by default)"),
                inCluster(
                        "a way out of TLS",
                        facts ->
                                facts.backends(
                                        reports(report("https://fe1:8443", Outcome.INSECURE))),
                        "ERROR: https://fe1:8443 leads out of TLS: what happened. Cure: map the"
                                + " address"),
                inCluster(
                        "no backend alive",
                        facts ->
                                facts.backends(
                                        reports(report("http://fe1:8030", Outcome.NAMES_NOBODY))),
                        "ERROR: StarRocks has no backend for loads: what happened. Cure: start a"
                                + " backend"),
                inCluster(
                        "no backend within reach",
                        facts ->
                                facts.backends(
                                        reports(report("http://be1:8040", Outcome.UNREACHABLE))),
                        "ERROR: Backend http://be1:8040, to which loads are redirected, cannot be"
                                + " reached from here"),
                inCluster(
                        "one backend of two out of reach",
                        facts ->
                                facts.backends(
                                        reports(
                                                report("http://be1:8040", Outcome.ANSWERS),
                                                report("http://be2:8040", Outcome.UNREACHABLE))),
                        "WARNING: Backend http://be2:8040"),
                inCluster(
                        "a version without transactions",
                        facts -> facts.version(ServerVersion.parse("2.3.1")),
                        "ERROR: StarRocks 2.3.1 has no load transactions"),
                inCluster(
                        "a version that nobody has tested",
                        facts -> facts.version(ServerVersion.parse("3.2.9")),
                        "WARNING: StarRocks 3.2.9 is older than 3.3"),
                new Fault(
                        "compression that the version does not know",
                        settings -> settingsWith(Map.of("compression", "lz4_frame")),
                        facts -> facts.version(ServerVersion.parse("3.3.0")),
                        "ERROR: StarRocks 3.3.0 cannot read compressed loads"),
                new Fault(
                        "new columns without renaming",
                        settings -> settings.typeConflicts(TypeConflicts.IN_A_NEW_COLUMN),
                        facts ->
                                facts.version(ServerVersion.parse("3.3.1"))
                                        .grants(
                                                List.of(
                                                        GRANTS.get(1),
                                                        "GRANT SELECT, INSERT, UPDATE, ALTER ON ALL"
                                                                + " TABLES IN DATABASE shop TO USER"
                                                                + " 'cdc'@'%'")),
                        "WARNING: StarRocks 3.3.1 cannot rename columns, which"
                                + " table.on-type-conflict: new-column needs"),
                new Fault(
                        "a time for prepared transactions that the version ignores",
                        settings -> settingsWith(Map.of("prepared_timeout", "7200")),
                        facts -> facts.version(ServerVersion.parse("3.5.3")),
                        "WARNING: StarRocks 3.5.3 pays no attention to"
                                + " sink.properties.prepared_timeout"),
                inCluster(
                        "no grant at all",
                        facts -> facts.grants(List.of()),
                        "WARNING: StarRocks shows no grant of user 'cdc'"),
                inCluster(
                        "no INSERT",
                        facts ->
                                facts.grants(
                                        List.of(
                                                GRANTS.get(1),
                                                "GRANT SELECT, ALTER ON TABLE shop.orders TO USER"
                                                        + " 'cdc'@'%'")),
                        "ERROR: User 'cdc' may load into no table. Cure: GRANT SELECT, INSERT,"
                                + " ALTER, DROP ON ALL TABLES IN DATABASE ... TO USER 'cdc'"),
                inCluster(
                        "no ALTER",
                        facts ->
                                facts.grants(
                                        List.of(
                                                GRANTS.get(1),
                                                "GRANT INSERT, SELECT ON ALL TABLES IN DATABASE"
                                                        + " shop TO USER 'cdc'@'%'")),
                        "WARNING: User 'cdc' may alter no table"),
                inCluster(
                        "no SELECT",
                        facts ->
                                facts.grants(
                                        List.of(
                                                GRANTS.get(1),
                                                "GRANT INSERT, ALTER ON ALL TABLES IN DATABASE shop"
                                                        + " TO USER 'cdc'@'%'")),
                        "WARNING: User 'cdc' may read no table back"),
                inCluster(
                        "no CREATE TABLE",
                        facts -> facts.grants(List.of(GRANTS.get(0), GRANTS.get(2))),
                        "WARNING: User 'cdc' may create no table. Cure: GRANT CREATE TABLE ON"
                                + " DATABASE ... TO USER 'cdc'"),
                inSettings(
                        "no UPDATE for new columns",
                        settings -> settings.typeConflicts(TypeConflicts.IN_A_NEW_COLUMN),
                        "WARNING: User 'cdc' may update no table"),
                new Fault(
                        "more replicas than backends",
                        settings -> settings.replicas(3),
                        facts -> facts.backendsAlive(1),
                        "WARNING: New tables are to have 3 replicas (replication_num), and"
                                + " StarRocks has 1 backends alive"),
                inCluster(
                        "too few transactions for the tables",
                        facts -> facts.setting(ClusterChecks.MAX_TRANSACTIONS, 400),
                        "WARNING: With all 400 tables of database shop and 1 writers of each, up to"
                                + " 400 transactions are open at once; StarRocks allows 400"
                                + " (max_running_txn_num_per_db). Cure: ADMIN SET FRONTEND CONFIG"
                                + " ('max_running_txn_num_per_db' = '800')"),
                new Fault(
                        "writers that multiply transactions",
                        settings -> settings.spread(Spread.ALL_WRITERS).writers(3),
                        facts -> facts.setting(ClusterChecks.MAX_LABELS, 9999),
                        "WARNING: With all 400 tables of database shop and 3 writers of each, up to"
                                + " 1200 transactions are open at once"),
                inCluster(
                        "labels that are forgotten within a checkpoint",
                        facts -> facts.setting(ClusterChecks.MAX_LABELS, 100),
                        "WARNING: With all 400 tables of database shop and 1 writers of each, up to"
                                + " 400 transactions are committed at a checkpoint; StarRocks"
                                + " remembers the labels of 100"),
                inCluster(
                        "loads that are switched off",
                        facts -> facts.setting(ClusterChecks.LOADS_DISABLED, 1),
                        "ERROR: Loads are switched off in StarRocks (disable_load_job)"),
                inCluster(
                        "a load timeout that StarRocks refuses",
                        facts -> facts.setting(ClusterChecks.MAX_LOAD_TIMEOUT, 1800),
                        "ERROR: StarRocks refuses loads that may take 1 h"
                                + " (sink.properties.timeout); it allows 1800 s"),
                inCluster(
                        "prepared transactions that end before their checkpoint",
                        facts -> facts.setting(ClusterChecks.PREPARED_TIMEOUT, 600),
                        "ERROR: StarRocks ends prepared transactions after 10 min, and they wait"
                                + " for a checkpoint that may take 10 min"),
                inSettings(
                        "a time for prepared transactions that is too short",
                        settings -> settingsWith(Map.of("prepared_timeout", "60")),
                        "ERROR: StarRocks ends prepared transactions after 1 min"),
                inSettings(
                        "a framework that gives up before a schema change is through",
                        settings -> settings.rpcTimeout(Duration.ofMinutes(3)),
                        "WARNING: A schema change may take 30 min (table.schema-change.timeout),"
                                + " and Flink CDC gives up after 3 min: a longer one restarts the"
                                + " job. Cure: set schema-operator.rpc-timeout"),
                inSettings(
                        "retries that outlive a checkpoint",
                        settings ->
                                settings.checkpoints(
                                        CheckpointTimes.of(
                                                Duration.ofSeconds(10), Duration.ofMinutes(3))),
                        "WARNING: A request is tried again for 3 min (sink.retry.max-time), and a"
                                + " checkpoint fails after 3 min"),
                inSettings(
                        "checkpoints that are further apart than a transaction lives",
                        settings ->
                                settings.checkpoints(
                                        CheckpointTimes.of(
                                                Duration.ofHours(1), Duration.ofMinutes(10))),
                        "ERROR: sink.semantic: exactly-once keeps transactions open from one"
                                + " checkpoint to the next, for 3600000 ms, and StarRocks ends them"
                                + " after 3600000 ms"),
                inSettings(
                        "checkpoints that may take longer than a transaction lives",
                        settings ->
                                settings.checkpoints(
                                        CheckpointTimes.of(
                                                Duration.ofMinutes(55), Duration.ofMinutes(10))),
                        "WARNING: A checkpoint may be complete only 65 min after the one before,"
                                + " and StarRocks ends transactions after 1 h"),
                inSettings(
                        "TLS for loads alone",
                        settings ->
                                PipelineSettings.builder(
                                        connection("https"),
                                        jdbc(""),
                                        LoadConfig.of(Duration.ofHours(1), Map.of()),
                                        retry(Duration.ofMinutes(3))),
                        "WARNING: Loads go over TLS, and jdbc-url asks for none"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void findsExactlyWhatIsWrong(Fault fault) {
        List<Finding> found =
                findings(
                        fault.settings.apply(healthySettings()).build(),
                        fault.facts.apply(healthyFacts()).build());

        assertThat(found).hasSameSizeAs(fault.findings);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).toString())
                    .startsWith(fault.findings.get(i))
                    .contains(". Cure: ")
                    .doesNotContain("\n", "s3cr3t");
        }
    }

    @Test
    void findsNothingWhereAllIsWell() {
        assertThat(findings(healthySettings().build(), healthyFacts().build())).isEmpty();
    }

    @Test
    void knowsManyFaults() {
        assertThat(faults()).hasSizeGreaterThan(30);
    }

    @Test
    void concludesNothingFromWhatAUserMayNotSee() {
        ClusterFacts modest =
                ClusterFacts.builder()
                        .loadPorts(reports(report("http://fe1:8030", Outcome.ANSWERS)))
                        .queryPorts(reports(report("fe1:9030", Outcome.ANSWERS)))
                        .build();
        assertThat(findings(healthySettings().replicas(3).build(), modest)).isEmpty();
    }

    @Test
    void leavesPrivilegesOfRolesToTheServer() {
        ClusterFacts facts =
                healthyFacts().grants(List.of("GRANT 'loader' TO USER 'cdc'@'%'")).build();
        assertThat(findings(healthySettings().build(), facts)).isEmpty();
    }

    @Test
    void acceptsTlsThatTheJdbcUrlDecides() {
        for (String mode : List.of("DISABLED", "VERIFY_IDENTITY")) {
            PipelineSettings settings =
                    PipelineSettings.builder(
                                    connection("https"),
                                    jdbc("?sslMode=" + mode),
                                    LoadConfig.of(Duration.ofHours(1), Map.of()),
                                    retry(Duration.ofMinutes(3)))
                            .build();
            assertThat(SettingsChecks.of(settings)).isEmpty();
        }
    }

    @Test
    void asksForLessUnderAtLeastOnce() {
        PipelineSettings settings = healthySettings().loads(Loads.SINGLE).build();
        ClusterFacts facts =
                healthyFacts()
                        .version(ServerVersion.parse("2.3.1"))
                        .setting(ClusterChecks.MAX_TRANSACTIONS, 1)
                        .setting(ClusterChecks.PREPARED_TIMEOUT, 1)
                        .build();
        assertThat(findings(settings, facts))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void listsErrorsFirst() {
        List<Finding> findings = List.of(Finding.warning("a", "b"), Finding.error("c", "d"));
        assertThat(Finding.list(findings).lines().collect(Collectors.toList()))
                .containsExactly("", "  - ERROR: c. Cure: d", "  - WARNING: a. Cure: b");
    }
}
