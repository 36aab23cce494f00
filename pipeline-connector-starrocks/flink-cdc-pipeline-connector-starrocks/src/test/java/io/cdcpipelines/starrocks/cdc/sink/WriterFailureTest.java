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

import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.CUSTOMERS;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.INTERVAL;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.ORDERS;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.create;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.load.CommitOutcome;
import org.apache.flink.util.FlinkRuntimeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class WriterFailureTest {
    private static final String NOTE = "n".repeat(100);

    /** Starts a load that fails, and lets the letter that says so arrive. */
    private static void failInBackground(WriterHarness harness) throws Exception {
        harness.starRocks.failOn("load");
        harness.write(create(ORDERS), create(CUSTOMERS), insert(ORDERS, 1, "secret"));
        harness.timers.advance(INTERVAL);
        assertThatThrownBy(harness.mailbox::yield)
                .as("the letter fails the task at once, even if no further row comes")
                .isInstanceOf(FlinkRuntimeException.class)
                .hasRootCauseMessage("the test wants it to fail");
    }

    @Test
    void surfacesAtTheNextWrite() throws Exception {
        try (WriterHarness harness = WriterHarness.create()) {
            failInBackground(harness);

            assertThatThrownBy(() -> harness.write(insert(CUSTOMERS, 1, "x")))
                    .isInstanceOf(LoadFailedException.class)
                    .hasMessageContaining("the test wants it to fail")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void surfacesAtTheNextFlush() throws Exception {
        try (WriterHarness harness = WriterHarness.create()) {
            failInBackground(harness);

            assertThatThrownBy(harness::flush).isInstanceOf(LoadFailedException.class);
            assertThatThrownBy(harness::flush)
                    .as("a second flush does not succeed either")
                    .isInstanceOf(LoadFailedException.class);
        }
    }

    @Test
    void endsAFlushThatWaits() throws Exception {
        try (WriterHarness harness = WriterHarness.create()) {
            harness.starRocks.failOn("load shop.customers");
            harness.write(create(ORDERS), create(CUSTOMERS));
            harness.write(insert(ORDERS, 1, "x"), insert(CUSTOMERS, 1, "x"));

            assertThatThrownBy(harness::flush).hasRootCauseMessage("the test wants it to fail");
            assertThat(harness.metrics.count("numFailLoads")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"begin", "load into", "commit"})
    void surfacesFromEveryStepOfATransaction(String step) throws Exception {
        try (WriterHarness harness = WriterHarness.withLittleMemory()) {
            harness.starRocks.failOn(step);
            harness.write(create(ORDERS)).writeInserts(ORDERS, 1, 9, NOTE);

            assertThatThrownBy(harness::flush).hasRootCauseMessage("the test wants it to fail");
            assertThat(harness.starRocks.visibleRows("shop", "orders")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CommitOutcome.class,
            names = {"LOST", "UNDECIDED"})
    void isAnyCommitThatMayHaveLostRows(CommitOutcome outcome) throws Exception {
        try (WriterHarness harness = WriterHarness.withLittleMemory()) {
            harness.starRocks.answerCommitsWith(outcome);
            harness.write(create(ORDERS)).writeInserts(ORDERS, 1, 9, NOTE);

            assertThatThrownBy(harness::flush)
                    .rootCause()
                    .hasMessageContaining("shop.orders")
                    .hasMessageContaining("label");
        }
    }

    @Test
    void isNoCommitThatSomebodyMadeBefore() throws Exception {
        try (WriterHarness harness = WriterHarness.withLittleMemory()) {
            harness.starRocks.answerCommitsWith(CommitOutcome.ALREADY_COMMITTED);
            harness.write(create(ORDERS)).writeInserts(ORDERS, 1, 9, NOTE);

            assertThatCode(harness::flush).doesNotThrowAnyException();
        }
    }

    @Test
    void leadsToARollbackOfWhatIsOpen() throws Exception {
        WriterHarness harness = WriterHarness.withLittleMemory();
        harness.starRocks.failOn("load into");
        harness.write(create(ORDERS)).writeInserts(ORDERS, 1, 9, NOTE);
        assertThatThrownBy(harness::flush).hasRootCauseMessage("the test wants it to fail");

        harness.close();

        assertThat(harness.starRocks.requests()).endsWith("rollback shop.orders");
        assertThat(harness.starRocks.openTransactions()).isZero();
    }

    @Test
    void closeInterruptsARunningLoadAndRollsItsTransactionBack() throws Exception {
        WriterHarness harness = WriterHarness.withLittleMemory();
        harness.starRocks.standStillOn("load into");
        harness.write(create(ORDERS)).writeInserts(ORDERS, 1, 9, NOTE);
        harness.mailbox.yield();
        harness.starRocks.awaitRequests(2);
        harness.starRocks.awaitWaiting(1);
        harness.mailbox.close();

        harness.writer.close();

        assertThat(harness.starRocks.requests()).endsWith("rollback shop.orders");
        assertThat(harness.starRocks.isClosed()).isTrue();
        assertThat(harness.starRocks.visibleRows("shop", "orders")).isEmpty();
    }

    @Test
    void closeDoesNotWaitForAServerThatStandsStill() throws Exception {
        WriterHarness harness = WriterHarness.create();
        harness.starRocks.standStillOn("load");
        harness.write(create(ORDERS), insert(ORDERS, 1, "x"));
        harness.timers.advance(INTERVAL);
        harness.starRocks.awaitWaiting(1);
        harness.mailbox.close();

        harness.writer.close();

        assertThat(harness.starRocks.waiting()).as("requests left behind").isZero();
        assertThat(harness.starRocks.isClosed()).isTrue();
        assertThat(harness.starRocks.visibleRows("shop", "orders")).isEmpty();
    }

    @Test
    void closeKeepsASingleLoadWithoutAnAnswerFromOvertakingItsRepetition() throws Exception {
        WriterHarness harness = WriterHarness.create();
        harness.starRocks.standStillOn("load");
        harness.write(create(ORDERS), insert(ORDERS, 1, "x"));
        harness.timers.advance(INTERVAL);
        harness.starRocks.awaitWaiting(1);
        harness.mailbox.close();

        harness.writer.close();

        assertThat(harness.starRocks.requests())
                .containsExactly("load shop.orders 1", "rollback shop.orders");
    }

    @Test
    void closeRollsBackATransactionThatMayHaveBegun() throws Exception {
        WriterHarness harness = WriterHarness.withLittleMemory();
        harness.starRocks.standStillOn("begin");
        harness.write(create(ORDERS)).writeInserts(ORDERS, 1, 9, NOTE);
        harness.starRocks.awaitWaiting(1);
        harness.mailbox.close();

        harness.writer.close();

        assertThat(harness.starRocks.requests())
                .containsExactly("begin shop.orders", "rollback shop.orders");
    }

    @Test
    void closeAsksForNothingAfterEverythingWasAnswered() throws Exception {
        WriterHarness harness = WriterHarness.create();
        harness.write(create(ORDERS), insert(ORDERS, 1, "x"));
        harness.flush();

        harness.close();

        assertThat(harness.starRocks.requests()).containsExactly("load shop.orders 1");
    }

    @Test
    void closeMayBeCalledTwiceAndAsksForNothingWhenNothingIsOpen() throws Exception {
        WriterHarness harness = WriterHarness.create();
        harness.write(create(ORDERS), insert(ORDERS, 1, "x"));

        harness.writer.close();
        harness.writer.close();

        assertThat(harness.starRocks.requests()).isEmpty();
    }
}
