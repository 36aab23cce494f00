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
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.table.ColumnDefault;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import java.util.List;
import org.apache.flink.cdc.common.event.AddColumnEvent;
import org.apache.flink.cdc.common.event.AddColumnEvent.ColumnWithPosition;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddColumnPlanTest {

    private final ColumnWithPosition n =
            AddColumnEvent.last(Column.physicalColumn("n", DataTypes.INT().notNull(), "new", "5"));
    private final ColumnWithPosition m =
            AddColumnEvent.after(Column.physicalColumn("m", DataTypes.VARCHAR(5).notNull()), "n");
    private final AddColumnEvent event = new AddColumnEvent(ID, List.of(n, m));

    private final StarRocksColumn addedN =
            StarRocksColumn.of("n", StarRocksType.INT)
                    .withDefault(ColumnDefault.literal("5"))
                    .withComment("new");
    private final StarRocksColumn addedM = StarRocksColumn.of("m", StarRocksType.varchar(20));

    @Test
    void addsAllColumnsAtOnceAndNullable() {
        assertThat(plan(event, TABLE))
                .containsExactly(
                        ALTER
                                + "ADD COLUMN `n` INT NULL DEFAULT '5' COMMENT 'new',"
                                + " ADD COLUMN `m` VARCHAR(20) NULL");
    }

    @Test
    void doesNothingWhenAllAreThere() {
        assertThat(plan(event, with(TABLE, addedN, addedM))).isEmpty();
    }

    @Test
    void addsOnlyWhatIsMissing() {
        assertThat(plan(event, with(TABLE, addedN)))
                .containsExactly(ALTER + "ADD COLUMN `m` VARCHAR(20) NULL");
    }

    @Test
    void keepsAColumnThatHasBeenWidenedSince() {
        assertThat(plan(event, with(TABLE, addedN.withType(StarRocksType.BIGINT), addedM)))
                .isEmpty();
    }

    @Test
    void widensAColumnOfThatNameThatIsTooNarrow() {
        assertThat(plan(event, with(TABLE, addedN.withType(StarRocksType.TINYINT), addedM)))
                .containsExactly(ALTER + "MODIFY COLUMN `n` INT NULL DEFAULT '5' COMMENT 'new'");
    }

    @Test
    void refusesAColumnOfThatNameWithAnotherType() {
        assertConflict(
                event,
                with(TABLE, StarRocksColumn.of("n", StarRocksType.DATE)),
                "column n is DATE and StarRocks cannot change it to INT");
    }

    @Test
    void refusesAMissingTable() {
        assertThatThrownBy(() -> PLANNER.plan(event, TargetState.absent(PATH, true)))
                .isInstanceOf(SchemaConflictException.class)
                .hasMessageContaining("it does not exist");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "FIRST | | AFTER `k2`",
                "LAST | | ''",
                "BEFORE | id | AFTER `k2`",
                "BEFORE | a | AFTER `k2`",
                "BEFORE | b | AFTER `a`",
                "AFTER | id | AFTER `k2`",
                "AFTER | k2 | AFTER `k2`",
                "AFTER | a | AFTER `a`",
                "AFTER | A | AFTER `a`",
                "AFTER | b | ''",
                "AFTER | gone | ''",
                "BEFORE | gone | ''",
            })
    void findsTheNearestPlaceThatStarRocksAllows(
            AddColumnEvent.ColumnPosition position, String neighbour, String clause) {
        AddColumnEvent positioned =
                new AddColumnEvent(
                        ID,
                        List.of(
                                new ColumnWithPosition(
                                        Column.physicalColumn("n", DataTypes.INT()),
                                        position,
                                        neighbour)));

        assertThat(plan(positioned, TABLE))
                .containsExactly((ALTER + "ADD COLUMN `n` INT NULL " + clause).stripTrailing());
    }

    @Test
    void placesColumnsBehindColumnsOfTheSameEvent() {
        AddColumnEvent chained =
                new AddColumnEvent(
                        ID,
                        List.of(
                                AddColumnEvent.after(
                                        Column.physicalColumn("n", DataTypes.INT()), "a"),
                                AddColumnEvent.after(
                                        Column.physicalColumn("m", DataTypes.INT()), "n")));

        assertThat(plan(chained, TABLE))
                .containsExactly(
                        ALTER
                                + "ADD COLUMN `n` INT NULL AFTER `a`,"
                                + " ADD COLUMN `m` INT NULL AFTER `n`");
    }
}
