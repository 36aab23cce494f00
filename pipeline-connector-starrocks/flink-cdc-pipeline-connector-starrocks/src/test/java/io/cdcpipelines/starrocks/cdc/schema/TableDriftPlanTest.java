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
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.planner;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.replacing;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.sql;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.with;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.cdc.table.DriftPolicy;
import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import io.cdcpipelines.starrocks.cdc.table.WithoutPrimaryKey;
import io.cdcpipelines.starrocks.core.table.ColumnDefault;
import io.cdcpipelines.starrocks.core.table.KeyModel;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each policy makes of a table that differs from its source. */
class TableDriftPlanTest {
    private static final CreateTableEvent EVENT = event(10);

    private static CreateTableEvent event(int lengthOfB) {
        return new CreateTableEvent(
                ID,
                Schema.newBuilder()
                        .physicalColumn("id", DataTypes.BIGINT().notNull())
                        .physicalColumn("k2", DataTypes.VARCHAR(5).notNull())
                        .physicalColumn("a", DataTypes.INT())
                        .physicalColumn("b", DataTypes.VARCHAR(lengthOfB))
                        .primaryKey("id", "k2")
                        .build());
    }

    private enum Accepted {
        AS_IT_IS,
        WITH_A_WARNING,
        NOT
    }

    /** A table, whether it is used as it is, and what is said about it. */
    private static final class Case {
        private final String name;
        private final StarRocksTable table;
        private final Accepted accepted;
        private final String difference;

        Case(String name, StarRocksTable table, Accepted accepted, String difference) {
            this.name = name;
            this.table = table;
            this.accepted = accepted;
            this.difference = difference;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final StarRocksTable SAME =
            replacing(TABLE, StarRocksColumn.of("a", StarRocksType.INT));

    private static StarRocksTable replacingA(StarRocksType type) {
        return replacing(SAME, StarRocksColumn.of("a", type));
    }

    private static StarRocksTable keyed(KeyModel model, String... key) {
        return StarRocksTable.builder(PlanFixture.PATH)
                .columns(SAME.columns())
                .key(model, List.of(key))
                .build();
    }

    private static StarRocksTable reversed() {
        List<StarRocksColumn> columns = new ArrayList<>(SAME.columns());
        Collections.swap(columns, 2, 3);
        return PlanFixture.table(columns.toArray(new StarRocksColumn[0]));
    }

    static List<Case> cases() {
        StarRocksColumn extra = StarRocksColumn.of("extra", StarRocksType.INT);
        return List.of(
                new Case(
                        "a column is missing",
                        without(SAME, "a"),
                        Accepted.WITH_A_WARNING,
                        "column a, INT in the source, is missing, so that its values are not"
                                + " loaded"),
                new Case(
                        "wider",
                        replacingA(StarRocksType.BIGINT),
                        Accepted.AS_IT_IS,
                        "column a is BIGINT where the source needs INT"),
                new Case(
                        "narrower",
                        replacingA(StarRocksType.SMALLINT),
                        Accepted.NOT,
                        "column a is SMALLINT where the source needs INT"),
                new Case(
                        "another type",
                        replacingA(StarRocksType.DATE),
                        Accepted.NOT,
                        "column a is DATE and StarRocks cannot change it to INT"),
                new Case(
                        "not null",
                        replacing(SAME, StarRocksColumn.of("a", StarRocksType.INT).asNotNull()),
                        Accepted.NOT,
                        "column a is INT NOT NULL where the source needs INT"),
                new Case(
                        "another case",
                        PlanFixture.table(
                                SAME.columns().get(0),
                                SAME.columns().get(1),
                                StarRocksColumn.of("A", StarRocksType.INT),
                                SAME.columns().get(3)),
                        Accepted.NOT,
                        "column a is called A in StarRocks"),
                new Case(
                        "an extra column",
                        with(SAME, extra),
                        Accepted.AS_IT_IS,
                        "column extra is not in the source"),
                new Case(
                        "an extra column that has a default",
                        with(SAME, extra.asNotNull().withDefault(ColumnDefault.literal("1"))),
                        Accepted.AS_IT_IS,
                        "column extra is not in the source"),
                new Case(
                        "an extra column that must have a value",
                        with(SAME, extra.asNotNull()),
                        Accepted.NOT,
                        "column extra is NOT NULL without a default"),
                new Case(
                        "another order",
                        reversed(),
                        Accepted.AS_IT_IS,
                        "its columns are in another order than those of the source"),
                new Case(
                        "the key in another order",
                        keyed(KeyModel.PRIMARY, "k2", "id"),
                        Accepted.AS_IT_IS,
                        "its key is [k2, id], and the source needs [id, k2]"),
                new Case(
                        "another key",
                        keyed(KeyModel.PRIMARY, "id"),
                        Accepted.NOT,
                        "its key is [id], and the source needs [id, k2]"),
                new Case(
                        "a narrower key",
                        replacing(SAME, StarRocksColumn.of("id", StarRocksType.INT).asNotNull()),
                        Accepted.NOT,
                        "key column id is INT and would have to be BIGINT"),
                new Case(
                        "DUPLICATE KEY",
                        keyed(KeyModel.DUPLICATE, "id", "k2"),
                        Accepted.NOT,
                        "it is a DUPLICATE KEY table, and the source needs a PRIMARY KEY table"),
                new Case(
                        "UNIQUE KEY",
                        keyed(KeyModel.UNIQUE, "id", "k2"),
                        Accepted.NOT,
                        "it is a UNIQUE KEY table, and the source needs a PRIMARY KEY table"),
                new Case(
                        "AGGREGATE KEY",
                        keyed(KeyModel.AGGREGATE, "id", "k2"),
                        Accepted.NOT,
                        "it is a AGGREGATE KEY table, and the source needs a PRIMARY KEY table"));
    }

    private static SchemaChangePlan plan(DriftPolicy policy, StarRocksTable table) {
        return planner(TableSettings.builder().onDrift(policy).build())
                .plan(EVENT, TargetState.present(table));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isRefusedByFailWhateverItIs(Case drift) {
        assertThatThrownBy(() -> plan(DriftPolicy.FAIL, drift.table))
                .isInstanceOf(SchemaConflictException.class)
                .hasMessageStartingWith("Table d.t cannot follow its source: " + drift.difference)
                .hasMessageContaining("; table.on-drift: adapt ");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isAcceptedWhereRowsCanBeUpserted(Case drift) {
        if (drift.accepted == Accepted.NOT) {
            assertThatThrownBy(() -> plan(DriftPolicy.ACCEPT, drift.table))
                    .isInstanceOf(SchemaConflictException.class)
                    .hasMessageStartingWith(
                            "Table d.t cannot follow its source: " + drift.difference);
            return;
        }
        SchemaChangePlan plan = plan(DriftPolicy.ACCEPT, drift.table);

        assertThat(plan.isEmpty()).isTrue();
        if (drift.accepted == Accepted.WITH_A_WARNING) {
            assertThat(plan.warnings()).containsExactly("Table d.t: " + drift.difference);
        } else {
            assertThat(plan.warnings()).isEmpty();
        }
    }

    @Test
    void isNothingWhereTheTableIsAsItWouldBeCreated() {
        for (DriftPolicy policy : DriftPolicy.values()) {
            for (StarRocksTable table : List.of(SAME, SAME.withNullableValues())) {
                SchemaChangePlan plan = plan(policy, table);

                assertThat(plan.isEmpty()).isTrue();
                assertThat(plan.warnings()).isEmpty();
            }
        }
    }

    @Test
    void isNothingWhereOnlyTheSourceExcludesNull() {
        CreateTableEvent notNull =
                new CreateTableEvent(
                        ID,
                        Schema.newBuilder()
                                .physicalColumn("id", DataTypes.BIGINT().notNull())
                                .physicalColumn("k2", DataTypes.VARCHAR(5).notNull())
                                .physicalColumn("a", DataTypes.INT().notNull())
                                .physicalColumn("b", DataTypes.VARCHAR(10))
                                .primaryKey("id", "k2")
                                .build());

        assertThat(
                        planner(TableSettings.builder().onDrift(DriftPolicy.FAIL).build())
                                .plan(notNull, TargetState.present(SAME))
                                .isEmpty())
                .isTrue();
    }

    @Test
    void isListedCompletelyInTheOrderOfNames() {
        StarRocksTable foreign =
                StarRocksTable.builder(PlanFixture.PATH)
                        .column(StarRocksColumn.of("id", StarRocksType.BIGINT).asNotNull())
                        .column(StarRocksColumn.of("zone", StarRocksType.INT).asNotNull())
                        .column(StarRocksColumn.of("b", StarRocksType.varchar(8)))
                        .column(StarRocksColumn.of("a", StarRocksType.INT).asNotNull())
                        .primaryKey(List.of("id"))
                        .build();

        assertThatThrownBy(() -> plan(DriftPolicy.FAIL, foreign))
                .hasMessageStartingWith(
                        "Table d.t cannot follow its source:"
                                + " its key is [id], and the source needs [id, k2];"
                                + " its columns are in another order than those of the source;"
                                + " column a is INT NOT NULL where the source needs INT;"
                                + " column b is VARCHAR(8) where the source needs VARCHAR(40);"
                                + " column k2, VARCHAR(20) in the source, is missing;"
                                + " column zone is NOT NULL without a default, and the source has"
                                + " no values for it;"
                                + " table.on-drift: adapt could not mend it, because its key is");
    }

    @Test
    void showsWhatWouldMendIt() {
        assertThatThrownBy(() -> plan(DriftPolicy.FAIL, without(replacing(SAME, narrowB()), "a")))
                .hasMessageEndingWith(
                        "; table.on-drift: adapt would run "
                                + ALTER
                                + "ADD COLUMN `a` INT NULL, then "
                                + ALTER
                                + "MODIFY COLUMN `b` VARCHAR(40) NULL");
        assertThatThrownBy(() -> plan(DriftPolicy.FAIL, replacingA(StarRocksType.BIGINT)))
                .hasMessageEndingWith("; table.on-drift: adapt would use the table as it is");
        assertThat(sql(plan(DriftPolicy.ADAPT, without(SAME, "a"))))
                .containsExactly(ALTER + "ADD COLUMN `a` INT NULL");
    }

    private static StarRocksColumn narrowB() {
        return StarRocksColumn.of("b", StarRocksType.varchar(8));
    }

    @Test
    void isJudgedForTablesWithoutAKeyToo() {
        SchemaChangePlanner planner =
                planner(
                        TableSettings.builder()
                                .withoutPrimaryKey(WithoutPrimaryKey.DUPLICATE_KEY)
                                .onDrift(DriftPolicy.ACCEPT)
                                .build());
        CreateTableEvent keyless =
                new CreateTableEvent(
                        ID,
                        Schema.newBuilder()
                                .physicalColumn("a", DataTypes.INT())
                                .physicalColumn("b", DataTypes.VARCHAR(10))
                                .physicalColumn("c", DataTypes.INT())
                                .build());
        StarRocksTable log =
                StarRocksTable.builder(PlanFixture.PATH)
                        .column(StarRocksColumn.of("b", StarRocksType.varchar(40)))
                        .column(StarRocksColumn.of("a", StarRocksType.INT))
                        .key(KeyModel.DUPLICATE, List.of("b"))
                        .build();

        assertThat(planner.plan(keyless, TargetState.present(log)).warnings())
                .containsExactly(
                        "Table d.t: column c, INT in the source, is missing, so that its values are"
                                + " not loaded");
        assertThatThrownBy(() -> planner.plan(keyless, TargetState.present(SAME)))
                .hasMessageContaining(
                        "it is a PRIMARY KEY table, and the source needs a DUPLICATE KEY table");
    }
}
