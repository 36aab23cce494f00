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
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.STAMP;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.TABLE;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.replacing;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.sql;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.table;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import io.cdcpipelines.starrocks.cdc.table.TypeConflictPolicy;
import io.cdcpipelines.starrocks.cdc.type.TypeNames;
import io.cdcpipelines.starrocks.core.catalog.ServerVersion;
import io.cdcpipelines.starrocks.core.table.ColumnDefault;
import io.cdcpipelines.starrocks.core.table.KeyModel;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.cdc.common.event.AddColumnEvent;
import org.apache.flink.cdc.common.event.AlterColumnTypeEvent;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeConflictPlanTest {
    private static final SchemaChangePlanner CONVERTING =
            PlanFixture.planner(
                    TableSettings.builder().onTypeConflict(TypeConflictPolicy.NEW_COLUMN).build());
    private static final String EARLIER = "20260101000000000";

    private static final StarRocksColumn ID_COLUMN = TABLE.columns().get(0);
    private static final StarRocksColumn K2 = TABLE.columns().get(1);
    private static final StarRocksColumn A = TABLE.columns().get(2);
    private static final StarRocksColumn B = TABLE.columns().get(3);

    /** {@code a INT NOT NULL DEFAULT '7' COMMENT 'it's a'} becomes this. */
    private static final AlterColumnTypeEvent TO_DECIMAL = alter("a", DataTypes.DECIMAL(10, 2));

    private static final StarRocksColumn NEW_A =
            StarRocksColumn.of("a", StarRocksType.decimal(12, 2))
                    .withDefault(ColumnDefault.literal("7.00"))
                    .withComment("it's a");

    private static AlterColumnTypeEvent alter(String name, DataType type) {
        return new AlterColumnTypeEvent(ID, Map.of(name, type));
    }

    private static SchemaChangePlan planOf(SchemaChangeEvent event, StarRocksTable table) {
        return CONVERTING.plan(event, TargetState.present(table));
    }

    private static List<String> plan(SchemaChangeEvent event, StarRocksTable table) {
        return sql(planOf(event, table));
    }

    private static String add(String stamp) {
        return ALTER
                + "ADD COLUMN `a__converting_"
                + stamp
                + "` DECIMAL(12, 2) NULL DEFAULT '7.00' COMMENT 'it\\'s a' AFTER `a`";
    }

    private static String fill(String stamp) {
        return "UPDATE `d`.`t` SET `a__converting_"
                + stamp
                + "` = CAST(`a` AS DECIMAL(12, 2)) WHERE `a` IS NOT NULL OR `a__converting_"
                + stamp
                + "` IS NOT NULL";
    }

    private static String rename(String from, String to) {
        return ALTER + "RENAME COLUMN `" + from + "` TO `" + to + "`";
    }

    private static String drop(String... columns) {
        return ALTER + "DROP COLUMN `" + String.join("`, DROP COLUMN `", columns) + "`";
    }

    private static StarRocksColumn converting(String stamp) {
        return NEW_A.withName("a__converting_" + stamp);
    }

    private static StarRocksColumn replaced(String stamp) {
        return A.withName("a__replaced_" + stamp);
    }

    @Test
    void convertsThroughANewColumnThatTakesThePlaceOfTheOldOne() {
        SchemaChangePlan plan = planOf(TO_DECIMAL, TABLE);

        assertThat(sql(plan))
                .containsExactly(
                        add(STAMP),
                        fill(STAMP),
                        rename("a", "a__replaced_" + STAMP),
                        rename("a__converting_" + STAMP, "a"),
                        drop("a__replaced_" + STAMP));
        assertThat(plan.warnings())
                .containsExactly(
                        "Table d.t: column a becomes DECIMAL(12, 2) through a new column where the"
                                + " source needs DECIMAL(10, 2)");
        assertThat(plan.isVerifiable()).isTrue();
    }

    @Test
    void fillsTheNewColumnAgainWhenNobodyKnowsWhetherItIsFilled() {
        assertThat(plan(TO_DECIMAL, with(TABLE, converting(EARLIER))))
                .containsExactly(
                        fill(EARLIER),
                        rename("a", "a__replaced_" + STAMP),
                        rename("a__converting_" + EARLIER, "a"),
                        drop("a__replaced_" + STAMP));
    }

    @Test
    void goesOnBetweenTheRenames() {
        StarRocksTable between = table(ID_COLUMN, K2, replaced(EARLIER), converting(EARLIER), B);

        assertThat(plan(TO_DECIMAL, between))
                .containsExactly(
                        rename("a__converting_" + EARLIER, "a"), drop("a__replaced_" + EARLIER));
    }

    @Test
    void dropsTheOldColumnWhenTheNewOneHasItsName() {
        StarRocksTable renamed = table(ID_COLUMN, K2, replaced(EARLIER), NEW_A, B);

        assertThat(plan(TO_DECIMAL, renamed)).containsExactly(drop("a__replaced_" + EARLIER));
    }

    @Test
    void doesNothingWhenItIsDone() {
        assertThat(plan(TO_DECIMAL, table(ID_COLUMN, K2, NEW_A, B))).isEmpty();
    }

    @Test
    void dropsWhatAnotherConversionOfTheColumnLeftBehind() {
        StarRocksColumn stray =
                StarRocksColumn.of("a__converting_" + EARLIER, StarRocksType.varchar(64));

        assertThat(plan(TO_DECIMAL, with(TABLE, stray)))
                .startsWith(drop("a__converting_" + EARLIER), add(STAMP), fill(STAMP));
        assertThat(plan(TO_DECIMAL, with(replacing(TABLE, NEW_A), stray)))
                .containsExactly(drop("a__converting_" + EARLIER));
    }

    @Test
    void leavesColumnsAloneThatOnlyLookAlike() {
        StarRocksTable table =
                with(
                        replacing(TABLE, NEW_A),
                        B.withName("a__converting_1"),
                        B.withName("aa__replaced_" + EARLIER),
                        B.withName("a__replaced_of_last_year_1"));

        assertThat(plan(TO_DECIMAL, table)).isEmpty();
    }

    @Test
    void convertsAllColumnsOfAnEventInOneGo() {
        Map<String, DataType> types = new LinkedHashMap<>();
        types.put("a", DataTypes.DECIMAL(10, 2));
        types.put("b", DataTypes.STRING());
        StarRocksTable table = replacing(TABLE, StarRocksColumn.of("b", StarRocksType.DATE));

        List<String> plan = plan(new AlterColumnTypeEvent(ID, types), table);

        assertThat(plan).hasSize(7);
        assertThat(plan.get(0)).contains("ADD COLUMN `a__conv", ", ADD COLUMN `b__conv");
        assertThat(plan.get(1)).contains("DECIMAL(12, 2)), `b__conv", "AS VARCHAR(1048576))");
        assertThat(plan.get(6)).isEqualTo(drop("a__replaced_" + STAMP, "b__replaced_" + STAMP));
    }

    @ParameterizedTest(name = "{0} for {1} becomes {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "BOOLEAN | INT | INT",
                "BOOLEAN | VARCHAR(3) | VARCHAR(12)",
                "BOOLEAN | DECIMAL(4, 2) | DECIMAL(4, 2)",
                "BOOLEAN | DOUBLE | DOUBLE",
                "INT | DECIMAL(12, 2) | DECIMAL(12, 2)",
                "BIGINT | DECIMAL(10, 1) | DECIMAL(20, 1)",
                "DECIMAL(10, 2) | DOUBLE | DOUBLE",
                "DATE | VARCHAR(2) | VARCHAR(64)",
                "DATE | VARCHAR(20) | VARCHAR(80)",
                "DATETIME | STRING | VARCHAR(1048576)",
            })
    void choosesATypeThatTakesOldAndNewValues(String from, String source, String expected) {
        StarRocksTable table = replacing(TABLE, StarRocksColumn.of("b", StarRocksType.parse(from)));

        List<String> plan = plan(alter("b", TypeNames.scalar(source)), table);

        assertThat(plan).hasSize(5);
        assertThat(plan.get(0)).contains("ADD COLUMN `b__converting_" + STAMP + "` " + expected);
        assertThat(plan.get(1)).contains("CAST(`b` AS " + expected + ")");
        StarRocksTable after =
                replacing(TABLE, StarRocksColumn.of("b", StarRocksType.parse(expected)));
        assertThat(plan(alter("b", TypeNames.scalar(source)), after)).isEmpty();
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "DECIMAL(38, 10) | DECIMAL(38, 0)",
                "DOUBLE | DECIMAL(10, 2)",
                "DOUBLE | BIGINT",
                "FLOAT | DECIMAL(10, 2)",
                "LARGEINT | DECIMAL(20, 2)",
                "LARGEINT | DOUBLE",
                "DECIMAL(20, 2) | DOUBLE",
                "DECIMAL(38, 0) | BIGINT",
            })
    void makesATextOfNumbersThatNoNumberTypeTakesBothOf(String from, String source) {
        StarRocksTable table = replacing(TABLE, StarRocksColumn.of("b", StarRocksType.parse(from)));

        List<String> plan = plan(alter("b", TypeNames.scalar(source)), table);

        if (from.equals("DECIMAL(38, 0)")) {
            assertThat(plan).as("takes them").isEmpty();
        } else {
            assertThat(plan).containsExactly(ALTER + "MODIFY COLUMN `b` VARCHAR(64) NULL");
        }
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "VARBINARY | STRING",
                "VARCHAR(20) | BYTES",
                "DATE | INT",
                "DATETIME | BIGINT",
                "INT | DATE",
                "JSON | INT",
                "BOOLEAN | DATE",
            })
    void refusesWhatWouldChangeValues(String from, String source) {
        StarRocksTable table = replacing(TABLE, StarRocksColumn.of("b", StarRocksType.parse(from)));

        assertThatThrownBy(() -> plan(alter("b", TypeNames.scalar(source)), table))
                .isInstanceOf(SchemaConflictException.class)
                .hasMessageContaining("column b is " + from + " and StarRocks cannot change it")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("new-column"));
    }

    @Test
    void namesTheOptionWhereItWouldHelp() {
        PlanFixture.assertConflict(
                TO_DECIMAL,
                TABLE,
                "column a is INT and StarRocks cannot change it to DECIMAL(10, 2): set"
                        + " table.on-type-conflict to new-column (StarRocks 3.3.2 and newer), which"
                        + " makes it DECIMAL(12, 2)");
    }

    @Test
    void beginsNoConversionThatTheServerCannotFinish() {
        TargetState old = TargetState.present(TABLE, ServerVersion.parse("3.3.1"));

        assertThatThrownBy(() -> CONVERTING.plan(TO_DECIMAL, old))
                .isInstanceOf(SchemaConflictException.class)
                .hasMessageContaining("new-column (StarRocks 3.3.2 and newer)");
    }

    @Test
    void givesUpADefaultThatTheNewTypeDoesNotTakeAndSaysSo() {
        StarRocksTable table =
                replacing(
                        TABLE,
                        StarRocksColumn.of("b", StarRocksType.DATETIME)
                                .withDefault(ColumnDefault.CURRENT_TIMESTAMP));

        SchemaChangePlan plan = planOf(alter("b", DataTypes.VARCHAR(20)), table);

        assertThat(sql(plan).get(0)).endsWith("VARCHAR(80) NULL AFTER `b`");
        assertThat(plan.warnings())
                .contains(
                        "Column b of table d.t has no default any more: a VARCHAR(80) column does"
                                + " not take CURRENT_TIMESTAMP");
    }

    @ParameterizedTest(name = "{0} DEFAULT {1} to {2}: {3}")
    @CsvSource({
        "BOOLEAN, true, INT, 1",
        "BOOLEAN, 0, STRING, 0",
        "DATE, 2024-01-02, STRING, 2024-01-02",
    })
    void translatesTheDefault(String from, String value, String source, String expected) {
        StarRocksTable table =
                replacing(
                        TABLE,
                        StarRocksColumn.of("b", StarRocksType.parse(from))
                                .withDefault(ColumnDefault.literal(value)));

        assertThat(plan(alter("b", TypeNames.scalar(source)), table).get(0))
                .contains("DEFAULT '" + expected + "'");
    }

    @Test
    void convertsOnlyWhereRowsCanBeUpdated() {
        StarRocksTable duplicate =
                StarRocksTable.builder(PATH)
                        .columns(TABLE.columns())
                        .key(KeyModel.DUPLICATE, List.of("id", "k2"))
                        .build();

        assertThatThrownBy(() -> plan(TO_DECIMAL, duplicate))
                .hasMessageContaining("only rows of a PRIMARY KEY table can be converted");
    }

    @Test
    void convertsAndGoesOnWhenTheTableIsThereAlready() {
        CreateTableEvent create =
                new CreateTableEvent(
                        ID,
                        Schema.newBuilder()
                                .physicalColumn("id", DataTypes.BIGINT().notNull())
                                .physicalColumn("k2", DataTypes.VARCHAR(5).notNull())
                                .physicalColumn("a", DataTypes.DECIMAL(10, 2))
                                .primaryKey("id", "k2")
                                .build());

        assertThat(plan(create, TABLE)).hasSize(5).startsWith(add(STAMP), fill(STAMP));
        assertThat(plan(create, table(ID_COLUMN, K2, replaced(EARLIER), converting(EARLIER), B)))
                .containsExactly(
                        rename("a__converting_" + EARLIER, "a"), drop("a__replaced_" + EARLIER));
    }

    @Test
    void finishesAConversionWhenTheColumnIsAddedOnceMore() {
        AddColumnEvent add =
                new AddColumnEvent(
                        ID,
                        List.of(
                                AddColumnEvent.last(
                                        Column.physicalColumn("a", DataTypes.DECIMAL(10, 2)))));

        assertThat(plan(add, table(ID_COLUMN, K2, replaced(EARLIER), converting(EARLIER), B)))
                .containsExactly(
                        rename("a__converting_" + EARLIER, "a"), drop("a__replaced_" + EARLIER));
    }
}
