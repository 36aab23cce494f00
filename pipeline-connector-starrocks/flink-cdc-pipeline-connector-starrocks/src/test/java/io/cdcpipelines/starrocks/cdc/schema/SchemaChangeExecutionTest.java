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

package io.cdcpipelines.starrocks.cdc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.cdc.table.DropTablePolicy;
import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import io.cdcpipelines.starrocks.cdc.table.TypeConflictPolicy;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.catalog.AlterAwaiter;
import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalogException;
import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalogException.Reason;
import io.cdcpipelines.starrocks.core.table.ColumnDefault;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.cdc.common.event.AddColumnEvent;
import org.apache.flink.cdc.common.event.AlterColumnTypeEvent;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DropColumnEvent;
import org.apache.flink.cdc.common.event.RenameColumnEvent;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaChangeExecutionTest {
    private static final TablePath PATH = TablePath.of("d", "t");
    private static final TableId ID = TableId.tableId("d", "t");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TIMEOUT = Duration.ofMinutes(30);

    private static final CreateTableEvent CREATE =
            new CreateTableEvent(
                    ID,
                    Schema.newBuilder()
                            .physicalColumn("id", DataTypes.INT().notNull())
                            .physicalColumn("v", DataTypes.VARCHAR(10).notNull(), "it's v", "x'y")
                            .physicalColumn("w", DataTypes.INT())
                            .primaryKey("id")
                            .build());
    private static final AddColumnEvent ADD =
            new AddColumnEvent(
                    ID,
                    List.of(
                            AddColumnEvent.first(
                                    Column.physicalColumn("n", DataTypes.INT(), null, "5"))));
    private static final AlterColumnTypeEvent WIDEN =
            new AlterColumnTypeEvent(ID, Map.of("v", DataTypes.VARCHAR(20).notNull()));
    private static final RenameColumnEvent RENAME = new RenameColumnEvent(ID, Map.of("w", "order"));
    private static final DropColumnEvent DROP = new DropColumnEvent(ID, List.of("w"));

    private final TestingStarRocksCatalog catalog = new TestingStarRocksCatalog();
    private final ManualClock clock = new ManualClock();

    private SchemaChangeExecution execution = execution(Map.of());

    private SchemaChangeExecution execution(Map<String, String> properties) {
        return execution(catalog::open, TableSettings.builder().properties(properties));
    }

    private SchemaChangeExecution execution(
            CatalogFactory catalogs, TableSettings.Builder settings) {
        TableRules rules = TableRules.of(List.of(), settings.build());
        return new SchemaChangeExecution(
                catalogs,
                new SchemaChangePlanner(
                        new TablePlanner(new TypeMappings(ZoneOffset.UTC, 4), rules),
                        rules::of,
                        clock),
                new AlterAwaiter(clock, clock::advance),
                clock,
                TIMEOUT);
    }

    private void apply(SchemaChangeEvent... events) {
        for (SchemaChangeEvent event : events) {
            execution.apply(event, PATH);
        }
    }

    private StarRocksTable table() {
        return catalog.tables.get(PATH);
    }

    private StarRocksColumn column(String name) {
        return table().column(name).orElseThrow(AssertionError::new);
    }

    @AfterEach
    void givesBackEveryConnection() {
        assertThat(catalog.closed).isEqualTo(catalog.opened);
    }

    @Test
    void followsATableThroughItsLife() {
        apply(CREATE, ADD, WIDEN, RENAME);

        assertThat(table().keyColumns()).containsExactly("id");
        assertThat(table().columns())
                .containsExactly(
                        StarRocksColumn.of("id", StarRocksType.INT).asNotNull(),
                        StarRocksColumn.of("n", StarRocksType.INT)
                                .withDefault(ColumnDefault.literal("5")),
                        StarRocksColumn.of("v", StarRocksType.varchar(80))
                                .withDefault(ColumnDefault.literal("x'y"))
                                .withComment("it's v"),
                        StarRocksColumn.of("order", StarRocksType.INT));
    }

    @Test
    void doesNothingWhenAnEventComesAgain() {
        for (SchemaChangeEvent event : List.of(CREATE, ADD, WIDEN, RENAME)) {
            apply(event);
            StarRocksTable once = table();
            int statements = catalog.executed.size();

            apply(event);

            assertThat(table()).isEqualTo(once);
            assertThat(catalog.executed).hasSize(statements);
        }
    }

    @Test
    void dropsAColumnOnce() {
        apply(CREATE, DROP, DROP);

        assertThat(table().column("w")).isEmpty();
        assertThat(catalog.executed).filteredOn(sql -> sql.contains("DROP COLUMN")).hasSize(1);
    }

    @Test
    void returnsOnlyWhenTheJobHasChangedTheTable() {
        apply(CREATE, WIDEN);

        assertThat(column("v").type()).isEqualTo(StarRocksType.varchar(80));
        assertThat(clock.instant()).isAfter(START);
    }

    @Test
    void waitsForTheJobOfSomebodyElse() {
        apply(CREATE);
        catalog.startForeignJob(PATH);

        apply(RENAME);

        assertThat(table().column("order")).isPresent();
    }

    @Test
    void givesUpWaitingAtTheTimeout() {
        apply(CREATE);
        catalog.startForeignJob(PATH);
        catalog.jobsNeverFinish = true;

        assertThatThrownBy(() -> apply(RENAME))
                .isInstanceOfSatisfying(
                        StarRocksCatalogException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TABLE_BUSY));
        assertThat(clock.instant()).isEqualTo(START.plus(TIMEOUT));
    }

    @Test
    void saysThatAJobIsNotFinishedInTime() {
        apply(CREATE);
        catalog.jobsNeverFinish = true;

        assertThatThrownBy(() -> apply(WIDEN))
                .isInstanceOfSatisfying(
                        StarRocksCatalogException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT));
    }

    @Test
    void failsWhenTheJobIsCancelled() {
        apply(CREATE);
        catalog.cancelReason = "user cancelled";

        assertThatThrownBy(() -> apply(WIDEN))
                .isInstanceOfSatisfying(
                        StarRocksCatalogException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.JOB_CANCELLED))
                .hasMessageContaining("user cancelled");
        assertThat(column("v").type()).isEqualTo(StarRocksType.varchar(40));
    }

    @Test
    void failsWhenTheTableReadBackIsNotAsPlanned() {
        apply(CREATE);
        catalog.ignoresAlters = true;

        assertThatThrownBy(() -> apply(ADD))
                .isInstanceOf(StarRocksCatalogException.class)
                .hasMessageContainingAll("d.t", "still lacks", "ADD COLUMN `n`");
    }

    @Test
    void failsWhenTheTableCannotBeReadBack() {
        apply(CREATE);
        catalog.readFault = StarRocksCatalogException.of(Reason.MISSING_PRIVILEGE, "no grant");

        assertThatThrownBy(() -> apply(ADD)).hasMessage("no grant");
        assertThat(catalog.executed).noneMatch(sql -> sql.contains("ADD COLUMN"));
    }

    @Test
    void findsOutWhatBecameOfAStatementWhoseReplyWasLost() {
        for (SchemaChangeEvent event : List.of(CREATE, ADD, WIDEN, RENAME)) {
            catalog.loseReplyOfNextStatement();
            apply(event);
        }

        assertThat(column("n").type()).isEqualTo(StarRocksType.INT);
        assertThat(column("v").type()).isEqualTo(StarRocksType.varchar(80));
        assertThat(table().column("order")).isPresent();
        assertThat(catalog.executed).doesNotHaveDuplicates();
    }

    @Test
    void triesAgainAfterALostConnectionButNotForEver() {
        apply(CREATE);
        catalog.failBeforeNextStatement(unreachable());
        apply(ADD);
        assertThat(table().column("n")).isPresent();

        for (int i = 0; i < 100; i++) {
            catalog.failBeforeNextStatement(unreachable());
        }
        assertThatThrownBy(() -> apply(RENAME)).hasMessage("no frontend");
        assertThat(clock.instant()).isBefore(START.plusSeconds(60));
    }

    @Test
    void failsAtOnceWhenNoFrontendWasEverReached() {
        catalog.readFault = unreachable();

        assertThatThrownBy(() -> apply(CREATE)).hasMessage("no frontend");
        assertThat(clock.instant()).isEqualTo(START);
    }

    private static StarRocksCatalogException unreachable() {
        return StarRocksCatalogException.of(Reason.UNREACHABLE, "no frontend");
    }

    @Test
    void createsTheDatabase() {
        apply(CREATE);

        assertThat(catalog.databases).containsExactly("d");
    }

    @Test
    void takesAsManyReplicasAsThereAreBackends() {
        catalog.aliveBackends = 1;

        apply(CREATE);

        assertThat(table().properties()).containsEntry("replication_num", "1");
        int before = catalog.executed.size();
        catalog.tables.clear();
        apply(CREATE);
        assertThat(catalog.executed).as("asked for 1 from now on").hasSize(before + 1);
    }

    @Test
    void leavesTheUsersChoiceOfReplicasAlone() {
        catalog.aliveBackends = 1;
        execution = execution(Map.of("replication_num", "2"));

        assertThatThrownBy(() -> apply(CREATE))
                .isInstanceOfSatisfying(
                        StarRocksCatalogException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TOO_FEW_BACKENDS));
    }

    @Test
    void failsWhenNoBackendIsAlive() {
        catalog.aliveBackends = 0;

        assertThatThrownBy(() -> apply(CREATE)).isInstanceOf(StarRocksCatalogException.class);
    }

    @Test
    void truncatesWithoutExpectingATrace() {
        apply(CREATE, new TruncateTableEvent(ID), new TruncateTableEvent(ID));

        assertThat(catalog.executed).filteredOn("TRUNCATE TABLE `d`.`t`"::equals).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(DropTablePolicy.class)
    void dropsATableOnceAsItIsTold(DropTablePolicy policy) {
        execution = execution(catalog::open, TableSettings.builder().onDropTable(policy));

        apply(CREATE, new DropTableEvent(ID));
        List<String> once = List.copyOf(catalog.executed);
        apply(new DropTableEvent(ID));

        assertThat(catalog.executed).isEqualTo(once);
        switch (policy) {
            case DROP:
                assertThat(catalog.tables).isEmpty();
                break;
            case RENAME:
                assertThat(catalog.tables)
                        .containsOnlyKeys(TablePath.of("d", "t__dropped_20260101000000000"));
                break;
            default:
                assertThat(catalog.tables).containsOnlyKeys(PATH);
        }
        apply(CREATE);
        assertThat(table().column("v")).isPresent();
    }

    @Test
    void letsRowsBeRewrittenForAsLongAsThereIsTime() {
        execution =
                execution(
                        catalog::open,
                        TableSettings.builder().onTypeConflict(TypeConflictPolicy.NEW_COLUMN));

        apply(CREATE, new AlterColumnTypeEvent(ID, Map.of("w", DataTypes.DECIMAL(10, 2))));

        assertThat(column("w").type()).isEqualTo(StarRocksType.decimal(12, 2));
        assertThat(catalog.limits).containsExactly(TIMEOUT);
    }

    @Test
    void letsTablesChangeAtTheSameTime() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        TestingStarRocksCatalog slow = new TestingStarRocksCatalog();
        slow.beforeNextStatement(
                () -> {
                    begun.countDown();
                    await(released);
                });
        Iterator<TestingStarRocksCatalog> opened = List.of(slow, catalog).iterator();
        SchemaChangeExecution shared =
                execution(() -> opened.next().open(), TableSettings.builder());
        CompletableFuture<Void> other =
                CompletableFuture.runAsync(() -> shared.apply(CREATE, TablePath.of("d", "slow")));
        await(begun);

        shared.apply(CREATE, PATH);

        assertThat(table().keyColumns()).containsExactly("id");
        assertThat(other).isNotDone();
        released.countDown();
        other.get(1, TimeUnit.MINUTES);
        assertThat(slow.tables).containsOnlyKeys(TablePath.of("d", "slow"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A clock that moves only when somebody sleeps. */
    private static final class ManualClock extends Clock {
        private Instant now = START;

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
