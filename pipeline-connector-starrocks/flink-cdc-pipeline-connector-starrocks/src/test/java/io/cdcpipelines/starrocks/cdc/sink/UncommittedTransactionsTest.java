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

import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.List;
import org.junit.jupiter.api.Test;

class UncommittedTransactionsTest {
    private static final TablePath ORDERS = TablePath.of("shop", "orders");
    private static final TablePath CUSTOMERS = TablePath.of("shop", "customers");

    private final UncommittedTransactions uncommitted = new UncommittedTransactions();

    private static TransactionId transaction(TablePath table, int number) {
        return TransactionId.of(table, "label-" + number, number);
    }

    @Test
    void handsOverThoseOfATableInOrderAndOnce() {
        uncommitted.add(List.of(transaction(ORDERS, 1), transaction(CUSTOMERS, 2)));
        uncommitted.partOf(7);
        uncommitted.add(List.of(transaction(ORDERS, 3)));

        assertThat(uncommitted.take(ORDERS))
                .containsExactly(transaction(ORDERS, 1), transaction(ORDERS, 3));
        assertThat(uncommitted.take(ORDERS)).isEmpty();
        assertThat(uncommitted.take(CUSTOMERS)).containsExactly(transaction(CUSTOMERS, 2));
    }

    @Test
    void forgetsThoseOfCompleteCheckpointsOnly() {
        uncommitted.add(List.of(transaction(ORDERS, 1)));
        uncommitted.partOf(7);
        uncommitted.add(List.of(transaction(ORDERS, 2)));
        uncommitted.partOf(8);
        uncommitted.add(List.of(transaction(ORDERS, 3)));

        uncommitted.forget(7);

        assertThat(uncommitted.take(ORDERS))
                .containsExactly(transaction(ORDERS, 2), transaction(ORDERS, 3));
    }

    @Test
    void forgetsAllOfTheCheckpointsBefore() {
        uncommitted.add(List.of(transaction(ORDERS, 1)));
        uncommitted.partOf(7);
        uncommitted.add(List.of(transaction(ORDERS, 2)));
        uncommitted.partOf(8);

        uncommitted.forget(9);

        assertThat(uncommitted.take(ORDERS)).isEmpty();
    }
}
