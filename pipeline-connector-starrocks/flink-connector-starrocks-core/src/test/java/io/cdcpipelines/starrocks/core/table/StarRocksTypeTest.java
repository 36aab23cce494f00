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

package io.cdcpipelines.starrocks.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.table.StarRocksType.Kind;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StarRocksTypeTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "boolean | BOOLEAN",
                "tinyint | TINYINT",
                "tinyint(4) | TINYINT",
                "smallint(6) | SMALLINT",
                "int | INT",
                "INT(11) | INT",
                "bigint(20) | BIGINT",
                "largeint(40) | LARGEINT",
                "float | FLOAT",
                "double | DOUBLE",
                "decimal(10,2) | DECIMAL(10, 2)",
                "decimal(38, 10) | DECIMAL(38, 10)",
                "decimal | DECIMAL(10, 0)",
                "char(1) | CHAR(1)",
                "varchar(1048576) | VARCHAR(1048576)",
                "varchar(65533) | VARCHAR(65533)",
                "date | DATE",
                "datetime | DATETIME",
                "json | JSON",
                "varbinary | VARBINARY",
                "varbinary(10) | VARBINARY",
            })
    void readsTheFormsThatTheServerPrints(String printed, String ddl) {
        StarRocksType type = StarRocksType.parse(printed);

        assertThat(type.ddl()).isEqualTo(ddl);
        assertThat(type.kind()).isNotEqualTo(Kind.OTHER);
        assertThat(StarRocksType.parse(type.ddl())).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "array<int>",
                "map<int,varchar(65533)>",
                "struct<a int(11), b varchar(65533)>",
                "hll",
                "bitmap",
                "decimal(76,10)"
            })
    void keepsTypesThatItDoesNotKnowAsText(String printed) {
        assertThat(StarRocksType.parse(printed)).isEqualTo(StarRocksType.other(printed));
    }

    @Test
    void refusesLengthsThatTheServerRefuses() {
        assertThatThrownBy(() -> StarRocksType.charOf(256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CHAR length is 256, must be 1 to 255");
        assertThatThrownBy(() -> StarRocksType.varchar(1_048_577))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StarRocksType.decimal(39, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StarRocksType.decimal(5, 6))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The server's own matrix, one row per type of departure. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "boolean |",
                "tinyint | smallint;int;bigint;largeint;double;varchar(10);varchar(20);string",
                "smallint | int;bigint;largeint;double;varchar(10);varchar(20);string",
                "int | bigint;largeint;double;varchar(10);varchar(20);string;date",
                "bigint | largeint;double;varchar(10);varchar(20);string",
                "largeint | varchar(10);varchar(20);string",
                "float | double;varchar(10);varchar(20);string",
                "double | varchar(10);varchar(20);string",
                "decimal(10,2) | decimal(20,2);decimal(12,4);decimal(38,2);decimal(38,10);"
                        + "varchar(20);string",
                "decimal(20,2) | decimal(38,2);decimal(38,10);string",
                "decimal(12,4) | decimal(38,10);varchar(20);string",
                "decimal(38,2) | string",
                "decimal(38,10) | string",
                "char(10) | char(20);varchar(10);varchar(20);string",
                "char(20) | varchar(20);string",
                "varchar(10) | tinyint;smallint;int;bigint;largeint;float;double;decimal(10,2);"
                        + "decimal(20,2);decimal(12,4);decimal(38,2);decimal(38,10);varchar(20);"
                        + "string;date;json",
                "string | tinyint;smallint;int;bigint;largeint;float;double;decimal(10,2);"
                        + "decimal(20,2);decimal(12,4);decimal(38,2);decimal(38,10);date;json",
                "date | datetime",
                "datetime | date",
                "json | string",
                "varbinary |",
                "array<int> |",
            })
    void changesTypesAsTheServerDoes(String from, String accepted) {
        Set<String> expected = accepted == null ? Set.of() : Set.of(accepted.split(";"));
        Stream.of(
                        "boolean;tinyint;smallint;int;bigint;largeint;float;double;decimal(10,2);"
                                .concat("decimal(20,2);decimal(12,4);decimal(38,2);decimal(38,10);")
                                .concat("char(10);char(20);varchar(10);varchar(20);string;date;")
                                .concat("datetime;json;varbinary;array<int>")
                                .split(";"))
                .filter(to -> !to.equals(from))
                .forEach(
                        to ->
                                assertThat(
                                                StarRocksType.parse(from)
                                                        .canChangeTo(StarRocksType.parse(to)))
                                        .as("%s to %s", from, to)
                                        .isEqualTo(expected.contains(to)));
    }

    @ParameterizedTest(name = "{0} holds {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "BIGINT | INT | true",
                "INT | BIGINT | false",
                "LARGEINT | DECIMAL(20,0) | true",
                "BIGINT | DECIMAL(18,0) | true",
                "BIGINT | DECIMAL(19,0) | false",
                "LARGEINT | DECIMAL(20,1) | false",
                "DECIMAL(12,2) | DECIMAL(10,2) | true",
                "DECIMAL(12,4) | DECIMAL(10,1) | false",
                "DECIMAL(20,0) | BIGINT | true",
                "DECIMAL(18,0) | BIGINT | false",
                "DOUBLE | INT | true",
                "DOUBLE | BIGINT | false",
                "DOUBLE | FLOAT | true",
                "FLOAT | DOUBLE | false",
                "VARCHAR(40) | VARCHAR(20) | true",
                "VARCHAR(20) | VARCHAR(40) | false",
                "CHAR(40) | VARCHAR(40) | true",
                "VARCHAR(21) | DECIMAL(20,0) | true",
                "VARCHAR(20) | DECIMAL(20,0) | false",
                "VARCHAR(10) | DATE | true",
                "VARCHAR(20) | DATETIME | false",
                "DATETIME | DATE | true",
                "DATE | DATETIME | false",
                "JSON | VARCHAR(1048576) | true",
                "TINYINT | BOOLEAN | true",
                "LARGEINT | BOOLEAN | true",
                "DECIMAL(3,2) | BOOLEAN | true",
                "DECIMAL(2,2) | BOOLEAN | false",
                "DOUBLE | BOOLEAN | true",
                "VARCHAR(1) | BOOLEAN | true",
                "DATE | BOOLEAN | false",
                "JSON | BOOLEAN | false",
                "BOOLEAN | TINYINT | false",
                "VARCHAR(100) | VARBINARY | false",
                "VARBINARY | VARCHAR(10) | false",
            })
    void holdsValuesThatStayTheSame(String column, String values, boolean holds) {
        assertThat(StarRocksType.parse(column).holds(StarRocksType.parse(values))).isEqualTo(holds);
    }

    @Test
    void knowsWhichTypesMayBeKeys() {
        assertThat(StarRocksType.parse("decimal(10,0)").isKeyType()).isFalse();
        assertThat(StarRocksType.parse("char(10)").isKeyType()).isFalse();
        assertThat(StarRocksType.DOUBLE.isKeyType()).isFalse();
        assertThat(StarRocksType.VARBINARY.isKeyType()).isFalse();
        assertThat(StarRocksType.LARGEINT.isKeyType()).isTrue();
        assertThat(StarRocksType.varchar(10).isKeyType()).isTrue();
        assertThat(StarRocksType.DATETIME.isKeyType()).isTrue();
    }
}
