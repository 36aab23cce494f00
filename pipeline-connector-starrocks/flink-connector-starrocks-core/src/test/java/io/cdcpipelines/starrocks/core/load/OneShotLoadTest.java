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
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cdcpipelines.starrocks.core.CapturedLog;
import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.buffer.TestingPayloads;
import io.cdcpipelines.starrocks.core.config.LoadConfig.ValuesInMessages;
import io.cdcpipelines.starrocks.core.config.RetryPolicy;
import io.cdcpipelines.starrocks.core.http.HttpCall;
import io.cdcpipelines.starrocks.core.http.HttpCall.Handover;
import io.cdcpipelines.starrocks.core.http.TransportException.Progress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A payload under a label arrives once, or somebody hears of it. */
class OneShotLoadTest extends ClientContract {
    private static final String AT_FE = "PUT " + FE + ONE_SHOT;
    private static final String AT_BE = "PUT " + BE + ONE_SHOT;
    private static final String STATE_OF_L1 = "GET " + FE + STATE + "l1";

    private static final String CANCEL_L1 = "POST " + FE + "/api/shop/orders/_cancel?label=l1";

    private LoadResult load() throws Exception {
        return load(client);
    }

    private LoadResult load(StreamLoadClient loader) throws Exception {
        return loader.load(ORDERS, "l1", TestingPayloads.FORMAT, payload);
    }

    private StarRocksLoadException failure() {
        return catchThrowableOfType(StarRocksLoadException.class, this::load);
    }

    @Test
    void followsTheFrontendToABackendAndReportsItsNumbers() throws Exception {
        network.redirect(AT_FE, BE).on(AT_BE, SUCCESS);
        LoadResult result = load();
        assertThat(result.loadedRows()).isEqualTo(2);
        assertThat(result.filteredRows()).isZero();
        assertThat(result.bytes()).isEqualTo(payload.bytes());
        assertThat(result.attempts()).isEqualTo(1);
        assertThat(result.timings().total()).isEqualTo(Duration.ofMillis(90));
        assertThat(result.timings().commit()).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void sendsEveryHeaderToFrontendAndBackend() throws Exception {
        network.redirect(AT_FE, BE).on(AT_BE, SUCCESS);
        load();
        assertThat(network.calls())
                .allSatisfy(
                        call ->
                                assertThat(call.headers())
                                        .containsEntry("label", "l1")
                                        .containsEntry("timeout", "600")
                                        .containsEntry("format", "json")
                                        .containsEntry("ignore_json_size", "true")
                                        .containsEntry("strict_mode", "true")
                                        .containsEntry("max_filter_ratio", "0")
                                        .containsEntry("merge_condition", "version")
                                        .containsEntry(
                                                "Authorization",
                                                "Basic bG9hZGVyOnMzY3JldC1wYXNzd29yZA=="));
    }

    @Test
    void goesToTheSameBackendDirectlyForAMinute() throws Exception {
        network.redirect(AT_FE, BE).on(AT_BE, SUCCESS).on(AT_BE, SUCCESS);
        load();
        load();
        ticker.advance(Duration.ofSeconds(61));
        network.redirect(AT_FE, OTHER_BE).on("PUT " + OTHER_BE + ONE_SHOT, SUCCESS);
        load();
    }

    @Test
    void waitsToBeAskedForRowsUnlessTheyAreFewAndTheBackendTookSomeBefore() throws Exception {
        network.redirect(AT_FE, BE).on(AT_BE, SUCCESS).on(AT_BE, SUCCESS).on(AT_BE, SUCCESS);
        load();
        load();
        Payload large = TestingPayloads.of("r".repeat(64 << 10));
        client.load(ORDERS, "l2", TestingPayloads.FORMAT, large);
        assertThat(network.calls())
                .extracting(HttpCall::handover)
                .containsExactly(
                        Handover.ON_DEMAND,
                        Handover.ON_DEMAND,
                        Handover.AT_ONCE,
                        Handover.ON_DEMAND);
    }

    @Test
    void asksTheFrontendAgainWhenTheBackendIsGone() throws Exception {
        network.redirect(AT_FE, BE)
                .on(AT_BE, SUCCESS)
                .fail(AT_BE, Progress.NOT_CONNECTED)
                .redirect(AT_FE, OTHER_BE)
                .on("PUT " + OTHER_BE + ONE_SHOT, SUCCESS);
        load();
        assertThat(load().attempts()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Progress.class,
            names = {"HEADERS_SENT", "BODY_STARTED"})
    void takesALabelThatIsFinishedForSuccessAfterALostReply(Progress progress) throws Exception {
        network.redirect(AT_FE, BE)
                .fail(AT_BE, progress)
                .redirect(AT_FE, BE)
                .on(AT_BE, labelExists("FINISHED"));
        LoadResult result = load();
        assertThat(result.loadedRows()).isEqualTo(2);
        assertThat(result.attempts()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FINISHED", "RUNNING"})
    void neverTakesALabelOfSomebodyElseForSuccess(String jobStatus) {
        network.redirect(AT_FE, BE).on(AT_BE, labelExists(jobStatus));
        assertThat(failure())
                .hasMessageContaining("labels must be unique")
                .extracting(StarRocksLoadException::kind)
                .isEqualTo(ErrorKind.RETRYABLE);
    }

    @Test
    void doesNotTrustALabelAfterAnAttemptThatReachedNobody() {
        network.redirect(AT_FE, BE)
                .fail(AT_BE, Progress.NOT_CONNECTED)
                .redirect(AT_FE, OTHER_BE)
                .on("PUT " + OTHER_BE + ONE_SHOT, labelExists("FINISHED"));
        assertThat(failure()).hasMessageContaining("labels must be unique");
    }

    @Test
    void waitsForItsOwnLoadThatIsStillRunning() throws Exception {
        network.redirect(AT_FE, BE)
                .fail(AT_BE, Progress.BODY_STARTED)
                .redirect(AT_FE, BE)
                .on(AT_BE, labelExists("RUNNING"))
                .on(STATE_OF_L1, state("PREPARE"))
                .on(STATE_OF_L1, state("PREPARE"))
                .on(STATE_OF_L1, state("COMMITTED"));
        assertThat(load().loadedRows()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABORTED", "UNKNOWN"})
    void sendsAgainUnderTheSameLabelWhenTheRunningLoadCameToNothing(String end) throws Exception {
        network.redirect(AT_FE, BE)
                .fail(AT_BE, Progress.BODY_STARTED)
                .redirect(AT_FE, BE)
                .on(AT_BE, labelExists("RUNNING"))
                .on(STATE_OF_L1, state(end))
                .redirect(AT_FE, BE)
                .on(AT_BE, SUCCESS);
        assertThat(load().attempts()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VISIBLE", "COMMITTED"})
    void asksForTheStateWhenTheLastReplyIsLost(String state) throws Exception {
        for (int attempt = 1; attempt <= 4; attempt++) {
            network.redirect(AT_FE, BE).fail(AT_BE, Progress.BODY_STARTED);
        }
        network.on(STATE_OF_L1, state(state));
        assertThat(load().attempts()).isEqualTo(4);
    }

    @Test
    void saysThatTheOutcomeIsNotKnownWhenNobodyKnows() {
        for (int attempt = 1; attempt <= 4; attempt++) {
            network.redirect(AT_FE, BE).fail(AT_BE, Progress.BODY_STARTED);
        }
        network.on(STATE_OF_L1, state("UNKNOWN"));
        assertThat(failure())
                .hasMessageContaining("Whether it took effect is not known")
                .hasMessageContaining("4 attempts")
                .hasMessageContaining(BE)
                .extracting(StarRocksLoadException::kind)
                .isEqualTo(ErrorKind.RETRYABLE);
    }

    @ParameterizedTest
    @CsvSource({"ABORTED,false", "VISIBLE,true"})
    void cancelsALoadThatDoesNotEndBeforeItIsGivenUp(String end, boolean isStored)
            throws Exception {
        StreamLoadClient impatient = client(RetryPolicy.never(), Map.of(), FE);
        network.redirect(AT_FE, BE)
                .fail(AT_BE, Progress.BODY_STARTED)
                .on(STATE_OF_L1, state("PREPARE"))
                .on(CANCEL_L1, "{\"status\":\"OK\",\"code\":\"0\",\"msg\":\"Success\"}")
                .on(STATE_OF_L1, state(end));
        if (isStored) {
            assertThat(load(impatient).loadedRows()).isEqualTo(2);
        } else {
            assertThat(catchThrowableOfType(StarRocksLoadException.class, () -> load(impatient)))
                    .hasMessageContaining("Whether it took effect is not known");
        }
    }

    @Test
    void findsItsLoadFinishedAfterABackendThatGotNoAnswerToItsCommit() throws Exception {
        network.redirect(AT_FE, BE)
                .on(
                        AT_BE,
                        "{\"Status\":\"Fail\",\"Message\":\"fail to execute commit task: rpc"
                                + " failed, THRIFT_EAGAIN (timed out)\"}")
                .redirect(AT_FE, BE)
                .on(AT_BE, labelExists("FINISHED"));
        assertThat(load().attempts()).isEqualTo(2);
    }

    @Test
    void takesAPublishTimeoutForSuccess() throws Exception {
        network.redirect(AT_FE, BE)
                .on(
                        AT_BE,
                        "{\"Status\":\"Publish Timeout\",\"Message\":\"Publish timeout. The data"
                                + " will be visible after a while, \",\"NumberLoadedRows\":2}");
        assertThat(load().loadedRows()).isEqualTo(2);
    }

    @Test
    void backsOffAndTriesAgainWhenTheServerIsBusy() throws Exception {
        network.redirect(AT_FE, BE)
                .on(AT_BE, TOO_MANY_VERSIONS)
                .redirect(AT_FE, BE)
                .on(AT_BE, TOO_MANY_VERSIONS)
                .redirect(AT_FE, BE)
                .on(AT_BE, SUCCESS);
        assertThat(load().attempts()).isEqualTo(3);
        assertThat(ticker.elapsed())
                .as("compaction takes seconds")
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void warnsOfRepetitionsOnceInAWhile() throws Exception {
        network.redirect(AT_FE, BE)
                .on(AT_BE, TOO_MANY_VERSIONS)
                .redirect(AT_FE, BE)
                .on(AT_BE, TOO_MANY_VERSIONS)
                .redirect(AT_FE, BE)
                .on(AT_BE, SUCCESS);
        try (CapturedLog log = CapturedLog.ofWarnings()) {
            load();
            assertThat(log.text()).containsOnlyOnce("attempt 1 at " + BE + " failed");
            ticker.advance(Duration.ofSeconds(11));
            network.on(AT_BE, TOO_MANY_VERSIONS).redirect(AT_FE, BE).on(AT_BE, SUCCESS);
            load();
            assertThat(log.text()).contains("(1 more such failures since the last warning)");
        }
    }

    @Test
    void givesUpOnAServerThatStaysBusy() {
        for (int attempt = 1; attempt <= 4; attempt++) {
            network.redirect(AT_FE, BE).on(AT_BE, TOO_MANY_VERSIONS);
        }
        assertThat(failure())
                .hasMessageContaining("shop.orders")
                .hasMessageContaining("label l1")
                .hasMessageContaining("too many versions")
                .extracting(StarRocksLoadException::kind)
                .isEqualTo(ErrorKind.RETRYABLE);
    }

    @Test
    void namesTableColumnAndReasonOfRejectedRowsButNoValue() {
        network.redirect(AT_FE, BE)
                .on(
                        AT_BE,
                        "{\"Status\":\"Fail\",\"Message\":\"too many filtered rows\",\"ErrorURL\":"
                                + "\"http://be1:8040/api/_load_error_log?file=a/b\"}")
                .on(
                        "GET " + BE + "/api/_load_error_log?file=a/b",
                        "Error: String 'it's private'(length=12) is too long. The max length of"
                                + " 'nick' is 3. Row: [1, \"it's private\"]\n"
                                + "Error: NULL value in non-nullable column 'born'. Row: [2, NULL]\n"
                                + "continued private text\n");
        StarRocksLoadException failure = failure();
        assertThat(failure.kind()).isEqualTo(ErrorKind.REJECTED);
        assertThat(failure)
                .isInstanceOf(RowsRefusedException.class)
                .hasMessageContaining("shop.orders")
                .hasMessageContaining("(length=12) is too long. The max length of 'nick' is 3")
                .hasMessageContaining("NULL value in non-nullable column 'born'");
        assertThat(failure.getMessage()).doesNotContain("private").doesNotContain("Row");
        assertThat(network.lastCall().headers()).doesNotContainKey("Authorization");
    }

    @Test
    void doesWithoutReasonsWhenTheyCannotBeRead() {
        network.redirect(AT_FE, BE)
                .on(
                        AT_BE,
                        "{\"Status\":\"Fail\",\"Message\":\"too many filtered rows\",\"ErrorURL\":"
                                + "\"http://be1:8040/api/_load_error_log?file=x\"}")
                .fail("GET " + BE + "/api/_load_error_log?file=x", Progress.NOT_CONNECTED);
        assertThat(failure()).hasMessageContaining("The server gives no reasons");
    }

    private static String refusedWithLogAt(String server) {
        return "{\"Status\":\"Fail\",\"Message\":\"too many filtered rows\","
                + "\"NumberFilteredRows\":2,\"ErrorURL\":\""
                + server
                + "/api/_load_error_log?file=x\"}";
    }

    /** A backend may know itself by a name that means nothing here, or lie. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254:80",
                "http://localhost:22",
                "http://other.example:8040",
                "ftp://be1:8040",
                "http://be1:8041",
            })
    void readsReasonsFromTheServerThatAnsweredIfNobodyHasNamedTheOtherOne(String stranger) {
        network.redirect(AT_FE, BE)
                .on(AT_BE, refusedWithLogAt(stranger))
                .on(
                        "GET " + BE + "/api/_load_error_log?file=x",
                        "Error: NULL value in non-nullable column 'born'. Row: [2, NULL]\n");

        RowsRefusedException failure = (RowsRefusedException) failure();

        assertThat(failure.reason()).isEqualTo("NULL value in non-nullable column 'born'");
        assertThat(failure.refusedRows()).isEqualTo(2);
        assertThat(network.lastCall().headers()).doesNotContainKey("Authorization");
    }

    @Test
    void readsReasonsFromAServerThatAFrontendHasNamedBefore() throws Exception {
        network.redirect("PUT " + FE + ONE_SHOT, OTHER_BE)
                .on(
                        "PUT " + OTHER_BE + ONE_SHOT,
                        "{\"Status\":\"Fail\",\"Message\":\"service unavailable\"}")
                .redirect(AT_FE, BE)
                .on(AT_BE, refusedWithLogAt(OTHER_BE))
                .on("GET " + OTHER_BE + "/api/_load_error_log?file=x", "Error: late. Row: x\n");

        assertThat(((RowsRefusedException) failure()).reason()).isEqualTo("late");
    }

    @Test
    void repeatsValuesForWhoeverWantsToSeeThem() {
        StreamLoadClient talkative = client(ValuesInMessages.SHOWN);
        network.redirect(AT_FE, BE)
                .on(AT_BE, refusedWithLogAt(BE))
                .on(
                        "GET " + BE + "/api/_load_error_log?file=x",
                        "Error: String 'abc'(length=3) is too long. The max length of 'n' is 2."
                                + " Row: [1, 'abc']\n");

        assertThat(catchThrowable(() -> load(talkative)))
                .hasMessageContaining(
                        "String 'abc'(length=3) is too long. The max length of 'n' is 2."
                                + " Row: [1, 'abc']");
    }

    @Test
    void isAboutRowsIfAKeyIsTooLong() {
        network.redirect(AT_FE, BE)
                .on(
                        AT_BE,
                        "{\"Status\":\"Fail\",\"Message\":"
                                + "\"primary key size exceed the limit.\"}");

        assertThat(((RowsRefusedException) failure()).reason())
                .isEqualTo("Fail: primary key size exceed the limit");
    }

    @Test
    void readsReasonsFromNoOtherPlaceThanTheErrorLog() {
        network.redirect(AT_FE, BE)
                .on(
                        AT_BE,
                        "{\"Status\":\"Fail\",\"Message\":\"too many filtered rows\","
                                + "\"ErrorURL\":\"http://elsewhere:80/secrets\"}");
        assertThat(failure()).hasMessageContaining("The server gives no reasons");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown table \\\"shop.orders\\\"           | REJECTED",
                "Column has no default value. column: id     | REJECTED",
                "primary key size exceed the limit           | REJECTED",
                "Access denied; you need (at least one of) the INSERT privilege(s) | FATAL",
                "something that nobody has ever seen         | FATAL",
            })
    void doesNotRepeatWhatIsRefused(String message, ErrorKind kind) {
        network.redirect(AT_FE, BE)
                .on(AT_BE, "{\"Status\":\"Fail\",\"Message\":\"" + message + "\"}");
        assertThat(failure())
                .hasMessageContaining(message.replace("\\", ""))
                .extracting(StarRocksLoadException::kind)
                .isEqualTo(kind);
    }

    @Test
    void namesUserAndAddressButNotThePasswordWhenItIsWrong() {
        network.on(
                AT_FE,
                401,
                "{\"status\":\"FAILED\",\"code\":\"1\",\"msg\":\"Access denied for loader@10.0.0.1\","
                        + "\"message\":\"Access denied for loader@10.0.0.1\"}");
        StarRocksLoadException failure = failure();
        assertThat(failure.kind()).isEqualTo(ErrorKind.FATAL);
        assertThat(failure)
                .hasMessageContaining("'loader'")
                .hasMessageContaining(FE)
                .hasMessageContaining("GRANT INSERT ON TABLE shop.orders")
                .hasMessageNotContaining(PASSWORD)
                .hasMessageNotContaining("bG9hZGVy");
    }

    @Test
    void neverRepeatsTheTextOfAnAnswerThatIsNotStarRocks() {
        StreamLoadClient impatient = client(RetryPolicy.never(), Map.of(), FE);
        network.on(AT_FE, "<html>Your header was Authorization: Basic bG9hZGVy</html>")
                .on(STATE_OF_L1, "<html></html>")
                .on(CANCEL_L1, "<html></html>")
                .on(STATE_OF_L1, "<html></html>");
        StarRocksLoadException failure =
                catchThrowableOfType(StarRocksLoadException.class, () -> load(impatient));
        assertThat(failure.kind()).isEqualTo(ErrorKind.FATAL);
        assertThat(failure)
                .hasMessageContaining("not an answer of StarRocks")
                .hasMessageContaining("8030")
                .hasMessageNotContaining("bG9hZGVy");
    }
}
