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

import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.ALTER;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.ID;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.PLANNER;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.TABLE;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.assertConflict;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.plan;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.with;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.cdc.common.event.RenameColumnEvent;
import org.junit.jupiter.api.Test;

class RenameColumnPlanTest {

    private List<String> rename(StarRocksTable target, String... pairs) {
        return plan(new RenameColumnEvent(ID, mapping(pairs)), target);
    }

    private Map<String, String> mapping(String... pairs) {
        Map<String, String> mapping = new LinkedHashMap<>();
        for (String pair : pairs) {
            mapping.put(pair.split(">")[0], pair.split(">")[1]);
        }
        return mapping;
    }

    /** The statement that leaves a trail of renames on the day of the fixture. */
    private String trail(String... pairs) {
        return commented("", pairs);
    }

    private String commented(String comment, String... pairs) {
        return ALTER + "COMMENT = '" + told(comment, pairs).comment() + "'";
    }

    /** The table with the trail of some renames. */
    private StarRocksTable told(String comment, String... pairs) {
        return told(TABLE, comment, pairs);
    }

    private StarRocksTable told(StarRocksTable table, String comment, String... pairs) {
        String text =
                Stream.of(pairs)
                        .map(pair -> "`" + pair.replace(">", "` -> `") + "` 2026-03-04")
                        .collect(Collectors.joining(", ", comment + "[columns: ", "]"));
        return PlanFixture.commented(table, text);
    }

    private StarRocksTable named(String... names) {
        StarRocksColumn[] columns = new StarRocksColumn[names.length];
        for (int i = 0; i < names.length; i++) {
            columns[i] = StarRocksColumn.of(names[i], StarRocksType.INT);
        }
        return with(without(TABLE, "a", "b"), columns);
    }

    @Test
    void renamesValueAndKeyColumns() {
        assertThat(rename(TABLE, "a>a2", "k2>k3"))
                .containsExactly(
                        trail("a>a2"),
                        ALTER + "RENAME COLUMN `a` TO `a2`",
                        trail("a>a2", "k2>k3"),
                        ALTER + "RENAME COLUMN `k2` TO `k3`");
    }

    @Test
    void doesNothingWhenItIsDone() {
        assertThat(rename(named("a2", "b"), "a>a2")).isEmpty();
        assertThat(rename(TABLE, "a>a")).isEmpty();
    }

    @Test
    void goesOnWithTheTrailOfEarlierRenamesBehindTheComment() {
        assertThat(rename(told("it`s \"a\" ", "x>a"), "a>b2"))
                .containsExactly(
                        commented("it`s \"a\" ", "x>a", "a>b2"),
                        ALTER + "RENAME COLUMN `a` TO `b2`");
    }

    @Test
    void leavesTheTrailOnceIfTheRenameItselfFailed() {
        assertThat(rename(told("", "a>a2"), "a>a2"))
                .containsExactly(ALTER + "RENAME COLUMN `a` TO `a2`");
    }

    @Test
    void saysNothingOfRowsThatFollowTheTrail() {
        SchemaChangePlan plan =
                PLANNER.plan(
                        new RenameColumnEvent(ID, mapping("a>a2")),
                        TargetState.present(told(named("a2", "b"), "", "a>a2")));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.warnings()).isEmpty();
    }

    @Test
    void knowsARepetitionByItsTrailWhereOtherColumnsHaveTheNames() {
        String[] trail = {"a>b", "c>a", "b>d"};

        assertThat(rename(told(named("d", "a"), "", trail), "a>b", "c>a")).isEmpty();
        assertThat(rename(told(named("b", "a"), "", "a>b", "c>a"), "a>b")).isEmpty();
        assertThat(
                        PLANNER.plan(
                                        new RenameColumnEvent(ID, mapping("a>b")),
                                        TargetState.present(
                                                told(named("b", "a"), "", "a>b", "c>a")))
                                .warnings())
                .singleElement()
                .asString()
                .startsWith("Table d.t had its columns renamed before");
        // What was only announced is still to be done.
        assertThat(rename(told(named("b", "c"), "", "a>b", "c>a"), "a>b", "c>a"))
                .containsExactly(ALTER + "RENAME COLUMN `c` TO `a`");
    }

    @Test
    void refusesToRenameWhatMayBeAnotherColumnThanTheEventMeans() {
        for (String[] trail :
                new String[][] {{"a>b", "c>a", "b>d"}, {"a>t", "d>a", "t>d"}, {"a>o", "n>a"}}) {
            String[] again = trail[0].split(">");
            assertConflict(
                    new RenameColumnEvent(ID, mapping(trail[0])),
                    told(named("d", "a"), "", trail),
                    "column a was renamed to " + again[1] + " before, as the comment",
                    "another column has the name since");
        }
        // One that was renamed back is the same column.
        assertThat(rename(told(named("a"), "", "a>b", "b>a"), "a>b"))
                .contains(ALTER + "RENAME COLUMN `a` TO `b`");
    }

    /** {@code DROP b, RENAME a TO b} that comes again: the drop has put the column aside. */
    @Test
    void givesAColumnItsNameBackThatARepeatedDropTook() {
        String kept = "b__dropped_" + PlanFixture.STAMP;

        assertThat(rename(told(named(kept), "", "a>b", "b>" + kept), "a>b"))
                .containsExactly(
                        trail("a>b", "b>" + kept, kept + ">b"),
                        ALTER + "RENAME COLUMN `" + kept + "` TO `b`");
        // Whatever else has become of the column is as it has to be.
        assertThat(rename(told(named("c"), "", "a>b", "b>c"), "a>b")).isEmpty();
    }

    @Test
    void refusesColumnsThatExchangeTheirNames() {
        for (String[] pairs : new String[][] {{"a>b", "b>a"}, {"k2>a", "a>b", "b>k2"}}) {
            assertConflict(
                    new RenameColumnEvent(ID, mapping(pairs)),
                    TABLE,
                    "columns exchange their names in one statement",
                    "over a third name");
        }
    }

    @Test
    void tellsThatRowsMayHaveComeAgainUnderTheOldName() {
        RenameColumnEvent event = new RenameColumnEvent(ID, mapping("a>a2", "b>b2"));
        String warning =
                "Column a of table d.t was renamed to a2 before, and the comment of the table does"
                        + " not tell so; rows from before that which came again since the job"
                        + " restarted hold no value there until they change again";

        assertThat(PLANNER.plan(event, TargetState.present(named("a2", "b"))).warnings())
                .containsExactly(warning);
        assertThat(PLANNER.plan(event, TargetState.present(named("a2", "b2"))).warnings())
                .hasSize(2)
                .contains(warning);
        assertThat(PLANNER.plan(event, TargetState.present(TABLE)).warnings()).isEmpty();
    }

    @Test
    void renamesTheRest() {
        assertThat(rename(named("a2", "b"), "a>a2", "b>b2"))
                .containsExactly(trail("b>b2"), ALTER + "RENAME COLUMN `b` TO `b2`");
    }

    @Test
    void freesANameBeforeItIsTaken() {
        assertThat(rename(named("a", "b"), "a>b", "b>c"))
                .containsExactly(
                        trail("b>c"),
                        ALTER + "RENAME COLUMN `b` TO `c`",
                        trail("b>c", "a>b"),
                        ALTER + "RENAME COLUMN `a` TO `b`");
        assertThat(rename(named("a", "c"), "a>b", "b>c"))
                .containsExactly(trail("a>b"), ALTER + "RENAME COLUMN `a` TO `b`");
        assertThat(rename(named("b", "c"), "a>b", "b>c")).isEmpty();
    }

    @Test
    void takesADetourWhereOnlyTheCaseChanges() {
        assertThat(rename(named("a"), "a>A"))
                .containsExactly(
                        trail("a>A__renaming"),
                        ALTER + "RENAME COLUMN `a` TO `A__renaming`",
                        trail("a>A__renaming", "A__renaming>A"),
                        ALTER + "RENAME COLUMN `A__renaming` TO `A`");
        assertThat(rename(named("A__renaming"), "a>A"))
                .containsExactly(
                        trail("A__renaming>A"), ALTER + "RENAME COLUMN `A__renaming` TO `A`");
        assertThat(rename(named("A"), "a>A")).isEmpty();
    }

    @Test
    void refusesWhatCannotBeTold() {
        assertConflict(
                new RenameColumnEvent(ID, mapping("a>b")),
                TABLE,
                "column a cannot be renamed to b, because there is one of that name already");
    }

    @Test
    void doesNothingWhenTheColumnHasBeenRenamedAgainOrDroppedSince() {
        SchemaChangePlan plan =
                PLANNER.plan(new RenameColumnEvent(ID, mapping("x>y")), TargetState.present(TABLE));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.warnings())
                .containsExactly(
                        "Table d.t has neither column x nor column y, which it was to become; that"
                                + " is right only if the column was renamed or dropped later, and"
                                + " the event is a repetition");
    }

    @Test
    void renamesTheOthersWhenOneIsGone() {
        assertThat(rename(TABLE, "x>y", "b>b2"))
                .containsExactly(trail("b>b2"), ALTER + "RENAME COLUMN `b` TO `b2`");
    }
}
