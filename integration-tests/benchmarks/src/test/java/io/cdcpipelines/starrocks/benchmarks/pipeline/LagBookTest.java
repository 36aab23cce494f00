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

package io.cdcpipelines.starrocks.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LagBookTest {
    private static final long MILLISECOND = 1_000_000;

    private final LagBook book = new LagBook(2, 10);
    private final long start = System.nanoTime();

    private void commit(int transaction, long millis) {
        book.committing(transaction, start + millis * MILLISECOND);
    }

    private void see(int table, int transaction, long millis) {
        book.seen(table, transaction, start + millis * MILLISECOND);
    }

    @Test
    void lagIsTheTimeFromCommitToFirstSight() {
        commit(0, 10);
        commit(1, 20);
        see(0, 0, 35);
        see(1, 1, 80);
        see(0, 0, 90);

        assertThat(book.lagsMillis(0)).containsExactly(25, 60);
        assertThat(book.isAllSeen()).isTrue();
    }

    @Test
    void laterTransactionsShowTheEarlierOnesOfTheirTable() {
        for (int n = 0; n < 6; n++) {
            commit(n, n);
        }
        see(0, 4, 100);

        assertThat(book.isAllSeen()).isFalse();
        assertThat(book.isEveryTableSeen()).isFalse();
        see(1, 1, 101);
        assertThat(book.isEveryTableSeen()).isTrue();
        see(1, 5, 110);
        assertThat(book.isAllSeen()).isTrue();
        assertThat(book.lagsMillis(0)).containsExactly(96, 98, 100, 100, 105, 107);
    }

    @Test
    void warmUpIsLeftOut() {
        commit(0, 0);
        see(0, 0, 5_000);
        commit(1, 2_000);
        commit(2, 2_500);
        commit(3, 4_000);
        see(0, 2, 4_100);
        see(1, 3, 4_200);

        assertThat(book.lagsMillis(1)).containsExactly(200, 1_600, 2_200);
        assertThat(book.seconds(1)).isCloseTo(2, within(1e-9));
    }

    @Test
    void nothingIsSeenWhereNoChangeIs() {
        commit(0, 1);
        see(0, -1, 5);

        assertThat(book.isAllSeen()).isFalse();
        assertThat(book.isEveryTableSeen()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0.5, 2", "0.75, 3", "0.76, 4", "0.99, 4", "1, 4", "0, 1"})
    void percentilesAreValuesThatWereMeasured(double share, double expected) {
        assertThat(LagBook.percentile(new double[] {1, 2, 3, 4}, share)).isEqualTo(expected);
    }
}
