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

package io.cdcpipelines.starrocks.emulator.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.sql.Statement.CreateTable;
import io.cdcpipelines.starrocks.emulator.sql.Statement.PartitionKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlParserTest {

    private static Statement parse(String sql) throws SqlError {
        List<Statement> statements = SqlParser.statements(sql, VersionProfile.V3_5);
        assertThat(statements).hasSize(1);
        return statements.get(0);
    }

    @Test
    void readsEveryClauseOfCreateTable() throws SqlError {
        CreateTable table =
                (CreateTable)
                        parse(
                                """
                                CREATE TABLE IF NOT EXISTS d.`t 1` (
                                  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'key',
                                  dt DATE NOT NULL,
                                  v DECIMAL(10, 2) NULL DEFAULT "0",
                                  total BIGINT AS id + 1,
                                  INDEX i (v) USING BITMAP COMMENT 'idx'
                                ) ENGINE = OLAP DEFAULT CHARSET = utf8
                                PRIMARY KEY (id, dt)
                                COMMENT "all of it"
                                PARTITION BY RANGE (dt) (
                                  PARTITION p1 VALUES LESS THAN ("2024-01-01"),
                                  PARTITION p2 VALUES [("2024-01-01"), ("2025-01-01")))
                                DISTRIBUTED BY HASH (id) BUCKETS 4
                                ORDER BY (v)
                                PROPERTIES ("replication_num" = "1", 'compression' = 'ZSTD');
                                """);

        assertThat(table.ifNotExists()).isTrue();
        assertThat(table.table()).isEqualTo(new TableName(Optional.of("d"), "t 1"));
        assertThat(table.columns())
                .extracting(ColumnDefinition::name)
                .containsExactly("id", "dt", "v", "total");
        assertThat(table.columns().get(0).isAutoIncrement()).isTrue();
        assertThat(table.columns().get(3).generated()).contains("id + 1");
        assertThat(table.indexes()).hasSize(1);
        assertThat(table.keys().orElseThrow().model()).isEqualTo(KeysModel.PRIMARY_KEYS);
        assertThat(table.comment()).contains("all of it");
        assertThat(table.partition().orElseThrow().kind()).isEqualTo(PartitionKind.RANGE);
        assertThat(table.partition().orElseThrow().columns()).containsExactly("dt");
        assertThat(table.distribution().orElseThrow().buckets()).isEqualTo(4);
        assertThat(table.sortKey()).containsExactly("v");
        assertThat(table.properties())
                .isEqualTo(Map.of("replication_num", "1", "compression", "ZSTD"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (a INT) PARTITION BY date_trunc('day', dt)",
                "CREATE TABLE t (a INT) PARTITION BY (dt, city)",
                "CREATE TABLE t (a INT) PARTITION BY LIST (c) (PARTITION p VALUES IN ('a', 'b'))",
                "CREATE TABLE t (a INT) PARTITION BY RANGE (dt)"
                        + " (START ('2024-01-01') END ('2024-02-01') EVERY (INTERVAL 1 DAY))",
                "CREATE TABLE t (a INT, b INT SUM, c HLL HLL_UNION) AGGREGATE KEY (a)",
                "CREATE TABLE t (a INT) DISTRIBUTED BY RANDOM BUCKETS 3",
                "CREATE TABLE t (m MAP<VARCHAR(10), ARRAY<STRUCT<a INT, b STRING>>>)",
                "CREATE TABLE t (date DATE, string STRING, time DATETIME, value INT, key1 INT)",
                "CREATE TABLE default_catalog.d.t (a INT(11), b BIGINT(20), c LARGEINT(40))",
                "CREATE TABLE t LIKE d.u",
                "DROP TABLE IF EXISTS d.t FORCE",
                "ALTER TABLE t ADD COLUMN c INT DEFAULT '1' AFTER b, DROP COLUMN x",
                "ALTER TABLE t ADD COLUMN (a INT, b INT) PROPERTIES ('timeout' = '5')",
                "ALTER TABLE t RENAME COLUMN a TO b",
                "ALTER TABLE t RENAME rollup",
                "ALTER TABLE t DROP PARTITION IF EXISTS p FORCE",
                "SHOW FULL COLUMNS FROM t FROM d LIKE '%'",
                "SHOW FULL TABLES FROM d WHERE Table_type = 'BASE TABLE'",
                "SHOW ALTER TABLE COLUMN FROM d WHERE (TableName = 't') AND State != 'FINISHED'"
                        + " ORDER BY CreateTime DESC, JobId LIMIT 1 OFFSET 2",
                "CANCEL ALTER TABLE COLUMN FROM d.t (1, 2)",
                "/* c */ SHOW DATABASES -- end",
                "DESC d.t",
                "TRUNCATE TABLE t PARTITION (p1, p2)",
                "CREATE DATABASE d CHARACTER SET utf8 COLLATE utf8_general_ci",
                "ALTER TABLE t RENAME PARTITION p q",
                "USE default_catalog.d"
            })
    void acceptsAStatement(String sql) throws SqlError {
        assertThat(parse(sql)).isNotInstanceOf(Statement.Administration.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1                                     | Query",
                "WITH a AS (SELECT 1) SELECT * FROM a         | Query",
                "(SELECT 1) UNION ALL (SELECT 2)              | Query",
                "INSERT INTO t VALUES (1)                     | Query",
                "CREATE TABLE t AS SELECT 1                   | Query",
                "EXPLAIN SELECT 1                             | Query",
                "DESC SELECT 1                                | Query",
                "SET autocommit = 1                           | Administration",
                "SHOW VARIABLES LIKE 'x'                      | Administration",
                "SHOW CREATE USER u                           | Administration",
                "SHOW ALTER MATERIALIZED VIEW                 | Administration",
                "GRANT SELECT ON TABLE d.t TO USER u          | Administration",
                "CREATE USER 'u'@'%' IDENTIFIED BY 'p'        | Administration",
                "DROP ROLE r                                  | Administration",
                "ALTER USER u IDENTIFIED BY 'p'               | Administration",
                "ADMIN SHOW FRONTEND CONFIG LIKE 'x'          | Administration",
                "KILL 5                                       | Administration"
            })
    void keepsOtherStatementsAsWritten(String sql, String kind) throws SqlError {
        Statement statement = parse("  " + sql + "  ");

        assertThat(statement.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(statement.toString()).contains("text=" + sql);
    }

    @Test
    void knowsNoCatalogButItsOwn() {
        assertThatThrownBy(() -> parse("DROP TABLE other.d.t"))
                .isInstanceOfSatisfying(
                        SqlError.class, error -> assertThat(error.code()).isEqualTo(5078))
                .hasMessageContaining("Unknown catalog 'other'");
        assertThatThrownBy(() -> parse("DROP TABLE default_catalog.d.t.x"))
                .hasMessageContaining("invalid qualified name");
    }

    @Test
    void cutsTextIntoStatements() throws SqlError {
        List<Statement> statements =
                SqlParser.statements(";;SELECT ';' ; USE d; ;SET a = 'x;y'", VersionProfile.V3_5);

        assertThat(statements).hasSize(3);
        assertThat(((Statement.Query) statements.get(0)).text()).isEqualTo("SELECT ';'");
        assertThat(((Statement.Administration) statements.get(2)).tokens())
                .extracting(Token::value)
                .containsExactly("SET", "a", "=", "x;y", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELEC 1                                  | 1 | 0  | 'SELEC'",
                "CREATE TABLE select (a INT)              | 1 | 13 | 'CREATE TABLE select'",
                "CREATE TABLE t (a INT,)                  | 1 | 22 | ',)'",
                "CREATE TABLE t (a INT UNSIGNED)          | 1 | 22 | 'UNSIGNED'",
                "CREATE TABLE t (a FOO)                   | 1 | 21 | ')'",
                "CREATE TABLE t (a ENUM('x'))             | 1 | 23 | ''x''",
                "CREATE TABLE t (a INT DEFAULT 0)         | 1 | 30 | '0'",
                "CREATE TABLE t (a INT COMMENT 'c' NULL)  | 1 | 34 | 'NULL'",
                "CREATE TABLE t (a INT) ENGINE InnoDB     | 1 | 30 | 'InnoDB'",
                "CREATE TABLE t (a INT) PROPERTIES ()     | 1 | 35 | ')'",
                "ALTER TABLE t CHANGE COLUMN a b INT      | 1 | 14 | 'CHANGE'",
                "ALTER TABLE t MODIFY a INT               | 1 | 21 | 'MODIFY a'",
                "ALTER TABLE t DROP COLUMN IF EXISTS a    | 1 | 26 | 'IF'",
                "ALTER TABLE t RENAME COLUMN a b          | 1 | 30 | 'b'",
                "DROP TABLE                               | 1 | 10 | '<EOF>'",
                "SHOW TABLES d                            | 1 | 12 | 'd'"
            })
    void namesTheTokenThatDoesNotFit(String sql, int line, int column, String input) {
        assertThatThrownBy(() -> parse(sql))
                .isInstanceOfSatisfying(
                        SqlError.class,
                        error -> {
                            assertThat(error.code()).isEqualTo(1064);
                            assertThat(error.sqlState()).isEqualTo("42000");
                        })
                .hasMessageStartingWith(
                        "Getting syntax error at line " + line + ", column " + column + ".")
                .hasMessageContaining("input " + input);
    }

    @Test
    void refusesTheWholeTextForOneMistake() {
        assertThatThrownBy(
                        () ->
                                SqlParser.statements(
                                        "DROP TABLE t; DROP TABEL u", VersionProfile.V3_5))
                .isInstanceOf(SqlError.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (a DATETIME DEFAULT CURRENT_TIMESTAMP())",
                "CREATE TABLE t (a DATETIME DEFAULT CURRENT_TIMESTAMP(3))",
                "ALTER TABLE t MODIFY COLUMN a COMMENT 'x'"
            })
    void knowsWhatOnlyTheLaterVersionHas(String sql) throws SqlError {
        assertThat(SqlParser.statements(sql, VersionProfile.V3_5)).hasSize(1);
        assertThatThrownBy(() -> SqlParser.statements(sql, VersionProfile.V3_3))
                .isInstanceOf(SqlError.class)
                .hasMessageStartingWith("Getting syntax error");
    }
}
