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

package io.cdcpipelines.starrocks.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.cdc.table.ChosenColumns;
import io.cdcpipelines.starrocks.cdc.table.ChosenPartitions;
import io.cdcpipelines.starrocks.cdc.table.MissingTypePolicy;
import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import io.cdcpipelines.starrocks.cdc.table.UnappliedDeletes;
import io.cdcpipelines.starrocks.cdc.table.WithoutPrimaryKey;
import io.cdcpipelines.starrocks.core.config.ConfigProblems;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleReaderTest {
    private static final TablePath ORDERS = TablePath.of("shop", "orders");

    private final Map<String, String> values = new LinkedHashMap<>();
    private final ConfigProblems problems = new ConfigProblems();

    private TableRules read() {
        return RuleReader.read(new OptionReader(values, problems), values, problems);
    }

    private TableSettings readOrders() {
        TableSettings settings = read().of(ORDERS);
        assertThat(problems.lines()).isEmpty();
        return settings;
    }

    @Test
    void readsEverySettingForAllTables() {
        values.put("table.create.num-buckets", "7");
        values.put("table.create.distributed-by", "a, b");
        values.put("table.create.order-by", "c");
        values.put("table.create.partition-by", "date_trunc('day', d)");
        values.put("table.create.properties.compression", "ZSTD");
        values.put("table.without-primary-key", "duplicate-key");
        values.put("table.duplicate-key.on-delete", "Ignore");
        values.put("table.on-missing-type", "fail");

        TableSettings found = readOrders();

        assertThat(found.buckets()).hasValue(7);
        assertThat(found.distribution())
                .contains(ChosenColumns.of("table.create.distributed-by", List.of("a", "b")));
        assertThat(found.order()).contains(ChosenColumns.of("table.create.order-by", List.of("c")));
        assertThat(found.partitions())
                .isEqualTo(
                        ChosenPartitions.parse(
                                "table.create.partition-by", "date_trunc('day', d)"));
        assertThat(found.properties()).isEqualTo(Map.of("compression", "ZSTD"));
        assertThat(found.withoutPrimaryKey()).isEqualTo(WithoutPrimaryKey.DUPLICATE_KEY);
        assertThat(found.unappliedDeletes()).isEqualTo(UnappliedDeletes.IGNORE);
        assertThat(found.onMissingType()).isEqualTo(MissingTypePolicy.FAIL);
        assertThat(found.uniqueKey()).isEmpty();
    }

    @Test
    void readsEverySettingOfARule() {
        values.put("table.rules.r-1.tables", "shop\\.ord.*");
        values.put("table.rules.r-1.num-buckets", "7");
        values.put("table.rules.r-1.distributed-by", "a, b");
        values.put("table.rules.r-1.order-by", "c");
        values.put("table.rules.r-1.partition-by", "region");
        values.put("table.rules.r-1.properties.compression", "ZSTD");
        values.put("table.rules.r-1.properties.dynamic_partition.enable", "true");
        values.put("table.rules.r-1.without-primary-key", "duplicate-key");
        values.put("table.rules.r-1.duplicate-key.on-delete", "ignore");
        values.put("table.rules.r-1.unique-key", "id");
        values.put("table.rules.r-1.on-missing-type", "fail");

        TableSettings found = readOrders();

        assertThat(found.buckets()).hasValue(7);
        assertThat(found.distribution())
                .contains(ChosenColumns.of("table.rules.r-1.distributed-by", List.of("a", "b")));
        assertThat(found.order())
                .contains(ChosenColumns.of("table.rules.r-1.order-by", List.of("c")));
        assertThat(found.partitions())
                .contains(
                        ChosenPartitions.byColumns(
                                "table.rules.r-1.partition-by", List.of("region")));
        assertThat(found.properties())
                .isEqualTo(Map.of("compression", "ZSTD", "dynamic_partition.enable", "true"));
        assertThat(found.withoutPrimaryKey()).isEqualTo(WithoutPrimaryKey.DUPLICATE_KEY);
        assertThat(found.unappliedDeletes()).isEqualTo(UnappliedDeletes.IGNORE);
        assertThat(found.uniqueKey())
                .contains(ChosenColumns.of("table.rules.r-1.unique-key", List.of("id")));
        assertThat(found.onMissingType()).isEqualTo(MissingTypePolicy.FAIL);
        assertThat(read().of(TablePath.of("shop", "customers")).buckets()).isEmpty();
    }

    @Test
    void takesRulesInTheOrderOfTheirNames() {
        values.put("table.rules.b.tables", ".*");
        values.put("table.rules.b.num-buckets", "2");
        values.put("table.rules.a.tables", "shop\\..*");
        values.put("table.rules.a.num-buckets", "1");
        values.put("table.rules.B.tables", "shop\\.orders");
        values.put("table.rules.B.order-by", "x");

        assertThat(readOrders().buckets()).hasValue(1);
        assertThat(read().of(TablePath.of("x", "y")).buckets()).hasValue(2);
        assertThat(readOrders().order()).isPresent();
    }

    @Test
    void hasDefaultsWhereNobodySaysAnything() {
        TableSettings found = readOrders();

        assertThat(found.withoutPrimaryKey()).isEqualTo(WithoutPrimaryKey.FAIL);
        assertThat(found.unappliedDeletes()).isEqualTo(UnappliedDeletes.FAIL);
        assertThat(found.properties()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "table.rules.r.num-buckets | 0 | '0' is not accepted; give a whole number from 1",
                "table.rules.r.order-by | a,,b | 'a,,b' is not accepted; give names of columns",
                "table.rules.r.unique-key | a,A | 'a,A' is not accepted; give names of columns",
                "table.rules.r.distributed-by | '' | '' is not accepted; give names of columns",
                "table.rules.r.partition-by | f(a | 'f(a' is not accepted; give columns",
                "table.rules.r.without-primary-key | skip | give fail or duplicate-key",
                "table.rules.r.duplicate-key.on-delete | apply | give fail or ignore",
                "table.rules.r.tables | shop.(.* | 'shop.(.*' is not accepted; give a regular",
                "table.rules.r.partitions-by | a | the nearest one is 'partition-by'",
                "table.rules.r.properties. | a | is no setting of a rule",
                "table.rules.r | a | give table.rules.<name>.<setting>",
                "table.rules.r s.tables | a | give table.rules.<name>.<setting>",
                "table.create.partition-by | f(a | 'f(a' is not accepted; give columns",
                "table.create.order-by | a, | 'a,' is not accepted; give names of columns",
            })
    void reportsAMistakeUnderItsKey(String key, String value, String problem) {
        values.put("table.rules.r.tables", ".*");
        values.put(key, value);

        read();

        assertThat(problems.lines()).singleElement().asString().startsWith(key + ": ");
        assertThat(problems.lines().get(0)).contains(problem);
    }

    @Test
    void reportsAllMistakesOfAllRules() {
        values.put("table.rules.a.num-buckets", "x");
        values.put("table.rules.b.order_by", "x");
        values.put("table.rules.b.tables", "(");

        read();

        assertThat(problems.lines()).hasSize(4);
        assertThat(problems.lines())
                .anyMatch(line -> line.startsWith("table.rules.a.tables: is missing; give a reg"))
                .anyMatch(line -> line.startsWith("table.rules.a.num-buckets: 'x'"))
                .anyMatch(line -> line.startsWith("table.rules.b.order_by: is no setting"))
                .anyMatch(line -> line.startsWith("table.rules.b.tables: '('"));
    }

    @Test
    void leavesNoKeyOfARuleToTheSearchForUnknownKeys() {
        values.put("table.rules.r.tables", ".*");
        values.put("table.rule.r.tables", ".*");

        UnknownKeys.note(values.keySet(), problems);

        assertThat(problems.lines()).singleElement().asString().startsWith("table.rule.r.tables");
    }
}
