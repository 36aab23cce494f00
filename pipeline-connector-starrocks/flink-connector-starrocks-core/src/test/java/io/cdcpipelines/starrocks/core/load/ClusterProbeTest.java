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

import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import io.cdcpipelines.starrocks.core.config.Secret;
import io.cdcpipelines.starrocks.core.config.TlsConfig;
import io.cdcpipelines.starrocks.core.http.HttpCall;
import io.cdcpipelines.starrocks.core.http.TransportException.Progress;
import io.cdcpipelines.starrocks.core.load.ServerReport.Outcome;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a probe makes of the answers of servers, and that it asks nothing that changes them. */
class ClusterProbeTest {
    private static final String PASSWORD = "s3cret-password";
    private static final String FE = "http://fe1:8030";
    private static final String FE2 = "http://fe2:8030";
    private static final String BE = "http://be1:8040";
    private static final String LOGIN =
            "/api/information_schema/get_load_state?label=connection_check";
    private static final String BEGIN = "/api/transaction/begin";
    private static final String HEALTH = "/api/health";
    private static final String UNKNOWN = ClientContract.state("UNKNOWN");

    private final TestingTransport network = new TestingTransport();

    private ClusterProbe probe(Map<String, String> mapping, String... frontends) {
        return new ClusterProbe(
                network,
                ConnectionConfig.builder()
                        .frontends(
                                Stream.of(frontends).map(URI::create).collect(Collectors.toList()))
                        .username("loader")
                        .password(Secret.of(PASSWORD))
                        .backendAddressMapping(mapping)
                        .tls(TlsConfig.standard())
                        .build());
    }

    private ClusterProbe probe(String... frontends) {
        return probe(Map.of(), frontends);
    }

    private static List<Outcome> outcomes(List<ServerReport> reports) {
        return reports.stream().map(ServerReport::outcome).collect(Collectors.toList());
    }

    @AfterEach
    void everythingWasAsked() {
        network.verifyThatEverythingWasAsked();
    }

    @Test
    void isContentWithAnyAnswerThatNeedsALogin() throws Exception {
        network.on("GET " + FE + LOGIN, UNKNOWN)
                .on(
                        "GET " + FE2 + LOGIN,
                        "{\"status\":\"FAILED\",\"msg\":\"unknown database, database=x\"}");
        assertThat(outcomes(probe(FE, FE2).frontends()))
                .containsExactly(Outcome.ANSWERS, Outcome.ANSWERS);
    }

    @Test
    void reportsOnEveryFrontendWhatItFound() throws Exception {
        network.fail("GET " + FE + LOGIN, Progress.NOT_CONNECTED)
                .on("GET " + FE2 + LOGIN, 404, "<html>this is 404 page.</html>")
                .on(
                        "GET http://fe3:8030" + LOGIN,
                        401,
                        "{\"status\":\"FAILED\",\"msg\":\"Access denied for loader@10.0.0.1\"}");
        List<ServerReport> reports = probe(FE, FE2, "http://fe3:8030").frontends();

        assertThat(outcomes(reports))
                .containsExactly(Outcome.UNREACHABLE, Outcome.STRANGER, Outcome.DENIED);
        assertThat(reports.get(0).text()).isEqualTo("connection lost");
        assertThat(reports.get(1).text()).contains("HTTP 404");
        assertThat(reports.toString()).doesNotContain(PASSWORD);
    }

    @Test
    void asksOnceMoreWhenARequestIsLost() throws Exception {
        network.fail("GET " + FE + LOGIN, Progress.HEADERS_SENT).on("GET " + FE + LOGIN, UNKNOWN);
        assertThat(outcomes(probe(FE).frontends())).containsExactly(Outcome.ANSWERS);
    }

    @Test
    void namesALeaderThatCannotBeReached() throws Exception {
        network.redirect("GET " + FE + LOGIN, FE2)
                .fail("GET " + FE2 + LOGIN, Progress.NOT_CONNECTED);
        ServerReport report = probe(FE).frontends().get(0);
        assertThat(report.server()).isEqualTo(FE);
        assertThat(report.outcome()).isEqualTo(Outcome.UNREACHABLE);
        assertThat(report.text()).contains(FE2).contains("names as the one to ask");
    }

    @Test
    void asksTheBackendsThatTheLeaderNamesEachOnceAndBeginsNothingThere() throws Exception {
        network.redirect("GET " + FE + LOGIN, FE2).on("GET " + FE2 + LOGIN, UNKNOWN);
        ClusterProbe probe = probe(FE);
        probe.frontends();
        network.redirect("POST " + FE2 + BEGIN, BE).on("GET " + BE + HEALTH, "anything");
        network.redirect("POST " + FE2 + BEGIN, "http://be2:8040")
                .fail("GET http://be2:8040" + HEALTH, Progress.NOT_CONNECTED);
        for (int draw = 2; draw < 8; draw++) {
            network.redirect("POST " + FE2 + BEGIN, BE);
        }
        List<ServerReport> reports = probe.backends();

        assertThat(outcomes(reports)).containsExactly(Outcome.ANSWERS, Outcome.UNREACHABLE);
        assertThat(reports.get(1).server()).isEqualTo("http://be2:8040");
        assertThat(network.calls().stream().filter(call -> call.path().equals(HEALTH)))
                .extracting(HttpCall::headers)
                .allSatisfy(headers -> assertThat(headers).doesNotContainKey("Authorization"));
    }

    @Test
    void takesAnotherDatabaseWhereTheFirstDoesNotCount() throws Exception {
        ClusterProbe probe = loggedIn(probe(FE));
        for (int draw = 0; draw < 8; draw++) {
            network.on(
                            "POST " + FE + BEGIN,
                            ClientContract.failed("Database[information_schema] does not exist."))
                    .redirect("POST " + FE + BEGIN, BE);
            if (draw == 0) {
                network.on("GET " + BE + HEALTH, "");
            }
        }
        assertThat(outcomes(probe.backends())).containsExactly(Outcome.ANSWERS);
    }

    @Test
    void saysThatNoBackendIsAlive() throws Exception {
        ClusterProbe probe = loggedIn(probe(FE));
        for (int draw = 0; draw < 8; draw++) {
            network.on("POST " + FE + BEGIN, ClientContract.failed("No backend alive."));
        }
        List<ServerReport> reports = probe.backends();
        assertThat(outcomes(reports)).containsExactly(Outcome.NAMES_NOBODY);
        assertThat(reports.get(0).text()).contains("No backend alive");
    }

    @Test
    void concludesNothingFromAVersionWithoutTransactions() throws Exception {
        ClusterProbe probe = loggedIn(probe(FE));
        for (int draw = 0; draw < 8; draw++) {
            network.on("POST " + FE + BEGIN, 404, "<html>this is 404 page.</html>");
        }
        assertThat(probe.backends()).isEmpty();
    }

    @Test
    void doesNotGoWhereThereIsNoTls() throws Exception {
        String secure = "https://fe1:8443";
        ClusterProbe probe = probe(secure);
        network.on("GET " + secure + LOGIN, UNKNOWN);
        probe.frontends();
        for (int draw = 0; draw < 8; draw++) {
            network.redirect("POST " + secure + BEGIN, BE);
        }
        List<ServerReport> reports = probe.backends();
        assertThat(outcomes(reports)).containsExactly(Outcome.INSECURE);
        assertThat(reports.get(0).text()).contains(BE);
    }

    @Test
    void usesTheMappedAddressOfABackend() throws Exception {
        ClusterProbe probe = loggedIn(probe(Map.of("be1:8040", "10.1.2.3:1"), FE));
        for (int draw = 0; draw < 8; draw++) {
            network.redirect("POST " + FE + BEGIN, BE);
            if (draw == 0) {
                network.on("GET http://10.1.2.3:1" + HEALTH, "");
            }
        }
        assertThat(probe.backends())
                .extracting(ServerReport::server)
                .containsExactly("http://10.1.2.3:1");
    }

    @Test
    void readsHowManyBackendsAreAlive() throws Exception {
        ClusterProbe probe = loggedIn(probe(FE));
        network.on(
                "GET " + FE + HEALTH,
                "{\"online_backend_num\":2,\"total_backend_num\":3,\"status\":\"OK\"}");
        assertThat(probe.backendsAlive()).hasValue(2);
        network.on("GET " + FE + HEALTH, "{\"online_backend_num\":0,\"status\":\"OK\"}");
        assertThat(probe.backendsAlive()).isEmpty();
    }

    private ClusterProbe loggedIn(ClusterProbe probe) throws InterruptedException {
        network.on("GET " + FE + LOGIN, UNKNOWN);
        probe.frontends();
        return probe;
    }
}
