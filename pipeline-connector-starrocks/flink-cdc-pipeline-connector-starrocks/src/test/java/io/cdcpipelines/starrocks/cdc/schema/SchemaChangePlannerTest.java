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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.catalog.SqlStatement;
import io.cdcpipelines.starrocks.core.table.ColumnDefault;
import io.cdcpipelines.starrocks.core.table.KeyModel;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.flink.cdc.common.event.AddColumnEvent;
import org.apache.flink.cdc.common.event.AddColumnEvent.ColumnWithPosition;
import org.apache.flink.cdc.common.event.AlterColumnTypeEvent;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DropColumnEvent;
import org.apache.flink.cdc.common.event.RenameColumnEvent;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaChangePlannerTest {
    private static final TablePath PATH = TablePath.of("d", "t");
    private static final TableId ID = TableId.tableId("d", "t");
    private static final String ALTER = "ALTER TABLE `d`.`t` ";

    private final SchemaChangePlanner planner = planner(OptionalInt.empty(), Map.of());

    /** {@code id BIGINT, k2 VARCHAR(20)} as the key, then {@code a INT, b VARCHAR(40)}. */
    private final StarRocksTable table =
            table(
                    StarRocksColumn.of("id", StarRocksType.BIGINT).asNotNull(),
                    StarRocksColumn.of("k2", StarRocksType.varchar(20)).asNotNull(),
                    StarRocksColumn.of("a", StarRocksType.INT)
                            .asNotNull()
                            .withDefault(ColumnDefault.literal("7"))
                            .withComment("it's a"),
                    StarRocksColumn.of("b", StarRocksType.varchar(40)));

    private static SchemaChangePlanner planner(
            OptionalInt buckets, Map<String, String> properties) {
        return new SchemaChangePlanner(
                new TablePlanner(
                        new TypeMappings(ZoneOffset.UTC, 4), TableOptions.of(buckets, properties)));
    }

    private static StarRocksTable table(StarRocksColumn... columns) {
        return StarRocksTable.builder(PATH)
                .columns(List.of(columns))
                .primaryKey(List.of("id", "k2"))
                .build();
    }

    private List<String> plan(SchemaChangeEvent event, StarRocksTable target) {
        return sql(planner.plan(event, TargetState.present(target)));
    }

    private static List<String> sql(SchemaChangePlan plan) {
        return plan.statements().stream().map(SqlStatement::sql).collect(Collectors.toList());
    }

    private void assertConflict(SchemaChangeEvent event, StarRocksTable target, String... texts) {
        assertThatThrownBy(() -> plan(event, target))
                .isInstanceOf(SchemaConflictException.class)
                .hasMessageContaining("Table d.t cannot follow its source")
                .hasMessageContainingAll(texts);
    }

    private static StarRocksTable with(StarRocksTable table, StarRocksColumn... more) {
        List<StarRocksColumn> columns = new ArrayList<>(table.columns());
        columns.addAll(List.of(more));
        return table(columns.toArray(new StarRocksColumn[0]));
    }

    private static StarRocksTable replacing(StarRocksTable table, StarRocksColumn column) {
        return table(
                table.columns().stream()
                        .map(c -> c.name().equals(column.name()) ? column : c)
                        .toArray(StarRocksColumn[]::new));
    }

    private static StarRocksTable without(StarRocksTable table, String... names) {
        return table(
                table.columns().stream()
                        .filter(c -> !List.of(names).contains(c.name()))
                        .toArray(StarRocksColumn[]::new));
    }

    @Nested
    class CreateTable {
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
                with(table, StarRocksColumn.of("bad", StarRocksType.DATETIME));

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
                                    + "  `a` INT NOT NULL DEFAULT '7' COMMENT 'it\\'s a',\n"
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
            assertThat(planner.plan(event, TargetState.absent(PATH, true)).warnings())
                    .containsExactly(
                            "Column bad of table d.t has no default in StarRocks: a DATETIME column"
                                    + " does not take '0000-00-00'");
        }

        @Test
        void createsTheDatabaseOnlyIfItIsNotThere() {
            assertThat(sql(planner.plan(event, TargetState.absent(PATH, false))))
                    .hasSize(2)
                    .first()
                    .isEqualTo("CREATE DATABASE IF NOT EXISTS `d`");
            assertThat(sql(planner.plan(event, TargetState.absent(PATH, true)))).hasSize(1);
        }

        @Test
        void doesNothingWhenTheTableIsAsNeeded() {
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
            StarRocksTable narrow =
                    replacing(created, StarRocksColumn.of("a", StarRocksType.SMALLINT));

            assertThat(plan(event, narrow)).containsExactly(ALTER + "MODIFY COLUMN `a` INT NULL");
        }

        @Test
        void takesTextColumnsWithThreeBytesPerCharacter() {
            StarRocksTable threeBytes =
                    replacing(
                            replacing(
                                    created,
                                    StarRocksColumn.of("k2", StarRocksType.varchar(15))
                                            .asNotNull()),
                            StarRocksColumn.of("b", StarRocksType.varchar(30)));

            SchemaChangePlan plan = planner.plan(event, TargetState.present(threeBytes));

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
                    "column extra is NOT NULL and the source has no values for it");
        }

        @Test
        void saysWhatToDoWithoutAPrimaryKey() {
            CreateTableEvent noKey =
                    new CreateTableEvent(
                            ID, Schema.newBuilder().physicalColumn("a", DataTypes.INT()).build());

            assertThatThrownBy(() -> planner.plan(noKey, TargetState.absent(PATH, true)))
                    .isInstanceOf(SchemaConflictException.class)
                    .hasMessageContainingAll("no primary key", "in a transform");
        }
    }

    @Nested
    class AddColumn {
        private final ColumnWithPosition n =
                AddColumnEvent.last(
                        Column.physicalColumn("n", DataTypes.INT().notNull(), "new", "5"));
        private final ColumnWithPosition m =
                AddColumnEvent.after(
                        Column.physicalColumn("m", DataTypes.VARCHAR(5).notNull()), "n");
        private final AddColumnEvent event = new AddColumnEvent(ID, List.of(n, m));

        private final StarRocksColumn addedN =
                StarRocksColumn.of("n", StarRocksType.INT)
                        .withDefault(ColumnDefault.literal("5"))
                        .withComment("new");
        private final StarRocksColumn addedM = StarRocksColumn.of("m", StarRocksType.varchar(20));

        @Test
        void addsAllColumnsAtOnceAndNullable() {
            assertThat(plan(event, table))
                    .containsExactly(
                            ALTER
                                    + "ADD COLUMN `n` INT NULL DEFAULT '5' COMMENT 'new',"
                                    + " ADD COLUMN `m` VARCHAR(20) NULL");
        }

        @Test
        void doesNothingWhenAllAreThere() {
            assertThat(plan(event, with(table, addedN, addedM))).isEmpty();
        }

        @Test
        void addsOnlyWhatIsMissing() {
            assertThat(plan(event, with(table, addedN)))
                    .containsExactly(ALTER + "ADD COLUMN `m` VARCHAR(20) NULL");
        }

        @Test
        void keepsAColumnThatHasBeenWidenedSince() {
            assertThat(plan(event, with(table, addedN.withType(StarRocksType.BIGINT), addedM)))
                    .isEmpty();
        }

        @Test
        void widensAColumnOfThatNameThatIsTooNarrow() {
            assertThat(plan(event, with(table, addedN.withType(StarRocksType.TINYINT), addedM)))
                    .containsExactly(
                            ALTER + "MODIFY COLUMN `n` INT NULL DEFAULT '5' COMMENT 'new'");
        }

        @Test
        void refusesAColumnOfThatNameWithAnotherType() {
            assertConflict(
                    event,
                    with(table, StarRocksColumn.of("n", StarRocksType.DATE)),
                    "column n is DATE and StarRocks cannot change it to INT");
        }

        @Test
        void refusesAMissingTable() {
            assertThatThrownBy(() -> planner.plan(event, TargetState.absent(PATH, true)))
                    .isInstanceOf(SchemaConflictException.class)
                    .hasMessageContaining("it does not exist");
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

            assertThat(plan(positioned, table))
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

            assertThat(plan(chained, table))
                    .containsExactly(
                            ALTER
                                    + "ADD COLUMN `n` INT NULL AFTER `a`,"
                                    + " ADD COLUMN `m` INT NULL AFTER `n`");
        }
    }

    @Nested
    class DropColumn {
        private final DropColumnEvent event = new DropColumnEvent(ID, List.of("a", "b"));

        @Test
        void dropsAllColumnsAtOnce() {
            assertThat(plan(event, table))
                    .containsExactly(ALTER + "DROP COLUMN `a`, DROP COLUMN `b`");
        }

        @Test
        void doesNothingWhenAllAreGone() {
            assertThat(plan(event, without(table, "a", "b"))).isEmpty();
        }

        @Test
        void dropsWhatIsLeft() {
            assertThat(plan(event, without(table, "a"))).containsExactly(ALTER + "DROP COLUMN `b`");
        }

        @Test
        void refusesAKeyColumn() {
            assertConflict(
                    new DropColumnEvent(ID, List.of("a", "id")),
                    table,
                    "column id is part of the key, which StarRocks does not drop");
        }
    }

    @Nested
    class RenameColumn {
        private List<String> rename(StarRocksTable target, String... pairs) {
            return plan(new RenameColumnEvent(ID, mapping(pairs)), target);
        }

        private Map<String, String> mapping(String... pairs) {
            Map<String, String> mapping = new LinkedHashMap<>();
            for (String pair : pairs) {
                mapping.put(pair.split(">")[0], pair.split(">")[1]);
            }
            return mapping;
        }

        private StarRocksTable named(String... names) {
            StarRocksColumn[] columns = new StarRocksColumn[names.length];
            for (int i = 0; i < names.length; i++) {
                columns[i] = StarRocksColumn.of(names[i], StarRocksType.INT);
            }
            return with(without(table, "a", "b"), columns);
        }

        @Test
        void renamesValueAndKeyColumns() {
            assertThat(rename(table, "a>a2", "k2>k3"))
                    .containsExactly(
                            ALTER + "RENAME COLUMN `a` TO `a2`",
                            ALTER + "RENAME COLUMN `k2` TO `k3`");
        }

        @Test
        void doesNothingWhenItIsDone() {
            assertThat(rename(named("a2", "b"), "a>a2")).isEmpty();
            assertThat(rename(table, "a>a")).isEmpty();
        }

        @Test
        void renamesTheRest() {
            assertThat(rename(named("a2", "b"), "a>a2", "b>b2"))
                    .containsExactly(ALTER + "RENAME COLUMN `b` TO `b2`");
        }

        @Test
        void freesANameBeforeItIsTaken() {
            assertThat(rename(named("a", "b"), "a>b", "b>c"))
                    .containsExactly(
                            ALTER + "RENAME COLUMN `b` TO `c`", ALTER + "RENAME COLUMN `a` TO `b`");
            assertThat(rename(named("a", "c"), "a>b", "b>c"))
                    .containsExactly(ALTER + "RENAME COLUMN `a` TO `b`");
            assertThat(rename(named("b", "c"), "a>b", "b>c")).isEmpty();
        }

        @Test
        void takesADetourWhereOnlyTheCaseChanges() {
            assertThat(rename(named("a"), "a>A"))
                    .containsExactly(
                            ALTER + "RENAME COLUMN `a` TO `A__renaming`",
                            ALTER + "RENAME COLUMN `A__renaming` TO `A`");
            assertThat(rename(named("A__renaming"), "a>A"))
                    .containsExactly(ALTER + "RENAME COLUMN `A__renaming` TO `A`");
            assertThat(rename(named("A"), "a>A")).isEmpty();
        }

        @Test
        void refusesWhatCannotBeTold() {
            assertConflict(
                    new RenameColumnEvent(ID, mapping("a>b")),
                    table,
                    "column a cannot be renamed to b, because there is one of that name already");
            assertConflict(
                    new RenameColumnEvent(ID, mapping("x>y")),
                    table,
                    "column x cannot be renamed to y, because there is none of either name");
        }
    }

    @Nested
    class AlterColumnType {
        private AlterColumnTypeEvent alter(String name, DataType type) {
            return new AlterColumnTypeEvent(ID, Map.of(name, type));
        }

        @Test
        void restatesDefaultNullabilityAndComment() {
            assertThat(plan(alter("a", DataTypes.BIGINT().notNull()), table))
                    .containsExactly(
                            ALTER
                                    + "MODIFY COLUMN `a` BIGINT NOT NULL DEFAULT '7'"
                                    + " COMMENT 'it\\'s a'");
        }

        @Test
        void doesNothingWhenItIsDone() {
            StarRocksTable done =
                    replacing(table, table.columns().get(2).withType(StarRocksType.BIGINT));

            assertThat(plan(alter("a", DataTypes.BIGINT().notNull()), done)).isEmpty();
        }

        @Test
        void modifiesOnlyTheRest() {
            Map<String, DataType> types = new LinkedHashMap<>();
            types.put("a", DataTypes.BIGINT().notNull());
            types.put("b", DataTypes.VARCHAR(20));
            StarRocksTable half =
                    replacing(table, table.columns().get(2).withType(StarRocksType.BIGINT));

            assertThat(plan(new AlterColumnTypeEvent(ID, types), half))
                    .containsExactly(ALTER + "MODIFY COLUMN `b` VARCHAR(80) NULL");
        }

        @Test
        void keepsTheWiderColumnWhenTheSourceNarrows() {
            SchemaChangePlan plan =
                    planner.plan(alter("b", DataTypes.VARCHAR(2)), TargetState.present(table));

            assertThat(plan.isEmpty()).isTrue();
            assertThat(plan.warnings())
                    .containsExactly(
                            "Table d.t: column b stays VARCHAR(40) where the source needs"
                                    + " VARCHAR(8)");
        }

        @Test
        void allowsNullWhereTheSourceNowDoes() {
            assertThat(plan(alter("a", DataTypes.INT().nullable()), table))
                    .containsExactly(
                            ALTER + "MODIFY COLUMN `a` INT NULL DEFAULT '7' COMMENT 'it\\'s a'");
            assertThat(plan(alter("b", DataTypes.VARCHAR(10).notNull()), table)).isEmpty();
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
                    replacing(table, StarRocksColumn.of("b", StarRocksType.parse(from)));

            assertThat(plan(alter("b", cdcType(source)), before))
                    .containsExactly(ALTER + "MODIFY COLUMN `b` " + expected + " NULL");
            StarRocksTable after =
                    replacing(table, StarRocksColumn.of("b", StarRocksType.parse(expected)));
            assertThat(plan(alter("b", cdcType(source)), after)).isEmpty();
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
                    replacing(table, StarRocksColumn.of("b", StarRocksType.parse(from)));
            String needed = new TypeMappings(ZoneOffset.UTC, 4).value(cdcType(source)).type().ddl();

            assertConflict(
                    alter("b", cdcType(source)),
                    before,
                    "column b is " + from + " and StarRocks cannot change it to " + needed);
        }

        @Test
        void refusesToWidenAKeyColumn() {
            assertConflict(
                    alter("k2", DataTypes.VARCHAR(6).notNull()),
                    table,
                    "key column k2 is VARCHAR(20) and would have to be VARCHAR(24)");
            assertThat(plan(alter("k2", DataTypes.VARCHAR(4).notNull()), table)).isEmpty();
            assertThat(plan(alter("id", DataTypes.INT().notNull()), table)).isEmpty();
        }

        @Test
        void addsAColumnThatIsNotThere() {
            assertThat(plan(alter("c", DataTypes.INT()), table))
                    .containsExactly(ALTER + "ADD COLUMN `c` INT NULL");
        }

        private DataType cdcType(String name) {
            switch (name) {
                case "INT":
                    return DataTypes.INT();
                case "BIGINT":
                    return DataTypes.BIGINT();
                case "FLOAT":
                    return DataTypes.FLOAT();
                case "DOUBLE":
                    return DataTypes.DOUBLE();
                case "DATE":
                    return DataTypes.DATE();
                case "TIMESTAMP(6)":
                    return DataTypes.TIMESTAMP(6);
                case "STRING":
                    return DataTypes.STRING();
                case "BYTES":
                    return DataTypes.BYTES();
                default:
                    StarRocksType type = StarRocksType.parse(name);
                    return type.kind() == StarRocksType.Kind.DECIMAL
                            ? DataTypes.DECIMAL(type.precision(), type.scale())
                            : DataTypes.VARCHAR(type.length());
            }
        }
    }

    @Nested
    class EventsOfNewerFrameworks {

        @Test
        void truncatesEachTimeItIsAsked() {
            SchemaChangePlan plan =
                    planner.plan(new TruncateTableEvent(ID), TargetState.present(table));

            assertThat(sql(plan)).containsExactly("TRUNCATE TABLE `d`.`t`");
            assertThat(plan.isVerifiable()).isFalse();
        }

        @Test
        void dropsATableOnce() {
            assertThat(plan(new DropTableEvent(ID), table))
                    .containsExactly("DROP TABLE IF EXISTS `d`.`t`");
            assertThat(
                            planner.plan(new DropTableEvent(ID), TargetState.absent(PATH, true))
                                    .isEmpty())
                    .isTrue();
        }

        @Test
        void commentsATableOnce() {
            AlterTableCommentEvent event = new AlterTableCommentEvent(ID, "it's");
            StarRocksTable commented =
                    StarRocksTable.builder(PATH)
                            .columns(table.columns())
                            .primaryKey(table.keyColumns())
                            .comment("it's")
                            .build();

            assertThat(plan(event, table)).containsExactly(ALTER + "COMMENT = 'it\\'s'");
            assertThat(plan(event, commented)).isEmpty();
        }

        @Test
        void refusesAnEventThatNobodyKnows() {
            assertConflict(
                    new RenameTableEvent(ID), table, "RenameTableEvent", "exclude.schema.changes");
        }
    }
}
