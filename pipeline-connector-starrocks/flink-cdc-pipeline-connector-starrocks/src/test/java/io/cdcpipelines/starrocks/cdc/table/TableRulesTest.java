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

package io.cdcpipelines.starrocks.cdc.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Test;

class TableRulesTest {
    private static final TablePath ORDERS = TablePath.of("shop", "orders_1");
    private static final Schema PLAIN = schema().build();

    private static Schema.Builder schema() {
        return Schema.newBuilder().physicalColumn("id", DataTypes.INT());
    }

    private static TableRule rule(String tables, TableSettings.Builder settings) {
        return TableRule.of(Pattern.compile(tables), settings.build());
    }

    private static TableSettings.Builder settings() {
        return TableSettings.builder();
    }

    private static ChosenColumns columns(String... names) {
        return ChosenColumns.of("o", List.of(names));
    }

    @Test
    void letsTheFirstRuleWinThatHasASetting() {
        TableRules rules =
                TableRules.of(
                        List.of(
                                rule("shop\\.customers", settings().buckets(1)),
                                rule("shop\\.orders_.*", settings().order(columns("a"))),
                                rule("shop\\..*", settings().buckets(2).order(columns("b"))),
                                rule(".*", settings().buckets(3).uniqueKey(columns("k")))),
                        settings().buckets(4).distribution(columns("d")).build());

        TableSettings found = rules.of(ORDERS);

        assertThat(found.buckets()).hasValue(2);
        assertThat(found.order()).contains(columns("a"));
        assertThat(found.uniqueKey()).contains(columns("k"));
        assertThat(found.distribution()).contains(columns("d"));
        assertThat(found.partitions()).isEmpty();
        assertThat(rules.of(TablePath.of("other", "t")).buckets()).hasValue(3);
    }

    @Test
    void saysHowATableFollowsItsSource() {
        TableRules rules =
                TableRules.of(
                        List.of(
                                rule(
                                        "shop\\..*",
                                        settings().onTypeConflict(TypeConflictPolicy.NEW_COLUMN))),
                        settings()
                                .onDropTable(DropTablePolicy.IGNORE)
                                .onDrift(DriftPolicy.FAIL)
                                .onMissingType(MissingTypePolicy.FAIL)
                                .fillsAddedColumns(false)
                                .build());

        assertThat(rules.of(ORDERS).onTypeConflict()).isEqualTo(TypeConflictPolicy.NEW_COLUMN);
        assertThat(rules.of(ORDERS).onDropTable()).isEqualTo(DropTablePolicy.IGNORE);
        assertThat(rules.of(ORDERS).onDrift()).isEqualTo(DriftPolicy.FAIL);
        assertThat(rules.of(ORDERS).onMissingType()).isEqualTo(MissingTypePolicy.FAIL);
        assertThat(rules.of(ORDERS).fillsAddedColumns()).isFalse();
        assertThat(rules.of(TablePath.of("other", "t")).onTypeConflict())
                .isEqualTo(TypeConflictPolicy.FAIL);
        assertThat(TableSettings.NONE.onDropTable()).isEqualTo(DropTablePolicy.RENAME);
        assertThat(TableSettings.NONE.onDrift()).isEqualTo(DriftPolicy.ADAPT);
        assertThat(TableSettings.NONE.onMissingType()).isEqualTo(MissingTypePolicy.STRING);
        assertThat(TableSettings.NONE.fillsAddedColumns()).isTrue();
    }

    @Test
    void matchesWholePaths() {
        TableRules rules =
                TableRules.of(
                        List.of(rule("shop\\.orders", settings().buckets(1))), TableSettings.NONE);

        assertThat(rules.of(ORDERS).buckets()).isEmpty();
        assertThat(rules.of(TablePath.of("my_shop", "orders")).buckets()).isEmpty();
        assertThat(rules.of(TablePath.of("shop", "orders")).buckets()).hasValue(1);
    }

    @Test
    void putsRulesOverTheSchemaAndTheSchemaOverAllTables() {
        TableRules rules =
                TableRules.of(
                        List.of(rule("shop\\.o.*", settings().properties(Map.of("p1", "rule")))),
                        settings()
                                .properties(Map.of("p1", "all", "p2", "all", "p3", "all"))
                                .partitions(ChosenPartitions.byColumns("o", List.of("all")))
                                .build());
        Schema schema =
                schema().option("p1", "schema").option("p2", "schema").partitionKey("id").build();

        TableSettings found = rules.of(ORDERS, schema);

        assertThat(found.properties()).isEqualTo(Map.of("p1", "rule", "p2", "schema", "p3", "all"));
        assertThat(found.partitions())
                .contains(ChosenPartitions.byColumns("partition-keys", List.of("id")));
        assertThat(rules.of(ORDERS, PLAIN).partitions())
                .contains(ChosenPartitions.byColumns("o", List.of("all")));
        TableRules partitioned =
                TableRules.of(
                        List.of(
                                rule(
                                        ".*",
                                        settings()
                                                .partitions(
                                                        ChosenPartitions.byColumns(
                                                                "r", List.of("x"))))),
                        TableSettings.NONE);
        assertThat(partitioned.of(ORDERS, schema).partitions())
                .contains(ChosenPartitions.byColumns("r", List.of("x")));
    }

    @Test
    void choosesReplicasOnlyWhereNobodyDoes() {
        TableSettings chosen =
                settings().properties(Map.of("replication_num", "2", "x", "1")).build();

        assertThat(chosen.choosesReplicationNum()).isTrue();
        assertThat(chosen.withReplicasIfNotChosen(1).properties()).isEqualTo(chosen.properties());
        assertThat(TableSettings.NONE.choosesReplicationNum()).isFalse();
        assertThat(TableSettings.NONE.withReplicasIfNotChosen(1).properties())
                .isEqualTo(Map.of("replication_num", "1"));
    }
}
