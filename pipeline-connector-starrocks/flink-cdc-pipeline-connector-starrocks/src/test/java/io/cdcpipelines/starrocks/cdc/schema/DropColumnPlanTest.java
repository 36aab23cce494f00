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
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.commented;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.plan;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.replacing;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.core.catalog.ServerVersion;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import java.util.List;
import org.apache.flink.cdc.common.event.DropColumnEvent;
import org.junit.jupiter.api.Test;

class DropColumnPlanTest {

    private final DropColumnEvent event = new DropColumnEvent(ID, List.of("a", "b"));

    private static StarRocksTable told(String trail, StarRocksTable table) {
        return commented(table, "orders [columns: " + trail + "]");
    }

    private static String tells(String trail) {
        return ALTER + "COMMENT = 'orders [columns: " + trail + "]'";
    }

    @Test
    void dropsAllColumnsAtOnceAndTellsItBefore() {
        assertThat(plan(event, TABLE))
                .containsExactly(
                        ALTER
                                + "COMMENT = '[columns: `a` dropped 2026-03-04, `b` dropped 2026-03-04]'",
                        ALTER + "DROP COLUMN `a`, DROP COLUMN `b`");
    }

    @Test
    void doesNothingWhenAllAreGone() {
        assertThat(plan(event, without(TABLE, "a", "b"))).isEmpty();
    }

    @Test
    void dropsWhatIsLeft() {
        String told = "`a` dropped 2026-03-04, `b` dropped 2026-03-04";

        assertThat(plan(event, told(told, without(TABLE, "a"))))
                .containsExactly(ALTER + "DROP COLUMN `b`");
    }

    /** Nobody asks where the values of their columns went, because names never change there. */
    @Test
    void tellsNothingOnServersThatDoNotRename() {
        assertThat(
                        PlanFixture.sql(
                                PLANNER.plan(
                                        event,
                                        TargetState.present(TABLE, ServerVersion.parse("3.2.4")))))
                .containsExactly(ALTER + "DROP COLUMN `a`, DROP COLUMN `b`");
    }

    @Test
    void dropsARenamedColumn() {
        String renamed = "`x` -> `b` 2026-03-04, `a` dropped 2026-03-04";

        assertThat(plan(event, told(renamed, without(TABLE, "a"))))
                .containsExactly(
                        tells(renamed + ", `b` dropped 2026-03-04"), ALTER + "DROP COLUMN `b`");
    }

    /** A drop that comes again means the column that had the name before. */
    @Test
    void keepsAColumnThatGotTheNameOfADroppedOne() {
        String told = "`b` dropped 2026-03-04, `x` -> `b` 2026-03-04";
        String kept = "b__dropped_" + PlanFixture.STAMP;
        SchemaChangePlan plan = PLANNER.plan(event, TargetState.present(told(told, TABLE)));

        assertThat(PlanFixture.sql(plan))
                .containsExactly(
                        tells(told + ", `a` dropped 2026-03-04"),
                        ALTER + "DROP COLUMN `a`",
                        tells(told + ", `a` dropped 2026-03-04, `b` -> `" + kept + "` 2026-03-04"),
                        ALTER + "RENAME COLUMN `b` TO `" + kept + "`");
        assertThat(plan.warnings())
                .singleElement()
                .asString()
                .startsWith("Column b of table d.t is kept as " + kept);
    }

    @Test
    void refusesToKeepAColumnThatLoadsWouldHaveToName() {
        StarRocksTable strict =
                replacing(TABLE, StarRocksColumn.of("b", StarRocksType.INT).asNotNull());

        assertConflict(
                event,
                told("`b` dropped 2026-03-04, `x` -> `b` 2026-03-04", strict),
                "column b got its name after another one of this name was dropped",
                "NOT NULL without a default");
    }

    @Test
    void refusesAKeyColumn() {
        assertConflict(
                new DropColumnEvent(ID, List.of("a", "id")),
                TABLE,
                "column id is part of the key, which StarRocks does not drop");
    }
}
