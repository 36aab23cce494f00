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
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.TABLE;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.assertConflict;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.plan;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.sql;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import org.junit.jupiter.api.Test;

class NewerEventPlanTest {

    @Test
    void truncatesEachTimeItIsAsked() {
        SchemaChangePlan plan =
                PLANNER.plan(new TruncateTableEvent(ID), TargetState.present(TABLE));

        assertThat(sql(plan)).containsExactly("TRUNCATE TABLE `d`.`t`");
        assertThat(plan.isVerifiable()).isFalse();
    }

    @Test
    void dropsATableOnce() {
        assertThat(plan(new DropTableEvent(ID), TABLE))
                .containsExactly("DROP TABLE IF EXISTS `d`.`t`");
        assertThat(PLANNER.plan(new DropTableEvent(ID), TargetState.absent(PATH, true)).isEmpty())
                .isTrue();
    }

    @Test
    void commentsATableOnce() {
        AlterTableCommentEvent event = new AlterTableCommentEvent(ID, "it's");
        StarRocksTable commented =
                StarRocksTable.builder(PATH)
                        .columns(TABLE.columns())
                        .primaryKey(TABLE.keyColumns())
                        .comment("it's")
                        .build();

        assertThat(plan(event, TABLE)).containsExactly(ALTER + "COMMENT = 'it\\'s'");
        assertThat(plan(event, commented)).isEmpty();
    }

    @Test
    void refusesAnEventThatNobodyKnows() {
        assertConflict(
                new RenameTableEvent(ID), TABLE, "RenameTableEvent", "exclude.schema.changes");
    }
}
