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
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.cdc.common.data.DecimalData;
import org.apache.flink.cdc.common.data.GenericArrayData;
import org.apache.flink.cdc.common.data.GenericMapData;
import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.data.TimestampData;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NestedFieldsTest {
    private static final TypeMappings MAPPINGS = new TypeMappings(ZoneOffset.UTC, 4);

    /** The head of an array of two elements, as the framework lays it out from 3.3 on. */
    private static final BinaryStringData ARRAY_BYTES =
            BinaryStringData.fromBytes(new byte[] {2, 0, 0, 0, 0, 0, 0, 0, 'x', 'y'});

    /**
     * A record of one field that holds what newer frameworks hold; the oldest one has no arrays.
     */
    private static RecordData holding(String getter, Object value) {
        return (RecordData)
                Proxy.newProxyInstance(
                        RecordData.class.getClassLoader(),
                        new Class<?>[] {RecordData.class},
                        (proxy, method, args) -> {
                            if (method.getName().equals("isNullAt")) {
                                return false;
                            }
                            if (method.getName().equals(getter)) {
                                return value;
                            }
                            if (method.getName().equals("getString")) {
                                return ARRAY_BYTES;
                            }
                            throw new UnsupportedOperationException(method.getName());
                        });
    }

    static Stream<Arguments> elements() {
        return Stream.of(
                arguments(DataTypes.BOOLEAN(), true, "true"),
                arguments(DataTypes.INT(), -7, "-7"),
                arguments(DataTypes.BIGINT(), Long.MAX_VALUE, "9223372036854775807"),
                arguments(DataTypes.DOUBLE(), 0.1, "0.1"),
                arguments(DataTypes.DOUBLE(), Double.NaN, "\"NaN\""),
                arguments(DataTypes.FLOAT(), Float.NEGATIVE_INFINITY, "\"-Infinity\""),
                arguments(
                        DataTypes.DECIMAL(20, 2),
                        DecimalData.fromBigDecimal(new BigDecimal("1.50"), 20, 2),
                        "1.50"),
                arguments(DataTypes.STRING(), text("a\"b\\c"), "\"a\\\"b\\\\c\""),
                arguments(DataTypes.BYTES(), new byte[] {0, 1, -1}, "\"AAH/\""),
                arguments(
                        DataTypes.DATE(),
                        (int) LocalDate.parse("2024-02-29").toEpochDay(),
                        "\"2024-02-29\""),
                arguments(DataTypes.TIME(3), 3_723_004, "\"01:02:03.004\""),
                arguments(DataTypes.TIME(0), 0, "\"00:00:00\""),
                arguments(DataTypes.TIME(0), -3_020_400, "\"-00:50:20.400\""),
                arguments(DataTypes.TIME(0), Integer.MIN_VALUE, "\"-596:31:23.648\""),
                arguments(
                        DataTypes.TIMESTAMP(3),
                        TimestampData.fromLocalDateTime(
                                LocalDateTime.parse("2024-01-01T01:02:03.004")),
                        "\"2024-01-01T01:02:03.004\""));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("elements")
    void writesArraysAsJson(DataType element, Object value, String json) {
        DataType type = DataTypes.ARRAY(element);
        RecordData record = holding("getArray", new GenericArrayData(new Object[] {value, null}));

        assertThat(written(type, record)).isEqualTo("[" + json + ",null]");
    }

    @Test
    void writesMapsAsJson() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(text("k"), 1);
        map.put(text("n"), null);

        assertThat(
                        written(
                                DataTypes.MAP(DataTypes.STRING(), DataTypes.INT()),
                                holding("getMap", new GenericMapData(map))))
                .isEqualTo("{\"k\":1,\"n\":null}");
    }

    @Test
    void namesTheEntriesOfMapsByTheTextOfTheirKeys() {
        assertThat(writtenMap(DataTypes.DATE(), (int) LocalDate.parse("2024-02-29").toEpochDay()))
                .isEqualTo("{\"2024-02-29\":1}");
        assertThat(writtenMap(DataTypes.TIME(0), 45_296_000)).isEqualTo("{\"12:34:56\":1}");
        assertThat(writtenMap(DataTypes.INT(), -5)).isEqualTo("{\"-5\":1}");
        assertThat(writtenMap(DataTypes.BYTES(), new byte[] {0, 1, -1})).isEqualTo("{\"AAH/\":1}");
    }

    private static String writtenMap(DataType keys, Object key) {
        return written(
                DataTypes.MAP(keys, DataTypes.INT()),
                holding("getMap", new GenericMapData(Map.of(key, 1))));
    }

    /**
     * Newer frameworks have classes for them, of which the one for times prints no negative one.
     */
    @Test
    void writesDaysAndTimesInRowsLikeThoseInArrays() {
        DataType[] fields = {DataTypes.DATE().notNull(), DataTypes.TIME(3), DataTypes.TIME(3)};
        int day = (int) LocalDate.parse("2024-02-29").toEpochDay();
        RecordData nested =
                new BinaryRecordDataGenerator(fields).generate(new Object[] {day, -1, null});

        assertThat(written(DataTypes.ROW(fields), holding("getRow", nested)))
                .isEqualTo("{\"f0\":\"2024-02-29\",\"f1\":\"-00:00:00.001\",\"f2\":null}");
    }

    @Test
    void writesRowsAsJson() {
        DataType type =
                DataTypes.ROW(
                        DataTypes.FIELD("a", DataTypes.INT().notNull()),
                        DataTypes.FIELD("b", DataTypes.STRING()));
        RecordData nested =
                new BinaryRecordDataGenerator(
                                new DataType[] {DataTypes.INT().notNull(), DataTypes.STRING()})
                        .generate(new Object[] {null, text("x")});

        assertThat(written(type, holding("getRow", nested)))
                .as("NULL in a field that is declared NOT NULL stays NULL")
                .isEqualTo("{\"a\":null,\"b\":\"x\"}");
    }

    /** The text that the field's JSON string holds. */
    private static String written(DataType type, RecordData record) {
        String json = Fields.json(MAPPINGS.value(type), record);
        assertThat(json).startsWith("\"").endsWith("\"");
        return json.substring(1, json.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    private static BinaryStringData text(String text) {
        return BinaryStringData.fromString(text);
    }
}
