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

package io.cdcpipelines.starrocks.emulator.http;

import static io.cdcpipelines.starrocks.emulator.http.RawHttp.auth;
import static io.cdcpipelines.starrocks.emulator.http.RawHttp.head;
import static io.cdcpipelines.starrocks.emulator.http.RawHttp.length;
import static io.cdcpipelines.starrocks.emulator.http.RawHttp.root;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.fault.Fault;
import io.cdcpipelines.starrocks.emulator.fault.Operation;
import io.cdcpipelines.starrocks.emulator.http.RawHttp.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamLoadTest {
    private static final String JSON = "format: json\r\n";

    private static StarRocksEmulator emulator;
    private static String backend;
    private static int tables;

    private String table;

    @BeforeAll
    static void start() throws IOException {
        emulator = StarRocksEmulator.builder().backends(2).followers(1).start();
        backend = emulator.backendUrls().get(0);
        emulator.execute("CREATE DATABASE d");
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @BeforeEach
    void createTable() {
        table = "t" + tables++;
        emulator.execute(
                "CREATE TABLE d."
                        + table
                        + " (id INT NOT NULL, v VARCHAR(10), n INT DEFAULT '7') PRIMARY KEY(id)"
                        + " DISTRIBUTED BY HASH(id) BUCKETS 1"
                        + " PROPERTIES('replication_num'='1')");
    }

    @Test
    void frontendRedirectsToABackendAndCloses() {
        try (RawHttp http = RawHttp.connect(emulator.loadUrl())) {
            http.write(head(path(), root() + "Expect: 100-continue\r\n" + length("12345")));

            Answer answer = http.read();

            assertThat(answer.status()).isEqualTo(307);
            assertThat(answer.headers().get("location"))
                    .isIn(
                            emulator.backendUrls().stream()
                                    .map(b -> "http://" + b + "/api/d/" + table + "/_stream_load")
                                    .toList());
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(http.isClosedByServer()).isTrue();
        }
    }

    @Test
    void followerRedirectsLoadsItselfAndTransactionsToTheLeader() {
        String follower = emulator.followerLoadUrls().get(0);

        Answer load = RawHttp.load(follower, path(), root(), "x");
        Answer begin =
                RawHttp.send(
                        follower,
                        "POST /api/transaction/begin",
                        root() + "db: d\r\nlabel: f\r\n",
                        "");

        assertThat(load.headers().get("location")).doesNotContain(emulator.loadUrl());
        assertThat(begin.status()).isEqualTo(307);
        assertThat(begin.headers())
                .containsEntry(
                        "location", "http://" + emulator.loadUrl() + "/api/transaction/begin");
    }

    @Test
    void frontendRefusesALoadThatDoesNotWaitForContinue() {
        Answer answer = RawHttp.send(emulator.loadUrl(), path(), root(), "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\n  \"Status\": \"FAILED\",\n  \"Message\": \"class"
                                + " com.starrocks.common.DdlException: There is no 100-continue"
                                + " header\"\n}");
    }

    @Test
    void wrongPasswordIs401AtTheFrontendAnd200AtTheBackend() {
        Answer frontend = RawHttp.load(emulator.loadUrl(), path(), auth("root", "x"), "");
        Answer atBackend = RawHttp.load(backend, path(), auth("root", "x"), "");

        assertThat(frontend.status()).isEqualTo(401);
        assertThat(frontend.headers()).containsEntry("www-authenticate", "Basic realm=\"\"");
        assertThat(frontend.body())
                .isEqualTo(
                        "{\"status\":\"FAILED\",\"code\":\"1\",\"msg\":\"Access denied for"
                                + " root@127.0.0.1\",\"message\":\"Access denied for root@127.0.0.1\"}");
        assertThat(atBackend.status()).isEqualTo(200);
        assertThat(atBackend.body())
                .contains("\"TxnId\": -1", "\"Status\": \"Fail\"", "Access denied for user 'root'");
    }

    @Test
    void loadsJsonRowsAndDeletes() {
        Answer answer =
                load(
                        "label: json-" + table + "\r\n" + JSON,
                        "{\"id\":1,\"v\":\"a\",\"n\":1}\n{\"id\":2,\"v\":\"b\",\"n\":2}\n"
                                + "{\"id\":1,\"__op\":1}{\"id\":3,\"v\":null}");

        assertThat(answer.body())
                .contains(
                        "    \"Label\": \"json-" + table + "\",\n    \"Status\": \"Success\",\n",
                        "\"NumberTotalRows\": 4,\n    \"NumberLoadedRows\": 4,");
        assertThat(rows())
                .containsExactlyInAnyOrder(new Object[] {2, "b", 2}, new Object[] {3, null, null});
    }

    @Test
    void loadsCsvWithColumnsAndDefaults() {
        load("columns: id, v\r\ncolumn_separator: ,\r\n", "1,a\n2,\\N\n");

        assertThat(rows())
                .containsExactlyInAnyOrder(new Object[] {1, "a", 7}, new Object[] {2, null, 7});
    }

    @Test
    void filteredRowsFailTheLoadAndAreListedBehindErrorUrl() {
        Answer answer =
                load(
                        JSON + "strict_mode: true\r\n",
                        "{\"id\":1,\"v\":\"a\"}{\"id\":2,\"v\":\"12345678901\"}");

        assertThat(answer.body())
                .contains(
                        "\"Status\": \"Fail\",\n    \"Message\": \"too many filtered rows\"",
                        "\"NumberFilteredRows\": 1,",
                        "\"ErrorURL\": \"http://" + backend + "/api/_load_error_log?file=");
        assertThat(rows()).isEmpty();
        String url =
                answer.body().replaceAll("(?s).*\"ErrorURL\": \"http://[^/]*([^\"]*)\".*", "$1");
        assertThat(RawHttp.send(backend, "GET " + url, "", "").body())
                .isEqualTo(
                        "Error: String '12345678901'(length=11) is too long. The max length of 'v'"
                                + " is 10. Row: {\"id\":2,\"v\":\"12345678901\"}\n");
    }

    @Test
    void labelIsUsedUpByASuccessOnly() {
        String header = "label: once-" + table + "\r\n" + JSON;

        Answer failed = load(header, "[1]");
        Answer first = load(header, "{\"id\":1}");
        Answer second = load(header, "{\"id\":2}");

        assertThat(failed.body()).contains("\"Status\": \"Fail\"");
        assertThat(first.body()).contains("\"Status\": \"Success\"");
        assertThat(second.body())
                .contains(
                        "\"TxnId\": -1",
                        "\"Status\": \"Label Already Exists\",\n"
                                + "    \"ExistingJobStatus\": \"FINISHED\",\n"
                                + "    \"Message\": \"Label [once-"
                                + table
                                + "] has already been used.\"");
        assertThat(rows()).hasSize(1);
    }

    @Test
    void emptyLoadIsAnError() {
        assertThat(load(JSON, "").body())
                .contains("fail to execute commit task: No partitions have data available");
    }

    @Test
    void backendAnswersABadHeadAtOnceAndSwallowsTheBody() {
        try (RawHttp http = RawHttp.connect(backend)) {
            String body = "x".repeat(100_000);
            http.write(head(path(), root() + "format: xml\r\n" + length(body)));
            Answer early = http.read();
            http.write(body);
            http.write(head("GET /api/health", ""));

            assertThat(early.status()).isEqualTo(200);
            assertThat(early.body()).contains("unknown data format, format=xml");
            assertThat(http.read().body()).contains("\"status\": \"OK\"");
        }
    }

    @Test
    void clientThatKeepsItsBodyAfterAnEarlyAnswerCanGoOn() {
        try (RawHttp http = RawHttp.connect(backend)) {
            http.write(
                    head(
                            path(),
                            root()
                                    + "format: xml\r\nExpect: 100-continue\r\nContent-Length: 10\r\n"));
            assertThat(http.read().status()).isEqualTo(200);

            http.write(head("GET /api/health", ""));

            assertThat(http.read().body()).contains("\"status\": \"OK\"");
        }
    }

    @Test
    void backendTakesChunkedBodiesAndKeepsTheConnection() {
        try (RawHttp http = RawHttp.connect(backend)) {
            for (int i = 1; i <= 2; i++) {
                String chunk = "{\"id\":" + i + "}";
                http.write(head(path(), root() + JSON + "Transfer-Encoding: chunked\r\n"));
                http.write(Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n0\r\n\r\n");
                assertThat(http.read().body()).contains("\"Status\": \"Success\"");
            }
        }
        assertThat(rows()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "true,Fail,The emulator does not merge loads; leave out enable_merge_commit",
        "maybe,Fail,'The value must be bool type, but is maybe'",
        "FALSE,Success,OK",
    })
    void mergedLoadsAreRefused(String value, String status, String message) {
        assertThat(load(JSON + "enable_merge_commit: " + value + "\r\n", "{\"id\":1}").body())
                .contains("\"Status\": \"" + status + "\"", message);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "-1,2", "5,2"})
    void rejectedRowsAreWrittenDownOnRequest(int wanted, int written) throws IOException {
        Answer answer =
                load(
                        JSON + "log_rejected_record_num: " + wanted + "\r\n",
                        "{\"id\":null}{\"id\":null,\"n\":2}");

        String path =
                answer.body()
                        .replaceAll("(?s).*\"RejectedRecordPath\": \"[^:]*:([^\"]*)\".*", "$1");
        assertThat(Files.readAllLines(Path.of(path)))
                .hasSize(written)
                .startsWith("{\"id\":null}\tNULL value in non-nullable column 'id'");
        assertThat(load(JSON, "{\"id\":null}").body()).doesNotContain("RejectedRecordPath");
    }

    @Test
    void escapesThatAreNoneAreAnswered() {
        Answer load = RawHttp.load(emulator.loadUrl(), "PUT /api/d/%zz/_stream_load", root(), "");
        Answer state =
                RawHttp.send(emulator.loadUrl(), "GET /api/d/get_load_state?label=%zz", root(), "");
        Answer log = RawHttp.send(backend, "GET /api/_load_error_log?file=%zz", "", "");

        assertThat(load.status()).isEqualTo(500);
        assertThat(load.body()).contains("Malformed escape pair at index 7");
        assertThat(state.body()).contains("No label selected.");
        assertThat(log.status()).isEqualTo(404);
    }

    @Test
    void backendAnswersInTheVersionOfTheRequest() {
        try (RawHttp http = RawHttp.connect(backend)) {
            http.write("GET /api/health HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(http.read().headers()).containsEntry("connection", "keep-alive");
            http.write("GET /api/health HTTP/1.0\r\n\r\n");
            assertThat(http.read().headers()).containsEntry("connection", "close");
            assertThat(http.isClosedByServer()).isTrue();
        }
    }

    @Test
    void headersLongerThanABackendTakesAre400() {
        Answer answer =
                RawHttp.send(
                        backend, path(), root() + "columns: " + "x".repeat(40_000) + "\r\n", "");

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void lostReplyKeepsTheRows() {
        emulator.faults().failNext(Operation.STREAM_LOAD, new Fault.Drop(Fault.Moment.AFTER));

        try (RawHttp http = RawHttp.connect(backend)) {
            http.write(head(path(), root() + JSON + length("{\"id\":1}")));
            http.write("{\"id\":1}");
            assertThat(http.isClosedByServer()).isTrue();
        }

        assertThat(rows()).hasSize(1);
    }

    @Test
    void injectedReplyBeforeTheEffectKeepsRowsOut() {
        emulator.faults()
                .failNext(
                        Operation.STREAM_LOAD,
                        new Fault.Reply(Fault.Moment.BEFORE, 503, "overloaded"));

        Answer answer = load(JSON, "{\"id\":1}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("overloaded");
        assertThat(rows()).isEmpty();
    }

    @Test
    void delayedReplyStillComes() {
        emulator.faults()
                .failNext(
                        Operation.STREAM_LOAD,
                        new Fault.Delay(Fault.Moment.AFTER, Duration.ofMillis(20)));

        assertThat(load(JSON, "{\"id\":1}").body()).contains("\"Status\": \"Success\"");
    }

    private String path() {
        return "PUT /api/d/" + table + "/_stream_load";
    }

    private Answer load(String headers, String body) {
        return RawHttp.load(backend, path(), root() + headers, body);
    }

    private List<Object[]> rows() {
        return emulator.cluster().table("d", table).orElseThrow().rows().snapshot();
    }
}
