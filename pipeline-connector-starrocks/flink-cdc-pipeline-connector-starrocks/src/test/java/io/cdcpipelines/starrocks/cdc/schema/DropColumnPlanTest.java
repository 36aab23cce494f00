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
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.TABLE;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.assertConflict;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.commented;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.plan;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.without;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.cdc.common.event.DropColumnEvent;
import org.junit.jupiter.api.Test;

class DropColumnPlanTest {

    private final DropColumnEvent event = new DropColumnEvent(ID, List.of("a", "b"));

    @Test
    void dropsAllColumnsAtOnce() {
        assertThat(plan(event, TABLE)).containsExactly(ALTER + "DROP COLUMN `a`, DROP COLUMN `b`");
    }

    @Test
    void doesNothingWhenAllAreGone() {
        assertThat(plan(event, without(TABLE, "a", "b"))).isEmpty();
    }

    @Test
    void dropsWhatIsLeft() {
        assertThat(plan(event, without(TABLE, "a"))).containsExactly(ALTER + "DROP COLUMN `b`");
    }

    @Test
    void forgetsHowTheColumnsWereCalled() {
        String trail = "orders [renamed: `x` -> `b` 2026-03-04, `y` -> `z` 2026-03-04]";
        String forgotten = ALTER + "COMMENT = 'orders [renamed: `y` -> `z` 2026-03-04]'";

        assertThat(plan(event, commented(TABLE, trail)))
                .containsExactly(ALTER + "DROP COLUMN `a`, DROP COLUMN `b`", forgotten);
        assertThat(plan(event, commented(without(TABLE, "a", "b"), trail)))
                .containsExactly(forgotten);
    }

    @Test
    void refusesAKeyColumn() {
        assertConflict(
                new DropColumnEvent(ID, List.of("a", "id")),
                TABLE,
                "column id is part of the key, which StarRocks does not drop");
    }
}
