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
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.planner;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.sql;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import io.cdcpipelines.starrocks.core.table.ColumnDefault;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.cdc.common.event.AddColumnEvent;
import org.apache.flink.cdc.common.event.AddColumnEvent.ColumnWithPosition;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
                                + " ADD COLUMN `m` VARCHAR(20) NULL DEFAULT ''");
    }

    @ParameterizedTest(name = "{0} NOT NULL: {1}")
    @MethodSource("implicitDefaults")
    void givesRowsThatAreThereWhatMySqlGivesThem(DataType type, String definition) {
        Column column = Column.physicalColumn("n", type.notNull());

        assertThat(plan(new AddColumnEvent(ID, List.of(AddColumnEvent.last(column))), TABLE))
                .containsExactly(ALTER + "ADD COLUMN `n` " + definition);
    }

    /** MySQL 8.0, "Data Type Default Values": the implicit defaults. */
    static Stream<Arguments> implicitDefaults() {
        return Stream.of(
                arguments(DataTypes.BOOLEAN(), "BOOLEAN NULL DEFAULT '0'"),
                arguments(DataTypes.TINYINT(), "TINYINT NULL DEFAULT '0'"),
                arguments(DataTypes.INT(), "INT NULL DEFAULT '0'"),
                arguments(DataTypes.BIGINT(), "BIGINT NULL DEFAULT '0'"),
                arguments(DataTypes.FLOAT(), "FLOAT NULL DEFAULT '0'"),
                arguments(DataTypes.DOUBLE(), "DOUBLE NULL DEFAULT '0'"),
                arguments(DataTypes.DECIMAL(10, 2), "DECIMAL(10, 2) NULL DEFAULT '0.00'"),
                arguments(DataTypes.CHAR(3), "VARCHAR(12) NULL DEFAULT ''"),
                arguments(DataTypes.TIME(3), "VARCHAR(16) NULL DEFAULT '00:00:00.000'"),
                // A TEXT has '', an ENUM its first member, a JSON 'null': all three are strings.
                arguments(DataTypes.STRING(), "VARCHAR(1048576) NULL"),
                // Strict mode has no default for dates, and StarRocks none for bytes.
                arguments(DataTypes.DATE(), "DATE NULL"),
                arguments(DataTypes.TIMESTAMP(3), "DATETIME NULL"),
                arguments(DataTypes.BYTES(), "VARBINARY NULL"));
    }

    @Test
    void givesNothingToRowsThatAreThereInANullableColumn() {
        Column column = Column.physicalColumn("n", DataTypes.INT());

        assertThat(plan(new AddColumnEvent(ID, List.of(AddColumnEvent.last(column))), TABLE))
                .containsExactly(ALTER + "ADD COLUMN `n` INT NULL");
    }

    @Test
    void givesNothingToRowsThatAreThereWhereThatIsWanted() {
        SchemaChangePlanner planner =
                planner(TableSettings.builder().fillsAddedColumns(false).build());

        assertThat(sql(planner.plan(event, TargetState.present(TABLE))))
                .containsExactly(
                        ALTER
                                + "ADD COLUMN `n` INT NULL COMMENT 'new',"
                                + " ADD COLUMN `m` VARCHAR(20) NULL");
    }

    @Test
    void doesNothingWhenAllAreThere() {
        assertThat(plan(event, with(TABLE, addedN, addedM))).isEmpty();
    }

    @Test
    void addsOnlyWhatIsMissing() {
        assertThat(plan(event, with(TABLE, addedN)))
                .containsExactly(ALTER + "ADD COLUMN `m` VARCHAR(20) NULL DEFAULT ''");
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
    void changesNothingWhereTheTableIsGone() {
        SchemaChangePlan plan = PLANNER.plan(event, TargetState.absent(PATH, true));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.warnings())
                .singleElement()
                .asString()
                .startsWith("Table d.t does not exist, so that AddColumnEvent changes nothing");
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
