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
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.planner;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.cdc.table.ChosenColumns;
import io.cdcpipelines.starrocks.cdc.table.ChosenPartitions;
import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import java.util.List;
import java.util.Map;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Test;

/** Tables that are created as rules say, and rules that do not go with a table. */
class LaidOutTablePlanTest {
    private static final CreateTableEvent EVENT = new CreateTableEvent(ID, schema().build());

    private static Schema.Builder schema() {
        return Schema.newBuilder()
                .physicalColumn("note", DataTypes.VARCHAR(10))
                .physicalColumn("id", DataTypes.BIGINT().notNull())
                .physicalColumn("created_at", DataTypes.TIMESTAMP(0).notNull())
                .physicalColumn("amount", DataTypes.DECIMAL(10, 2))
                .primaryKey("id", "created_at");
    }

    private static TableSettings.Builder settings() {
        return TableSettings.builder();
    }

    private static ChosenColumns columns(String... names) {
        return ChosenColumns.of("the option", List.of(names));
    }

    private static ChosenPartitions partitions(String text) {
        return ChosenPartitions.parse("the option", text).orElseThrow();
    }

    private static String created(TableSettings.Builder settings, CreateTableEvent event) {
        List<String> statements =
                sql(planner(settings.build()).plan(event, TargetState.absent(PATH, true)));
        assertThat(statements).hasSize(1);
        return statements.get(0);
    }

    private static void assertConflict(TableSettings.Builder settings, String... obstacles) {
        assertThatThrownBy(() -> created(settings, EVENT))
                .isInstanceOf(SchemaConflictException.class)
                .hasMessageStartingWith("Table d.t cannot follow its source: ")
                .hasMessageContainingAll(obstacles);
    }

    @Test
    void laysOutATableAsItsSettingsSay() {
        assertThat(
                        created(
                                settings()
                                        .buckets(4)
                                        .distribution(columns("ID"))
                                        .order(columns("note", "id"))
                                        .partitions(partitions("date_trunc('day', created_at)"))
                                        .properties(Map.of("compression", "ZSTD")),
                                EVENT))
                .endsWith(
                        "PRIMARY KEY (`id`, `created_at`)\n"
                                + "PARTITION BY date_trunc('day', created_at)\n"
                                + "DISTRIBUTED BY HASH (`id`) BUCKETS 4\n"
                                + "ORDER BY (`note`, `id`)\n"
                                + "PROPERTIES (\n"
                                + "  'compression' = 'ZSTD'\n"
                                + ")");
    }

    @Test
    void honoursPartitionKeysAndOptionsOfTheSchema() {
        CreateTableEvent event =
                new CreateTableEvent(
                        ID,
                        schema().partitionKey("created_at").option("compression", "LZ4").build());

        assertThat(created(settings(), event))
                .contains("PARTITION BY (`created_at`)\n")
                .endsWith("PROPERTIES (\n  'compression' = 'LZ4'\n)");
    }

    @Test
    void takesTheNamedKeyInPlaceOfTheSources() {
        assertThat(created(settings().uniqueKey(columns("amount", "note")), EVENT))
                .startsWith(
                        "CREATE TABLE IF NOT EXISTS `d`.`t` (\n"
                                + "  `amount` VARCHAR(12) NOT NULL,\n"
                                + "  `note` VARCHAR(40) NOT NULL,\n"
                                + "  `id` BIGINT NULL,\n"
                                + "  `created_at` DATETIME NULL\n"
                                + ")\n"
                                + "PRIMARY KEY (`amount`, `note`)\n"
                                + "DISTRIBUTED BY HASH (`amount`, `note`)");
    }

    @Test
    void namesEverySettingThatDoesNotGoWithTheTable() {
        assertConflict(
                settings()
                        .distribution(columns("note"))
                        .order(columns("nope"))
                        .partitions(partitions("date_trunc('day', created_at), amount")),
                "'the option' names column note, and a primary key table is distributed by columns"
                        + " of its key [id, created_at]",
                "'the option' names column nope, and its columns are [id, created_at, note,"
                        + " amount]",
                "'the option' partitions by column amount, and StarRocks partitions a primary key"
                        + " table by columns of its key [id, created_at]; name a key");
        assertConflict(settings().partitions(partitions("nope")), "'the option' names column nope");
        assertConflict(settings().uniqueKey(columns("nope")), "'the option' names column nope");
    }

    @Test
    void doesNothingToATableThatIsThereWhateverItsLayout() {
        StarRocksTable existing =
                StarRocksTable.builder(PATH)
                        .column(StarRocksColumn.of("id", StarRocksType.BIGINT).asNotNull())
                        .column(
                                StarRocksColumn.of("created_at", StarRocksType.DATETIME)
                                        .asNotNull())
                        .column(StarRocksColumn.of("note", StarRocksType.varchar(40)))
                        .column(StarRocksColumn.of("amount", StarRocksType.decimal(10, 2)))
                        .primaryKey(List.of("id", "created_at"))
                        .build();

        SchemaChangePlan plan =
                planner(settings().order(columns("note")).buckets(9).build())
                        .plan(EVENT, TargetState.present(existing));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.warnings()).isEmpty();
    }

    @Test
    void widensAColumnOfATableThatIsPartitioned() {
        StarRocksTable narrow =
                StarRocksTable.builder(PATH)
                        .column(StarRocksColumn.of("id", StarRocksType.BIGINT).asNotNull())
                        .column(
                                StarRocksColumn.of("created_at", StarRocksType.DATETIME)
                                        .asNotNull())
                        .column(StarRocksColumn.of("note", StarRocksType.varchar(20)))
                        .primaryKey(List.of("id", "created_at"))
                        .build();

        assertThat(sql(planner(settings().build()).plan(EVENT, TargetState.present(narrow))))
                .containsExactly(
                        ALTER + "ADD COLUMN `amount` DECIMAL(10, 2) NULL",
                        ALTER + "MODIFY COLUMN `note` VARCHAR(40) NULL");
    }
}
