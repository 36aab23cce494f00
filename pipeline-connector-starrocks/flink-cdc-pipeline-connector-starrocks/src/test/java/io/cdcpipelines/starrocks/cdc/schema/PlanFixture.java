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

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.catalog.SqlStatement;
import io.cdcpipelines.starrocks.core.table.ColumnDefault;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.event.TableId;

/** The table that plans are tried with, and what tests ask about a plan. */
final class PlanFixture {
    static final TablePath PATH = TablePath.of("d", "t");
    static final TableId ID = TableId.tableId("d", "t");
    static final String ALTER = "ALTER TABLE `d`.`t` ";

    static final Clock NOW = Clock.fixed(Instant.parse("2026-03-04T05:06:07.089Z"), ZoneOffset.UTC);

    /** The text of that moment in names. */
    static final String STAMP = "20260304050607089";

    static final SchemaChangePlanner PLANNER = planner(OptionalInt.empty(), Map.of());

    /** {@code id BIGINT, k2 VARCHAR(20)} as the key, then {@code a INT, b VARCHAR(40)}. */
    static final StarRocksTable TABLE =
            table(
                    StarRocksColumn.of("id", StarRocksType.BIGINT).asNotNull(),
                    StarRocksColumn.of("k2", StarRocksType.varchar(20)).asNotNull(),
                    StarRocksColumn.of("a", StarRocksType.INT)
                            .asNotNull()
                            .withDefault(ColumnDefault.literal("7"))
                            .withComment("it's a"),
                    StarRocksColumn.of("b", StarRocksType.varchar(40)));

    static SchemaChangePlanner planner(OptionalInt buckets, Map<String, String> properties) {
        TableSettings.Builder settings = TableSettings.builder().properties(properties);
        buckets.ifPresent(settings::buckets);
        return planner(settings.build());
    }

    static SchemaChangePlanner planner(TableSettings allTables) {
        TableRules rules = TableRules.of(List.of(), allTables);
        return new SchemaChangePlanner(
                new TablePlanner(new TypeMappings(ZoneOffset.UTC, 4), rules), rules::of, NOW);
    }

    static StarRocksTable table(StarRocksColumn... columns) {
        return StarRocksTable.builder(PATH)
                .columns(List.of(columns))
                .primaryKey(List.of("id", "k2"))
                .build();
    }

    static List<String> plan(SchemaChangeEvent event, StarRocksTable target) {
        return sql(PLANNER.plan(event, TargetState.present(target)));
    }

    static List<String> sql(SchemaChangePlan plan) {
        return plan.statements().stream().map(SqlStatement::sql).collect(Collectors.toList());
    }

    static void assertConflict(SchemaChangeEvent event, StarRocksTable target, String... texts) {
        assertThatThrownBy(() -> plan(event, target))
                .isInstanceOf(SchemaConflictException.class)
                .hasMessageContaining("Table d.t cannot follow its source")
                .hasMessageContainingAll(texts);
    }

    static StarRocksTable with(StarRocksTable table, StarRocksColumn... more) {
        List<StarRocksColumn> columns = new ArrayList<>(table.columns());
        columns.addAll(List.of(more));
        return table(columns.toArray(new StarRocksColumn[0]));
    }

    static StarRocksTable replacing(StarRocksTable table, StarRocksColumn column) {
        return table(
                table.columns().stream()
                        .map(c -> c.name().equals(column.name()) ? column : c)
                        .toArray(StarRocksColumn[]::new));
    }

    static StarRocksTable without(StarRocksTable table, String... names) {
        return table(
                table.columns().stream()
                        .filter(c -> !List.of(names).contains(c.name()))
                        .toArray(StarRocksColumn[]::new));
    }

    static StarRocksTable commented(StarRocksTable table, String comment) {
        return StarRocksTable.builder(PATH)
                .columns(table.columns())
                .primaryKey(table.keyColumns())
                .comment(comment)
                .build();
    }

    private PlanFixture() {}
}
