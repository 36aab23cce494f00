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

package io.cdcpipelines.starrocks.emulator.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cdcpipelines.starrocks.emulator.ManualClock;
import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.catalog.Database;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.storage.InMemoryRowStore;
import io.cdcpipelines.starrocks.emulator.transaction.TransactionRegistry.BeginRequest;
import io.cdcpipelines.starrocks.emulator.transaction.TransactionRegistry.CommitOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TransactionRegistryTest {
    private static final long TIMEOUT_SECONDS = 600;

    private final ManualClock clock = new ManualClock();
    private final Cluster cluster = new Cluster(VersionProfile.V3_5, clock, 1);
    private final TransactionRegistry registry =
            new TransactionRegistry(
                    cluster,
                    TransactionSettings.defaults()
                            .with("label_keep_max_num", 3)
                            .with("max_running_txn_num_per_db", 4));
    private Database database;
    private Table table;

    /** Counts its publications. */
    private static final class TestingWrite implements PendingWrite {
        private final boolean isEmpty;
        private Target target = Target.PRESENT;
        private int publications;

        private TestingWrite(boolean isEmpty) {
            this.isEmpty = isEmpty;
        }

        @Override
        public boolean isEmpty() {
            return isEmpty;
        }

        @Override
        public Target target() {
            return target;
        }

        @Override
        public void publish() {
            publications++;
        }
    }

    private final TestingWrite write = new TestingWrite(false);

    @BeforeEach
    void createTable() {
        database = new Database(cluster.nextId(), "d");
        cluster.add(database);
        table =
                new Table(
                        cluster.nextId(),
                        database.id(),
                        "t",
                        "",
                        KeysModel.DUP_KEYS,
                        List.of(),
                        List.of(),
                        new Table.Distribution(List.of(), 1),
                        Optional.empty(),
                        new TreeMap<>(),
                        InMemoryRowStore.create(KeysModel.DUP_KEYS, List.of()),
                        clock.instant());
        database.add(table);
    }

    @Test
    void commitPublishesOnce() throws LoadException {
        Transaction transaction = begin("l");
        registry.prepare(transaction.id(), write, Optional.empty());
        registry.prepare(transaction.id(), new TestingWrite(true), Optional.empty());

        assertThat(registry.commitPrepared(transaction)).isEqualTo(CommitOutcome.COMMITTED);
        assertThat(registry.commitPrepared(transaction)).isEqualTo(CommitOutcome.ALREADY_COMMITTED);

        assertThat(write.publications).isEqualTo(1);
        assertThat(transaction.status()).isEqualTo(TransactionStatus.VISIBLE);
        assertThat(registry.abort(transaction.id(), "late")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"PREPARE,RUNNING", "PREPARED,RUNNING", "COMMITTED,FINISHED", "VISIBLE,FINISHED"})
    void labelIsTakenWhileItsTransactionLives(TransactionStatus status, String jobStatus)
            throws LoadException {
        inState(status, "l");

        LoadException error = catchThrowableOfType(LoadException.class, () -> begin("l"));

        assertThat(error.status()).isEqualTo(StatusCode.LABEL_ALREADY_EXISTS);
        assertThat(error).hasMessage("Label [l] has already been used.");
        assertThat(error.existingJobStatus()).contains(jobStatus);
    }

    @Test
    void labelOfAnAbortedTransactionIsFree() throws LoadException {
        Transaction first = inState(TransactionStatus.ABORTED, "l");

        Transaction second = begin("l");

        assertThat(second.id()).isGreaterThan(first.id());
        assertThat(registry.find(database.id(), "l")).contains(second);
    }

    @ParameterizedTest
    @CsvSource({
        "0,ANALYSIS_ERROR,Invalid timeout: '0'. Expected values should be between 1 and 259200"
                + " seconds",
        "259201,ANALYSIS_ERROR,Invalid timeout: '259201'. Expected values should be between 1 and"
                + " 259200 seconds",
        "-1,ANALYSIS_ERROR,Invalid timeout: '-1'. Expected values should be between 1 and 259200"
                + " seconds"
    })
    void timeoutsHaveARange(long seconds, StatusCode status, String message) {
        assertRefused(new BeginRequest("d", "t", "l", seconds, "BE: x"), status, message);
    }

    @ParameterizedTest
    @CsvSource({
        "bad label!,INTERNAL_ERROR",
        "a-b_c.1:2,INTERNAL_ERROR",
        "é,INTERNAL_ERROR",
        "'',ANALYSIS_ERROR"
    })
    void labelsHaveAForm(String label, StatusCode status) {
        LoadException error =
                catchThrowableOfType(
                        LoadException.class,
                        () ->
                                registry.begin(
                                        new BeginRequest("d", "t", label, TIMEOUT_SECONDS, "")));

        assertThat(error.status()).isEqualTo(status);
    }

    @Test
    void labelsMayHave128Characters() throws LoadException {
        begin("x".repeat(128));

        assertThatThrownBy(() -> begin("x".repeat(129))).hasMessageContaining("regex");
    }

    @Test
    void unknownObjectsAreNamed() {
        assertRefused(
                new BeginRequest("no", "t", "l", 1, ""),
                StatusCode.ANALYSIS_ERROR,
                "unknown database, database=no");
        assertRefused(
                new BeginRequest("d", "no", "l", 1, ""),
                StatusCode.ANALYSIS_ERROR,
                "unknown table \"d.no\"");
    }

    @Test
    void runningTransactionsOfADatabaseAreLimited() throws LoadException {
        for (int i = 0; i < 4; i++) {
            begin("l" + i);
        }

        assertThatThrownBy(() -> begin("l4"))
                .hasMessage(
                        "current running txns on db "
                                + database.id()
                                + " is 4, larger than limit 4");
    }

    @Test
    void emptyWriteIsRefusedAndLeavesTheTransactionAsItWas() throws LoadException {
        Transaction transaction = begin("l");
        TestingWrite empty = new TestingWrite(true);

        assertThatThrownBy(() -> registry.prepare(transaction.id(), empty, Optional.empty()))
                .hasMessageStartingWith("No partitions have data available for loading.");
        assertThatThrownBy(() -> registry.commitAtOnce(transaction.id(), empty))
                .hasMessageStartingWith("fail to execute commit task: No partitions have data");

        assertThat(transaction.status()).isEqualTo(TransactionStatus.PREPARE);
        registry.isEmptyLoadAnError(false);
        registry.commitAtOnce(transaction.id(), empty);
        assertThat(transaction.status()).isEqualTo(TransactionStatus.VISIBLE);
    }

    @Test
    void overdueTransactionsAreAbortedButPreparedOnesHaveTheirOwnTime() throws LoadException {
        Transaction open = begin("open");
        Transaction prepared = inState(TransactionStatus.PREPARED, "prepared");
        Transaction impatient = begin("impatient");
        registry.prepare(impatient.id(), write, Optional.of(Duration.ofSeconds(700)));

        clock.advance(Duration.ofSeconds(TIMEOUT_SECONDS));
        registry.sweep();
        assertThat(open.status()).isEqualTo(TransactionStatus.PREPARE);

        clock.advance(Duration.ofSeconds(101));
        registry.sweep();
        assertThat(open.status()).isEqualTo(TransactionStatus.ABORTED);
        assertThat(open.reason()).isEqualTo("timeout by txn manager");
        assertThat(impatient.status()).isEqualTo(TransactionStatus.ABORTED);
        assertThat(prepared.status()).isEqualTo(TransactionStatus.PREPARED);

        clock.advance(Duration.ofDays(1));
        registry.sweep();
        assertThat(prepared.status()).isEqualTo(TransactionStatus.ABORTED);
    }

    @Test
    void stepsAfterAnAbortTellItsReason() throws LoadException {
        Transaction transaction = inState(TransactionStatus.ABORTED, "l");

        assertThatThrownBy(() -> registry.prepare(transaction.id(), write, Optional.empty()))
                .hasMessage("User Aborted");
        assertThatThrownBy(() -> registry.commitAtOnce(transaction.id(), write))
                .hasMessage("fail to execute commit task: User Aborted");
        assertThat(registry.commitPrepared(transaction)).isEqualTo(CommitOutcome.NOT_PREPARED);
    }

    @Test
    void oldestFinishedLabelsAreForgotten() throws LoadException {
        for (int i = 0; i < 4; i++) {
            inState(TransactionStatus.VISIBLE, "l" + i);
        }

        assertThat(registry.find(database.id(), "l0")).isEmpty();
        assertThat(registry.find(database.id(), "l1")).isPresent();
        assertThat(registry.finished(database.id())).hasSize(3);
        begin("l0");
    }

    @Test
    void delayedPublishKeepsTheOrderOfCommitsPerTable() throws LoadException {
        registry.publishDelay(Duration.ofSeconds(25));
        Transaction first = inState(TransactionStatus.COMMITTED, "first");
        registry.publishDelay(Duration.ZERO);
        Transaction second = inState(TransactionStatus.COMMITTED, "second");

        assertThat(second.status()).isEqualTo(TransactionStatus.COMMITTED);
        clock.advance(Duration.ofSeconds(25));
        registry.publishDue();

        assertThat(first.status()).isEqualTo(TransactionStatus.VISIBLE);
        assertThat(second.status()).isEqualTo(TransactionStatus.VISIBLE);
    }

    @Test
    void waitingForVisibilityEndsWithThePatience() throws LoadException {
        registry.publishDelay(Duration.ofSeconds(25));
        Transaction transaction = inState(TransactionStatus.COMMITTED, "l");

        assertThat(registry.awaitVisible(transaction, Duration.ZERO)).isFalse();
        clock.advance(Duration.ofSeconds(25));
        assertThat(registry.awaitVisible(transaction, Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void commitSaysThatTheTableWasTruncatedAfterPrepareOnly() throws LoadException {
        Transaction after = begin("after");
        TestingWrite lostAfter = new TestingWrite(false);
        registry.prepare(after.id(), lostAfter, Optional.empty());
        lostAfter.target = PendingWrite.Target.TRUNCATED;
        Transaction before = begin("before");
        TestingWrite lostBefore = new TestingWrite(false);
        lostBefore.target = PendingWrite.Target.TRUNCATED;
        registry.prepare(before.id(), lostBefore, Optional.empty());

        assertThat(registry.commitPrepared(after))
                .isEqualTo(CommitOutcome.COMMITTED_AFTER_TRUNCATE);
        assertThat(after.status()).isEqualTo(TransactionStatus.VISIBLE);
        assertThat(registry.commitPrepared(before)).isEqualTo(CommitOutcome.COMMITTED);
    }

    @ParameterizedTest
    @EnumSource(TransactionStatus.class)
    void alterJobsWaitForWhatIsNotYetVisible(TransactionStatus status) throws LoadException {
        registry.publishDelay(
                status == TransactionStatus.COMMITTED ? Duration.ofDays(1) : Duration.ZERO);
        Transaction transaction = inState(status, "l");
        long watershed = registry.nextTransactionId();

        assertThat(registry.isAnyRunning(table.id(), watershed)).isEqualTo(!status.isFinal());
        assertThat(registry.isAnyRunning(table.id(), transaction.id() - 1)).isFalse();
        assertThat(registry.isAnyRunning(table.id() + 1, watershed)).isFalse();
    }

    private Transaction begin(String label) throws LoadException {
        return registry.begin(new BeginRequest("d", "t", label, TIMEOUT_SECONDS, "BE: 127.0.0.1"));
    }

    private Transaction inState(TransactionStatus status, String label) throws LoadException {
        Transaction transaction = begin(label);
        switch (status) {
            case PREPARE -> {}
            case PREPARED -> registry.prepare(transaction.id(), write, Optional.empty());
            case COMMITTED, VISIBLE -> registry.commitAtOnce(transaction.id(), write);
            case ABORTED -> registry.abort(transaction.id(), "User Aborted");
        }
        return transaction;
    }

    private void assertRefused(BeginRequest request, StatusCode status, String message) {
        LoadException error =
                catchThrowableOfType(LoadException.class, () -> registry.begin(request));
        assertThat(error).hasMessage(message);
        assertThat(error.status()).isEqualTo(status);
    }
}
