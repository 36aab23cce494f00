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

import static io.cdcpipelines.starrocks.emulator.http.RawHttp.head;
import static io.cdcpipelines.starrocks.emulator.http.RawHttp.root;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.emulator.ManualClock;
import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.http.RawHttp.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The transaction interface of a backend without a frontend in front of it. */
class BackendTransactionTest {
    private static final String ROW = "{\"id\":1,\"v\":\"a\"}";

    private static final ManualClock CLOCK = new ManualClock();

    private static StarRocksEmulator emulator;
    private static String backend;
    private static int tables;

    private String table;
    private String label;

    @BeforeAll
    static void start() throws IOException {
        emulator = StarRocksEmulator.builder().clock(CLOCK).start();
        emulator.execute("CREATE DATABASE d");
        backend = emulator.backendUrls().get(0);
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @BeforeEach
    void createTable() {
        table = "b" + tables++;
        label = "label-" + table;
        emulator.publishDelay(Duration.ZERO);
        createTable(table);
    }

    private static void createTable(String name) {
        emulator.execute(
                "CREATE TABLE d."
                        + name
                        + " (id INT NOT NULL, v VARCHAR(10)) PRIMARY KEY(id)"
                        + " DISTRIBUTED BY HASH(id) BUCKETS 1"
                        + " PROPERTIES('replication_num'='1')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"begin", "prepare", "commit", "rollback", "explode"})
    void everyStepNeedsALabel(String operation) {
        assertThat(send(operation, root() + "db: d\r\n"))
                .isEqualTo(
                        "{\n    \"Status\": \"INVALID_ARGUMENT\",\n    \"Message\": \"empty label\"\n}");
    }

    @Test
    void unknownStepsAreNamed() {
        assertThat(send("explode", headers()))
                .contains("INVALID_ARGUMENT", "unsupport transaction operation explode");
    }

    @Test
    void onlyBeginLooksForCredentials() {
        String anonymous = "db: d\r\ntable: " + table + "\r\nlabel: " + label + "\r\n";

        assertThat(send("begin", anonymous))
                .contains("INTERNAL_ERROR", "no valid Basic authorization");
        begin("");
        assertThat(load(anonymous + "format: json\r\n", ROW)).contains("\"Status\": \"OK\"");
        assertThat(send("commit", anonymous)).contains("\"NumberLoadedRows\": 1");
    }

    @Test
    void schemeOfCredentialsIsCaseSensitive() {
        assertThat(send("begin", headers().replace("Basic", "basic")))
                .contains("no valid Basic authorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prepare", "commit", "rollback"})
    void stepsNameTheDatabaseThatDoesNotMatch(String operation) {
        begin("");

        assertThat(send(operation, headers().replace("db: d", "db: other")))
                .contains("INVALID_ARGUMENT", "request db other transaction db d not match");
        assertThat(state()).contains("PREPARE");
    }

    @ParameterizedTest
    @CsvSource({
        "timeout: x",
        "timeout: 2147483648",
        "idle_transaction_timeout: 1.5",
    })
    void timeoutsAreWholeNumbersOf32Bits(String header) {
        assertThat(send("begin", headers() + header + "\r\n"))
                .contains("INVALID_ARGUMENT", "Invalid timeout format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "soon"})
    void badPreparedTimeoutLeavesTheTransactionAsItWas(String timeout) {
        begin("");
        load(ROW);

        assertThat(send("prepare", headers() + "prepared_timeout: " + timeout + "\r\n"))
                .contains("INVALID_ARGUMENT", "Invalid prepared_timeout: " + timeout);
        assertThat(send("prepare", headers())).contains("\"Status\": \"OK\"");
    }

    @Test
    void busyLabelIsNamedBeforeTheMessage() {
        begin("");
        try (RawHttp first = openLoad(2)) {
            assertThat(send("prepare", headers()))
                    .isEqualTo(
                            "{\n    \"Status\": \"TXN_IN_PROCESSING\",\n    \"Label\": \""
                                    + label
                                    + "\",\n    \"Message\": \"Transaction is in processing\"\n}");
            first.write("{}");
        }
    }

    @Test
    void loadThatIsRolledBackMeanwhileIsAborted() {
        begin("");
        try (RawHttp first = openLoad(ROW.length())) {
            assertThat(send("rollback", headers())).contains("\"Status\": \"OK\"");
            first.write(ROW);

            assertThat(first.read().body())
                    .contains("\"ABORTED\"", "transaction is aborted by user.");
        }
        assertThat(state()).contains("transaction is aborted by user.");
    }

    @Test
    void tornBodyStaysInTheTransactionAndTheNextOneContinuesIt() {
        begin("");
        try (RawHttp first = openLoad(ROW.length())) {
            first.write(ROW.substring(0, 7));
        }
        awaitIdle();

        assertThat(load(ROW.substring(7))).contains("\"LoadBytes\": " + (ROW.length() - 7));
        assertThat(send("commit", headers())).contains("\"NumberLoadedRows\": 1");
        assertThat(rows()).containsExactly(new Object[] {1, "a"});
    }

    @Test
    void retryAfterATornBodyIsMalformed() {
        begin("");
        try (RawHttp first = openLoad(ROW.length())) {
            first.write(ROW.substring(0, 7));
        }
        awaitIdle();

        load(ROW);

        assertThat(send("prepare", headers()))
                .contains("DATA_QUALITY_ERROR")
                .doesNotContain("\"Status\": \"OK\"");
    }

    @Test
    void onePhaseCommitThatIsNotVisibleInTimeIsOnlyAStatus() {
        begin("timeout: 10\r\n");
        load(ROW);
        emulator.publishDelay(Duration.ofSeconds(60));
        CLOCK.advance(Duration.ofSeconds(10));

        assertThat(send("commit", headers()))
                .isEqualTo(
                        "{\n    \"Status\": \"PUBLISH_TIMEOUT\",\n    \"Message\": \"Publish timeout. The"
                                + " data will be visible after a while, \"\n}");
        assertThat(state()).contains("COMMITTED");
        assertThat(send("begin", headers()))
                .contains("LABEL_ALREADY_EXISTS", "\"ExistingJobStatus\": \"\"");
        assertThat(send("prepare", headers())).contains("\"ABORTED\"", "transaction is aborted");
    }

    @Test
    void listShowsTheOpenTransactions() {
        begin("timeout: 77\r\n");

        assertThat(send("list", ""))
                .contains(
                        "\"Status\": \"OK\",\n    \"InProcessing\": false,\n    \"Label\": \""
                                + label
                                + "\",\n    \"TxnId\": ",
                        "\"TransactionTimeoutSec\": 77,\n    \"IdleTransactionTimeoutSec\": -1\n}");
    }

    @Test
    void transactionWithoutTimeoutAndLoadIsLeftToTheFrontend() {
        begin("");
        CLOCK.advance(Duration.ofSeconds(601));
        emulator.tick();

        assertThat(state()).contains("timeout by txn manager");
        assertThat(send("begin", headers()))
                .contains("LABEL_ALREADY_EXISTS", "\"ExistingJobStatus\": \"\"");
    }

    @ParameterizedTest
    @CsvSource({
        "format: JSON,true",
        "strip_outer_array: false,true",
        "partial_update: TRUE,true",
        "partial_update_mode: none,true",
        "timeout: 5,true",
        "max_filter_ratio: 0.5,true",
        "ignore_json_size: true,true",
        "strict_mode: false,false",
        "strip_outer_array: true,false",
        "load_dop: 2,false",
    })
    void laterLoadsMustMeanTheSame(String header, boolean isSame) {
        begin("");
        load(ROW);

        String format = header.startsWith("format") ? "" : "format: json\r\n";
        assertThat(load(headers() + format + header + "\r\n", ROW))
                .contains(isSame ? "\"Status\": \"OK\"" : "load request not equal last.");
    }

    @Test
    void loadIntoATableThatWasRenamedIsRefused() {
        begin("");
        emulator.execute("ALTER TABLE d." + table + " RENAME " + table + "x");

        assertThat(load(ROW)).contains("ANALYSIS_ERROR", "unknown table, table=" + table);
        assertThat(state()).contains("ABORTED");
    }

    @Test
    void rowsForATableThatWasReplacedSinceBeginAreLost() {
        begin("");
        emulator.execute("DROP TABLE d." + table);
        createTable(table);

        load(ROW);

        assertThat(send("commit", headers())).contains("\"NumberLoadedRows\": 1");
        assertThat(rows()).isEmpty();
    }

    @Test
    void refusedHeadersOfAPlainLoadUseUpATransactionButNoLabel() {
        String path = "PUT /api/d/" + table + "/_stream_load";
        String labelled = root() + "label: " + label + "\r\nformat: json\r\n";

        Answer refused = RawHttp.load(backend, path, labelled + "strict_mode: maybe\r\n", ROW);
        assertThat(refused.body())
                .containsPattern("\"TxnId\": \\d+,")
                .contains("\"Status\": \"Fail\"", "Invalid strict mode format.");
        assertThat(state()).contains("ABORTED", "Invalid strict mode format.");
        assertThat(RawHttp.load(backend, path, labelled, ROW).body()).contains("Success");
    }

    @Test
    void malformedPlainLoadCountsNothing() {
        Answer answer =
                RawHttp.load(
                        backend,
                        "PUT /api/d/" + table + "/_stream_load",
                        root() + "format: json\r\n",
                        ROW + "{");

        assertThat(answer.body()).contains("\"Fail\"", "\"NumberTotalRows\": 0");
    }

    @ParameterizedTest
    @CsvSource({
        "max_running_txn_num_per_db,0,1000,current running txns on db",
        "max_stream_load_timeout_second,500,259200,between 1 and 500 seconds",
        "min_load_timeout_second,601,1,between 601 and 259200 seconds",
        "stream_load_default_timeout_second,0,600,Invalid timeout: '0'",
    })
    void limitsFollowTheConfiguration(String key, long value, long usual, String message) {
        configure(key, value);
        try {
            assertThat(send("begin", headers())).contains("ANALYSIS_ERROR", message);
        } finally {
            configure(key, usual);
        }
        begin("");
    }

    @ParameterizedTest
    @CsvSource({"label_keep_max_num,0,1000", "label_keep_max_second,5,259200"})
    void finishedLabelsAreForgottenAsConfigured(String key, long value, long usual) {
        configure(key, value);
        try {
            begin("");
            load(ROW);
            send("commit", headers());
            CLOCK.advance(Duration.ofSeconds(6));
            emulator.tick();

            assertThat(state()).contains("\"state\":\"UNKNOWN\"");
        } finally {
            configure(key, usual);
        }
    }

    private static void configure(String key, long value) {
        emulator.execute("ADMIN SET FRONTEND CONFIG ('" + key + "' = '" + value + "')");
    }

    private void begin(String more) {
        assertThat(send("begin", headers() + more)).contains("\"Status\": \"OK\"");
    }

    private String headers() {
        return root() + "db: d\r\ntable: " + table + "\r\nlabel: " + label + "\r\n";
    }

    private static String send(String operation, String headers) {
        return RawHttp.send(backend, "POST /api/transaction/" + operation, headers, "").body();
    }

    private String load(String body) {
        return load(headers() + "format: json\r\n", body);
    }

    private static String load(String headers, String body) {
        return RawHttp.load(backend, "PUT /api/transaction/load", headers, body).body();
    }

    /** A load of which the head is accepted. */
    private RawHttp openLoad(int bodyLength) {
        RawHttp http = RawHttp.connect(backend);
        http.write(
                head(
                        "PUT /api/transaction/load",
                        headers()
                                + "format: json\r\nExpect: 100-continue\r\nContent-Length: "
                                + bodyLength
                                + "\r\n"));
        assertThat(http.read().status()).isEqualTo(100);
        return http;
    }

    /** Until the backend has noticed that a client went away. */
    private void awaitIdle() {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        String own = "\"InProcessing\": false,\n    \"Label\": \"" + label + "\"";
        while (!send("list", "").contains(own)) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    private String state() {
        return RawHttp.send(
                        emulator.loadUrl(), "GET /api/d/get_load_state?label=" + label, root(), "")
                .body();
    }

    private List<Object[]> rows() {
        return emulator.cluster().table("d", table).orElseThrow().rows().snapshot();
    }
}
