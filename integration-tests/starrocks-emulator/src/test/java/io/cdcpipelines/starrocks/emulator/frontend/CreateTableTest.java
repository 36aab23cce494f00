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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CreateTableTest {
    private final TestFrontend frontend = TestFrontend.latest();

    static Stream<Arguments> types() {
        return Stream.of(
                Arguments.of("BOOLEAN", "boolean"),
                Arguments.of("TINYINT", "tinyint(4)"),
                Arguments.of("INT(5)", "int(11)"),
                Arguments.of("UNSIGNED INT", "int(11)"),
                Arguments.of("LARGEINT", "largeint(40)"),
                Arguments.of("DECIMAL", "decimal(10, 0)"),
                Arguments.of("DECIMAL(38)", "decimal(38, 0)"),
                Arguments.of("DECIMAL(0, 0)", "decimal(1, 0)"),
                Arguments.of("CHAR", "char(1)"),
                Arguments.of("CHAR(0)", "char(1)"),
                Arguments.of("VARCHAR(1048576)", "varchar(1048576)"),
                Arguments.of("TEXT", "varchar(65533)"),
                Arguments.of("BINARY(3)", "varbinary(3)"),
                Arguments.of("ARRAY<ARRAY<VARCHAR(5)>>", "array<array<varchar(5)>>"),
                Arguments.of("MAP<INT, STRING>", "map<int(11),varchar(65533)>"),
                Arguments.of("STRUCT<a INT, b STRING>", "struct<a int(11), b varchar(65533)>"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void keepsTheTypeInItsCanonicalForm(String written, String shown) {
        frontend.ok("CREATE TABLE t (id INT, v " + written + ") PRIMARY KEY (id)");

        assertThat(frontend.columns("t"))
                .isEqualTo("`id` int(11) NOT NULL, `v` " + shown + " NULL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CHAR(256)          | Char size must be <= 255: 256",
                "VARCHAR(1048577)   | Varchar size must be <= 1048576: 1048577",
                "VARBINARY(1048577) | VARBINARY size must be <= 1048576: 1048577",
                "ARRAY<CHAR(300)>   | Char size must be <= 255: 300",
                "TIME               | Type:TIME of column:v does not support",
                "DECIMAL(39, 1)     | DECIMAL's precision should range from 1 to 38",
                "DECIMAL(4, 5)      | P must be greater than or equal to the value of S"
            })
    void refusesATypeBeyondItsLimits(String type, String reason) {
        assertThat(frontend.answer("CREATE TABLE t (id INT, v " + type + ") PRIMARY KEY (id)"))
                .startsWith("1064 (42000)")
                .contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DECIMAL(9, 0)",
                "CHAR(5)",
                "FLOAT",
                "DOUBLE",
                "JSON",
                "VARBINARY",
                "ARRAY<INT>",
                "HLL"
            })
    void refusesTheTypeAsPrimaryKey(String type) {
        assertThat(frontend.answer("CREATE TABLE t (id " + type + " NOT NULL) PRIMARY KEY (id)"))
                .startsWith(
                        "1064 (42000) Getting analyzing error. Detail message: primary key"
                                + " column[id] type not supported: ");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        "(id INT NULL) PRIMARY KEY (id)",
                        "1064 (42000) .*primary key column\\[id\\] cannot be nullable\\."),
                Arguments.of(
                        "(v INT, id INT) PRIMARY KEY (id)",
                        "1064 (42000) .*Key columns must be the first few columns.*"),
                Arguments.of(
                        "(id INT) PRIMARY KEY (nope)",
                        "1064 (42000) .*Key column\\(nope\\) doesn't exist.*"),
                Arguments.of(
                        "(id INT, v INT) PRIMARY KEY (id) DISTRIBUTED BY HASH (v)",
                        "1064 (42000) Distribution column\\[v\\] is not key column"),
                Arguments.of(
                        "(id INT) PRIMARY KEY (id) DISTRIBUTED BY RANDOM",
                        "1064 (42000) .*PRIMARY KEY must use hash distribution\\."),
                Arguments.of(
                        "(id INT, v INT) UNIQUE KEY (id)",
                        "1064 (42000) .*not support default distribution in UNIQUE_KEYS.*"),
                Arguments.of(
                        "(id INT, v INT) AGGREGATE KEY (id) DISTRIBUTED BY HASH (id)",
                        "1064 (42000) .*should specify aggregate type.*"),
                Arguments.of(
                        "(id INT, v INT SUM) DUPLICATE KEY (id)",
                        "1064 (42000) .*should not specify aggregate type.*"),
                Arguments.of(
                        "(f FLOAT, v INT)",
                        "1064 (42000) .*Data type of first column cannot be FLOAT.*"),
                Arguments.of(
                        "(id INT, f JSON) DUPLICATE KEY (id, f)",
                        "1064 (42000) .*Invalid data type of key column 'f': 'JSON'.*"),
                Arguments.of(
                        "(id INT, b BITMAP) DUPLICATE KEY (id)",
                        "1064 (42000) .*No aggregate function specified for 'b'.*"),
                Arguments.of(
                        "(id INT AUTO_INCREMENT) PRIMARY KEY (id)",
                        "1064 (42000) .*The AUTO_INCREMENT column must be BIGINT.*"),
                Arguments.of(
                        "(id INT, v FLOAT) PRIMARY KEY (id) ORDER BY (v)",
                        "1064 (42000) .*sort key column\\[v\\] type not supported: float.*"),
                Arguments.of(
                        "(id INT) PRIMARY KEY (id) PARTITION BY (dt)",
                        "1064 (42000) .*Partition column\\[dt\\] does not exist.*"),
                Arguments.of(
                        "(id INT) ENGINE = InnoDB PRIMARY KEY (id)",
                        "1064 (42000) .*Unknown engine name: InnoDB.*"),
                Arguments.of(
                        "(id INT) DEFAULT CHARSET = utf8mb4 PRIMARY KEY (id)",
                        "1064 (42000) .*Unknown charset name: utf8mb4.*"),
                Arguments.of(
                        "(id INT, v INT, V INT) PRIMARY KEY (id)",
                        "1060 (42S21) .*Duplicate column name 'V'.*"),
                Arguments.of(
                        "(id INT, `__OP` INT) PRIMARY KEY (id)",
                        "1064 (42000) .*system reserved name.*"),
                Arguments.of(
                        "(id INT, `a=b` INT) PRIMARY KEY (id)",
                        "1166 (42000) .*Incorrect column name 'a=b'.*"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesATable(String definition, String answer) {
        assertThat(frontend.answer("CREATE TABLE t " + definition))
                .matches(answer.replaceFirst("\\((\\w+)\\)", "\\\\($1\\\\)"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "RANGE (dt) ()                                               | OK",
                "RANGE (dt) (PARTITION p VALUES LESS THAN MAXVALUE)          | OK",
                "RANGE (id) (PARTITION p VALUES [('1'), ('5')), PARTITION q VALUES [('5'), ('9'))) | OK",
                "RANGE (dt) (START ('2024-01-01') END ('2024-02-01') EVERY (INTERVAL 1 DAY)) | OK",
                "LIST (s) (PARTITION p VALUES IN ('a', 'b') ('replication_num' = '1')) | OK",
                "LIST (s, id) (PARTITION p VALUES IN (('a', '1'), ('b', '2'))) | OK",
                "date_trunc('day', dt)                                       | OK",
                "(s, id)                                                     | OK",
                "time_slice(dt, INTERVAL 7 DAY)                              | OK",
                "RANGE (dt) (PARTITION p VALUES LESS THAN ('x'))             | 1064",
                "RANGE (id) (PARTITION p VALUES LESS THAN ('5'), PARTITION q VALUES LESS THAN ('5')) | 1064",
                "RANGE (id) (PARTITION p VALUES [('1'), ('5')), PARTITION q VALUES [('4'), ('9'))) | 1064",
                "RANGE (id) (PARTITION p VALUES LESS THAN ('5'), PARTITION q VALUES [('6'), ('9'))) | 1064",
                "RANGE (id) (PARTITION p VALUES LESS THAN ('5'), PARTITION P VALUES LESS THAN ('6')) | 1064",
                "RANGE (id) (PARTITION `a-b` VALUES LESS THAN ('5'))         | 1567",
                "LIST (s) (PARTITION p VALUES IN ('a'), PARTITION q VALUES IN ('a')) | 1064",
                "RANGE (x) ()                                                | 1064",
                "RANGE (f) ()                                                | 1064",
                "date_trunc('day', id)                                       | 1064",
                "RANGE (dt)                                                  | 1064"
            })
    void checksPartitions(String clause, String answer) {
        assertThat(
                        frontend.answer(
                                "CREATE TABLE t (id INT, dt DATE, s VARCHAR(9), f FLOAT)"
                                        + " DUPLICATE KEY (id) PARTITION BY "
                                        + clause
                                        + " DISTRIBUTED BY HASH (id)"))
                .startsWith(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "date_trunc('month', dt)     | OK   | OK",
                "time_slice(dt, INTERVAL 7 DAY) | OK | OK",
                "(s, id)                     | OK   | OK",
                "s, id                       | OK   | 1064",
                "s                           | OK   | 1064",
                "date_trunc('day', dt), s    | OK   | 1064",
                "substr(s, 1, 2)             | OK   | 1064",
                "date_trunc('week', dt)      | 1064 | 1064",
                "date_trunc('DAY', dt)       | OK   | OK"
            })
    void takesMoreExpressionsForPartitionsInTheLaterVersion(
            String clause, String later, String earlier) {
        String sql =
                "CREATE TABLE t (id INT, dt DATE, s VARCHAR(9)) DUPLICATE KEY (id) PARTITION BY "
                        + clause;

        assertThat(frontend.answer(sql)).startsWith(later);
        assertThat(new TestFrontend(VersionProfile.V3_3).answer(sql)).startsWith(earlier);
    }

    @Test
    void partitionsPrimaryKeyTablesByKeyColumnsOnly() {
        assertThat(
                        frontend.answer(
                                "CREATE TABLE t (id INT, dt DATE) PRIMARY KEY (id)"
                                        + " PARTITION BY RANGE (dt) ()"))
                .contains("partition column must be key column");
        frontend.ok(
                "CREATE TABLE t (id INT, dt DATE) PRIMARY KEY (id, dt) PARTITION BY RANGE (dt) ()");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "MAP<JSON, INT>          | Invalid map.key's type: json",
                "MAP<ARRAY<INT>, INT>    | Invalid map.key's type",
                "ARRAY<BITMAP>           | Invalid data type: array<bitmap>",
                "STRUCT<a INT, A STRING> | struct contains duplicate subfield name: A",
                "STRUCT<a CHAR(256)>     | Char size must be <= 255: 256"
            })
    void refusesNestedTypes(String type, String reason) {
        assertThat(frontend.answer("CREATE TABLE t (id INT, v " + type + ") PRIMARY KEY (id)"))
                .startsWith("1064 (42000) Getting analyzing error.")
                .contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'storage_medium' = 'tape'            | Invalid storage medium: tape",
                "'bucket_size' = '0'                  | Illegal bucket size: 0",
                "'bloom_filter_columns' = 'x'         | Bloom filter column does not exist",
                "'bloom_filter_columns' = 'f'         | FLOAT is not supported in bloom filter",
                "'dynamic_partition.enable' = 'true'  | for partitioned tables",
                "'storage_medium' = 'ssd'             | OK",
                "'bloom_filter_columns' = 'id, s'     | OK"
            })
    void checksTheValuesOfLesserProperties(String properties, String answer) {
        assertThat(
                        frontend.answer(
                                "CREATE TABLE t (id INT, s VARCHAR(9), f FLOAT) PRIMARY KEY (id)"
                                        + " PROPERTIES ("
                                        + properties
                                        + ")"))
                .contains(answer);
    }

    static Stream<Arguments> derivedTables() {
        return Stream.of(
                Arguments.of(
                        "(a INT, b INT, c INT, d INT)",
                        "DUPLICATE KEY(`a`, `b`, `c`)\nDISTRIBUTED BY RANDOM\n"),
                Arguments.of(
                        "(a VARCHAR(9), b INT)", "DUPLICATE KEY(`a`)\nDISTRIBUTED BY RANDOM\n"),
                Arguments.of(
                        "(a LARGEINT, b LARGEINT, c LARGEINT)",
                        "DUPLICATE KEY(`a`, `b`)\nDISTRIBUTED BY RANDOM\n"),
                Arguments.of(
                        "(a INT, f FLOAT, b INT)", "DUPLICATE KEY(`a`)\nDISTRIBUTED BY RANDOM\n"),
                Arguments.of(
                        "(a INT, s BIGINT SUM) DISTRIBUTED BY HASH (A) BUCKETS 2",
                        "AGGREGATE KEY(`a`)\nDISTRIBUTED BY HASH(`a`) BUCKETS 2 \n"),
                Arguments.of(
                        "(a INT, b INT) PRIMARY KEY (A)",
                        "PRIMARY KEY(`a`)\nDISTRIBUTED BY HASH(`a`)\n"),
                Arguments.of(
                        "(a INT, b INT) DUPLICATE KEY (a) DISTRIBUTED BY RANDOM ROLLUP (r (a))",
                        "DUPLICATE KEY(`a`)\nDISTRIBUTED BY RANDOM\n"),
                Arguments.of(
                        "(a INT, b INT) UNIQUE KEY (a) DISTRIBUTED BY HASH (a) BUCKETS 0",
                        "UNIQUE KEY(`a`)\nDISTRIBUTED BY HASH(`a`)\n"));
    }

    @ParameterizedTest
    @MethodSource("derivedTables")
    void derivesKeyAndDistribution(String definition, String clauses) {
        frontend.ok("CREATE TABLE t " + definition);

        assertThat((String) frontend.rows("SHOW CREATE TABLE t").get(0)[1])
                .contains("ENGINE=OLAP \n" + clauses + "PROPERTIES (");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "INT      | '2147483648'          | Number out of range[2147483648]. type: INT",
                "BIGINT   | ' 1'                  | Invalid number format:  1",
                "BOOLEAN  | 'yes'                 | Invalid BOOLEAN literal: yes",
                "FLOAT    | '0.1234567891'        | Default value will loose precision",
                "DOUBLE   | 'NaN'                 | Invalid literal:NaN",
                "DECIMAL(4, 2) | '1.234'          | is too narrow to hold the DecimalLiteral",
                "CHAR(2)  | 'abc'                 | Default value is too long: abc",
                "DATE     | '2023-02-29'          | date literal [2023-02-29] is invalid",
                "DATETIME | '0000-00-00 00:00:00' | date literal [0000-00-00 00:00:00] is invalid",
                "JSON     | '{}'                  | Cannot add default value for type 'JSON'",
                "BITMAP   | ''                    | Invalid default value for 'v'",
                "VARCHAR(35) | (uuid())           | length must be greater than 36",
                "INT      | (uuid_numeric())      | Default function uuid_numeric() for type INT",
                "INT      | (rand())              | Default expr for function rand is not supported"
            })
    void refusesADefault(String type, String value, String reason) {
        assertThat(
                        frontend.answer(
                                "CREATE TABLE t (id INT, v "
                                        + type
                                        + " DEFAULT "
                                        + value
                                        + ") PRIMARY KEY (id)"))
                .startsWith("1064 (42000) Getting analyzing error. Detail message: ")
                .contains(reason);
    }

    @Test
    void takesTimestampDefaultsOnOtherTypesOnlyInTheLaterVersion() {
        String sql = "CREATE TABLE t (id INT, v DATE DEFAULT CURRENT_TIMESTAMP) PRIMARY KEY (id)";

        assertThat(frontend.answer(sql)).isEqualTo("OK");
        assertThat(new TestFrontend(VersionProfile.V3_3).answer(sql))
                .endsWith("Default function now() for type DATE is not supported.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'replication_num' = '4'       | less than of equal to the number of available BE",
                "'replication_num' = '0'       | Replication num should larger than 0",
                "'replication_num' = 'x'       | For input string: \"x\"",
                "'fast_schema_evolution' = 'x' | fast_schema_evolution must be `true` or `false`",
                "'compression' = 'x'           | unknown compression type: x",
                "'b' = '1', 'a' = '2'          | Unknown properties: {a=2, b=1}"
            })
    void refusesProperties(String properties, String reason) {
        assertThat(
                        frontend.answer(
                                "CREATE TABLE t (id INT) PRIMARY KEY (id) PROPERTIES ("
                                        + properties
                                        + ")"))
                .startsWith("1064 (42000)")
                .contains(reason);
    }

    @Test
    void refusesMoreColumnsThanATableCanHave() {
        String columns =
                IntStream.rangeClosed(0, 10_000)
                        .mapToObj(i -> "c" + i + " INT")
                        .collect(Collectors.joining(", "));

        assertThat(frontend.answer("CREATE TABLE t (" + columns + ") PRIMARY KEY (c0)"))
                .startsWith("1117 (42000)");
    }

    @Test
    void leavesAnExistingTableAlone() {
        frontend.ok("CREATE TABLE t (id INT) PRIMARY KEY (id)");

        assertThat(frontend.answer("CREATE TABLE t (id INT, v INT) PRIMARY KEY (id)"))
                .isEqualTo(
                        "1050 (42S01) Getting analyzing error. Detail message: Table 't' already"
                                + " exists.");
        frontend.ok("CREATE TABLE IF NOT EXISTS t (id INT, v INT) PRIMARY KEY (id)");
        assertThat(frontend.columns("t")).isEqualTo("`id` int(11) NOT NULL");
    }

    @Test
    void copiesADefinitionWithoutRows() {
        frontend.ok("CREATE TABLE t (id INT, v INT DEFAULT '7') PRIMARY KEY (id) COMMENT 'c'");
        frontend.ok("CREATE TABLE u LIKE t");

        assertThat(((String) frontend.rows("SHOW CREATE TABLE u").get(0)[1]).replace("`u`", "`t`"))
                .isEqualTo(frontend.rows("SHOW CREATE TABLE t").get(0)[1]);
    }
}
