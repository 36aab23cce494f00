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

import io.cdcpipelines.starrocks.core.CapturedLog;
import io.cdcpipelines.starrocks.core.buffer.TestingPayloads;
import io.cdcpipelines.starrocks.core.config.RetryPolicy;
import io.cdcpipelines.starrocks.core.config.TlsConfig;
import io.cdcpipelines.starrocks.core.http.TransportException.Progress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests find their server, and the password goes nowhere else. */
class RouterTest extends ClientContract {
    private static final String FE2 = "http://fe2:8030";
    private static final String SECURE_FE = "https://fe1:8443";

    private static LoadResult load(StreamLoadClient client, ClientContract test) throws Exception {
        return client.load(ORDERS, "l1", TestingPayloads.FORMAT, test.payload);
    }

    private String failure(StreamLoadClient client) {
        return catchThrowableOfType(StarRocksLoadException.class, () -> load(client, this))
                .getMessage();
    }

    private StreamLoadClient clientOfOneAttempt(String... frontends) {
        return client(RetryPolicy.never(), Map.of(), frontends);
    }

    @Test
    void goesToServersWithTheNamesOfContainers() throws Exception {
        String frontend = "http://starrocks_fe_1:8030";
        String backend = "http://starrocks_be_1:8040";
        network.redirect("PUT " + frontend + ONE_SHOT, backend)
                .on("PUT " + backend + ONE_SHOT, SUCCESS);

        assertThat(load(client(frontend), this).loadedRows()).isEqualTo(2);
    }

    @Test
    void asksTheNextFrontendAtOnceAndStaysWithIt() throws Exception {
        StreamLoadClient client = clientOfOneAttempt(FE, FE2);
        network.fail("GET " + FE + STATE + "x", Progress.NOT_CONNECTED)
                .on("GET " + FE2 + STATE + "x", state("VISIBLE"))
                .on("GET " + FE2 + STATE + "y", state("ABORTED"));
        assertThat(client.stateOf("shop", "x")).isEqualTo(TransactionState.VISIBLE);
        assertThat(client.stateOf("shop", "y")).isEqualTo(TransactionState.ABORTED);
        assertThat(ticker.elapsed()).isZero();
    }

    @Test
    void namesEveryFrontendWhenNoneCanBeReached() {
        network.fail("PUT " + FE + ONE_SHOT, Progress.NOT_CONNECTED)
                .fail("PUT " + FE2 + ONE_SHOT, Progress.NOT_CONNECTED);
        assertThat(failure(clientOfOneAttempt(FE, FE2)))
                .contains(FE + ": connection lost")
                .contains(FE2 + ": connection lost");
    }

    @Test
    void doesNotAskASecondFrontendWhenTheFirstMayHaveActed() {
        network.fail("PUT " + FE + ONE_SHOT, Progress.HEADERS_SENT)
                .on("GET " + FE2 + STATE + "l1", state("UNKNOWN"));
        assertThat(failure(clientOfOneAttempt(FE, FE2))).contains("not known");
    }

    @Test
    void followsAFollowerToItsLeaderAndOnToABackend() throws Exception {
        network.redirect("PUT " + FE + ONE_SHOT, FE2)
                .redirect("PUT " + FE2 + ONE_SHOT, BE)
                .on("PUT " + BE + ONE_SHOT, SUCCESS);
        load(client, this);
    }

    @Test
    void stopsWhenRedirectsLeadInACircle() {
        network.redirect("PUT " + FE + ONE_SHOT, FE2).redirect("PUT " + FE2 + ONE_SHOT, FE);
        assertThat(failure(clientOfOneAttempt(FE))).contains("lead in a circle").contains(FE);
    }

    @Test
    void startsAtAnotherFrontendAfterACircle() throws Exception {
        network.redirect("PUT " + FE + ONE_SHOT, FE)
                .redirect("PUT " + FE2 + ONE_SHOT, BE)
                .on("PUT " + BE + ONE_SHOT, SUCCESS);
        assertThat(load(client(FE, FE2), this).attempts()).isEqualTo(2);
    }

    @Test
    void goesNoFurtherThanToWhomALeaderNames() {
        network.redirect("PUT " + FE + ONE_SHOT, "http://leader:1")
                .redirect("PUT http://leader:1" + ONE_SHOT, "http://b:1")
                .redirect("PUT http://b:1" + ONE_SHOT, "http://stranger:1");
        assertThat(failure(client)).contains("the password goes no further").contains("http://b:1");
    }

    @Test
    void startsAnewAtAConfiguredFrontend() throws Exception {
        network.redirect("PUT " + FE + ONE_SHOT, "http://proxy:1")
                .redirect("PUT http://proxy:1" + ONE_SHOT, FE2)
                .redirect("PUT " + FE2 + ONE_SHOT, "http://leader:1")
                .redirect("PUT http://leader:1" + ONE_SHOT, BE)
                .on("PUT " + BE + ONE_SHOT, SUCCESS);
        load(client(FE, FE2), this);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/elsewhere", "ftp://be:21", "http://", "http:///x", "be1:8040", " "})
    void doesNotFollowARedirectToSomethingElseThanHttp(String location) {
        network.redirectTo("PUT " + FE + ONE_SHOT, location)
                .on("GET " + FE + STATE + "l1", state("UNKNOWN"));
        assertThat(failure(clientOfOneAttempt(FE))).contains("something else than http");
    }

    @Test
    void dropsUserDataThatALocationCarries() throws Exception {
        network.redirectTo("PUT " + FE + ONE_SHOT, "http://root:pw@be1:8040/api/shop/orders")
                .on("PUT " + BE + ONE_SHOT, SUCCESS);
        load(client, this);
    }

    @Test
    void doesNotFollowABackendThatRedirects() throws Exception {
        network.redirect("PUT " + FE + ONE_SHOT, BE).on("PUT " + BE + ONE_SHOT, SUCCESS);
        load(client, this);
        network.redirect("PUT " + BE + ONE_SHOT, "http://stranger:80");
        assertThat(failure(client)).contains("which backends never give");
    }

    @Test
    void usesTheMappedAddressOfABackend() throws Exception {
        StreamLoadClient mapped =
                client(Map.of("BE1:8040", "10.1.2.3:18040", "be2:8040", "https://out:443"), FE);
        network.redirect("PUT " + FE + ONE_SHOT, BE)
                .on("PUT http://10.1.2.3:18040" + ONE_SHOT, TOO_MANY_VERSIONS)
                .redirect("PUT " + FE + ONE_SHOT, OTHER_BE)
                .on("PUT https://out:443" + ONE_SHOT, SUCCESS);
        load(mapped, this);
    }

    @Test
    void saysHowABackendThatCannotBeReachedWasFound() {
        network.redirect("PUT " + FE + ONE_SHOT, BE)
                .fail("PUT " + BE + ONE_SHOT, Progress.NOT_CONNECTED);
        assertThat(failure(clientOfOneAttempt(FE)))
                .contains("backend " + BE)
                .contains("map the address");
    }

    @Test
    void refusesToLeaveTls() {
        network.redirect("PUT " + SECURE_FE + ONE_SHOT, BE);
        assertThat(failure(client(SECURE_FE)))
                .contains(SECURE_FE)
                .contains("a redirect to " + BE + ", which is not TLS")
                .contains("Map that address to an https:// one");
    }

    /** Something that a client is asked to do. */
    private interface Request {
        void send(StreamLoadClient client) throws Exception;
    }

    @Test
    void refusesToLeaveTlsWhateverItIsFor() {
        TransactionId id = TransactionId.of(ORDERS, "l1", 101);
        Map<String, Request> requests =
                Map.of(
                        "POST " + SECURE_FE + "/api/transaction/begin",
                        client -> client.begin(ORDERS, "l1"),
                        "PUT " + SECURE_FE + "/api/transaction/load",
                        client -> client.load(id, TestingPayloads.FORMAT, payload),
                        "POST " + SECURE_FE + "/api/transaction/prepare",
                        client -> client.prepare(id),
                        "POST " + SECURE_FE + "/api/transaction/commit",
                        client -> client.commit(id),
                        "POST " + SECURE_FE + "/api/transaction/rollback",
                        client -> client.rollback(id),
                        "GET " + SECURE_FE + STATE + "l1",
                        client -> client.stateOf("shop", "l1"));
        requests.forEach(
                (request, operation) -> {
                    network.redirect(request, BE);
                    StarRocksLoadException failure =
                            catchThrowableOfType(
                                    StarRocksLoadException.class,
                                    () -> operation.send(client(SECURE_FE)));
                    assertThat(failure).as(request).hasMessageContaining("which is not TLS");
                    assertThat(failure.kind()).isEqualTo(ErrorKind.FATAL);
                });
    }

    @Test
    void leavesTlsForAnAddressThatIsMappedToPlainHttp() throws Exception {
        network.redirect("PUT " + SECURE_FE + ONE_SHOT, BE)
                .on("PUT http://10.0.0.1:8040" + ONE_SHOT, SUCCESS);
        load(client(Map.of("be1:8040", "http://10.0.0.1:8040"), SECURE_FE), this);
    }

    @Test
    void doesNotTakeAMappingWithoutASchemeForPermissionToLeaveTls() {
        network.redirect("PUT " + SECURE_FE + ONE_SHOT, BE);
        assertThat(failure(client(Map.of("be1:8040", "10.0.0.1:8040"), SECURE_FE)))
                .contains("a redirect to http://10.0.0.1:8040, which is not TLS");
    }

    @Test
    void staysWithTlsWhereTheBackendIsMappedToIt() throws Exception {
        network.redirect("PUT " + SECURE_FE + ONE_SHOT, BE)
                .on("PUT https://proxy:443" + ONE_SHOT, SUCCESS);
        load(client(Map.of("be1:8040", "https://proxy:443"), SECURE_FE), this);
    }

    @Test
    void doesNotReadAnErrorLogWithoutTls() {
        network.redirect("PUT " + SECURE_FE + ONE_SHOT, BE)
                .on(
                        "PUT https://proxy:443" + ONE_SHOT,
                        "{\"Status\":\"Fail\",\"Message\":\"too many filtered rows\","
                                + "\"ErrorURL\":\"http://be2:8040/api/_load_error_log?file=f\"}")
                .on("GET https://proxy:443/api/_load_error_log?file=f", 404, "");
        assertThat(failure(client(Map.of("be1:8040", "https://proxy:443"), SECURE_FE)))
                .contains("too many filtered rows");
    }

    @Test
    void warnsOnceWhenASecureFrontendMayRedirectToPlainHttp() throws Exception {
        tls = TlsConfig.standard().withPlainRedirect(TlsConfig.PlainRedirect.FOLLOWED);
        StreamLoadClient secure = client(SECURE_FE);
        try (CapturedLog log = CapturedLog.ofEverything()) {
            for (int i = 0; i < 2; i++) {
                network.redirect("GET " + SECURE_FE + STATE + "x", FE2)
                        .on("GET " + FE2 + STATE + "x", state("VISIBLE"));
                secure.stateOf("shop", "x");
            }
            assertThat(log.text()).containsOnlyOnce("travel unencrypted");
        }
    }
}
