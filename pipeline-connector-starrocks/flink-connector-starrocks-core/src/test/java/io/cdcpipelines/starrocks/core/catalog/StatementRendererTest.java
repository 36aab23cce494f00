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

package io.cdcpipelines.starrocks.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.table.ColumnDefault;
import io.cdcpipelines.starrocks.core.table.KeyModel;
import io.cdcpipelines.starrocks.core.table.Partitioning;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementRendererTest {
    private static final TablePath PATH = TablePath.of("shop", "orders");
    private static final StarRocksTable PRIMARY_KEY_TABLE =
            StarRocksTable.builder(PATH)
                    .column(StarRocksColumn.of("id", StarRocksType.BIGINT).asNotNull())
                    .primaryKey(List.of("id"))
                    .build();

    @Test
    void writesEveryClauseOfATableInTheOrderOfTheGrammar() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("replication_num", "1");
        properties.put("compression", "ZSTD");
        StarRocksTable table =
                StarRocksTable.builder(PATH)
                        .column(StarRocksColumn.of("id", StarRocksType.BIGINT).asNotNull())
                        .column(
                                StarRocksColumn.of("select", StarRocksType.varchar(80))
                                        .asNotNull()
                                        .withDefault(ColumnDefault.literal("it's"))
                                        .withComment("50% \"off\""))
                        .column(
                                StarRocksColumn.of("at", StarRocksType.DATETIME)
                                        .withDefault(ColumnDefault.CURRENT_TIMESTAMP))
                        .primaryKey(List.of("id"))
                        .comment("all orders")
                        .buckets(4)
                        .properties(properties)
                        .build();

        SqlStatement statement = StatementRenderer.createTable(table);

        assertThat(statement.sql())
                .isEqualTo(
                        "CREATE TABLE IF NOT EXISTS `shop`.`orders` (\n"
                                + "  `id` BIGINT NOT NULL,\n"
                                + "  `select` VARCHAR(80) NOT NULL DEFAULT 'it\\'s'"
                                + " COMMENT '50% \"off\"',\n"
                                + "  `at` DATETIME NULL DEFAULT CURRENT_TIMESTAMP\n"
                                + ")\n"
                                + "PRIMARY KEY (`id`)\n"
                                + "COMMENT 'all orders'\n"
                                + "DISTRIBUTED BY HASH (`id`) BUCKETS 4\n"
                                + "PROPERTIES (\n"
                                + "  'replication_num' = '1',\n"
                                + "  'compression' = 'ZSTD'\n"
                                + ")");
        assertThat(statement.subject()).isEqualTo("table shop.orders");
        assertThat(statement.completion()).isEqualTo(SqlStatement.Completion.IMMEDIATE);
    }

    @Test
    void leavesOutWhatTheServerDecides() {
        StarRocksTable table =
                StarRocksTable.builder(PATH)
                        .column(StarRocksColumn.of("a", StarRocksType.INT).asNotNull())
                        .column(StarRocksColumn.of("b", StarRocksType.DATE).asNotNull())
                        .primaryKey(List.of("a", "b"))
                        .build();

        assertThat(StatementRenderer.createTable(table).sql())
                .isEqualTo(
                        "CREATE TABLE IF NOT EXISTS `shop`.`orders` (\n"
                                + "  `a` INT NOT NULL,\n"
                                + "  `b` DATE NOT NULL\n"
                                + ")\n"
                                + "PRIMARY KEY (`a`, `b`)\n"
                                + "DISTRIBUTED BY HASH (`a`, `b`)");
    }

    @Test
    void combinesTheColumnsOfOneChangeInOneStatement() {
        StarRocksColumn note =
                StarRocksColumn.of("note", StarRocksType.varchar(40)).withComment("n");
        StarRocksColumn size =
                StarRocksColumn.of("size", StarRocksType.INT)
                        .asNotNull()
                        .withDefault(ColumnDefault.literal("7"));

        assertThat(
                        StatementRenderer.addColumns(
                                        PATH,
                                        List.of(
                                                ColumnAddition.after(note, "id"),
                                                ColumnAddition.last(size)))
                                .sql())
                .isEqualTo(
                        "ALTER TABLE `shop`.`orders` ADD COLUMN `note` VARCHAR(40) NULL"
                                + " COMMENT 'n' AFTER `id`,"
                                + " ADD COLUMN `size` INT NOT NULL DEFAULT '7'");
        assertThat(StatementRenderer.modifyColumns(PRIMARY_KEY_TABLE, List.of(note, size)).sql())
                .isEqualTo(
                        "ALTER TABLE `shop`.`orders` MODIFY COLUMN `note` VARCHAR(40) NULL"
                                + " COMMENT 'n', MODIFY COLUMN `size` INT NOT NULL DEFAULT '7'");
        assertThat(StatementRenderer.dropColumns(PATH, List.of("a", "b c")).sql())
                .isEqualTo("ALTER TABLE `shop`.`orders` DROP COLUMN `a`, DROP COLUMN `b c`");
    }

    @Test
    void writesHowATableIsPartitionedDistributedAndSorted() {
        StarRocksTable.Builder table =
                StarRocksTable.builder(PATH)
                        .column(StarRocksColumn.of("id", StarRocksType.BIGINT).asNotNull())
                        .column(StarRocksColumn.of("day", StarRocksType.DATE).asNotNull())
                        .column(StarRocksColumn.of("size", StarRocksType.INT))
                        .primaryKey(List.of("id", "day"))
                        .comment("c")
                        .partitioning(Partitioning.byExpression("date_trunc('month', day)"))
                        .distributionColumns(List.of("id"))
                        .sortColumns(List.of("size", "day"));

        assertThat(StatementRenderer.createTable(table.buckets(8).build()).sql())
                .endsWith(
                        "PRIMARY KEY (`id`, `day`)\n"
                                + "COMMENT 'c'\n"
                                + "PARTITION BY date_trunc('month', day)\n"
                                + "DISTRIBUTED BY HASH (`id`) BUCKETS 8\n"
                                + "ORDER BY (`size`, `day`)");
        table.partitioning(Partitioning.byColumns(List.of("day", "a b")));
        assertThat(StatementRenderer.createTable(table.build()).sql())
                .contains("PARTITION BY (`day`, `a b`)\n");
    }

    @Test
    void leavesTheDistributionOfATableWithoutPrimaryKeyToTheServer() {
        StarRocksTable.Builder table =
                StarRocksTable.builder(PATH)
                        .column(StarRocksColumn.of("a", StarRocksType.INT))
                        .key(KeyModel.DUPLICATE, List.of("a"));

        assertThat(StatementRenderer.createTable(table.build()).sql())
                .endsWith(")\nDUPLICATE KEY (`a`)");
        assertThat(StatementRenderer.createTable(table.buckets(3).build()).sql())
                .endsWith("DUPLICATE KEY (`a`)\nDISTRIBUTED BY RANDOM BUCKETS 3");
        table.distributionColumns(List.of("a"));
        assertThat(StatementRenderer.createTable(table.build()).sql())
                .endsWith("DUPLICATE KEY (`a`)\nDISTRIBUTED BY HASH (`a`) BUCKETS 3");
    }

    @Test
    void restatesThatAColumnIsOneOfADuplicateKey() {
        StarRocksTable table =
                StarRocksTable.builder(PATH)
                        .column(StarRocksColumn.of("a", StarRocksType.INT))
                        .column(StarRocksColumn.of("b", StarRocksType.INT))
                        .key(KeyModel.DUPLICATE, List.of("a"))
                        .build();

        assertThat(
                        StatementRenderer.modifyColumns(
                                        table,
                                        List.of(
                                                StarRocksColumn.of("A", StarRocksType.BIGINT),
                                                StarRocksColumn.of("b", StarRocksType.BIGINT)))
                                .sql())
                .isEqualTo(
                        "ALTER TABLE `shop`.`orders` MODIFY COLUMN `A` BIGINT KEY NULL,"
                                + " MODIFY COLUMN `b` BIGINT NULL");
    }

    @Test
    void writesTheOtherStatements() {
        assertThat(StatementRenderer.createDatabase("a-b").sql())
                .isEqualTo("CREATE DATABASE IF NOT EXISTS `a-b`");
        assertThat(StatementRenderer.renameColumn(PATH, "a", "order").sql())
                .isEqualTo("ALTER TABLE `shop`.`orders` RENAME COLUMN `a` TO `order`");
        assertThat(StatementRenderer.commentTable(PATH, "it's").sql())
                .isEqualTo("ALTER TABLE `shop`.`orders` COMMENT = 'it\\'s'");
        assertThat(StatementRenderer.truncateTable(PATH).sql())
                .isEqualTo("TRUNCATE TABLE `shop`.`orders`");
        assertThat(StatementRenderer.dropTable(PATH).sql())
                .isEqualTo("DROP TABLE IF EXISTS `shop`.`orders`");
        assertThat(StatementRenderer.showAlterJobs(TablePath.of("d", "it's"), 3))
                .isEqualTo(
                        "SHOW ALTER TABLE COLUMN FROM `d` WHERE TableName = 'it\\'s'"
                                + " ORDER BY JobId DESC LIMIT 3");
    }

    @Test
    void keepsFunctionsUnquotedAndOthersInParentheses() {
        assertThat(modified(ColumnDefault.CURRENT_TIMESTAMP)).endsWith("DEFAULT CURRENT_TIMESTAMP");
        assertThat(modified(ColumnDefault.expression("current_timestamp(3)")))
                .endsWith("DEFAULT current_timestamp(3)");
        assertThat(modified(ColumnDefault.expression("uuid()"))).endsWith("DEFAULT (uuid())");
        assertThat(modified(ColumnDefault.literal("CURRENT_TIMESTAMP")))
                .endsWith("DEFAULT 'CURRENT_TIMESTAMP'");
        assertThat(modified(ColumnDefault.literal(""))).endsWith("DEFAULT ''");
    }

    private static String modified(ColumnDefault value) {
        return StatementRenderer.modifyColumns(
                        PRIMARY_KEY_TABLE,
                        List.of(
                                StarRocksColumn.of("c", StarRocksType.varchar(64))
                                        .withDefault(value)))
                .sql();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "it's",
                "two '' quotes",
                "\"double\"",
                "back\\slash",
                "trailing\\",
                "\\'",
                "\\n is not a newline",
                "\\%\\_",
                "real\nnewline\r\n",
                "tab\t",
                "nul\0x",
                "a`b",
                "; DROP TABLE x -- /* */",
                "{d '2020-01-01'} ? :x ${y} %s",
                "日本語 é 😀",
            })
    void writesLiteralsThatTheServerReadsBackAsTheyWere(String text) {
        String literal = StatementRenderer.literal(text);

        assertThat(literal).startsWith("'").endsWith("'").hasSizeGreaterThanOrEqualTo(2);
        assertThat(readLikeTheServer(literal)).isEqualTo(text);
    }

    /** The rules of StarRocks' own parser for single-quoted literals. */
    private static String readLikeTheServer(String literal) {
        String body = literal.substring(1, literal.length() - 1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '\'') {
                assertThat(body.charAt(++i)).as("a quote inside is doubled").isEqualTo('\'');
                text.append('\'');
            } else if (c == '\\') {
                char escaped = body.charAt(++i);
                int known = "ntrb0Z".indexOf(escaped);
                if (known >= 0) {
                    text.append("\n\t\r\b\0\u001a".charAt(known));
                } else if (escaped == '%' || escaped == '_') {
                    text.append('\\').append(escaped);
                } else {
                    text.append(escaped);
                }
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"select", "a b", "a.b", "a-b", "1a", "列", "a\"b", "a'b", "a\\b", "😀", "a;b"})
    void quotesNamesAsTheyAre(String name) {
        assertThat(StatementRenderer.name(name)).isEqualTo("`" + name + "`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a`b", "``", "a\0b"})
    void refusesNamesThatTheServerWouldChange(String name) {
        assertThatThrownBy(() -> StatementRenderer.name(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("StarRocks cannot store the name");
    }

    @Test
    void convertsColumnsInEveryRowThatHasAValue() {
        SqlStatement statement =
                StatementRenderer.convertColumns(
                        TablePath.of("d", "t"),
                        List.of(
                                new ColumnCast("a b", "a2", StarRocksType.decimal(12, 2)),
                                new ColumnCast("c", "c2", StarRocksType.varchar(64))));

        assertThat(statement.sql())
                .isEqualTo(
                        "UPDATE `d`.`t` SET `a2` = CAST(`a b` AS DECIMAL(12, 2)),"
                                + " `c2` = CAST(`c` AS VARCHAR(64)) WHERE `a b` IS NOT NULL OR"
                                + " `a2` IS NOT NULL OR `c` IS NOT NULL OR `c2` IS NOT NULL");
        assertThat(statement.completion()).isEqualTo(SqlStatement.Completion.REWRITTEN_ROWS);
    }

    @Test
    void commentsAColumnAndRenamesATable() {
        TablePath path = TablePath.of("d", "t");

        assertThat(StatementRenderer.commentColumn(path, "a", "it's").sql())
                .isEqualTo("ALTER TABLE `d`.`t` MODIFY COLUMN `a` COMMENT 'it\\'s'");
        assertThat(StatementRenderer.renameTable(path, "t__x").sql())
                .isEqualTo("ALTER TABLE `d`.`t` RENAME `t__x`");
    }
}
