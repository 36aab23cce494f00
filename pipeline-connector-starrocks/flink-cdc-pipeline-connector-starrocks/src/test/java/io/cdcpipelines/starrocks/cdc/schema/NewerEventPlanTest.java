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
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.PATH;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.PLANNER;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.STAMP;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.TABLE;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.assertConflict;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.commented;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.plan;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.sql;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.cdc.table.DropTablePolicy;
import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.List;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NewerEventPlanTest {

    @Test
    void truncatesEachTimeItIsAsked() {
        SchemaChangePlan plan =
                PLANNER.plan(new TruncateTableEvent(ID), TargetState.present(TABLE));

        assertThat(sql(plan)).containsExactly("TRUNCATE TABLE `d`.`t`");
        assertThat(plan.isVerifiable()).isFalse();
    }

    @Test
    void renamesATableWhoseSourceIsDropped() {
        SchemaChangePlan plan = PLANNER.plan(new DropTableEvent(ID), TargetState.present(TABLE));

        assertThat(sql(plan)).containsExactly(ALTER + "RENAME `t__dropped_" + STAMP + "`");
        assertThat(plan.warnings())
                .containsExactly(
                        "The source of table d.t was dropped; the table is kept under the name"
                                + " t__dropped_"
                                + STAMP);
    }

    @Test
    void cutsANameThatLeavesNoRoomForMore() {
        TablePath longest = TablePath.of("d", "x".repeat(1024));
        StarRocksTable table =
                StarRocksTable.builder(longest)
                        .columns(TABLE.columns())
                        .primaryKey(TABLE.keyColumns())
                        .build();

        assertThat(sql(PLANNER.plan(new DropTableEvent(ID), TargetState.present(table))))
                .containsExactly(
                        "ALTER TABLE `d`.`"
                                + longest.table()
                                + "` RENAME `"
                                + "x".repeat(1024 - 10 - 17)
                                + "__dropped_"
                                + STAMP
                                + "`");
    }

    @Test
    void dropsOrKeepsATableWhereItIsToldTo() {
        assertThat(sql(dropped(DropTablePolicy.DROP)))
                .containsExactly("DROP TABLE IF EXISTS `d`.`t`");
        assertThat(dropped(DropTablePolicy.IGNORE).isEmpty()).isTrue();
        assertThat(dropped(DropTablePolicy.IGNORE).warnings()).hasSize(1);
    }

    private static SchemaChangePlan dropped(DropTablePolicy policy) {
        return PlanFixture.planner(TableSettings.builder().onDropTable(policy).build())
                .plan(new DropTableEvent(ID), TargetState.present(TABLE));
    }

    @ParameterizedTest
    @EnumSource(DropTablePolicy.class)
    void doesNothingForATableThatIsDropped(DropTablePolicy policy) {
        SchemaChangePlan plan =
                PlanFixture.planner(TableSettings.builder().onDropTable(policy).build())
                        .plan(new DropTableEvent(ID), TargetState.absent(PATH, true));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.warnings()).isEmpty();
    }

    @Test
    void saysThatATableIsGone() {
        for (SchemaChangeEvent event :
                List.of(new TruncateTableEvent(ID), new AlterTableCommentEvent(ID, "x"))) {
            SchemaChangePlan plan = PLANNER.plan(event, TargetState.absent(PATH, true));

            assertThat(plan.isEmpty()).isTrue();
            assertThat(plan.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("Table d.t does not exist, so that " + NewerEvents.nameOf(event));
        }
    }

    @Test
    void commentsATableOnce() {
        AlterTableCommentEvent event = new AlterTableCommentEvent(ID, "it's");
        StarRocksTable commented = commented(TABLE, "it's");
        String trail = " [columns: `x` -> `y` 2026-03-04]";

        assertThat(plan(event, TABLE)).containsExactly(ALTER + "COMMENT = 'it\\'s'");
        assertThat(plan(event, commented)).isEmpty();
        assertThat(plan(event, commented(TABLE, "old" + trail)))
                .containsExactly(ALTER + "COMMENT = 'it\\'s" + trail + "'");
        assertThat(plan(event, commented(TABLE, "it's" + trail))).isEmpty();
    }

    @Test
    void refusesAnEventThatNobodyKnows() {
        assertConflict(
                new RenameTableEvent(ID), TABLE, "RenameTableEvent", "exclude.schema.changes");
    }
}
