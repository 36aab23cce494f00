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
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.replacing;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.cdc.type.TypeNames;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.cdc.common.event.AlterColumnTypeEvent;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlterColumnTypePlanTest {

    private AlterColumnTypeEvent alter(String name, DataType type) {
        return new AlterColumnTypeEvent(ID, Map.of(name, type));
    }

    @Test
    void restatesDefaultNullabilityAndComment() {
        assertThat(plan(alter("a", DataTypes.BIGINT().notNull()), TABLE))
                .containsExactly(
                        ALTER
                                + "MODIFY COLUMN `a` BIGINT NOT NULL DEFAULT '7'"
                                + " COMMENT 'it\\'s a'");
    }

    @Test
    void doesNothingWhenItIsDone() {
        StarRocksTable done =
                replacing(TABLE, TABLE.columns().get(2).withType(StarRocksType.BIGINT));

        assertThat(plan(alter("a", DataTypes.BIGINT().notNull()), done)).isEmpty();
    }

    @Test
    void modifiesOnlyTheRest() {
        Map<String, DataType> types = new LinkedHashMap<>();
        types.put("a", DataTypes.BIGINT().notNull());
        types.put("b", DataTypes.VARCHAR(20));
        StarRocksTable half =
                replacing(TABLE, TABLE.columns().get(2).withType(StarRocksType.BIGINT));

        assertThat(plan(new AlterColumnTypeEvent(ID, types), half))
                .containsExactly(ALTER + "MODIFY COLUMN `b` VARCHAR(80) NULL");
    }

    @Test
    void keepsTheWiderColumnWhenTheSourceNarrows() {
        SchemaChangePlan plan =
                PLANNER.plan(alter("b", DataTypes.VARCHAR(2)), TargetState.present(TABLE));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.warnings())
                .containsExactly(
                        "Table d.t: column b stays VARCHAR(40) where the source needs"
                                + " VARCHAR(8)");
    }

    @Test
    void allowsNullWhereTheSourceNowDoes() {
        assertThat(plan(alter("a", DataTypes.INT().nullable()), TABLE))
                .containsExactly(
                        ALTER + "MODIFY COLUMN `a` INT NULL DEFAULT '7' COMMENT 'it\\'s a'");
        assertThat(plan(alter("b", DataTypes.VARCHAR(10).notNull()), TABLE)).isEmpty();
    }

    @ParameterizedTest(name = "{0} for {1} becomes {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "TINYINT | INT | INT",
                "INT | DOUBLE | DOUBLE",
                "BIGINT | DECIMAL(20, 0) | LARGEINT",
                "INT | FLOAT | DOUBLE",
                "DECIMAL(10, 2) | DECIMAL(12, 1) | DECIMAL(13, 2)",
                "DECIMAL(10, 2) | DECIMAL(12, 4) | DECIMAL(12, 4)",
                "DECIMAL(10, 2) | VARCHAR(10) | VARCHAR(40)",
                "CHAR(10) | VARCHAR(10) | VARCHAR(40)",
                "DATE | TIMESTAMP(6) | DATETIME",
                "INT | VARCHAR(3) | VARCHAR(12)",
                "VARCHAR(4) | BIGINT | VARCHAR(64)",
                "DOUBLE | STRING | VARCHAR(1048576)",
            })
    void choosesATypeThatKeepsOldValuesAndTakesNewOnes(
            String from, String source, String expected) {
        StarRocksTable before =
                replacing(TABLE, StarRocksColumn.of("b", StarRocksType.parse(from)));

        assertThat(plan(alter("b", TypeNames.scalar(source)), before))
                .containsExactly(ALTER + "MODIFY COLUMN `b` " + expected + " NULL");
        StarRocksTable after =
                replacing(TABLE, StarRocksColumn.of("b", StarRocksType.parse(expected)));
        assertThat(plan(alter("b", TypeNames.scalar(source)), after)).isEmpty();
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "BOOLEAN | INT",
                "INT | DECIMAL(12, 2)",
                "DATE | VARCHAR(20)",
                "DATETIME | STRING",
                "VARBINARY | STRING",
                "VARCHAR(20) | BYTES",
                "INT | DATE",
                "DECIMAL(38, 10) | DECIMAL(38, 0)",
            })
    void refusesWhatStarRocksCannotChange(String from, String source) {
        StarRocksTable before =
                replacing(TABLE, StarRocksColumn.of("b", StarRocksType.parse(from)));
        String needed =
                new TypeMappings(ZoneOffset.UTC, 4).value(TypeNames.scalar(source)).type().ddl();

        assertConflict(
                alter("b", TypeNames.scalar(source)),
                before,
                "column b is " + from + " and StarRocks cannot change it to " + needed);
    }

    @Test
    void refusesToWidenAKeyColumn() {
        assertConflict(
                alter("k2", DataTypes.VARCHAR(6).notNull()),
                TABLE,
                "key column k2 is VARCHAR(20) and would have to be VARCHAR(24)",
                "INSERT INTO ... SELECT",
                "ALTER TABLE ... SWAP WITH",
                "start the job again from its last checkpoint");
        assertThat(plan(alter("k2", DataTypes.VARCHAR(4).notNull()), TABLE)).isEmpty();
        assertThat(plan(alter("id", DataTypes.INT().notNull()), TABLE)).isEmpty();
    }

    @Test
    void doesNothingWhenTheColumnHasBeenRenamedOrDroppedSince() {
        SchemaChangePlan plan =
                PLANNER.plan(alter("c", DataTypes.INT()), TargetState.present(TABLE));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.warnings())
                .containsExactly(
                        "Table d.t has no column c whose type could change; that is right only if"
                                + " the column was renamed or dropped later, and the event is a"
                                + " repetition");
    }

    @Test
    void doesNothingWhenOnlyTheCaseOfTheNameHasChangedSince() {
        assertThat(plan(alter("B", DataTypes.VARCHAR(20)), TABLE)).isEmpty();
    }

    @Test
    void goesOnWithAKeyColumnThatWasWidenedByHand() {
        StarRocksTable exchanged =
                replacing(TABLE, StarRocksColumn.of("k2", StarRocksType.varchar(24)).asNotNull());

        assertThat(plan(alter("k2", DataTypes.VARCHAR(6).notNull()), exchanged)).isEmpty();
    }
}
