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

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AlterTableTest {
    private final TestFrontend frontend = TestFrontend.latest();

    @BeforeEach
    void createTable() {
        frontend.ok(
                "CREATE TABLE t (id INT, k2 VARCHAR(20), a INT, b VARCHAR(10) NOT NULL DEFAULT"
                        + " 'x' COMMENT 'bc') PRIMARY KEY (id, k2) DISTRIBUTED BY HASH (id)");
    }

    private String names() {
        return String.join(",", frontend.table("t").columns().stream().map(c -> c.name()).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ADD COLUMN n INT                              | id,k2,a,b,n",
                "ADD COLUMN n INT AFTER K2                     | id,k2,n,a,b",
                "ADD COLUMN n INT AFTER a, ADD COLUMN m INT AFTER a | id,k2,a,m,n,b",
                "ADD COLUMN (n INT, m INT NOT NULL DEFAULT '1') | id,k2,a,b,n,m",
                "ADD COLUMN n INT, ADD COLUMN N INT            | id,k2,a,b,n",
                "DROP COLUMN A                                 | id,k2,b",
                "ADD COLUMN n INT, DROP COLUMN a               | id,k2,b,n",
                "RENAME COLUMN ID TO pk                        | pk,k2,a,b"
            })
    void changesColumnsAtOnce(String clause, String columns) {
        frontend.ok("ALTER TABLE t " + clause);

        assertThat(names()).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "MODIFY COLUMN a BIGINT                              | id,k2,a,b",
                "MODIFY COLUMN a INT AFTER b                         | id,k2,b,a",
                "MODIFY COLUMN b VARCHAR(20) NOT NULL DEFAULT 'x' AFTER k2 | id,k2,b,a",
                "ADD COLUMN n INT, MODIFY COLUMN n BIGINT            | id,k2,a,b,n",
                "MODIFY COLUMN a BIGINT MAX                          | id,k2,a,b",
                "MODIFY COLUMN a BIGINT, DROP COLUMN b               | id,k2,a",
                "ORDER BY (a)                                        | id,k2,a,b"
            })
    void changesColumnsByAJob(String clause, String columns) {
        frontend.ok("ALTER TABLE t " + clause);
        assertThat(names()).isEqualTo("id,k2,a,b");

        frontend.jobs.tick();
        frontend.jobs.tick();

        assertThat(names()).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ADD COLUMN n INT NOT NULL            | Field 'n' is not null but doesnt have a default",
                "ADD COLUMN n INT FIRST               | Cannot add value column[n] at first",
                "ADD COLUMN n INT AFTER id            | Invalid column order. value should be after key",
                "ADD COLUMN n INT AFTER x             | Column[x] does not found",
                "ADD COLUMN n INT KEY                 | Cannot specify aggregate function 'REPLACE'",
                "ADD COLUMN n CHAR(256)               | Column definition is wrong. Char size",
                "ADD COLUMN n VARCHAR(40) DEFAULT (uuid()) | unsupported default expr:uuid()",
                "ADD COLUMN A INT                     | exists in base table: A",
                "ADD COLUMN a BIGINT                  | exists in column id: a, you can remove `a` int",
                "ADD COLUMN n INT, ADD COLUMN n BIGINT | Repeatedly add same column with different",
                "DROP COLUMN k2                       | Can not drop key column in primary data model",
                "DROP COLUMN x                        | Column does not exists: x",
                "DROP COLUMN a, ADD COLUMN a BIGINT   | exists in column id: a",
                "MODIFY COLUMN x INT                  | Column[x] does not exists",
                "MODIFY COLUMN id BIGINT              | Can not modify key column: id",
                "MODIFY COLUMN a INT NOT NULL         | Can not change from nullable to non-nullable",
                "MODIFY COLUMN a INT DEFAULT '1'      | Can not change default value",
                "MODIFY COLUMN b VARCHAR(20) NOT NULL | Can not change default value",
                "MODIFY COLUMN b VARCHAR(5) NOT NULL DEFAULT 'x' | Cannot shorten string length",
                "MODIFY COLUMN a INT FIRST            | Invalid column order. value should be after key",
                "MODIFY COLUMN a INT AFTER x          | Column[x] does not exists",
                "MODIFY COLUMN a INT AFTER a          | modify position is invalid",
                "MODIFY COLUMN a BIGINT, MODIFY COLUMN a LARGEINT | Column[a] does not exists",
                "MODIFY COLUMN a BIGINT, DROP COLUMN a | Column does not exists: a",
                "ORDER BY (id, k2, a, b)              | do not support reorder table schema",
                "ADD COLUMN n INT TO r                | Index[r] does not exist in table[t]",
                "DROP COLUMN a FROM t                 | Do not need to assign base index[t]",
                "ADD COLUMN n BIGINT AS a + 1         | Generated columns are not supported",
                "ADD COLUMN n INT AS a + 1            | Expression Type: BIGINT",
                "ADD COLUMN n INT AS x + 1            | Column 'x' cannot be resolved",
                "ORDER BY (x)                         | Column[x] not exists",
                "RENAME a2, COMMENT = 'x'             | ALTER_COMMENT conflicts with operation RENAME",
                "ADD COLUMN n INT, COMMENT = 'x'      | conflicts with operation SCHEMA_CHANGE",
                "RENAME t                             | Same table name t"
            })
    void refusesAClauseAndLeavesTheTableAlone(String clause, String reason) {
        String before = frontend.columns("t");

        assertThat(frontend.answer("ALTER TABLE t " + clause))
                .startsWith("1064 (42000) ")
                .contains(reason);
        assertThat(frontend.columns("t")).isEqualTo(before);
        assertThat(frontend.rows("SHOW ALTER TABLE COLUMN")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MODIFY COLUMN a INT",
                "MODIFY COLUMN A INT NULL",
                "MODIFY COLUMN b VARCHAR(10) NOT NULL DEFAULT 'x' COMMENT 'bc'"
            })
    void startsNoJobForAColumnAsItIs(String clause) {
        frontend.ok("ALTER TABLE t " + clause);

        assertThat(frontend.rows("SHOW ALTER TABLE COLUMN")).isEmpty();
    }

    @Test
    void dropsTheCommentThatAModifyDoesNotRepeat() {
        frontend.ok("ALTER TABLE t MODIFY COLUMN b VARCHAR(10) NOT NULL DEFAULT 'x'");
        frontend.jobs.tick();
        frontend.jobs.tick();

        assertThat(frontend.columns("t")).doesNotContain("COMMENT");
    }

    @Test
    void setsACommentAndForgetsTheOtherClauses() {
        frontend.ok("ALTER TABLE t ADD COLUMN n INT, MODIFY COLUMN id COMMENT 'key'");

        assertThat(frontend.columns("t")).startsWith("`id` int(11) NOT NULL COMMENT \"key\", `k2`");
        assertThat(names()).isEqualTo("id,k2,a,b");
    }

    @Test
    void blocksTheOldNameOfARenamedColumn() {
        frontend.ok("ALTER TABLE t RENAME COLUMN a TO a2");

        assertThat(frontend.answer("ALTER TABLE t ADD COLUMN a INT"))
                .contains("exists in column id: a, you can remove `a2` int(11)");
    }

    static Stream<Arguments> renames() {
        return Stream.of(
                Arguments.of("RENAME COLUMN x TO y", "5509 (42S22) Unknown column 'x' in 't'"),
                Arguments.of("RENAME COLUMN a TO B", "1060 (42S21) Duplicate column name 'B'"),
                Arguments.of("RENAME COLUMN a TO A", "1060 (42S21) Duplicate column name 'A'"),
                Arguments.of("RENAME u", "1064 (42000) Table name[u] is already used"));
    }

    @ParameterizedTest
    @MethodSource("renames")
    void refusesARename(String clause, String answer) {
        frontend.ok("CREATE TABLE u (id INT) PRIMARY KEY (id)");

        assertThat(frontend.answer("ALTER TABLE t " + clause)).isEqualTo(answer);
    }

    /** The type matrix of the specification, by what each type can become. */
    static Stream<Arguments> typeChanges() {
        return Stream.of(
                Arguments.of("BOOLEAN", Set.of()),
                Arguments.of(
                        "TINYINT",
                        Set.of("SMALLINT", "INT", "BIGINT", "LARGEINT", "DOUBLE", "VARCHAR(20)")),
                Arguments.of(
                        "SMALLINT", Set.of("INT", "BIGINT", "LARGEINT", "DOUBLE", "VARCHAR(20)")),
                Arguments.of("INT", Set.of("BIGINT", "LARGEINT", "DOUBLE", "DATE", "VARCHAR(20)")),
                Arguments.of("BIGINT", Set.of("LARGEINT", "DOUBLE", "VARCHAR(20)")),
                Arguments.of("LARGEINT", Set.of("VARCHAR(20)")),
                Arguments.of("FLOAT", Set.of("DOUBLE", "VARCHAR(20)")),
                Arguments.of("DOUBLE", Set.of("VARCHAR(20)")),
                Arguments.of("DECIMAL(10, 2)", Set.of("DECIMAL(12, 4)", "VARCHAR(20)")),
                Arguments.of("DECIMAL(12, 4)", Set.of("VARCHAR(20)")),
                Arguments.of("CHAR(10)", Set.of("VARCHAR(20)")),
                Arguments.of(
                        "VARCHAR(20)",
                        Set.of(
                                "TINYINT",
                                "SMALLINT",
                                "INT",
                                "BIGINT",
                                "LARGEINT",
                                "FLOAT",
                                "DOUBLE",
                                "DECIMAL(10, 2)",
                                "DECIMAL(12, 4)",
                                "DATE",
                                "JSON")),
                Arguments.of("DATE", Set.of("DATETIME")),
                Arguments.of("DATETIME", Set.of("DATE")),
                Arguments.of("JSON", Set.of()),
                Arguments.of("VARBINARY", Set.of()),
                Arguments.of("ARRAY<INT>", Set.of()));
    }

    @ParameterizedTest
    @MethodSource("typeChanges")
    void changesATypeOnlyAsTheMatrixAllows(String from, Set<String> allowed) {
        List<String> all = typeChanges().map(arguments -> (String) arguments.get()[0]).toList();
        for (String to : all) {
            frontend.ok("DROP TABLE IF EXISTS m");
            frontend.ok("CREATE TABLE m (id INT, v " + from + ") PRIMARY KEY (id)");

            String answer = frontend.answer("ALTER TABLE m MODIFY COLUMN v " + to);

            boolean isExpected = allowed.contains(to) || to.equals(from);
            assertThat(answer.equals("OK")).as(from + " to " + to).isEqualTo(isExpected);
        }
    }

    @ParameterizedTest
    @CsvSource({"15, false", "1023, false", "1024, true"})
    void turnsJsonOnlyIntoLongText(int length, boolean isAllowed) {
        frontend.ok("CREATE TABLE m (id INT, v JSON) PRIMARY KEY (id)");

        assertThat(frontend.answer("ALTER TABLE m MODIFY COLUMN v VARCHAR(" + length + ")"))
                .matches(isAllowed ? "OK" : ".*JSON needs minimum length of 1024");
    }

    @Test
    void swapsTwoTablesByName() {
        frontend.ok("CREATE TABLE u (id INT) PRIMARY KEY (id)");
        long id = frontend.table("t").id();

        frontend.ok("ALTER TABLE u SWAP WITH t");

        assertThat(frontend.table("u").id()).isEqualTo(id);
    }

    @Test
    void knowsTheIndexesOfATable() {
        frontend.ok("CREATE TABLE u (id INT, v INT, INDEX iv (v) USING BITMAP) DUPLICATE KEY (id)");

        assertThat(frontend.column("SHOW INDEX FROM u", 2)).containsExactly("iv");
        assertThat(frontend.answer("CREATE INDEX iv ON u (id)")).startsWith("1064 (42000)");
        assertThat(frontend.answer("DROP INDEX other ON u")).startsWith("1064 (42000)");
        frontend.ok("DROP INDEX iv ON u");
        assertThat(frontend.column("SHOW INDEX FROM u", 2)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'fast_schema_evolution' = 'false' | 5064 (42000)",
                "'x' = 'y'                         | 5064 (42000)",
                "'replication_num' = '1', 'in_memory' = 'true' | 5064 (42000)",
                "'default.replication_num' = '2'   | OK",
                "'replication_num' = '9'           | 1064 (42000)",
                "'replication_num' = '0'           | 1064 (42000)",
                "'replication_num' = 'x'           | 1064 (42000)",
                "'write_quorum' = 'few'            | 5064 (42000)",
                "'replicated_storage' = 'maybe'    | 5064 (42000)",
                "'enable_persistent_index' = '1'   | 5064 (42000)",
                "'primary_index_cache_expire_sec' = '-1' | 5064 (42000)",
                "'storage_medium' = 'SSD'          | 5064 (42000)",
                "'default.storage_medium' = 'SSD'  | OK",
                "'enable_persistent_index' = 'false' | OK"
            })
    void setsTheKnownProperties(String properties, String answer) {
        assertThat(frontend.answer("ALTER TABLE t SET (" + properties + ")")).startsWith(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADD COLUMN c INT KEY", "DROP COLUMN b", "MODIFY COLUMN b BIGINT KEY"})
    void changesKeysOfDuplicateKeyTablesByAJob(String clause) {
        frontend.ok("CREATE TABLE u (a INT, b INT, v INT) DUPLICATE KEY (a, b)");

        frontend.ok("ALTER TABLE u " + clause);

        assertThat(frontend.column("SHOW ALTER TABLE COLUMN", 9)).containsExactly("PENDING");
    }
}
