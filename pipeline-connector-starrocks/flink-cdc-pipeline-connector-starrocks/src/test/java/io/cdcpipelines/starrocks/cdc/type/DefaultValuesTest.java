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

package io.cdcpipelines.starrocks.cdc.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.core.table.ColumnDefault;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import java.util.Optional;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultValuesTest {

    private static Optional<ColumnDefault> translate(StarRocksType target, String expression) {
        return DefaultValues.translate(DataTypes.STRING(), target, expression);
    }

    @ParameterizedTest(name = "{0} DEFAULT {1} is {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "boolean | 1 | 1",
                "boolean | 0 | 0",
                "boolean | true | 1",
                "boolean | FALSE | 0",
                "boolean | 2 | 1",
                "boolean | b'1' | 1",
                "boolean | b'0' | 0",
                "boolean | x | none",
                "boolean | '' | none",
                "tinyint | -128 | -128",
                "tinyint | 128 | none",
                "tinyint | true | 1",
                "tinyint | +7 | 7",
                "tinyint | 1.0 | 1",
                "tinyint | 1.5 | none",
                "smallint | 32768 | none",
                "int | 2147483647 | 2147483647",
                "int | 2147483648 | none",
                "int | a | none",
                "int | '' | none",
                "int | CURRENT_TIMESTAMP | none",
                "bigint | 9223372036854775807 | 9223372036854775807",
                "bigint | 9223372036854775808 | none",
                "largeint | 18446744073709551615 | 18446744073709551615",
                "largeint | 170141183460469231731687303715884105728 | none",
                "largeint | 1e999999999 | none",
                "decimal(10,2) | 1e999999999 | none",
                "decimal(10,2) | 1e-999999999 | none",
                "float | 1.5 | 1.5",
                "float | 0.1 | 0.1",
                "float | 16777217 | none",
                "float | NaN | none",
                "double | 1e10 | 1e10",
                "double | 0.1 | 0.1",
                "double | abc | none",
                "double | 1e999 | none",
                "decimal(10,2) | 0 | 0.00",
                "decimal(10,2) | 1.5 | 1.50",
                "decimal(10,2) | -99999999.99 | -99999999.99",
                "decimal(10,2) | 1.555 | none",
                "decimal(10,2) | 123456789.00 | none",
                "decimal(10,2) | a | none",
                "date | 1970-01-01 | 1970-01-01",
                "date | 0000-00-00 | none",
                "date | 2024-13-01 | none",
                "date | 2023-02-29 | none",
                "date | CURRENT_DATE | none",
                "datetime | 1970-01-01 00:00:00 | 1970-01-01 00:00:00",
                "datetime | 1970-01-01T00:00:00 | 1970-01-01 00:00:00",
                "datetime | 1970-01-01 | 1970-01-01 00:00:00",
                "datetime | 1970-01-01 00:00:00.123456 | 1970-01-01 00:00:00.123456",
                "datetime | 1970-01-01 00:00:00.5 | 1970-01-01 00:00:00.500000",
                "datetime | 1970-01-01 00:00:00.000 | 1970-01-01 00:00:00",
                "datetime | 0000-00-00 00:00:00 | none",
                "datetime | 0000-00-00 00:00:00.000000 | none",
                "datetime | '' | none",
                "varchar(5) | abc | abc",
                "varchar(5) | '' | ''",
                "varchar(5) | NULL | NULL",
                "varchar(5) | abcdef | none",
                "varchar(5) | äöü | none",
                "varchar(6) | äöü | äöü",
                "varchar(40) | CURRENT_TIMESTAMP | CURRENT_TIMESTAMP",
                "varchar(40) | a\"b\\c | a\"b\\c",
                "varbinary | x | none",
                "json | {} | none",
                "array<int> | [] | none",
            })
    void keepsWhatStarRocksAcceptsAndDropsTheRest(
            String target, String expression, String expected) {
        assertThat(translate(StarRocksType.parse(target), expression))
                .isEqualTo(Optional.ofNullable(expected).map(ColumnDefault::literal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CURRENT_TIMESTAMP",
                "current_timestamp",
                "CURRENT_TIMESTAMP()",
                "CURRENT_TIMESTAMP(6)",
                "NOW()",
                "now(3)",
                "LOCALTIMESTAMP",
                "LOCALTIME()"
            })
    void turnsTheMomentOfTheStatementIntoTheFormOfEveryVersion(String expression) {
        assertThat(translate(StarRocksType.DATETIME, expression))
                .hasValue(ColumnDefault.CURRENT_TIMESTAMP);
        assertThat(translate(StarRocksType.DATE, expression)).isEmpty();
    }

    @ParameterizedTest(name = "TIME({0}) DEFAULT {1} is {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "0 | 12:34:56 | 12:34:56",
                "3 | 12:34:56 | 12:34:56.000",
                "3 | 12:34:56.7 | 12:34:56.700",
                "6 | -1:02:03.456789 | -01:02:03.456",
                "0 | 100:00:00 | 100:00:00",
                "0 | noon | none",
            })
    void writesTimesAsRowsCarryThem(int precision, String expression, String expected) {
        assertThat(
                        DefaultValues.translate(
                                DataTypes.TIME(precision), StarRocksType.varchar(16), expression))
                .isEqualTo(Optional.ofNullable(expected).map(ColumnDefault::literal));
    }

    @Test
    void writesTimesAsTheFieldWriterDoes() {
        DataType type = DataTypes.TIME(3);
        ColumnMapping mapping = new TypeMappings(java.time.ZoneOffset.UTC, 4).value(type);

        String loaded = Fields.json(mapping, Fields.record(type, 45_296_700));

        assertThat(DefaultValues.translate(type, mapping.type(), "12:34:56.7"))
                .hasValue(ColumnDefault.literal(loaded.replace("\"", "")));
    }
}
