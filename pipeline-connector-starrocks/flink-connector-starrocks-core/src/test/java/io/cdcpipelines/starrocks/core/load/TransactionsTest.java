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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cdcpipelines.starrocks.core.buffer.TestingPayloads;
import io.cdcpipelines.starrocks.core.http.TransportException.Progress;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions under every answer, and every lost one. */
class TransactionsTest extends ClientContract {
    private static final TransactionId TXN = TransactionId.of(ORDERS, "l1", 101);
    private static final String BEGIN = "POST " + FE + "/api/transaction/begin";
    private static final String BEGIN_AT_BE = "POST " + BE + "/api/transaction/begin";
    private static final String LOAD = "PUT " + FE + "/api/transaction/load";
    private static final String LOAD_AT_BE = "PUT " + BE + "/api/transaction/load";
    private static final String PREPARE = "POST " + FE + "/api/transaction/prepare";
    private static final String PREPARE_AT_BE = "POST " + BE + "/api/transaction/prepare";
    private static final String COMMIT = "POST " + FE + "/api/transaction/commit";
    private static final String COMMIT_AT_BE = "POST " + BE + "/api/transaction/commit";
    private static final String ROLLBACK = "POST " + FE + "/api/transaction/rollback";
    private static final String ROLLBACK_AT_BE = "POST " + BE + "/api/transaction/rollback";
    private static final String STATE_OF_L1 = "GET " + FE + STATE + "l1";
    private static final String CANCEL_L1 = "POST " + FE + "/api/shop/orders/_cancel?label=l1";
    private static final String CANCELLED =
            "{\"status\":\"OK\",\"code\":\"0\",\"msg\":\"Success\"}";

    private TransactionId begun() throws Exception {
        network.redirect(BEGIN, BE).on(BEGIN_AT_BE, OK);
        return client.begin(ORDERS, "l1");
    }

    @Nested
    class Begin {

        @Test
        void returnsLabelAndNumber() throws Exception {
            assertThat(begun()).isEqualTo(TXN);
            assertThat(network.lastCall().headers())
                    .containsEntry("db", "shop")
                    .containsEntry("table", "orders")
                    .containsEntry("label", "l1")
                    .containsEntry("timeout", "600");
            assertThat(network.lastCall().body()).isEmpty();
        }

        @Test
        void takesANewLabelAndCancelsTheOldOneWhenAReplyIsLost() throws Exception {
            network.redirect(BEGIN, BE)
                    .fail(BEGIN_AT_BE, Progress.HEADERS_SENT)
                    .redirect(BEGIN, OTHER_BE)
                    .on("POST " + OTHER_BE + "/api/transaction/begin", OK)
                    .on(CANCEL_L1, CANCELLED);
            assertThat(client.begin(ORDERS, "l1").label()).isEqualTo("l1_r2");
            assertThat(network.calls().get(2).headers()).containsEntry("label", "l1_r2");
        }

        @Test
        void takesANewLabelWhenTheFirstIsTaken() throws Exception {
            network.redirect(BEGIN, BE)
                    .on(
                            BEGIN_AT_BE,
                            "{\"Status\":\"LABEL_ALREADY_EXISTS\",\"ExistingJobStatus\":\"\","
                                    + "\"Message\":\"\"}")
                    .redirect(BEGIN, BE)
                    .on(BEGIN_AT_BE, OK);
            assertThat(client.begin(ORDERS, "l1").label()).isEqualTo("l1_r2");
        }

        @Test
        void cancelsEveryDoubtfulLabelWhenItGivesUp() {
            for (int attempt = 1; attempt <= 4; attempt++) {
                network.fail(BEGIN, Progress.HEADERS_SENT);
            }
            network.on(CANCEL_L1, failed("transaction not found: l1"))
                    .on(CANCEL_L1 + "_r2", CANCELLED)
                    .fail(CANCEL_L1 + "_r3", Progress.NOT_CONNECTED)
                    .on(CANCEL_L1 + "_r4", CANCELLED);
            assertThatThrownBy(() -> client.begin(ORDERS, "l1"))
                    .isInstanceOf(StarRocksLoadException.class)
                    .hasMessageContaining("Beginning a load transaction on shop.orders");
        }

        @Test
        void takesTheNextLabelOnlyWhenTheOneBeforeMayBeInUse() throws Exception {
            Iterator<String> labels = List.of("l1", "l2", "l3").iterator();
            network.fail(BEGIN, Progress.NOT_CONNECTED)
                    .on(BEGIN, failed("current running txns on db 1 is 1000, larger than limit"))
                    .redirect(BEGIN, BE)
                    .fail(BEGIN_AT_BE, Progress.HEADERS_SENT)
                    .redirect(BEGIN, BE)
                    .on(BEGIN_AT_BE, OK)
                    .on(CANCEL_L1, CANCELLED);
            assertThat(client.begin(ORDERS, labels::next).label()).isEqualTo("l2");
            assertThat(labels.next()).isEqualTo("l3");
        }

        @Test
        void doesNotRepeatARefusal() {
            network.redirect(BEGIN, BE)
                    .on(
                            BEGIN_AT_BE,
                            "{\"Status\":\"ANALYSIS_ERROR\","
                                    + "\"Message\":\"unknown table \\\"shop.orders\\\"\"}");
            assertThat(
                            catchThrowableOfType(
                                            StarRocksLoadException.class,
                                            () -> client.begin(ORDERS, "l1"))
                                    .kind())
                    .isEqualTo(ErrorKind.REJECTED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "with space", "dot.ted", "ümlaut"})
        void refusesLabelsThatTheServerWouldRefuse(String label) {
            assertThatThrownBy(() -> client.begin(ORDERS, label))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void refusesALabelThatLeavesNoRoomForASuffix() {
            assertThatThrownBy(() -> client.begin(ORDERS, "x".repeat(121)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Load {

        private LoadResult load(TransactionId id) throws Exception {
            return client.load(id, TestingPayloads.FORMAT, payload);
        }

        private StarRocksLoadException failure(TransactionId id) {
            return catchThrowableOfType(StarRocksLoadException.class, () -> load(id));
        }

        @Test
        void goesToTheBackendOfTheBeginWithoutTimeout() throws Exception {
            TransactionId id = begun();
            network.on(LOAD_AT_BE, OK).on(LOAD_AT_BE, OK);
            assertThat(load(id).loadedRows()).isEqualTo(2);
            load(id);
            assertThat(network.lastCall().headers())
                    .containsEntry("format", "json")
                    .containsEntry("table", "orders")
                    .doesNotContainKey("timeout");
        }

        @Test
        void findsTheBackendThroughTheFrontendOnce() throws Exception {
            network.redirect(LOAD, BE).on(LOAD_AT_BE, OK).on(LOAD_AT_BE, OK);
            load(TXN);
            load(TXN);
        }

        @Test
        void waitsWhileAnotherLoadIsInProcessing() throws Exception {
            TransactionId id = begun();
            network.on(LOAD_AT_BE, "{\"Status\":\"TXN_IN_PROCESSING\",\"Message\":\"\"}")
                    .on(LOAD_AT_BE, OK);
            assertThat(load(id).attempts()).isEqualTo(2);
        }

        @ParameterizedTest
        @CsvSource({"NOT_CONNECTED", "HEADERS_SENT"})
        void repeatsWhatSurelySentNoRow(Progress progress) throws Exception {
            TransactionId id = begun();
            network.fail(LOAD_AT_BE, progress).on(LOAD_AT_BE, OK);
            assertThat(load(id).attempts()).isEqualTo(2);
        }

        @Test
        void neverRepeatsRowsThatMayHaveArrived() throws Exception {
            TransactionId id = begun();
            network.fail(LOAD_AT_BE, Progress.BODY_STARTED);
            assertThat(failure(id).kind()).isEqualTo(ErrorKind.RETRYABLE);
        }

        @ParameterizedTest
        @ValueSource(ints = {500, 502, 503})
        void neverRepeatsRowsAfterAnAnswerThatLeavesItOpen(int status) throws Exception {
            TransactionId id = begun();
            network.on(LOAD_AT_BE, status, "<html>no gateway</html>");
            assertThat(failure(id).kind()).isEqualTo(ErrorKind.RETRYABLE);
        }

        @Test
        void repeatsWhatAFrontendAnsweredOddlyWhichSeesNoRow() throws Exception {
            network.on(LOAD, 503, "<html>no gateway</html>").redirect(LOAD, BE).on(LOAD_AT_BE, OK);
            assertThat(load(TXN).attempts()).isEqualTo(2);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "TXN_NOT_EXISTS | Transaction with label l1 not exists | RETRYABLE",
                    "ABORTED | The load is timeout, and will be aborted    | RETRYABLE",
                    "INTERNAL_ERROR | load request not equal last.         | REJECTED",
                    "THRIFT_RPC_ERROR | rpc failed                         | RETRYABLE",
                })
        void endsTheTransactionWithAnyOtherAnswer(String status, String message, ErrorKind kind)
                throws Exception {
            TransactionId id = begun();
            network.on(
                    LOAD_AT_BE, "{\"Status\":\"" + status + "\",\"Message\":\"" + message + "\"}");
            assertThat(failure(id).kind()).isEqualTo(kind);
        }
    }

    @Nested
    class Prepare {

        private StarRocksLoadException failure(TransactionId id) {
            return catchThrowableOfType(StarRocksLoadException.class, () -> client.prepare(id));
        }

        @Test
        void goesToTheBackendOfTheBegin() throws Exception {
            TransactionId id = begun();
            network.on(PREPARE_AT_BE, OK);
            client.prepare(id);
            assertThat(network.lastCall().headers()).doesNotContainKey("timeout");
        }

        @ParameterizedTest
        @ValueSource(strings = {"PREPARED", "COMMITTED", "VISIBLE"})
        void believesTheStateWhenTheReplyIsLost(String state) throws Exception {
            TransactionId id = begun();
            network.fail(PREPARE_AT_BE, Progress.HEADERS_SENT).on(STATE_OF_L1, state(state));
            client.prepare(id);
        }

        @Test
        void triesAgainWhileTheTransactionIsNotPrepared() throws Exception {
            TransactionId id = begun();
            network.on(PREPARE_AT_BE, "{\"Status\":\"TIMEOUT\",\"Message\":\"\"}")
                    .on(STATE_OF_L1, state("PREPARE"))
                    .on(PREPARE_AT_BE, NO_TXN)
                    .on(STATE_OF_L1, state("PREPARED"));
            client.prepare(id);
        }

        @Test
        void asksAFrontendWhenTheBackendIsGone() throws Exception {
            TransactionId id = begun();
            network.fail(PREPARE_AT_BE, Progress.NOT_CONNECTED)
                    .redirect(PREPARE, BE)
                    .on(PREPARE_AT_BE, OK);
            client.prepare(id);
        }

        @ParameterizedTest
        @ValueSource(strings = {"ABORTED", "UNKNOWN"})
        void failsWhenTheTransactionIsGone(String state) throws Exception {
            TransactionId id = begun();
            network.on(PREPARE_AT_BE, NO_TXN).on(STATE_OF_L1, state(state));
            assertThat(failure(id))
                    .hasMessageContaining("its state is " + state)
                    .hasMessageContaining("loaded again")
                    .extracting(StarRocksLoadException::kind)
                    .isEqualTo(ErrorKind.RETRYABLE);
        }

        @Test
        void tellsWhyRowsWereRejected() throws Exception {
            TransactionId id = begun();
            network.on(
                            PREPARE_AT_BE,
                            "{\"Status\":\"INTERNAL_ERROR\",\"Message\":\"too many filtered rows\","
                                    + "\"ErrorURL\":\"http://be1:8040/api/_load_error_log?file=f\"}")
                    .on(
                            "GET " + BE + "/api/_load_error_log?file=f",
                            "Error: NULL value in non-nullable column 'born'. Row: [1, NULL]\n");
            assertThat(failure(id))
                    .hasMessageContaining("non-nullable column 'born'")
                    .extracting(StarRocksLoadException::kind)
                    .isEqualTo(ErrorKind.REJECTED);
        }
    }

    @Nested
    class Commit {

        @Test
        void ofAPreparedTransactionGoesToAFrontendWithoutTimeout() throws Exception {
            TransactionId id = begun();
            network.on(PREPARE_AT_BE, OK).on(COMMIT, OK);
            client.prepare(id);
            assertThat(client.commit(id)).isEqualTo(CommitOutcome.COMMITTED);
            // On commit this header would be the time to wait for the rows to be visible.
            assertThat(network.lastCall().headers()).doesNotContainKey("timeout");
        }

        @Test
        void ofARunningTransactionGoesToItsBackend() throws Exception {
            TransactionId id = begun();
            network.on(COMMIT_AT_BE, OK);
            assertThat(client.commit(id)).isEqualTo(CommitOutcome.COMMITTED);
        }

        @Test
        void isDoneWhenOnlyThePublishIsLate() throws Exception {
            TransactionId id = begun();
            network.on(COMMIT_AT_BE, "{\"Status\":\"PUBLISH_TIMEOUT\",\"Message\":\"\"}");
            assertThat(client.commit(id)).isEqualTo(CommitOutcome.COMMITTED);
        }

        @Test
        void isDoneWhenAFrontendCallsALatePublishAFailure() throws Exception {
            network.on(COMMIT, failed("publish timeout: 20000, transactionId=101"))
                    .on(STATE_OF_L1, state("COMMITTED"));
            assertThat(client.commit(TXN)).isEqualTo(CommitOutcome.COMMITTED);
        }

        @Test
        void isDoneWhenATruncateMadeTheAnswerAFailure() throws Exception {
            network.on(
                            COMMIT,
                            "{\"Status\":\"FAILED\",\"Message\":\"class"
                                    + " java.lang.NullPointerException: Cannot invoke ...\"}")
                    .on(STATE_OF_L1, state("VISIBLE"));
            assertThat(client.commit(TXN)).isEqualTo(CommitOutcome.COMMITTED);
        }

        @Test
        void tellsThatSomebodyDidItBefore() throws Exception {
            network.on(
                    COMMIT,
                    "{\"Status\":\"OK\",\"Message\":\"Transaction 101 has already committed, label"
                            + " is l1\"}");
            assertThat(client.commit(TXN)).isEqualTo(CommitOutcome.ALREADY_COMMITTED);
        }

        @Test
        void believesTheStateWhenTheReplyIsLost() throws Exception {
            network.fail(COMMIT, Progress.HEADERS_SENT).on(STATE_OF_L1, state("VISIBLE"));
            assertThat(client.commit(TXN)).isEqualTo(CommitOutcome.COMMITTED);
        }

        @Test
        void commitsAgainWhatIsStillPrepared() throws Exception {
            network.on(COMMIT, failed("get database write lock timeout, transactionId=101"))
                    .on(STATE_OF_L1, state("PREPARED"))
                    .on(COMMIT, OK);
            assertThat(client.commit(TXN)).isEqualTo(CommitOutcome.COMMITTED);
        }

        @Test
        void turnsToAFrontendOnceTheBackendHasPreparedTheTransaction() throws Exception {
            TransactionId id = begun();
            network.on(COMMIT_AT_BE, "{\"Status\":\"THRIFT_RPC_ERROR\",\"Message\":\"\"}")
                    .on(STATE_OF_L1, state("PREPARED"))
                    .on(COMMIT, OK);
            assertThat(client.commit(id)).isEqualTo(CommitOutcome.COMMITTED);
        }

        @Test
        void saysThatTheRowsAreLostWhenTheTransactionWasAborted() throws Exception {
            network.on(COMMIT, failed("Can not commit ABORTED transaction 101, label is l1"))
                    .on(STATE_OF_L1, state("ABORTED"));
            assertThat(client.commit(TXN)).isEqualTo(CommitOutcome.LOST);
        }

        @Test
        void neverConcludesAnythingFromALabelThatIsUnknown() throws Exception {
            network.on(COMMIT, failed("No transaction found by label l1"))
                    .on(STATE_OF_L1, state("UNKNOWN"));
            assertThat(client.commit(TXN)).isEqualTo(CommitOutcome.UNDECIDED);
        }

        @Test
        void isUndecidedWhenNobodyAnswers() throws Exception {
            for (int attempt = 1; attempt <= 4; attempt++) {
                network.fail(COMMIT, Progress.NOT_CONNECTED);
            }
            assertThat(client.commit(TXN)).isEqualTo(CommitOutcome.UNDECIDED);
        }

        @Test
        void isUndecidedWhenNobodyKnowsTheState() throws Exception {
            for (int attempt = 1; attempt <= 4; attempt++) {
                network.fail(COMMIT, Progress.HEADERS_SENT)
                        .fail(STATE_OF_L1, Progress.HEADERS_SENT);
            }
            assertThat(client.commit(TXN)).isEqualTo(CommitOutcome.UNDECIDED);
        }

        @Test
        void tellsWhyRowsWereRejected() throws Exception {
            TransactionId id = begun();
            network.on(
                    COMMIT_AT_BE,
                    "{\"Status\":\"INTERNAL_ERROR\",\"Message\":\"too many filtered rows\"}");
            assertThatThrownBy(() -> client.commit(id))
                    .isInstanceOf(StarRocksLoadException.class)
                    .hasMessageContaining("shop.orders")
                    .hasMessageContaining("too many filtered rows");
        }

        @Test
        void failsForAReasonThatNobodyForesaw() {
            network.on(COMMIT, failed("the moon is full")).on(STATE_OF_L1, state("PREPARED"));
            assertThatThrownBy(() -> client.commit(TXN))
                    .isInstanceOf(StarRocksLoadException.class)
                    .hasMessageContaining("the moon is full")
                    .hasMessageContaining("its state is PREPARED");
        }

        @Test
        void failsAtOnceWhenTheCredentialsAreRefused() {
            network.on(COMMIT, 401, "{\"status\":\"FAILED\",\"msg\":\"Access denied\"}");
            assertThatThrownBy(() -> client.commit(TXN))
                    .isInstanceOf(StarRocksLoadException.class)
                    .hasMessageContaining("'loader'");
            assertThat(ticker.elapsed()).isEqualTo(Duration.ZERO);
        }
    }

    @Nested
    class Rollback {

        @Test
        void goesToTheBackendOfARunningTransaction() throws Exception {
            TransactionId id = begun();
            network.on(ROLLBACK_AT_BE, OK);
            assertThat(client.rollback(id)).isEqualTo(RollbackOutcome.ROLLED_BACK);
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "OK     | Transaction 101 has already aborted, label is l1 | ALREADY_ABORTED",
                    "OK     |                                                  | ROLLED_BACK",
                    "FAILED | Can not abort VISIBLE transaction 101, label is l1 | ALREADY_COMMITTED",
                    "FAILED | Can not abort COMMITTED transaction 101          | ALREADY_COMMITTED",
                })
        void believesWhatAFrontendSaysOfAnEndedTransaction(
                String status, String message, RollbackOutcome outcome) throws Exception {
            network.on(ROLLBACK, "{\"Status\":\"" + status + "\",\"Message\":\"" + message + "\"}");
            assertThat(client.rollback(TXN)).isEqualTo(outcome);
        }

        @ParameterizedTest
        @CsvSource({
            "ABORTED,   ALREADY_ABORTED",
            "COMMITTED, ALREADY_COMMITTED",
            "VISIBLE,   ALREADY_COMMITTED",
            "UNKNOWN,   NOT_FOUND",
        })
        void asksForTheStateWhenNobodyKnowsTheTransaction(String state, RollbackOutcome outcome)
                throws Exception {
            TransactionId id = begun();
            network.on(ROLLBACK_AT_BE, NO_TXN).on(STATE_OF_L1, state(state));
            assertThat(client.rollback(id)).isEqualTo(outcome);
        }

        @Test
        void countsAnAbortAfterALostReplyAsItsOwn() throws Exception {
            network.fail(ROLLBACK, Progress.HEADERS_SENT).on(STATE_OF_L1, state("ABORTED"));
            assertThat(client.rollback(TXN)).isEqualTo(RollbackOutcome.ROLLED_BACK);
        }

        @Test
        void cancelsAtTheFrontendWhatTheBackendHasForgotten() throws Exception {
            TransactionId id = begun();
            network.on(ROLLBACK_AT_BE, NO_TXN)
                    .on(STATE_OF_L1, state("PREPARE"))
                    .on(CANCEL_L1, CANCELLED)
                    .on(
                            ROLLBACK,
                            "{\"Status\":\"OK\",\"Message\":\"Transaction 101 has already aborted,"
                                    + " label is l1\"}");
            assertThat(client.rollback(id)).isEqualTo(RollbackOutcome.ROLLED_BACK);
        }

        @Test
        void rollsBackAtTheFrontendWhatIsPrepared() throws Exception {
            TransactionId id = begun();
            network.on(ROLLBACK_AT_BE, NO_TXN).on(STATE_OF_L1, state("PREPARED")).on(ROLLBACK, OK);
            assertThat(client.rollback(id)).isEqualTo(RollbackOutcome.ROLLED_BACK);
        }

        @Test
        void isUndecidedWhenNobodyAnswers() throws Exception {
            for (int attempt = 1; attempt <= 4; attempt++) {
                network.fail(ROLLBACK, Progress.HEADERS_SENT)
                        .fail(STATE_OF_L1, Progress.NOT_CONNECTED);
            }
            assertThat(client.rollback(TXN)).isEqualTo(RollbackOutcome.UNDECIDED);
        }
    }

    @Nested
    class State {

        @ParameterizedTest
        @ValueSource(
                strings = {"UNKNOWN", "PREPARE", "PREPARED", "COMMITTED", "VISIBLE", "ABORTED"})
        void isWhatTheFrontendSays(String state) throws Exception {
            network.on(STATE_OF_L1, state(state));
            assertThat(client.stateOf("shop", "l1")).isEqualTo(TransactionState.valueOf(state));
        }

        @Test
        void isAskedAgainWhenTheAnswerIsLost() throws Exception {
            network.fail(STATE_OF_L1, Progress.HEADERS_SENT)
                    .on(STATE_OF_L1, 503, "")
                    .on(STATE_OF_L1, state("VISIBLE"));
            assertThat(client.stateOf("shop", "l1")).isEqualTo(TransactionState.VISIBLE);
        }

        @Test
        void isNotKnownOfADatabaseThatDoesNotExist() {
            network.on(
                    STATE_OF_L1,
                    "{\"status\":\"FAILED\",\"code\":\"1\","
                            + "\"msg\":\"unknown database, database=shop\"}");
            assertThatThrownBy(() -> client.stateOf("shop", "l1"))
                    .isInstanceOf(StarRocksLoadException.class)
                    .hasMessageContaining("unknown database, database=shop");
        }
    }
}
