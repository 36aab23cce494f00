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
import static io.cdcpipelines.starrocks.emulator.http.RawHttp.length;
import static io.cdcpipelines.starrocks.emulator.http.RawHttp.root;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.emulator.ManualClock;
import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.fault.Fault;
import io.cdcpipelines.starrocks.emulator.fault.Operation;
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
import org.junit.jupiter.params.provider.EnumSource;

/** Steps go to the frontend first and follow its redirect, as a client's do. */
class TransactionLoadTest {
    private static final String ROW = "{\"id\":1,\"v\":\"a\"}";

    private static final ManualClock CLOCK = new ManualClock();

    private static StarRocksEmulator emulator;
    private static int tables;

    private String table;
    private String label;

    @BeforeAll
    static void start() throws IOException {
        emulator = StarRocksEmulator.builder().backends(2).clock(CLOCK).start();
        emulator.execute("CREATE DATABASE d");
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @BeforeEach
    void createTable() {
        table = "t" + tables++;
        label = "label-" + table;
        emulator.publishDelay(Duration.ZERO);
        createTable(emulator);
    }

    private void createTable(StarRocksEmulator target) {
        target.execute(
                "CREATE TABLE d."
                        + table
                        + " (id INT NOT NULL, v VARCHAR(10)) PRIMARY KEY(id)"
                        + " DISTRIBUTED BY HASH(id) BUCKETS 1"
                        + " PROPERTIES('replication_num'='1')");
    }

    @Test
    void rowsBecomeVisibleWithTheCommitOfAPreparedTransaction() {
        assertThat(step("begin").body())
                .containsPattern(
                        "\\{\n    \"Status\": \"OK\",\n    \"Message\": \"\",\n    \"Label\":"
                                + " \"label-t\\d+\",\n    \"TxnId\": \\d+,\n    \"BeginTxnTimeMs\": \\d+\n"
                                + "\\}");
        assertThat(load(ROW).body()).contains("\"Status\": \"OK\"", "\"LoadBytes\": 16");
        assertThat(load("{\"id\":2}").body()).contains("\"LoadBytes\": 8");
        assertThat(step("prepare").body())
                .contains("\"NumberTotalRows\": 2", "\"LoadBytes\": 24", "\"Status\": \"OK\"");
        assertThat(rows()).isEmpty();
        assertThat(state()).contains("\"state\":\"PREPARED\",\"reason\":\"\"");

        assertThat(step("commit").body())
                .matches(
                        "\\{\n  \"Label\": \"label-t\\d+\",\n  \"Status\": \"OK\",\n  \"TxnId\":"
                                + " \\d+,\n  \"Message\": \"\"\n}");

        assertThat(rows()).hasSize(2);
        assertThat(state()).contains("\"state\":\"VISIBLE\"");
    }

    @Test
    void repeatedStepsAnswerAsTheStateTells() {
        prepared();
        assertThat(step("prepare").body()).contains("TXN_NOT_EXISTS", "not exists");
        assertThat(load(ROW).body()).contains("TXN_NOT_EXISTS");
        step("commit");

        assertThat(step("commit").body()).containsPattern("Transaction \\d+ has already committed");
        assertThat(step("rollback").body())
                .containsPattern(
                        "\"FAILED\"(?s:.*)Can not abort VISIBLE transaction \\d+, label is");
        assertThat(step("begin").body())
                .contains("LABEL_ALREADY_EXISTS", "\"ExistingJobStatus\": \"FINISHED\"");
    }

    @Test
    void rolledBackTransactionsStayRolledBackAndFreeTheirLabel() {
        prepared();

        assertThat(step("rollback").body()).contains("\"Status\": \"OK\"");
        assertThat(state()).contains("\"state\":\"ABORTED\",\"reason\":\"User Aborted\"");
        assertThat(step("rollback").body()).contains("has already aborted");
        assertThat(step("commit").body()).contains("Can not commit ABORTED transaction");
        assertThat(step("begin").body()).contains("\"Status\": \"OK\"");
    }

    @Test
    void commitWithoutPrepareIsOnePhase() {
        step("begin");
        load(ROW);

        assertThat(step("commit").body()).contains("\"NumberLoadedRows\": 1");
        assertThat(rows()).hasSize(1);
    }

    @Test
    void transactionWithoutDataIsAnErrorAndRolledBack() {
        step("begin");

        assertThat(step("prepare").body()).contains("INTERNAL_ERROR", "hasn't send any data yet");
        assertThat(state()).contains("ABORTED");
    }

    @Test
    void badRowsAreToldAtPrepareWithTheirUrl() {
        step("begin");

        assertThat(load("{\"id\":null}").body()).contains("\"Status\": \"OK\"");
        assertThat(step("prepare").body())
                .contains("INTERNAL_ERROR", "too many filtered rows", "\"ErrorURL\": \"http://");
        assertThat(state()).contains("ABORTED");
    }

    @ParameterizedTest
    @CsvSource({
        "strict_mode: true,load request not equal last.",
        "'columns: id,v',load request not equal last.",
        "format: csv,load request not equal last.",
        "strict_mode: maybe,Invalid strict mode format. Must be bool type"
    })
    void differentOrBadHeadersRollBackTheTransaction(String header, String message) {
        step("begin");
        load(ROW);

        String headers = header.startsWith("format") ? header : "format: json\r\n" + header;
        assertThat(load(headers + "\r\n", ROW).body()).contains(message);
        assertThat(step("prepare").body()).contains("TXN_NOT_EXISTS");
        assertThat(state()).contains("ABORTED");
    }

    @Test
    void loadThatCannotBePlannedIsToldAtOnce() {
        step("begin");

        assertThat(load("format: json\r\ncolumns: id,,v\r\n", ROW).body())
                .contains("ANALYSIS_ERROR", "Getting syntax error at line 1, column 12.");
        assertThat(state()).contains("ABORTED");
    }

    @Test
    void secondLoadAtTheSameTimeIsTurnedAwayWithoutHarm() {
        step("begin");
        String backend = redirect("PUT", "load");
        try (RawHttp first = RawHttp.connect(backend)) {
            first.write(
                    head(
                            "PUT /api/transaction/load",
                            headers() + "format: json\r\nExpect: 100-continue\r\n" + length(ROW)));
            assertThat(first.read().status()).isEqualTo(100);

            assertThat(load(ROW).body()).contains("TXN_IN_PROCESSING");
            assertThat(step("prepare").body()).contains("TXN_IN_PROCESSING");

            first.write(ROW);
            assertThat(first.read().body()).contains("\"Status\": \"OK\"");
        }
        assertThat(step("commit").body()).contains("\"NumberLoadedRows\": 1");
    }

    @Test
    void csvBodiesAreOneStream() {
        step("begin");
        load("columns: id,v\r\ncolumn_separator: ,\r\n", "1,a\n2,");
        load("columns: id,v\r\ncolumn_separator: ,\r\n", "b\n");
        step("commit");

        assertThat(rows()).containsExactlyInAnyOrder(new Object[] {1, "a"}, new Object[] {2, "b"});
    }

    @Test
    void publishThatIsTooSlowIsReportedAsFailedAlthoughCommitted() {
        emulator.publishDelay(Duration.ofSeconds(25));
        prepared();

        Answer commit = step("commit", "timeout: 0\r\n");

        assertThat(commit.body())
                .contains("\"FAILED\"", "publish timeout: 0, transactionId\\u003d");
        assertThat(state()).contains("COMMITTED");
        assertThat(step("commit").body()).contains("has already committed");
        CLOCK.advance(Duration.ofSeconds(25));
        emulator.tick();
        assertThat(state()).contains("VISIBLE");
        assertThat(rows()).hasSize(1);
    }

    @Test
    void backendForgetsOverdueTransactions() {
        step("begin", "timeout: 10\r\n");
        load(ROW);
        CLOCK.advance(Duration.ofSeconds(11));
        emulator.tick();

        assertThat(load(ROW).body()).contains("TXN_NOT_EXISTS");
        assertThat(state())
                .contains("\"reason\":\"transaction is aborted by timeout 10 seconds.\"");
    }

    @Test
    void idleTransactionsHaveSomeSlack() {
        step("begin", "idle_transaction_timeout: 5\r\n");
        CLOCK.advance(Duration.ofSeconds(35));
        emulator.tick();
        assertThat(state()).contains("PREPARE");

        CLOCK.advance(Duration.ofSeconds(1));
        emulator.tick();
        assertThat(state()).contains("idle timeout 5 seconds.");
    }

    @Test
    void leaderSwitchLosesTheNodeOfRunningTransactionsOnly() {
        step("begin");
        load(ROW);
        emulator.switchLeader();

        assertThat(load(ROW).body()).contains("op[load] and label[" + label + "] has no node.");
        assertThat(step("commit").body()).contains("op[commit] and label[");
        assertThat(cancel()).contains("\"status\":\"OK\"");
        assertThat(state()).contains("\"reason\":\"user cancel\"");
    }

    @Test
    void preparedTransactionSurvivesLeaderAndBackend() {
        prepared();
        emulator.switchLeader();
        emulator.restartBackend(0);
        emulator.restartBackend(1);

        assertThat(cancel()).contains("transaction not found");
        assertThat(step("commit").body()).contains("\"Status\": \"OK\"");
        assertThat(rows()).hasSize(1);
    }

    @Test
    void restartedBackendKnowsNoOpenTransaction() {
        step("begin");
        load(ROW);
        emulator.restartBackend(0);
        emulator.restartBackend(1);

        assertThat(load(ROW).body()).contains("TXN_NOT_EXISTS");
        assertThat(state()).contains("ABORTED");
    }

    @Test
    void deadBackendsAreNotChosen() throws IOException {
        try (StarRocksEmulator lonely = StarRocksEmulator.builder().start()) {
            lonely.execute("CREATE DATABASE d");
            lonely.stopBackend(0);

            Answer begin =
                    RawHttp.send(lonely.loadUrl(), "POST /api/transaction/begin", headers(), "");

            assertThat(begin.body()).contains("DdlException: No backend alive.");
            lonely.startBackend(0);
            assertThat(
                            RawHttp.send(
                                            lonely.loadUrl(),
                                            "POST /api/transaction/begin",
                                            headers(),
                                            "")
                                    .status())
                    .isEqualTo(307);
        }
    }

    @Test
    void lostReplyOfCommitLeavesItCommitted() {
        prepared();
        emulator.faults()
                .add(Operation.COMMIT, label::equals, 1, 1, new Fault.Drop(Fault.Moment.AFTER));

        try (RawHttp http = RawHttp.connect(emulator.loadUrl())) {
            http.write(head("POST /api/transaction/commit", headers() + length("")));
            assertThat(http.isClosedByServer()).isTrue();
        }

        assertThat(state()).contains("VISIBLE");
    }

    @ParameterizedTest
    @EnumSource(VersionProfile.class)
    void truncateBetweenPrepareAndCommitLosesTheRows(VersionProfile profile) throws IOException {
        try (StarRocksEmulator other = StarRocksEmulator.builder().profile(profile).start()) {
            StarRocksEmulator usual = emulator;
            emulator = other;
            try {
                other.execute("CREATE DATABASE d");
                createTable(other);
                prepared();
                other.execute("TRUNCATE TABLE d." + table);

                String commit = step("commit").body();

                assertThat(commit)
                        .contains(
                                profile == VersionProfile.V3_5
                                        ? "NullPointerException: Cannot invoke"
                                                + " \\\"com.starrocks.catalog.PhysicalPartition"
                                        : "\"Status\": \"OK\"");
                assertThat(state()).contains("VISIBLE");
                assertThat(rows()).isEmpty();
            } finally {
                emulator = usual;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ADD COLUMN n INT DEFAULT '3',3",
        "DROP COLUMN v,1",
        "RENAME COLUMN v TO w,2",
    })
    void transactionOfTheOldSchemaCommitsIntoTheNewOne(String alteration, int columns) {
        prepared();
        emulator.execute("ALTER TABLE d." + table + " " + alteration);

        step("commit");

        List<Object[]> rows = rows();
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0)).hasSize(columns).startsWith(1);
        assertThat(rows.get(0)).doesNotContainNull();
    }

    private void prepared() {
        step("begin");
        load(ROW);
        assertThat(step("prepare").body()).contains("\"Status\": \"OK\"");
    }

    private String headers() {
        return root() + "db: d\r\ntable: " + table + "\r\nlabel: " + label + "\r\n";
    }

    private Answer step(String operation) {
        return step(operation, "");
    }

    private Answer step(String operation, String more) {
        String line = "POST /api/transaction/" + operation;
        Answer answer = RawHttp.send(emulator.loadUrl(), line, headers() + more, "");
        return answer.status() == 307
                ? RawHttp.send(host(answer), line, headers() + more, "")
                : answer;
    }

    private Answer load(String body) {
        return load("format: json\r\n", body);
    }

    private Answer load(String more, String body) {
        String line = "PUT /api/transaction/load";
        Answer answer = RawHttp.load(emulator.loadUrl(), line, headers() + more, body);
        return answer.status() == 307
                ? RawHttp.load(host(answer), line, headers() + more, body)
                : answer;
    }

    private String redirect(String method, String operation) {
        return host(
                RawHttp.send(
                        emulator.loadUrl(),
                        method + " /api/transaction/" + operation,
                        headers(),
                        ""));
    }

    private static String host(Answer redirect) {
        return redirect.headers().get("location").replaceAll("http://([^/]*)/.*", "$1");
    }

    private String state() {
        return RawHttp.send(
                        emulator.loadUrl(), "GET /api/d/get_load_state?label=" + label, root(), "")
                .body();
    }

    private String cancel() {
        return RawHttp.send(
                        emulator.loadUrl(),
                        "POST /api/d/" + table + "/_cancel?label=" + label,
                        root(),
                        "")
                .body();
    }

    private List<Object[]> rows() {
        return emulator.cluster().table("d", table).orElseThrow().rows().snapshot();
    }
}
