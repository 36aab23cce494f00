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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cdcpipelines.starrocks.core.format.FieldEncoding;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import io.cdcpipelines.starrocks.core.table.StarRocksType.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.apache.flink.cdc.common.data.DecimalData;
import org.apache.flink.cdc.common.data.LocalZonedTimestampData;
import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.data.TimestampData;
import org.apache.flink.cdc.common.data.ZonedTimestampData;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeMappingsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final TypeMappings MAPPINGS = new TypeMappings(BERLIN, 4);

    private static final byte[] BYTES = {0, 1, (byte) 0xfe, (byte) 0xff};

    /** CDC type, value, then type and JSON as a value column, then type and JSON as a key. */
    static Stream<Arguments> types() {
        return Stream.of(
                same(DataTypes.BOOLEAN(), true, "BOOLEAN", "1"),
                same(DataTypes.BOOLEAN(), false, "BOOLEAN", "0"),
                same(DataTypes.TINYINT(), Byte.MIN_VALUE, "TINYINT", "-128"),
                same(DataTypes.SMALLINT(), Short.MAX_VALUE, "SMALLINT", "32767"),
                same(DataTypes.INT(), Integer.MIN_VALUE, "INT", "-2147483648"),
                same(DataTypes.BIGINT(), Long.MIN_VALUE, "BIGINT", "-9223372036854775808"),
                mapped(DataTypes.FLOAT(), 1.5f, "FLOAT", "1.5", "VARCHAR(26)", "\"1.5\""),
                mapped(DataTypes.DOUBLE(), 0.1, "DOUBLE", "0.1", "VARCHAR(26)", "\"0.1\""),
                mapped(
                        DataTypes.DECIMAL(10, 2),
                        decimal("-1234.50", 10, 2),
                        "DECIMAL(10, 2)",
                        "\"-1234.50\"",
                        "VARCHAR(12)",
                        "\"-1234.50\""),
                mapped(
                        DataTypes.DECIMAL(38, 10),
                        decimal("1234567890123456789012345678.0123456789", 38, 10),
                        "DECIMAL(38, 10)",
                        "\"1234567890123456789012345678.0123456789\"",
                        "VARCHAR(40)",
                        "\"1234567890123456789012345678.0123456789\""),
                mapped(
                        DataTypes.DECIMAL(5, 5),
                        decimal("-0.99999", 5, 5),
                        "DECIMAL(5, 5)",
                        "\"-0.99999\"",
                        "VARCHAR(8)",
                        "\"-0.99999\""),
                mapped(
                        DataTypes.DECIMAL(18, 0),
                        decimal("999999999999999999", 18, 0),
                        "DECIMAL(18, 0)",
                        "\"999999999999999999\"",
                        "BIGINT",
                        "999999999999999999"),
                mapped(
                        DataTypes.DECIMAL(20, 0),
                        decimal("18446744073709551615", 20, 0),
                        "DECIMAL(20, 0)",
                        "\"18446744073709551615\"",
                        "LARGEINT",
                        "\"18446744073709551615\""),
                same(DataTypes.CHAR(3), text("äöü"), "VARCHAR(12)", "\"äöü\""),
                same(DataTypes.CHAR(255), text("x"), "VARCHAR(1020)", "\"x\""),
                same(DataTypes.VARCHAR(20), text("😀"), "VARCHAR(80)", "\"😀\""),
                same(DataTypes.VARCHAR(65535), text("short"), "VARCHAR(262140)", "\"short\""),
                same(DataTypes.VARCHAR(300_000), text(""), "VARCHAR(1048576)", "\"\""),
                same(
                        DataTypes.STRING(),
                        text("a text of more than seven bytes"),
                        "VARCHAR(1048576)",
                        "\"a text of more than seven bytes\""),
                same(
                        DataTypes.STRING(),
                        text("quote \" backslash \\ newline \n nul \0"),
                        "VARCHAR(1048576)",
                        "\"quote \\\" backslash \\\\ newline \\n nul \\u0000\""),
                mapped(
                        DataTypes.BINARY(4),
                        BYTES,
                        "VARBINARY",
                        "\"AAH+/w==\"",
                        "VARCHAR(8)",
                        "\"0001feff\""),
                mapped(
                        DataTypes.VARBINARY(10),
                        BYTES,
                        "VARBINARY",
                        "\"AAH+/w==\"",
                        "VARCHAR(20)",
                        "\"0001feff\""),
                mapped(
                        DataTypes.BYTES(),
                        BYTES,
                        "VARBINARY",
                        "\"AAH+/w==\"",
                        "VARCHAR(1048576)",
                        "\"0001feff\""),
                same(DataTypes.DATE(), day("1969-12-31"), "DATE", "\"1969-12-31\""),
                same(DataTypes.DATE(), day("0000-01-01"), "DATE", "\"0000-01-01\""),
                same(DataTypes.DATE(), day("9999-12-31"), "DATE", "\"9999-12-31\""),
                same(DataTypes.TIME(0), 45_296_000, "VARCHAR(16)", "\"12:34:56\""),
                same(DataTypes.TIME(3), -45_296_789, "VARCHAR(16)", "\"-12:34:56.789\""),
                same(DataTypes.TIME(6), 1, "VARCHAR(16)", "\"00:00:00.001\""),
                same(DataTypes.TIME(1), 360_000_100, "VARCHAR(16)", "\"100:00:00.1\""),
                same(DataTypes.TIME(3), Integer.MAX_VALUE, "VARCHAR(16)", "\"596:31:23.647\""),
                same(DataTypes.TIME(3), Integer.MIN_VALUE, "VARCHAR(16)", "\"-596:31:23.648\""),
                same(
                        DataTypes.TIMESTAMP(0),
                        timestamp("2024-02-29T23:59:59"),
                        "DATETIME",
                        "\"2024-02-29 23:59:59\""),
                same(
                        DataTypes.TIMESTAMP(6),
                        timestamp("1969-12-31T23:59:59.000001"),
                        "DATETIME",
                        "\"1969-12-31 23:59:59.000001\""),
                same(
                        DataTypes.TIMESTAMP(9),
                        timestamp("2024-01-01T00:00:00.123456789"),
                        "DATETIME",
                        "\"2024-01-01 00:00:00.123456\""),
                same(
                        DataTypes.TIMESTAMP(6),
                        timestamp("9999-12-31T23:59:59.999999"),
                        "DATETIME",
                        "\"9999-12-31 23:59:59.999999\""),
                same(
                        DataTypes.TIMESTAMP_LTZ(6),
                        instant("2024-07-01T10:00:00.000001Z"),
                        "DATETIME",
                        "\"2024-07-01 12:00:00.000001\""),
                same(
                        DataTypes.TIMESTAMP_LTZ(0),
                        instant("2024-01-01T10:00:00Z"),
                        "DATETIME",
                        "\"2024-01-01 11:00:00\""),
                same(
                        DataTypes.TIMESTAMP_TZ(3),
                        ZonedTimestampData.fromOffsetDateTime(
                                OffsetDateTime.parse("2024-01-01T10:00:00.120+05:00")),
                        "DATETIME",
                        "\"2024-01-01 06:00:00.120000\""));
    }

    private static Arguments same(DataType type, Object value, String ddl, String json) {
        return arguments(type, value, ddl, json, ddl, json);
    }

    private static Arguments mapped(
            DataType type,
            Object value,
            String valueDdl,
            String valueJson,
            String keyDdl,
            String keyJson) {
        return arguments(type, value, valueDdl, valueJson, keyDdl, keyJson);
    }

    @ParameterizedTest(name = "{0}: {2} {3}, as key {4} {5}")
    @MethodSource("types")
    void mapsTypeAndValueTogether(
            DataType type,
            Object value,
            String valueDdl,
            String valueJson,
            String keyDdl,
            String keyJson) {
        for (DataType declared : new DataType[] {type.nullable(), type.notNull()}) {
            RecordData record = Fields.record(declared, value);

            ColumnMapping asValue = MAPPINGS.value(declared);
            assertThat(asValue.type().ddl()).isEqualTo(valueDdl);
            assertThat(Fields.json(asValue, record)).isEqualTo(valueJson);

            ColumnMapping asKey = MAPPINGS.key(declared);
            assertThat(asKey.type().ddl()).isEqualTo(keyDdl);
            assertThat(Fields.json(asKey, record)).isEqualTo(keyJson);
            assertThat(asKey.type().isKeyType()).isTrue();
            assertThat(asKey.encoding()).isEqualTo(FieldEncoding.PLAIN);
        }
    }

    @Test
    void readsAMySqlSetAsTheTextThatItsRecordHolds() {
        DataType declared = DataTypes.ARRAY(DataTypes.STRING());
        for (String members : new String[] {"", "p", "p,q", "a longer member,and another"}) {
            RecordData record = Fields.record(DataTypes.STRING(), text(members));

            assertThat(Fields.json(MAPPINGS.value(declared), record))
                    .isEqualTo("\"" + members + "\"");
        }
        assertThat(MAPPINGS.value(declared).type().ddl()).isEqualTo("VARCHAR(1048576)");
        assertThat(MAPPINGS.key(declared).type().ddl()).isEqualTo("VARCHAR(1048576)");
    }

    /** The framework casts milliseconds, which are a long in the source, to an int. */
    static Stream<Arguments> longTimes() {
        return Stream.of(
                arguments(0, 3_020_399_000L, "838:59:59"),
                arguments(0, -3_020_399_000L, "-838:59:59"),
                arguments(0, 2_147_484_000L, "596:31:24"),
                arguments(0, -2_147_484_000L, "-596:31:24"),
                arguments(0, 2_147_483_000L, "596:31:23"),
                arguments(1, 3_020_399_000L, "838:59:59.0"),
                arguments(1, -2_147_483_700L, "-596:31:23.7"),
                arguments(2, 2_147_483_650L, "596:31:23.65"),
                arguments(2, -3_020_398_990L, "-838:59:58.99"));
    }

    @ParameterizedTest(name = "TIME({0}) {2}")
    @MethodSource("longTimes")
    void knowsATimeWhoseMillisecondsOverflowed(int precision, long millis, String text) {
        DataType type = DataTypes.TIME(precision);
        RecordData record = Fields.record(type, (int) millis);

        assertThat(Fields.json(MAPPINGS.value(type), record)).isEqualTo('"' + text + '"');
        assertThat(Fields.json(MAPPINGS.key(type), record)).isEqualTo('"' + text + '"');
    }

    /** Times of day with a finer fraction than declared are none that overflowed. */
    @ParameterizedTest
    @ValueSource(ints = {1, -1, 704, 86_399_999, 1_274_567_296, -1_274_567_296 + 1, 2_147_483_647})
    void cutsTheFractionOfOtherTimes(int millis) {
        RecordData record = Fields.record(DataTypes.TIME(0), millis);
        String written = Fields.json(MAPPINGS.value(DataTypes.TIME(0)), record);
        String exact =
                Fields.json(
                        MAPPINGS.value(DataTypes.TIME(3)),
                        Fields.record(DataTypes.TIME(3), millis));

        assertThat(written).isEqualTo(exact.replaceFirst("\\.\\d{3}", ""));
    }

    /** No version has a type yet that only the text of its values is known of. */
    @Test
    void writesValuesOfNewerTypesAsTheTextThatTheFrameworkGivesThem() {
        DataType type = DataTypes.DECIMAL(5, 2);
        FieldWriter writer = new NewerFields(type);
        ColumnMapping mapping =
                ColumnMapping.of(StarRocksType.varchar(20), FieldEncoding.PLAIN, writer);

        assertThat(Fields.json(mapping, Fields.record(type, decimal("-1.50", 5, 2))))
                .isEqualTo("\"-1.50\"");
        RecordData two =
                new BinaryRecordDataGenerator(new DataType[] {DataTypes.INT(), type})
                        .generate(new Object[] {7, decimal("0.25", 5, 2)});
        assertThat(Fields.json(mapping, two, 1)).as("at another position").isEqualTo("\"0.25\"");
    }

    @Test
    void loadsBinaryColumnsThroughAnExpression() {
        assertThat(MAPPINGS.value(DataTypes.BYTES()).encoding()).isEqualTo(FieldEncoding.BASE64);
        assertThat(MAPPINGS.value(DataTypes.STRING()).encoding()).isEqualTo(FieldEncoding.PLAIN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void reservesTheConfiguredBytesPerCharacter(int bytes) {
        TypeMappings mappings = new TypeMappings(BERLIN, bytes);

        assertThat(mappings.value(DataTypes.VARCHAR(10)).type().length()).isEqualTo(10 * bytes);
        assertThat(mappings.value(DataTypes.CHAR(10)).type().length()).isEqualTo(10 * bytes);
    }

    @Test
    void refusesOtherNumbersOfBytesPerCharacter() {
        assertThatThrownBy(() -> new TypeMappings(BERLIN, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TypeMappings(BERLIN, 5))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Arguments> valuesOutOfRange() {
        return Stream.of(
                arguments(DataTypes.DATE(), (int) LocalDate.of(10000, 1, 1).toEpochDay()),
                arguments(DataTypes.DATE(), (int) LocalDate.of(-1, 12, 31).toEpochDay()),
                arguments(DataTypes.TIMESTAMP(6), timestamp("+10000-01-01T00:00:00")),
                arguments(DataTypes.TIMESTAMP(6), timestamp("-0001-12-31T23:59:59.999999")),
                arguments(DataTypes.TIMESTAMP_LTZ(6), instant("9999-12-31T23:30:00Z")),
                arguments(DataTypes.FLOAT(), Float.NaN),
                arguments(DataTypes.DOUBLE(), Double.NEGATIVE_INFINITY));
    }

    @ParameterizedTest
    @MethodSource("valuesOutOfRange")
    void refusesValuesThatTheColumnCannotHold(DataType type, Object value) {
        RecordData record = Fields.record(type, value);

        assertThatThrownBy(() -> Fields.json(MAPPINGS.value(type), record))
                .isInstanceOf(UnsupportedValueException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "99999999999999999999999999999999999999",
                "-99999999999999999999999999999999999999"
            })
    void keepsEveryWholeDecimalAsAKey(String number) {
        DataType type = DataTypes.DECIMAL(38, 0);
        RecordData record = Fields.record(type, decimal(number, 38, 0));

        assertThat(MAPPINGS.key(type).type().kind()).isEqualTo(Kind.LARGEINT);
        assertThat(Fields.json(MAPPINGS.key(type), record)).isEqualTo('"' + number + '"');
    }

    /** Fewest digits, with an exponent below 10^-6 and from 10^16 on, which Java 17 cannot do. */
    static Stream<Arguments> floatingPointKeys() {
        return Stream.of(
                arguments(DataTypes.DOUBLE(), 2e-3, "0.002"),
                arguments(DataTypes.DOUBLE(), 100.0, "100"),
                arguments(DataTypes.DOUBLE(), 1e15, "1000000000000000"),
                arguments(DataTypes.DOUBLE(), 1e16, "1e16"),
                arguments(DataTypes.DOUBLE(), 2e23, "2e23"),
                arguments(DataTypes.DOUBLE(), 9.007199254740993e15, "9007199254740992"),
                arguments(DataTypes.DOUBLE(), -1.2345678901234567e-6, "-0.0000012345678901234567"),
                arguments(DataTypes.DOUBLE(), -Double.MIN_NORMAL, "-2.2250738585072014e-308"),
                arguments(DataTypes.DOUBLE(), Double.MIN_VALUE, "5e-324"),
                arguments(DataTypes.DOUBLE(), Double.MAX_VALUE, "1.7976931348623157e308"),
                arguments(DataTypes.DOUBLE(), Double.NaN, "NaN"),
                arguments(DataTypes.DOUBLE(), Double.NEGATIVE_INFINITY, "-Infinity"),
                arguments(DataTypes.FLOAT(), 0.1f, "0.1"),
                arguments(DataTypes.FLOAT(), 3.3554432e7f, "33554432"),
                arguments(DataTypes.FLOAT(), 1.17549435e-38f, "1.1754944e-38"),
                arguments(DataTypes.FLOAT(), Float.MIN_VALUE, "1e-45"),
                arguments(DataTypes.FLOAT(), Float.NaN, "NaN"));
    }

    @ParameterizedTest(name = "{1} is {2}")
    @MethodSource("floatingPointKeys")
    void writesAFloatingPointKeyTheSameOnEveryJava(DataType type, Object value, String text) {
        ColumnMapping key = MAPPINGS.key(type);

        assertThat(Fields.json(key, Fields.record(type, value))).isEqualTo('"' + text + '"');
        assertThat(text.length()).isLessThanOrEqualTo(key.type().length());
    }

    @Test
    void makesOneKeyOfBothZeros() {
        assertThat(
                        Fields.json(
                                MAPPINGS.key(DataTypes.DOUBLE()),
                                Fields.record(DataTypes.DOUBLE(), -0.0)))
                .isEqualTo("\"0\"");
        assertThat(
                        Fields.json(
                                MAPPINGS.key(DataTypes.FLOAT()),
                                Fields.record(DataTypes.FLOAT(), -0.0f)))
                .isEqualTo("\"0\"");
    }

    @Test
    void neverMapsAKeyToATypeThatStarRocksRefuses() {
        types().forEach(
                        row -> {
                            DataType type = (DataType) row.get()[0];
                            assertThat(MAPPINGS.key(type).type().isKeyType())
                                    .as("%s", type)
                                    .isTrue();
                        });
    }

    @Test
    void checksThatTypeAndEncodingAgree() {
        FieldWriter nothing = (row, pos, out) -> {};
        assertThatThrownBy(
                        () ->
                                ColumnMapping.of(
                                        MAPPINGS.value(DataTypes.BYTES()).type(),
                                        FieldEncoding.PLAIN,
                                        nothing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Kind.VARBINARY.name());
    }

    private static DecimalData decimal(String text, int precision, int scale) {
        return DecimalData.fromBigDecimal(new BigDecimal(text), precision, scale);
    }

    private static BinaryStringData text(String text) {
        return BinaryStringData.fromString(text);
    }

    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }

    private static TimestampData timestamp(String text) {
        return TimestampData.fromLocalDateTime(LocalDateTime.parse(text));
    }

    private static LocalZonedTimestampData instant(String text) {
        return LocalZonedTimestampData.fromInstant(Instant.parse(text));
    }
}
