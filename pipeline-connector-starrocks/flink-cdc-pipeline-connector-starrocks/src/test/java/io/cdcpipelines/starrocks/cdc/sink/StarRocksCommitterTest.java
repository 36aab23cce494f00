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

package io.cdcpipelines.starrocks.cdc.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.format.LoadFormat;
import io.cdcpipelines.starrocks.core.load.CommitOutcome;
import io.cdcpipelines.starrocks.core.load.ErrorKind;
import io.cdcpipelines.starrocks.core.load.LoadResult;
import io.cdcpipelines.starrocks.core.load.RollbackOutcome;
import io.cdcpipelines.starrocks.core.load.StarRocksLoadException;
import io.cdcpipelines.starrocks.core.load.StreamLoad;
import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.load.TransactionState;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.flink.api.connector.sink2.Committer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class StarRocksCommitterTest {
    private static final String LABEL = "flink-shop-orders-x0-0-5";

    private final Server server = new Server();

    /** Answers commits and questions for states as told; any thread may call it. */
    private static final class Server implements StreamLoad {
        final List<String> commits = Collections.synchronizedList(new ArrayList<>());
        final Map<String, CommitOutcome> outcomes = new HashMap<>();
        Optional<TransactionState> state = Optional.empty();
        boolean isRefusing;
        boolean isClosed;

        @Override
        public CommitOutcome commit(TransactionId transaction) throws StarRocksLoadException {
            commits.add(transaction.label());
            if (isRefusing) {
                throw new StarRocksLoadException(ErrorKind.FATAL, "Access denied");
            }
            return outcomes.getOrDefault(transaction.label(), CommitOutcome.COMMITTED);
        }

        @Override
        public TransactionState stateOf(String database, String label)
                throws StarRocksLoadException {
            return state.orElseThrow(
                    () -> new StarRocksLoadException(ErrorKind.RETRYABLE, "no frontend"));
        }

        @Override
        public RollbackOutcome rollback(TransactionId transaction) {
            throw new UnsupportedOperationException();
        }

        @Override
        public LoadResult load(TablePath table, String label, LoadFormat format, Payload payload) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TransactionId begin(TablePath table, String label) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TransactionId begin(TablePath table, Supplier<String> labels) {
            throw new UnsupportedOperationException();
        }

        @Override
        public LoadResult load(TransactionId transaction, LoadFormat format, Payload payload) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void prepare(TransactionId transaction) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    private static final class Request implements Committer.CommitRequest<Committable> {
        private final Committable committable;
        private boolean isAlreadyCommitted;

        Request(String table, String label) {
            committable =
                    new Committable(
                            TransactionId.of(TablePath.of("shop", table), label, 77),
                            8,
                            Instant.parse("2026-11-20T18:00:00Z"));
        }

        @Override
        public Committable getCommittable() {
            return committable;
        }

        @Override
        public int getNumberOfRetries() {
            return 0;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable cause) {
            throw new AssertionError("Flink would drop the rows", cause);
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable cause) {
            throw new AssertionError("Flink would drop the rows", cause);
        }

        @Override
        public void retryLater() {
            throw new AssertionError("Later transactions of the table would overtake it");
        }

        @Override
        public void updateAndRetryLater(Committable changed) {
            throw new AssertionError("Later transactions of the table would overtake it");
        }

        @Override
        public void signalAlreadyCommitted() {
            isAlreadyCommitted = true;
        }
    }

    private StarRocksCommitter committer(ForgottenLabels forgottenLabels) {
        return new StarRocksCommitter(server, 4, forgottenLabels);
    }

    private Request commit(ForgottenLabels forgottenLabels)
            throws IOException, InterruptedException {
        Request request = new Request("orders", LABEL);
        committer(forgottenLabels).commit(List.of(request));
        return request;
    }

    @Test
    void commitsTheTransactionsOfATableInOrder() throws Exception {
        List<Committer.CommitRequest<Committable>> requests = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            requests.add(new Request("orders", "orders-" + i));
            requests.add(new Request("customers", "customers-" + i));
            labels.add("orders-" + i);
        }

        committer(ForgottenLabels.FAIL).commit(requests);

        assertThat(server.commits).hasSize(100);
        assertThat(server.commits)
                .filteredOn(label -> label.startsWith("orders"))
                .containsExactlyElementsOf(labels);
    }

    @Test
    void tellsFlinkWhatWasCommittedBefore() throws Exception {
        assertThat(commit(ForgottenLabels.FAIL).isAlreadyCommitted).isFalse();

        server.outcomes.put(LABEL, CommitOutcome.ALREADY_COMMITTED);
        assertThat(commit(ForgottenLabels.FAIL).isAlreadyCommitted).isTrue();
    }

    @Test
    void commitsNoLaterTransactionOfATableInWhichOneIsMissing() {
        server.outcomes.put("orders-1", CommitOutcome.LOST);

        assertThatThrownBy(
                        () ->
                                committer(ForgottenLabels.ASSUME_COMMITTED)
                                        .commit(
                                                List.of(
                                                        new Request("orders", "orders-1"),
                                                        new Request("orders", "orders-2"),
                                                        new Request("customers", "customers-1"))))
                .isInstanceOf(IOException.class);
        assertThat(server.commits).containsExactlyInAnyOrder("orders-1", "customers-1");
    }

    @ParameterizedTest(name = "{0}, then {1}, {2}")
    @CsvSource({
        "LOST, , FAIL, has aborted",
        "LOST, , ASSUME_COMMITTED, has aborted",
        "UNDECIDED, ABORTED, FAIL, has aborted",
        "UNDECIDED, PREPARED, FAIL, could not be committed in time; its state is PREPARED",
        "UNDECIDED, PREPARE, ASSUME_COMMITTED, could not be committed in time",
        "UNDECIDED, UNKNOWN, FAIL, sink.exactly-once.on-forgotten-label: assume-committed",
        "UNDECIDED, , FAIL, No server could say",
        "UNDECIDED, , ASSUME_COMMITTED, No server could say",
    })
    void failsTheJobWhereRowsMayBeMissing(
            CommitOutcome outcome,
            TransactionState state,
            ForgottenLabels forgottenLabels,
            String message) {
        server.outcomes.put(LABEL, outcome);
        server.state = Optional.ofNullable(state);

        assertThatThrownBy(() -> commit(forgottenLabels))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("shop.orders")
                .hasMessageContaining(LABEL)
                .hasMessageContaining("checkpoint 8")
                .hasMessageContaining("2026-11-20T18:00:00Z")
                .hasMessageContaining(message);
    }

    @ParameterizedTest(name = "UNDECIDED, then {0}, {1}")
    @CsvSource({
        "COMMITTED, FAIL",
        "VISIBLE, FAIL",
        "UNKNOWN, ASSUME_COMMITTED",
    })
    void isContentWithACommitThatIsKnownOrAssumed(
            TransactionState state, ForgottenLabels forgottenLabels) throws Exception {
        server.outcomes.put(LABEL, CommitOutcome.UNDECIDED);
        server.state = Optional.of(state);

        assertThat(commit(forgottenLabels).isAlreadyCommitted).isTrue();
    }

    @Test
    void failsTheJobWhenStarRocksRefuses() {
        server.isRefusing = true;

        assertThatThrownBy(() -> commit(ForgottenLabels.ASSUME_COMMITTED))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Access denied")
                .hasMessageContaining(LABEL);
    }

    @Test
    void commitsNothingWhenThereIsNothing() throws Exception {
        committer(ForgottenLabels.FAIL).commit(List.of());

        assertThat(server.commits).isEmpty();
    }

    @Test
    void closesItsClient() {
        committer(ForgottenLabels.FAIL).close();

        assertThat(server.isClosed).isTrue();
    }
}
