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
import static org.assertj.core.api.Assumptions.assumeThat;

import io.cdcpipelines.starrocks.core.buffer.TestingPayloads;
import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import io.cdcpipelines.starrocks.core.config.LoadConfig;
import io.cdcpipelines.starrocks.core.config.RetryPolicy;
import io.cdcpipelines.starrocks.core.config.Secret;
import io.cdcpipelines.starrocks.core.table.TablePath;
import io.cdcpipelines.starrocks.core.time.TestingTicker;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The client does about each answer to each operation what the matrix says. */
class RetryMatrixTest {
    private static final TablePath ORDERS = TablePath.of("shop", "orders");
    private static final TransactionId TXN = TransactionId.of(ORDERS, "l1", 101);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);

    private final TestingTicker ticker = new TestingTicker();
    private final AnsweringCluster cluster = new AnsweringCluster();
    private final List<RetryCause> retries = new ArrayList<>();
    private final StreamLoadClient client =
            new StreamLoadClient(
                    cluster,
                    ConnectionConfig.builder()
                            .frontends(List.of(URI.create(AnsweringCluster.FRONTEND)))
                            .username("loader")
                            .password(Secret.of("s3cret"))
                            .build(),
                    LoadConfig.of(Duration.ofSeconds(600), Map.of()),
                    RetryPolicy.of(5, FIRST_BACKOFF, Duration.ofSeconds(10), Duration.ofMinutes(3)),
                    ticker,
                    new Random(7),
                    retries::add);

    /** That a way is insecure, no server says: {@link RouterTest} goes such ways. */
    private static Stream<Arguments> cells() {
        return Stream.of(Operation.values())
                .flatMap(
                        operation ->
                                Stream.of(Verdict.values())
                                        .filter(verdict -> verdict != Verdict.INSECURE)
                                        .map(verdict -> Arguments.of(operation, verdict)));
    }

    private Optional<StarRocksLoadException> carryOut(Operation operation) throws Exception {
        try {
            call(operation);
            return Optional.empty();
        } catch (StarRocksLoadException e) {
            return Optional.of(e);
        }
    }

    private void call(Operation operation) throws Exception {
        switch (operation) {
            case LOAD:
                client.load(ORDERS, "l1", TestingPayloads.FORMAT, TestingPayloads.of("first row"));
                break;
            case BEGIN:
                client.begin(ORDERS, "l1");
                break;
            case TRANSACTION_LOAD:
                client.load(TXN, TestingPayloads.FORMAT, TestingPayloads.of("first row"));
                break;
            case PREPARE:
                client.prepare(TXN);
                break;
            case COMMIT:
                client.commit(TXN);
                break;
            case ROLLBACK:
                client.rollback(TXN);
                break;
            default:
                client.stateOf("shop", "l1");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cells")
    void isWhatTheClientDoes(Operation operation, Verdict verdict) throws Exception {
        Reaction reaction = RetryMatrix.of(operation, verdict);
        cluster.answerFirst(operation, verdict);

        Optional<StarRocksLoadException> failure = carryOut(operation);

        List<String> requests = cluster.requestsAfterTheFirst();
        String same = cluster.words(operation, "l1");
        switch (reaction) {
            case DONE:
                assertThat(failure).isEmpty();
                assertThat(requests).isEmpty();
                break;
            case AGAIN:
                assertThat(failure).isEmpty();
                assertThat(requests).containsExactly(same);
                assertThat(ticker.elapsed()).isLessThanOrEqualTo(FIRST_BACKOFF);
                break;
            case WAIT:
            case ELSEWHERE:
                assertThat(failure).isEmpty();
                assertThat(requests).containsExactly(same);
                assertThat(ticker.elapsed())
                        .isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
                break;
            case NEW_LABEL:
                assertThat(failure).isEmpty();
                assertThat(requests.get(0)).isEqualTo(cluster.words(operation, "l1_r2"));
                assertThat(requests.subList(1, requests.size()))
                        .as("what may be in use is cancelled")
                        .hasSize(verdict.isOpen() ? 1 : 0)
                        .allMatch("CANCEL l1"::equals);
                break;
            case ASK:
                assertThat(failure).isEmpty();
                assertThat(requests).startsWith("STATE l1").endsWith(same);
                break;
            case ASK_ONCE:
                assertThat(requests).containsExactly("STATE l1");
                assertThat(failure.orElseThrow().kind()).isEqualTo(ErrorKind.FATAL);
                break;
            case AGAIN_WITHOUT_ROWS:
                assertThat(requests).as("a backend has seen rows").isEmpty();
                assertThat(failure).isPresent();
                break;
            case START_OVER:
            case DONE_IF_OURS:
            case AWAIT_IF_OURS:
                assertThat(requests).isEmpty();
                assertThat(failure.orElseThrow().kind()).isEqualTo(ErrorKind.RETRYABLE);
                break;
            case REJECT:
                assertThat(requests).isEmpty();
                assertThat(failure.orElseThrow().kind()).isEqualTo(ErrorKind.REJECTED);
                break;
            case FAIL:
                assertThat(requests).isEmpty();
                assertThat(failure.orElseThrow().kind()).isEqualTo(ErrorKind.FATAL);
                break;
            default:
                throw new AssertionError("No expectation for " + reaction);
        }
        assertThat(retries)
                .as("further attempts, counted by their cause")
                .isEqualTo(
                        requests.stream().anyMatch(r -> !r.startsWith("STATE") || r.equals(same))
                                ? List.of(verdict.retryCause())
                                : List.of());
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void repeatsRowsOfATransactionThatNoBackendSaw(Verdict verdict) throws Exception {
        Reaction reaction = RetryMatrix.of(Operation.TRANSACTION_LOAD, verdict);
        assumeThat(reaction).isEqualTo(Reaction.AGAIN_WITHOUT_ROWS);
        cluster.answerFirstAtFrontend(Operation.TRANSACTION_LOAD, verdict);

        assertThat(carryOut(Operation.TRANSACTION_LOAD)).isEmpty();

        assertThat(cluster.requestsAfterTheFirst())
                .containsExactly(cluster.words(Operation.TRANSACTION_LOAD, "l1"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"LABEL_FINISHED", "LABEL_RUNNING"})
    void knowsItsOwnLabelAgain(Verdict verdict) throws Exception {
        cluster.answerFirst(Operation.LOAD, Verdict.NO_ANSWER, verdict);

        assertThat(carryOut(Operation.LOAD)).isEmpty();

        List<String> own =
                verdict == Verdict.LABEL_FINISHED
                        ? List.of("LOAD l1")
                        : List.of("LOAD l1", "STATE l1", "STATE l1");
        assertThat(cluster.requestsAfterTheFirst()).isEqualTo(own);
    }

    /** A pause belongs to an obstacle, whatever the operation. */
    @ParameterizedTest
    @MethodSource("cells")
    void waitsForWhatTakesSeconds(Operation operation, Verdict verdict) {
        Reaction reaction = RetryMatrix.of(operation, verdict);
        if (reaction == Reaction.WAIT || reaction == Reaction.ELSEWHERE) {
            assertThat(verdict.isSlowToPass()).isTrue();
        }
        if (reaction == Reaction.AGAIN || reaction == Reaction.NEW_LABEL) {
            assertThat(verdict.isSlowToPass()).isFalse();
        }
    }
}
