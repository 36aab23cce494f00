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

package io.cdcpipelines.starrocks.emulator.load.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueConverterTest {
    private static final String INVALID = "invalid";

    @ParameterizedTest(name = "{0} from text [{1}] is {2}")
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '~',
            value = {
                "TINYINT|-128|-128",
                "TINYINT|128|invalid",
                "SMALLINT|32767|32767",
                "SMALLINT|-32769|invalid",
                "INT|2147483647|2147483647",
                "INT|2147483648|invalid",
                "INT| 42 |42",
                "INT|+7|7",
                "INT|1.9|1",
                "INT|-1.9|-1",
                "INT|1e3|1000",
                "INT|1e999999999|invalid",
                "INT||invalid",
                "INT|-|invalid",
                "INT|abc|invalid",
                "BIGINT|9223372036854775807|9223372036854775807",
                "BIGINT|-9223372036854775808|-9223372036854775808",
                "BIGINT|9223372036854775808|invalid",
                "LARGEINT|170141183460469231731687303715884105727|170141183460469231731687303715884105727",
                "LARGEINT|-170141183460469231731687303715884105728|-170141183460469231731687303715884105728",
                "LARGEINT|170141183460469231731687303715884105728|invalid",
                "BOOLEAN|TRUE|true",
                "BOOLEAN|0|false",
                "BOOLEAN|-2|true",
                "BOOLEAN|yes|invalid",
                "FLOAT|1.5|1.5",
                "FLOAT|1e39|invalid",
                "DOUBLE|1.7976931348623157E308|1.7976931348623157E308",
                "DOUBLE|0x1p3|invalid",
                "DOUBLE|1d|invalid",
                "DOUBLE|NaN|invalid"
            })
    void numbersFromText(TypeKind kind, String text, String expected) {
        assertThat(print(ValueConverter.of(DataType.of(kind)).fromText(text == null ? "" : text)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "DECIMAL({0},{1}) of {2} is {3}")
    @CsvSource({
        "10,2,1.005,1.01",
        "10,2,-1.005,-1.01",
        "10,2,1,1.00",
        "10,2,99999999.994,99999999.99",
        "10,2,99999999.995,invalid",
        "10,2,1e-400,0.00",
        "10,2,1e2,100.00",
        "38,38,0.12345678901234567890123456789012345678,0.12345678901234567890123456789012345678",
        "38,0,99999999999999999999999999999999999999,99999999999999999999999999999999999999",
        "38,0,100000000000000000000000000000000000000,invalid",
        "10,2,x,invalid",
    })
    void decimalsAreExactAndRoundedHalfUp(int precision, int scale, String text, String expected) {
        Object value = ValueConverter.of(DataType.decimal(precision, scale)).fromText(text);

        assertThat(value == ValueConverter.INVALID ? INVALID : ((BigDecimal) value).toPlainString())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "DATETIME of [{0}] is {1}")
    @CsvSource({
        "2024-02-29 23:59:59,2024-02-29T23:59:59",
        "2024-02-29T23:59:59.1,2024-02-29T23:59:59.100",
        "2024-02-29 23:59:59.123456,2024-02-29T23:59:59.123456",
        "2024-02-29 23:59:59.1234567,2024-02-29T23:59:59.123456",
        "2024-02-29T23:59:59.5Z,2024-02-29T23:59:59.500",
        "2024-02-29T23:59:59+02:00,2024-02-29T23:59:59",
        "20240229235959,2024-02-29T23:59:59",
        "20240229,2024-02-29T00:00",
        "2024-02-29,2024-02-29T00:00",
        "2024/02/29 01:02,2024-02-29T01:02",
        "2024-1-5 1:2:3,2024-01-05T01:02:03",
        "0000-01-01 00:00:00,0000-01-01T00:00",
        "9999-12-31 23:59:59.999999,9999-12-31T23:59:59.999999",
        "0000-00-00 00:00:00,invalid",
        "2024-00-01 00:00:00,invalid",
        "2023-02-29 00:00:00,invalid",
        "2024-01-01 24:00:00,invalid",
        "2024-01-01 00:60:00,invalid",
        "10000-01-01,invalid",
        "noon,invalid",
        "'',invalid",
    })
    void dateTimeText(String text, String expected) {
        Object value = ValueConverter.of(DataType.of(TypeKind.DATETIME)).fromText(text);

        assertThat(value)
                .isEqualTo(
                        expected.equals(INVALID)
                                ? ValueConverter.INVALID
                                : LocalDateTime.parse(expected));
    }

    @Test
    void dateDropsTheTime() {
        assertThat(ValueConverter.of(DataType.of(TypeKind.DATE)).fromText("2024-02-29 23:59:59"))
                .isEqualTo(LocalDate.of(2024, 2, 29));
    }

    @ParameterizedTest(name = "{0} from JSON {1} is {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "INT|1|1",
                "INT|\"12\"|12",
                "INT|1.9|1",
                "INT|true|invalid",
                "INT|[1]|invalid",
                "INT|99999999999999999999|invalid",
                "LARGEINT|99999999999999999999|99999999999999999999",
                "DOUBLE|1.5|1.5",
                "DOUBLE|\"1.5\"|1.5",
                "DOUBLE|true|invalid",
                "BOOLEAN|true|true",
                "BOOLEAN|\"0\"|false",
                "BOOLEAN|2|true",
                "DATE|20240101|2024-01-01",
                "JSON|{\"b\":1,\"a\":[1,\"x\",null,true,1.50]}|{\"a\": [1, \"x\", null, true, 1.5], \"b\": 1}",
                "JSON|\"{\\\"a\\\":1}\"|\"{\\\"a\\\":1}\"",
                "JSON|18446744073709551615|18446744073709551615",
                "JSON|18446744073709551616|18446744073709552000",
                "JSON|1e30|1e+30",
                "JSON|{}|{}",
                "JSON|[]|[]"
            })
    void valuesFromJson(TypeKind kind, String json, String expected) throws IOException {
        assertThat(print(fromJson(DataType.of(kind), json))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "VARCHAR(10) from JSON {0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"a\\u0000b\"|a\u0000b",
                "1.50|1.50",
                "-0|-0",
                "true|1",
                "false|0",
                "{\"a\" : [ 1 ]}|{\"a\":[1]}",
                "\"éééééé\"|invalid",
                "\"ééééé\"|ééééé",
                "\"😀😀😀\"|invalid",
                "\"😀😀12\"|😀😀12"
            })
    void stringsAreMeasuredInBytes(String json, String expected) throws IOException {
        assertThat(print(fromJson(DataType.sized(TypeKind.VARCHAR, 10), json))).isEqualTo(expected);
    }

    @Test
    void charLosesTrailingZeroBytesOnly() throws IOException {
        DataType type = DataType.sized(TypeKind.CHAR, 10);

        assertThat(fromJson(type, "\"a\\u0000b \\u0000\\u0000\"")).isEqualTo("a\0b ");
    }

    @Test
    void binaryIsRawInJsonAndBase64InText() throws IOException {
        DataType type = DataType.sized(TypeKind.VARBINARY, 4);

        assertThat(fromJson(type, "\"AQI=\"")).isEqualTo("AQI=".getBytes(StandardCharsets.UTF_8));
        assertThat(ValueConverter.of(type).fromText("AQI=")).isEqualTo(new byte[] {1, 2});
        assertThat(ValueConverter.of(type).fromText("%%")).isEqualTo(new byte[] {'%', '%'});
        assertThat(ValueConverter.of(type).fromText("AQIDBAU=")).isEqualTo(ValueConverter.INVALID);
    }

    @ParameterizedTest(name = "JSON from text [{0}] is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":1}|{\"a\": 1}",
                "1|\"1\"",
                "null|\"null\"",
                "~~|\"\"",
                "\"a\"|\"a\"",
                "{\"a\"|invalid",
                "[1] x|invalid"
            })
    void jsonText(String text, String expected) {
        assertThat(print(ValueConverter.of(DataType.of(TypeKind.JSON)).fromText(text)))
                .isEqualTo(expected);
    }

    @Test
    void nestedValuesMayHoldNulls() throws IOException {
        DataType integers = type(TypeKind.ARRAY, DataType.of(TypeKind.INT));
        DataType map =
                type(TypeKind.MAP, DataType.of(TypeKind.INT), DataType.sized(TypeKind.VARCHAR, 9));
        Map<Object, Object> expected = new HashMap<>();
        expected.put(1, "a");
        expected.put(2, null);

        assertThat(fromJson(integers, "[1,null,\"3\"]")).isEqualTo(Arrays.asList(1, null, 3));
        assertThat(fromJson(integers, "\"[1]\"")).isEqualTo(List.of(1));
        assertThat(fromJson(integers, "[1,\"x\"]")).isEqualTo(ValueConverter.INVALID);
        assertThat(fromJson(integers, "{\"a\":[1]}")).isEqualTo(ValueConverter.INVALID);
        assertThat(fromJson(map, "{\"1\":\"a\",\"2\":null}")).isEqualTo(expected);
    }

    @Test
    void structsAreReadByName() throws IOException {
        DataType struct =
                new DataType(
                        TypeKind.STRUCT,
                        0,
                        0,
                        0,
                        List.of(DataType.of(TypeKind.INT), DataType.of(TypeKind.DATE)),
                        List.of("i", "d"));

        assertThat(fromJson(struct, "{\"x\":{\"i\":9},\"i\":1}")).isEqualTo(Arrays.asList(1, null));
    }

    @Test
    void parserStandsAtTheEndOfEveryValue() throws IOException {
        for (TypeKind kind : List.of(TypeKind.INT, TypeKind.JSON, TypeKind.DATE)) {
            byte[] json = "[{\"a\":[1]},7]".getBytes(StandardCharsets.UTF_8);
            try (JsonParser parser = JsonInput.parser(json, 0, json.length)) {
                parser.nextToken();
                parser.nextToken();
                ValueConverter.of(DataType.of(kind)).fromJson(parser);
                parser.nextToken();
                assertThat(parser.getIntValue()).as(kind.name()).isEqualTo(7);
            }
        }
    }

    @Test
    void castKeepsWhatTheNewTypeCanHold() {
        DataType varchar = DataType.sized(TypeKind.VARCHAR, 20);
        DataType integer = DataType.of(TypeKind.INT);

        assertThat(ValueText.cast(7, integer, DataType.of(TypeKind.BIGINT))).isEqualTo(7L);
        assertThat(ValueText.cast(true, DataType.of(TypeKind.BOOLEAN), varchar)).isEqualTo("1");
        assertThat(ValueText.cast("x", varchar, integer)).isNull();
        assertThat(ValueText.cast(new BigInteger("5"), DataType.of(TypeKind.LARGEINT), varchar))
                .isEqualTo("5");
        assertThat(
                        ValueText.cast(
                                new BigDecimal("1.25"),
                                DataType.decimal(5, 2),
                                DataType.decimal(9, 4)))
                .isEqualTo(new BigDecimal("1.2500"));
    }

    private static DataType type(TypeKind kind, DataType... children) {
        return new DataType(kind, 0, 0, 0, List.of(children), List.of());
    }

    private static Object fromJson(DataType type, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try (JsonParser parser = JsonInput.parser(bytes, 0, bytes.length)) {
            parser.nextToken();
            return ValueConverter.of(type).fromJson(parser);
        }
    }

    private static String print(Object value) {
        return value == ValueConverter.INVALID ? INVALID : String.valueOf(value);
    }
}
