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
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.replacing;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.sql;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.with;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.table.ColumnDefault;
import io.cdcpipelines.starrocks.core.table.KeyModel;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateTablePlanTest {

    private final CreateTableEvent event =
            new CreateTableEvent(
                    ID,
                    Schema.newBuilder()
                            .physicalColumn("a", DataTypes.INT().notNull(), "it's a", "7")
                            .physicalColumn("id", DataTypes.BIGINT().notNull(), "the \"key\"")
                            .physicalColumn("b", DataTypes.VARCHAR(10))
                            .physicalColumn("k2", DataTypes.VARCHAR(5), null, "x")
                            .physicalColumn("bad", DataTypes.TIMESTAMP(0), null, "0000-00-00")
                            .primaryKey("id", "k2")
                            .comment("orders")
                            .build());

    private final StarRocksTable created =
            with(TABLE, StarRocksColumn.of("bad", StarRocksType.DATETIME));

    @Test
    void putsTheKeyFirstAndKeepsTheOrderOfTheRest() {
        SchemaChangePlan plan =
                planner(OptionalInt.of(3), Map.of("replication_num", "1"))
                        .plan(event, TargetState.absent(PATH, true));

        assertThat(sql(plan))
                .containsExactly(
                        "CREATE TABLE IF NOT EXISTS `d`.`t` (\n"
                                + "  `id` BIGINT NOT NULL COMMENT 'the \"key\"',\n"
                                + "  `k2` VARCHAR(20) NOT NULL,\n"
                                + "  `a` INT NULL DEFAULT '7' COMMENT 'it\\'s a',\n"
                                + "  `b` VARCHAR(40) NULL,\n"
                                + "  `bad` DATETIME NULL\n"
                                + ")\n"
                                + "PRIMARY KEY (`id`, `k2`)\n"
                                + "COMMENT 'orders'\n"
                                + "DISTRIBUTED BY HASH (`id`, `k2`) BUCKETS 3\n"
                                + "PROPERTIES (\n"
                                + "  'replication_num' = '1'\n"
                                + ")");
    }

    @Test
    void dropsADefaultThatStarRocksRefusesAndSaysSo() {
        assertThat(PLANNER.plan(event, TargetState.absent(PATH, true)).warnings())
                .containsExactly(
                        "Column bad of table d.t has no default in StarRocks: a DATETIME column"
                                + " does not take '0000-00-00'");
    }

    @Test
    void createsTheDatabaseOnlyIfItIsNotThere() {
        assertThat(sql(PLANNER.plan(event, TargetState.absent(PATH, false))))
                .hasSize(2)
                .first()
                .isEqualTo("CREATE DATABASE IF NOT EXISTS `d`");
        assertThat(sql(PLANNER.plan(event, TargetState.absent(PATH, true)))).hasSize(1);
    }

    @Test
    void doesNothingWhenTheTableIsAsNeeded() {
        assertThat(plan(event, created)).isEmpty();
    }

    @Test
    void doesNothingWhenColumnsTakeNullThatTheSourceNeverHas() {
        assertThat(plan(event, created.withNullableValues())).isEmpty();
    }

    @Test
    void leavesColumnsNotNullThatAreSoInTheSource() {
        assertThat(created.column("a"))
                .hasValueSatisfying(a -> assertThat(a.isNullable()).isFalse());
        assertThat(plan(event, created)).isEmpty();
    }

    @Test
    void doesNothingWhenLaterChangesHaveBeenApplied() {
        StarRocksTable later =
                with(
                        replacing(created, StarRocksColumn.of("a", StarRocksType.BIGINT)),
                        StarRocksColumn.of("new", StarRocksType.INT));

        assertThat(plan(event, later)).isEmpty();
    }

    @Test
    void completesATableThatLacksColumns() {
        assertThat(plan(event, without(created, "a", "bad")))
                .containsExactly(
                        ALTER
                                + "ADD COLUMN `a` INT NULL DEFAULT '7' COMMENT 'it\\'s a',"
                                + " ADD COLUMN `bad` DATETIME NULL");
    }

    @Test
    void widensAColumnThatIsTooNarrow() {
        StarRocksTable narrow = replacing(created, StarRocksColumn.of("a", StarRocksType.SMALLINT));

        assertThat(plan(event, narrow)).containsExactly(ALTER + "MODIFY COLUMN `a` INT NULL");
    }

    @Test
    void takesTextColumnsWithThreeBytesPerCharacter() {
        StarRocksTable threeBytes =
                replacing(
                        replacing(
                                created,
                                StarRocksColumn.of("k2", StarRocksType.varchar(15)).asNotNull()),
                        StarRocksColumn.of("b", StarRocksType.varchar(30)));

        SchemaChangePlan plan = PLANNER.plan(event, TargetState.present(threeBytes));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.warnings()).anyMatch(warning -> warning.contains("VARCHAR(30)"));
        assertThat(
                        plan(
                                event,
                                replacing(
                                        created,
                                        StarRocksColumn.of("b", StarRocksType.varchar(29)))))
                .containsExactly(ALTER + "MODIFY COLUMN `b` VARCHAR(40) NULL");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "20, VARCHAR(21), true",
        "20, VARCHAR(20), false",
        "20, LARGEINT, true",
        "18, VARCHAR(19), true",
        "18, BIGINT, true",
        "18, INT, false",
    })
    void takesKeysThatOtherConnectorsKeepAsText(int precision, String type, boolean isTaken) {
        CreateTableEvent unsigned =
                new CreateTableEvent(
                        ID,
                        Schema.newBuilder()
                                .physicalColumn("id", DataTypes.DECIMAL(precision, 0).notNull())
                                .primaryKey("id")
                                .build());
        StarRocksTable table =
                StarRocksTable.builder(PATH)
                        .column(StarRocksColumn.of("id", StarRocksType.parse(type)).asNotNull())
                        .primaryKey(List.of("id"))
                        .build();

        if (isTaken) {
            assertThat(plan(unsigned, table)).isEmpty();
        } else {
            assertConflict(unsigned, table, "key column id is " + type);
        }
    }

    @Test
    void leavesColumnsOfOthersToTheirDefaults() {
        StarRocksColumn loadedAt = StarRocksColumn.of("loaded_at", StarRocksType.DATETIME);

        assertThat(plan(event, with(created, loadedAt))).isEmpty();
        assertThat(
                        plan(
                                event,
                                with(
                                        created,
                                        loadedAt.asNotNull()
                                                .withDefault(ColumnDefault.CURRENT_TIMESTAMP))))
                .isEmpty();
    }

    @Test
    void listsEveryDifferenceThatCannotBeMended() {
        StarRocksTable foreign =
                StarRocksTable.builder(PATH)
                        .column(StarRocksColumn.of("id", StarRocksType.INT).asNotNull())
                        .column(StarRocksColumn.of("A", StarRocksType.INT))
                        .column(StarRocksColumn.of("b", StarRocksType.BOOLEAN))
                        .column(StarRocksColumn.of("extra", StarRocksType.INT).asNotNull())
                        .key(KeyModel.DUPLICATE, List.of("id"))
                        .build();

        assertConflict(
                event,
                foreign,
                "it is a DUPLICATE KEY table",
                "its key is [id], and the source needs [id, k2]",
                "key column id is INT and would have to be BIGINT",
                "column a is called A in StarRocks",
                "column b is BOOLEAN and StarRocks cannot change it to VARCHAR(40)",
                "column extra is NOT NULL without a default, and the source has no values for it");
    }

    @Test
    void saysWhatToDoWithoutAPrimaryKey() {
        CreateTableEvent noKey =
                new CreateTableEvent(
                        ID, Schema.newBuilder().physicalColumn("a", DataTypes.INT()).build());

        assertThatThrownBy(() -> PLANNER.plan(noKey, TargetState.absent(PATH, true)))
                .isInstanceOf(SchemaConflictException.class)
                .hasMessageContainingAll("no primary key", "in a transform");
    }
}
