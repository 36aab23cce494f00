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

package io.cdcpipelines.starrocks.emulator.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ShowStatementsTest {
    private final TestFrontend frontend = TestFrontend.latest();

    @Test
    void printsATableDefinition() {
        frontend.ok(
                "CREATE TABLE t (id BIGINT, v DECIMAL(10, 2) DEFAULT '0' COMMENT 'it''s \"q\" \\\\',"
                        + " c DATETIME DEFAULT CURRENT_TIMESTAMP, u VARCHAR(36) DEFAULT (uuid()))"
                        + " PRIMARY KEY (id) COMMENT 'it''s \"q\" \\\\' DISTRIBUTED BY HASH (id)"
                        + " BUCKETS 4 ORDER BY (c) PROPERTIES ('replication_num' = '1')");

        assertThat((String) frontend.rows("SHOW CREATE TABLE t").get(0)[1])
                .isEqualTo(
                        """
                        CREATE TABLE `t` (
                          `id` bigint(20) NOT NULL COMMENT "",
                          `v` decimal(10, 2) NULL DEFAULT "0" COMMENT "it's "q" \\",
                          `c` datetime NULL DEFAULT CURRENT_TIMESTAMP COMMENT "",
                          `u` varchar(36) NULL DEFAULT (uuid()) COMMENT ""
                        ) ENGINE=OLAP\s
                        PRIMARY KEY(`id`)
                        COMMENT "it's \\"q\\" \\\\"
                        DISTRIBUTED BY HASH(`id`) BUCKETS 4\s
                        ORDER BY(`c`)
                        PROPERTIES (
                        "compression" = "LZ4",
                        "enable_persistent_index" = "true",
                        "fast_schema_evolution" = "true",
                        "replicated_storage" = "true",
                        "replication_num" = "1"
                        );""");
    }

    @Test
    void describesColumnsInThreeWays() {
        frontend.ok(
                "CREATE TABLE t (id INT, v DECIMAL(4, 1) NOT NULL DEFAULT '1.5' COMMENT '\"',"
                        + " h HLL, c DATETIME DEFAULT CURRENT_TIMESTAMP) PRIMARY KEY (id)");

        assertThat(frontend.rows("DESC t"))
                .containsExactly(
                        new Object[] {"id", "int", "NO", "true", null, ""},
                        new Object[] {"v", "decimal(4,1)", "NO", "false", "1.5", ""},
                        new Object[] {"h", "hll", "YES", "false", "\0", ""},
                        new Object[] {
                            "c",
                            "datetime",
                            "YES",
                            "false",
                            "CURRENT_TIMESTAMP",
                            "DEFAULT_GENERATED"
                        });
        assertThat(frontend.rows("SHOW COLUMNS FROM t LIKE 'V'"))
                .containsExactly(new Object[][] {{"v", "decimal(4,1)", "NO", "NO", "1.5", ""}});
        assertThat(frontend.rows("SHOW FULL COLUMNS FROM t FROM d WHERE Field = 'v'"))
                .containsExactly(
                        new Object[][] {
                            {"v", "decimal(4,1)", "", "NO", "NO", "1.5", "", "", "\\\""}
                        });
    }

    @Test
    void listsTablesByNameInCase() {
        frontend.ok("CREATE TABLE tbl (id INT) PRIMARY KEY (id)");
        frontend.ok("CREATE TABLE TBL (id INT) PRIMARY KEY (id)");

        assertThat(frontend.column("SHOW TABLES", 0)).containsExactly("TBL", "tbl");
        assertThat(frontend.column("SHOW TABLES LIKE 'tb_'", 0)).containsExactly("tbl");
        assertThat(frontend.rows("SHOW FULL TABLES FROM d LIKE 'T%'"))
                .containsExactly(new Object[][] {{"TBL", "BASE TABLE"}});
    }

    @Test
    void findsATableWithoutCaseInDescAlone() {
        frontend.ok("CREATE TABLE tbl (id INT) PRIMARY KEY (id)");

        assertThat(frontend.rows("DESC d.TBL")).hasSize(1);
        assertThat(frontend.answer("SHOW CREATE TABLE d.TBL")).contains("Table TBL is not found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Field = 'b'                        | b",
                "Field != 'b'                       | a,c",
                "Field IN ('a', 'c', 'x')           | a,c",
                "Field LIKE '%'  AND Type = 'int'   | a,b",
                "Field >= 'b' AND (Type <> 'int')   | c",
                "Field = 'a' OR Type = 'date' AND Field > 'a' | a,c",
                "`Default` = '7'                    | b",
                "Key = 'YES'                        | a"
            })
    void filtersRows(String condition, String fields) {
        frontend.ok("CREATE TABLE t (a INT, b INT DEFAULT '7', c DATE) PRIMARY KEY (a)");

        assertThat(frontend.column("SHOW COLUMNS FROM t WHERE " + condition, 0))
                .containsExactly((Object[]) fields.split(","));
    }

    static Stream<Arguments> missing() {
        return Stream.of(
                Arguments.of("DESC x", "5502 (42602)"),
                Arguments.of("DESC n.x", "5501 (3F000)"),
                Arguments.of("SHOW CREATE TABLE x", "1064 (42000)"),
                Arguments.of("SHOW CREATE TABLE n.x", "5501 (3F000)"),
                Arguments.of("SHOW COLUMNS FROM x", "5502 (42602)"),
                Arguments.of("SHOW TABLES FROM n", "5501 (3F000)"),
                Arguments.of("SHOW ALTER TABLE COLUMN FROM n", "5501 (3F000)"),
                Arguments.of("SHOW ALTER TABLE COLUMN FROM d WHERE State != 'x'", "5064 (42000)"),
                Arguments.of(
                        "SHOW ALTER TABLE COLUMN FROM d WHERE State = 'x' OR State = 'y'",
                        "5064 (42000)"),
                Arguments.of("SHOW ALTER TABLE COLUMN FROM d ORDER BY x", "5064 (42000)"),
                Arguments.of("ALTER TABLE x ADD COLUMN c INT", "1064 (42000)"),
                Arguments.of("ALTER TABLE n.x ADD COLUMN c INT", "1064 (42000)"),
                Arguments.of("DROP TABLE x", "5502 (42602)"),
                Arguments.of("DROP TABLE IF EXISTS x", "OK"),
                Arguments.of("DROP TABLE IF EXISTS n.x", "5501 (3F000)"),
                Arguments.of("TRUNCATE TABLE x", "1064 (42000)"),
                Arguments.of("TRUNCATE TABLE n.x", "5501 (3F000)"),
                Arguments.of("DESC", "1064 (42000)"),
                Arguments.of("USE n", "5501 (3F000)"),
                Arguments.of("DROP DATABASE n", "1008 (HY000)"),
                Arguments.of("DROP DATABASE IF EXISTS n", "OK"),
                Arguments.of("CREATE DATABASE d", "1007 (HY000)"),
                Arguments.of("ALTER DATABASE d RENAME e", "OK"),
                Arguments.of("ALTER DATABASE d RENAME d", "1064 (42000)"),
                Arguments.of("ALTER DATABASE n RENAME e", "5501 (3F000)"),
                Arguments.of("ALTER DATABASE d SET DATA QUOTA 10GB", "OK"),
                Arguments.of("CREATE DATABASE IF NOT EXISTS d", "OK"),
                Arguments.of("CREATE DATABASE `a b`", "1102 (42000)"),
                Arguments.of("CREATE DATABASE `a-b`", "OK"));
    }

    @ParameterizedTest
    @MethodSource("missing")
    void saysWhatIsMissing(String sql, String answer) {
        assertThat(frontend.answer(sql)).startsWith(answer);
    }

    @ParameterizedTest
    @CsvSource({"V3_5, 1046 (3D000)", "V3_3, 1064 (42000)"})
    void needsADatabase(VersionProfile profile, String answer) {
        TestFrontend withoutDatabase = new TestFrontend(profile, "");

        assertThat(withoutDatabase.answer("SHOW TABLES")).startsWith(answer);
    }

    @Test
    void bringsBackADroppedTableUnlessItWasForced() {
        frontend.ok("CREATE TABLE t (id INT) PRIMARY KEY (id)");
        frontend.ok("DROP TABLE t");
        frontend.ok("RECOVER TABLE t");
        frontend.ok("DROP TABLE t FORCE");

        assertThat(frontend.answer("RECOVER TABLE t")).isEqualTo("5502 (42602) Unknown table 't'");
    }

    @Test
    void executesTheStatementsOfATextUpToTheFirstThatFails() {
        assertThat(
                        frontend.outcomes(
                                "CREATE TABLE t (id INT) PRIMARY KEY (id); DROP TABLE x; DROP TABLE t"))
                .hasSize(2)
                .element(1)
                .isInstanceOf(StatementOutcome.Failure.class);
        assertThat(frontend.column("SHOW TABLES", 0)).containsExactly("t");
    }

    @Test
    void answersATextWithoutAStatement() {
        assertThat(frontend.answer("-- nothing")).isEqualTo("OK");
    }
}
