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

package io.cdcpipelines.starrocks.core.transaction;

import static io.cdcpipelines.starrocks.core.load.TransactionState.ABORTED;
import static io.cdcpipelines.starrocks.core.load.TransactionState.COMMITTED;
import static io.cdcpipelines.starrocks.core.load.TransactionState.PREPARE;
import static io.cdcpipelines.starrocks.core.load.TransactionState.PREPARED;
import static io.cdcpipelines.starrocks.core.load.TransactionState.UNKNOWN;
import static io.cdcpipelines.starrocks.core.load.TransactionState.VISIBLE;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LingeringTransactionsTest {
    private static final TablePath ORDERS = TablePath.of("shop", "orders");
    private static final LabelLine LINE = LabelLine.of("flink", "x0123abcd", 0);

    private final Server server = new Server();
    private final LingeringTransactions lingering = new LingeringTransactions(server);

    /** Knows the states of labels and notes what is rolled back. */
    private static final class Server implements StreamLoad {
        final Map<String, TransactionState> states = new HashMap<>();
        final List<String> rolledBack = new ArrayList<>();
        RollbackOutcome outcome = RollbackOutcome.ROLLED_BACK;
        Optional<ErrorKind> failure = Optional.empty();

        @Override
        public TransactionState stateOf(String database, String label)
                throws StarRocksLoadException {
            assertThat(database).isEqualTo("shop");
            if (failure.isPresent()) {
                throw new StarRocksLoadException(failure.get(), "no answer");
            }
            return states.getOrDefault(label, UNKNOWN);
        }

        @Override
        public RollbackOutcome rollback(TransactionId transaction) {
            assertThat(transaction.table()).isEqualTo(ORDERS);
            rolledBack.add(transaction.label());
            return outcome;
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
        public CommitOutcome commit(TransactionId transaction) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    /** From number 0 on. */
    private void states(TransactionState... states) {
        for (int number = 0; number < states.length; number++) {
            if (states[number] != UNKNOWN) {
                server.states.put(label(number), states[number]);
            }
        }
    }

    private static String label(long number) {
        return LINE.label(ORDERS, number);
    }

    @Test
    void rollsBackWhatIsOpenOrPreparedAndNothingElse() throws Exception {
        states(VISIBLE, PREPARE, ABORTED, PREPARED, COMMITTED);

        assertThat(lingering.rollBack(LINE, ORDERS, 0)).isEqualTo(5);
        assertThat(server.rolledBack).containsExactly(label(1), label(3));
    }

    @Test
    void touchesNothingBeforeTheFirstNumber() throws Exception {
        states(PREPARED, PREPARED, PREPARED);

        assertThat(lingering.rollBack(LINE, ORDERS, 2)).isEqualTo(3);
        assertThat(server.rolledBack).containsExactly(label(2));
    }

    @Test
    void looksBeyondLabelsThatAreNotKnown() throws Exception {
        states(UNKNOWN, UNKNOWN, UNKNOWN, PREPARED, UNKNOWN, UNKNOWN, UNKNOWN, PREPARE);

        assertThat(lingering.rollBack(LINE, ORDERS, 0)).isEqualTo(8);
        assertThat(server.rolledBack).containsExactly(label(3), label(7));
    }

    @Test
    void startsWhereNothingIsKnown() throws Exception {
        assertThat(lingering.rollBack(LINE, ORDERS, 6)).isEqualTo(6);
    }

    @Test
    void findsNothingInADatabaseThatIsNotThere() throws Exception {
        server.failure = Optional.of(ErrorKind.REJECTED);

        assertThat(lingering.rollBack(LINE, ORDERS, 0)).isZero();
    }

    @Test
    void failsWhenNobodyAnswers() {
        server.failure = Optional.of(ErrorKind.RETRYABLE);

        assertThatThrownBy(() -> lingering.rollBack(LINE, ORDERS, 0))
                .isInstanceOf(StarRocksLoadException.class);
    }

    @Test
    void failsWhenARollbackIsUncertain() {
        states(PREPARED);
        server.outcome = RollbackOutcome.UNDECIDED;

        assertThatThrownBy(() -> lingering.rollBack(LINE, ORDERS, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(label(0))
                .hasMessageContaining("shop.orders");
    }
}
