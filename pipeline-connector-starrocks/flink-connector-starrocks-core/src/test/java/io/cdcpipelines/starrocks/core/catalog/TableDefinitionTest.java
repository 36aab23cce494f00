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

import io.cdcpipelines.starrocks.core.table.KeyModel;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableDefinitionTest {
    private static final TablePath PATH = TablePath.of("d", "t");
    private static final List<StarRocksColumn> COLUMNS =
            List.of(
                    StarRocksColumn.of("id", StarRocksType.INT).asNotNull(),
                    StarRocksColumn.of("v", StarRocksType.INT));
    private static final String TAIL =
            "PROPERTIES (\n"
                    + "\"compression\" = \"LZ4\",\n"
                    + "\"replication_num\" = \"1\"\n"
                    + ");";

    private static String shown(String commentOfV, String behindColumns) {
        return "CREATE TABLE `t` (\n"
                + "  `id` int(11) NOT NULL COMMENT \"\",\n"
                + "  `v` int(11) NULL COMMENT \""
                + commentOfV
                + "\"\n"
                + behindColumns;
    }

    @Test
    void readsWhatStandsBehindTheColumns() {
        StarRocksTable table =
                TableDefinition.parse(
                        PATH,
                        COLUMNS,
                        shown(
                                "",
                                ") ENGINE=OLAP \nPRIMARY KEY(`id`)\n"
                                        + "COMMENT \"tbl \\\"c\\\" \\\\ it's\"\n"
                                        + "DISTRIBUTED BY HASH(`id`) BUCKETS 4 \n"
                                        + TAIL));

        assertThat(table.keyModel()).isEqualTo(KeyModel.PRIMARY);
        assertThat(table.keyColumns()).containsExactly("id");
        assertThat(table.comment()).isEqualTo("tbl \"c\" \\ it's");
        assertThat(table.buckets()).hasValue(4);
        assertThat(table.properties())
                .containsEntry("replication_num", "1")
                .containsEntry("compression", "LZ4");
        assertThat(table.columns()).isEqualTo(COLUMNS);
    }

    @Test
    void readsATableWithoutCommentAndWithAutomaticBuckets() {
        StarRocksTable table =
                TableDefinition.parse(
                        PATH,
                        COLUMNS,
                        shown(
                                "",
                                ") ENGINE=OLAP \nDUPLICATE KEY(`id`, `v`)\n"
                                        + "DISTRIBUTED BY HASH(`id`)\n"
                                        + TAIL));

        assertThat(table.keyModel()).isEqualTo(KeyModel.DUPLICATE);
        assertThat(table.keyColumns()).containsExactly("id", "v");
        assertThat(table.comment()).isEmpty();
        assertThat(table.buckets()).isEmpty();
    }

    @Test
    void isNotMisledByTheUnescapedCommentOfAColumn() {
        StarRocksTable table =
                TableDefinition.parse(
                        PATH,
                        List.of(
                                COLUMNS.get(0)
                                        .withComment(
                                                "x\"\n"
                                                        + ") ENGINE=OLAP \nDUPLICATE KEY(`v`)\n"
                                                        + "COMMENT \"fake\"\n"),
                                COLUMNS.get(1).withComment("dq \"x\" ")),
                        "CREATE TABLE `t` (\n"
                                + "  `id` int(11) NOT NULL COMMENT \"x\"\n"
                                + ") ENGINE=OLAP \nDUPLICATE KEY(`v`)\n"
                                + "COMMENT \"fake\"\n\",\n"
                                + "  `v` int(11) NULL COMMENT \"dq \"x\" \"\n"
                                + ") ENGINE=OLAP \nPRIMARY KEY(`id`)\n"
                                + "DISTRIBUTED BY HASH(`id`) BUCKETS 1 \n"
                                + TAIL);

        assertThat(table.keyModel()).isEqualTo(KeyModel.PRIMARY);
        assertThat(table.comment()).isEmpty();
    }

    @Test
    void isNotMisledByTheCommentOfTheLastColumn() {
        String comment = "\"\n) ENGINE=OLAP \nDUPLICATE KEY(`v`)\nCOMMENT \"fake\"\n";
        StarRocksTable table =
                TableDefinition.parse(
                        PATH,
                        List.of(COLUMNS.get(0), COLUMNS.get(1).withComment(comment)),
                        shown(
                                comment,
                                ") ENGINE=OLAP \nPRIMARY KEY(`id`)\n"
                                        + "DISTRIBUTED BY HASH(`id`) BUCKETS 2 \n"
                                        + TAIL));

        assertThat(table.keyModel()).isEqualTo(KeyModel.PRIMARY);
        assertThat(table.comment()).isEmpty();
        assertThat(table.buckets()).hasValue(2);
    }

    @Test
    void readsNamesThatLookLikeClauses() {
        String key = "a) BUCKETS 9\n) ENGINE=MYSQL\n, b COMMENT \"\"";
        StarRocksColumn column = StarRocksColumn.of(key, StarRocksType.INT).asNotNull();
        StarRocksTable table =
                TableDefinition.parse(
                        PATH,
                        List.of(column, COLUMNS.get(0)),
                        "CREATE TABLE `t` (\n  `"
                                + key
                                + "` int(11) NOT NULL COMMENT \"\",\n"
                                + "  `id` int(11) NOT NULL COMMENT \"\"\n"
                                + ") ENGINE=OLAP \nPRIMARY KEY(`"
                                + key
                                + "`, `id`)\nDISTRIBUTED BY HASH(`"
                                + key
                                + "`, `id`) BUCKETS 2 \n"
                                + TAIL);

        assertThat(table.keyColumns()).containsExactly(key, "id");
        assertThat(table.buckets()).hasValue(2);
    }

    @Test
    void readsATableCommentThatLooksLikeClauses() {
        StarRocksTable table =
                TableDefinition.parse(
                        PATH,
                        COLUMNS,
                        shown(
                                "",
                                ") ENGINE=OLAP \nPRIMARY KEY(`id`)\n"
                                        + "COMMENT \"a\nDISTRIBUTED BY HASH(`v`) BUCKETS 9 \n\"\n"
                                        + "DISTRIBUTED BY HASH(`id`) BUCKETS 2 \n"
                                        + TAIL));

        assertThat(table.comment()).isEqualTo("a\nDISTRIBUTED BY HASH(`v`) BUCKETS 9 \n");
        assertThat(table.buckets()).hasValue(2);
    }

    @Test
    void readsATableCommentOfAnyLength() {
        StarRocksTable table =
                TableDefinition.parse(
                        PATH,
                        COLUMNS,
                        shown(
                                "",
                                ") ENGINE=OLAP \nPRIMARY KEY(`id`)\n"
                                        + "COMMENT \""
                                        + "c\\\\".repeat(70_000)
                                        + "\"\n"
                                        + "DISTRIBUTED BY HASH(`id`) BUCKETS 2 \n"
                                        + TAIL));

        assertThat(table.comment()).isEqualTo("c\\".repeat(70_000));
        assertThat(table.buckets()).hasValue(2);
    }

    @Test
    void refusesWhatCannotBeLoaded() {
        assertThatThrownBy(
                        () ->
                                TableDefinition.parse(
                                        PATH, COLUMNS, "CREATE VIEW `t` (`id`, `v`) AS SELECT 1"))
                .isInstanceOf(StarRocksCatalogException.class)
                .hasMessage("Table d.t is not a table that StarRocks can load rows into");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "plain | plain",
                "it's \\\"q\\\" \\\\ x | it's \"q\" \\ x",
                "trailing\\\\ | trailing\\",
                "\\\\%\\\\_ | \\%\\_",
            })
    void undoesTheEscapesOfShownComments(String shown, String comment) {
        assertThat(TableDefinition.unescape(shown)).isEqualTo(comment);
    }
}
