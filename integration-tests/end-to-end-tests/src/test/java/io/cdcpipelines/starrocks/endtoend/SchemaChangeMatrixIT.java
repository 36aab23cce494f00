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

package io.cdcpipelines.starrocks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.fault.Fault;
import io.cdcpipelines.starrocks.emulator.fault.Fault.Moment;
import io.cdcpipelines.starrocks.emulator.fault.Operation;
import io.cdcpipelines.starrocks.endtoend.SchemaChangeCase.Conflict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.exceptions.SchemaEvolveException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.function.Executable;

/**
 * Every schema change times everything that can come between: it comes again, the process dies
 * after a statement, a request or a reply is lost, somebody was there before, or a job runs on the
 * table. The end is the same each time, for the table and for the rows from before and after.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SchemaChangeMatrixIT {
    private final Map<VersionProfile, StarRocksEmulator> servers =
            new EnumMap<>(VersionProfile.class);
    private int cases;

    @AfterAll
    void stop() {
        servers.values().forEach(StarRocksEmulator::close);
        System.out.println("Schema change matrix: " + cases + " cases");
        assertThat(cases).isGreaterThan(300);
    }

    private StarRocksEmulator server(VersionProfile profile) throws Exception {
        if (!servers.containsKey(profile)) {
            servers.put(
                    profile,
                    StarRocksEmulator.builder()
                            .profile(profile)
                            .backends(1)
                            .alterTick(Duration.ofMillis(10))
                            .start());
        }
        return servers.get(profile);
    }

    /** Each at least once where somebody was there before. */
    @Test
    void triesEveryEvent() {
        TableId id = TableId.tableId("d", "t");

        assertThat(SchemaChangeCases.all())
                .filteredOn(change -> !change.byHand().isEmpty() || change.conflict().isPresent())
                .extracting(change -> change.event(id).getClass().getSimpleName())
                .contains(
                        "CreateTableEvent",
                        "AddColumnEvent",
                        "DropColumnEvent",
                        "RenameColumnEvent",
                        "AlterColumnTypeEvent",
                        "TruncateTableEvent",
                        "DropTableEvent",
                        "AlterTableCommentEvent");
    }

    @TestFactory
    List<DynamicContainer> leadsToTheSameEnd() throws Exception {
        List<DynamicContainer> all = new ArrayList<>();
        for (VersionProfile profile : VersionProfile.values()) {
            for (SchemaChangeCase change : SchemaChangeCases.all()) {
                all.add(dynamicContainer(profile + ": " + change, tests(profile, change)));
            }
        }
        return all;
    }

    private List<DynamicTest> tests(VersionProfile profile, SchemaChangeCase change)
            throws Exception {
        List<String> statements = statementsOf(profile, change);
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(test("fresh", () -> fresh(table(profile, change))));
        tests.add(test("repeated", () -> repeated(table(profile, change))));
        if (!change.byHand().isEmpty()) {
            tests.add(test("done by hand", () -> doneByHand(table(profile, change), change)));
        }
        change.conflict()
                .ifPresent(
                        conflict ->
                                tests.add(
                                        test(
                                                "in conflict",
                                                () ->
                                                        inConflict(
                                                                table(profile, change),
                                                                conflict))));
        if (!change.startsWithoutTable()) {
            tests.add(test("while a job runs", () -> whileAJobRuns(table(profile, change))));
        }
        for (int i = 1; i <= statements.size(); i++) {
            int nth = i;
            String sql = statements.get(i - 1).split("\n")[0];
            tests.add(test("died after " + sql, () -> diedAfter(nth, table(profile, change))));
            for (Moment moment : Moment.values()) {
                tests.add(
                        test(
                                "connection lost " + moment + " " + sql,
                                () -> lost(moment, nth, table(profile, change))));
            }
            if (sql.contains("MODIFY COLUMN") && !sql.contains("` COMMENT")) {
                tests.add(
                        test(
                                "job cancelled of " + sql,
                                () -> jobCancelled(table(profile, change))));
            }
        }
        return tests;
    }

    private DynamicTest test(String name, Executable test) {
        return dynamicTest(
                name,
                () -> {
                    cases++;
                    test.execute();
                });
    }

    private SchemaChangeTarget table(VersionProfile profile, SchemaChangeCase change)
            throws Exception {
        return SchemaChangeTarget.prepared(server(profile), profile, change);
    }

    private List<String> statementsOf(VersionProfile profile, SchemaChangeCase change)
            throws Exception {
        SchemaChangeTarget table = table(profile, change);
        List<String> statements = table.apply(0);
        table.close();
        return statements;
    }

    private static void fresh(SchemaChangeTarget table) throws Exception {
        table.apply(0);
        table.requireTheEnd();
    }

    private static void repeated(SchemaChangeTarget table) throws Exception {
        table.apply(0);
        table.loadOldRowAgain();
        table.apply(0);
        table.requireTheEnd();
    }

    private static void doneByHand(SchemaChangeTarget table, SchemaChangeCase change)
            throws Exception {
        table.executeByHand(change.byHand());
        table.apply(0);
        table.requireTheEnd();
    }

    private static void inConflict(SchemaChangeTarget table, Conflict conflict) throws Exception {
        table.executeByHand(List.of(conflict.obstacle()));

        assertThatThrownBy(() -> table.apply(0)).hasMessageContaining(conflict.error());
        table.executeByHand(List.of(conflict.remedy()));
        table.apply(0);
        table.requireTheEnd();
    }

    private static void whileAJobRuns(SchemaChangeTarget table) throws Exception {
        table.startLongJob();
        table.apply(0);
        table.requireTheEnd();
    }

    private static void diedAfter(int nth, SchemaChangeTarget table) throws Exception {
        assertThatThrownBy(() -> table.apply(nth)).isInstanceOf(FragileCatalog.ProcessDied.class);
        table.loadOldRowAgain();
        table.apply(0);
        table.requireTheEnd();
    }

    private static void lost(Moment moment, int nth, SchemaChangeTarget table) throws Exception {
        table.failStatement(nth, new Fault.Drop(moment));
        table.apply(0);
        table.requireTheEnd();
    }

    private static void jobCancelled(SchemaChangeTarget table) throws Exception {
        table.failNext(Operation.ALTER_JOB, new Fault.Reply(Moment.BEFORE, 0, "disk is full"));

        assertThatThrownBy(() -> table.apply(0))
                .isInstanceOf(SchemaEvolveException.class)
                .hasMessageContainingAll("was cancelled", "disk is full");
        table.apply(0);
        table.requireTheEnd();
    }
}
