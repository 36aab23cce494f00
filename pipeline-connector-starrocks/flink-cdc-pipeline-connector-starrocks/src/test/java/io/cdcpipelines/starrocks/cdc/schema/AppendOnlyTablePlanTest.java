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
import io.cdcpipelines.starrocks.cdc.table.WithoutPrimaryKey;
import io.cdcpipelines.starrocks.core.table.KeyModel;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.cdc.common.event.AlterColumnTypeEvent;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DropColumnEvent;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables whose source has no primary key, and whose rows are kept as they come. */
class AppendOnlyTablePlanTest {
    private static final StarRocksTable TABLE =
            duplicateKeyTable(
                    List.of("at", "code"),
                    StarRocksColumn.of("at", StarRocksType.DATETIME),
                    StarRocksColumn.of("code", StarRocksType.INT),
                    StarRocksColumn.of("note", StarRocksType.varchar(40)));
    private static final CreateTableEvent EVENT =
            event(
                    new String[] {"at", "code", "note"},
                    DataTypes.TIMESTAMP(6).notNull(),
                    DataTypes.INT(),
                    DataTypes.VARCHAR(10));

    private static StarRocksTable duplicateKeyTable(List<String> key, StarRocksColumn... columns) {
        return StarRocksTable.builder(PATH)
                .columns(List.of(columns))
                .key(KeyModel.DUPLICATE, key)
                .build();
    }

    private static CreateTableEvent event(String[] names, DataType... types) {
        Schema.Builder schema = Schema.newBuilder();
        for (int i = 0; i < types.length; i++) {
            schema.physicalColumn(names[i], types[i]);
        }
        return new CreateTableEvent(ID, schema.build());
    }

    private static TableSettings.Builder appendOnly() {
        return TableSettings.builder().withoutPrimaryKey(WithoutPrimaryKey.DUPLICATE_KEY);
    }

    private static String created(TableSettings.Builder settings, CreateTableEvent event) {
        return sql(planner(settings.build()).plan(event, TargetState.absent(PATH, true))).get(0);
    }

    private static List<String> plan(SchemaChangeEvent event, StarRocksTable existing) {
        return sql(planner(appendOnly().build()).plan(event, TargetState.present(existing)));
    }

    private static void assertConflict(
            SchemaChangeEvent event, StarRocksTable existing, String... obstacles) {
        assertThatThrownBy(() -> plan(event, existing))
                .isInstanceOf(SchemaConflictException.class)
                .hasMessageContainingAll(obstacles);
    }

    @Test
    void createsADuplicateKeyTableThatTakesNullEverywhere() {
        assertThat(created(appendOnly(), EVENT))
                .isEqualTo(
                        "CREATE TABLE IF NOT EXISTS `d`.`t` (\n"
                                + "  `at` DATETIME NULL,\n"
                                + "  `code` INT NULL,\n"
                                + "  `note` VARCHAR(40) NULL\n"
                                + ")\n"
                                + "DUPLICATE KEY (`at`, `code`, `note`)");
    }

    @Test
    void laysItOutAsItsSettingsSay() {
        assertThat(
                        created(
                                appendOnly()
                                        .order(ChosenColumns.of("order-by", List.of("Note")))
                                        .distribution(ChosenColumns.of("d", List.of("code")))
                                        .partitions(
                                                ChosenPartitions.parse("p", "date_trunc('day', at)")
                                                        .orElseThrow())
                                        .buckets(3),
                                EVENT))
                .endsWith(
                        "  `note` VARCHAR(40) NULL,\n"
                                + "  `at` DATETIME NULL,\n"
                                + "  `code` INT NULL\n"
                                + ")\n"
                                + "DUPLICATE KEY (`note`)\n"
                                + "PARTITION BY date_trunc('day', at)\n"
                                + "DISTRIBUTED BY HASH (`code`) BUCKETS 3");
    }

    /** One letter per column: what it is sorted by, and which types are no good for that. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "INT, a",
        "INT INT INT INT, a b c",
        "INT VARCHAR INT, a b",
        "VARCHAR INT, a",
        "DECIMAL INT, a b",
        "DATE BOOLEAN BIGINT, a b c",
        "FLOAT INT INT, b c",
        "INT DOUBLE INT, a",
        "BYTES DOUBLE INT VARCHAR, c d",
    })
    void sortsByTheFirstColumnsThatCanBeSortedBy(String types, String sorted) {
        String[] names = {"a", "b", "c", "d"};
        DataType[] columns =
                Arrays.stream(types.split(" "))
                        .map(AppendOnlyTablePlanTest::type)
                        .toArray(DataType[]::new);
        String[] keys = sorted.split(" ");

        String statement = created(appendOnly(), event(names, columns));

        assertThat(statement).endsWith("DUPLICATE KEY (`" + String.join("`, `", keys) + "`)");
        assertThat(statement).startsWith("CREATE TABLE IF NOT EXISTS `d`.`t` (\n  `" + keys[0]);
    }

    private static DataType type(String name) {
        switch (name) {
            case "INT":
                return DataTypes.INT();
            case "BIGINT":
                return DataTypes.BIGINT();
            case "VARCHAR":
                return DataTypes.VARCHAR(10);
            case "DECIMAL":
                return DataTypes.DECIMAL(10, 2);
            case "DATE":
                return DataTypes.DATE();
            case "BOOLEAN":
                return DataTypes.BOOLEAN();
            case "FLOAT":
                return DataTypes.FLOAT();
            case "DOUBLE":
                return DataTypes.DOUBLE();
            case "BYTES":
                return DataTypes.BYTES();
            default:
                throw new IllegalArgumentException(name);
        }
    }

    @Test
    void refusesATableThatCannotBeSorted() {
        CreateTableEvent floats = event(new String[] {"a"}, DataTypes.FLOAT());

        assertThatThrownBy(() -> created(appendOnly(), floats))
                .isInstanceOf(SchemaConflictException.class)
                .hasMessageContaining("no column of a type that can be sorted by");
        assertThatThrownBy(
                        () ->
                                created(
                                        appendOnly().order(ChosenColumns.of("o", List.of("a"))),
                                        floats))
                .hasMessageContaining("'o' names column a, and StarRocks does not sort by FLOAT");
    }

    @Test
    void doesNothingWhenTheTableIsThereHoweverItIsSorted() {
        assertThat(plan(EVENT, TABLE)).isEmpty();
        assertThat(
                        plan(
                                EVENT,
                                duplicateKeyTable(
                                        List.of("note"),
                                        StarRocksColumn.of("note", StarRocksType.varchar(99)),
                                        StarRocksColumn.of("at", StarRocksType.DATETIME),
                                        StarRocksColumn.of("code", StarRocksType.BIGINT))))
                .isEmpty();
    }

    @Test
    void mendsATableThatDiffers() {
        StarRocksTable narrow =
                duplicateKeyTable(
                        List.of("code"),
                        StarRocksColumn.of("code", StarRocksType.SMALLINT),
                        StarRocksColumn.of("at", StarRocksType.DATETIME));

        assertThat(plan(EVENT, narrow))
                .containsExactly(
                        ALTER + "ADD COLUMN `note` VARCHAR(40) NULL",
                        ALTER + "MODIFY COLUMN `code` INT KEY NULL");
    }

    @Test
    void refusesATableOfAnotherModelAndColumnsThatItHasNoValuesFor() {
        assertConflict(
                EVENT,
                StarRocksTable.builder(PATH)
                        .column(StarRocksColumn.of("at", StarRocksType.DATETIME).asNotNull())
                        .column(StarRocksColumn.of("code", StarRocksType.INT))
                        .column(StarRocksColumn.of("note", StarRocksType.varchar(40)))
                        .primaryKey(List.of("at"))
                        .build(),
                "it is a PRIMARY KEY table, and its source has no primary key",
                "unique-key");
        assertConflict(
                EVENT,
                duplicateKeyTable(
                        List.of("shard"),
                        StarRocksColumn.of("shard", StarRocksType.INT).asNotNull(),
                        StarRocksColumn.of("at", StarRocksType.DATETIME)),
                "column shard is NOT NULL without a default");
    }

    @Test
    void dropsColumnsThatItIsSortedByUntilTheLast() {
        assertThat(plan(new DropColumnEvent(ID, List.of("at", "note")), TABLE))
                .endsWith(ALTER + "DROP COLUMN `at`, DROP COLUMN `note`");
        assertConflict(
                new DropColumnEvent(ID, List.of("at", "code")),
                TABLE,
                "columns [at, code] are all that its rows are sorted by");
    }

    @Test
    void widensColumnsThatItIsSortedBy() {
        assertThat(
                        plan(
                                new AlterColumnTypeEvent(
                                        ID, Map.of("code", DataTypes.DECIMAL(20, 0))),
                                TABLE))
                .isNotEmpty()
                .allMatch(sql -> sql.contains("MODIFY COLUMN `code` ") && sql.contains(" KEY "));
    }
}
