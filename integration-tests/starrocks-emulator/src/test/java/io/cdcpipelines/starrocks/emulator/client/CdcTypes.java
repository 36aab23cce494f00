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

package io.cdcpipelines.starrocks.emulator.client;

import io.cdcpipelines.starrocks.emulator.client.CdcType.Reading;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.cdc.common.data.DecimalData;
import org.apache.flink.cdc.common.data.GenericArrayData;
import org.apache.flink.cdc.common.data.GenericMapData;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;

/** Every type of Flink CDC with the edges of its values; texts come from Java's own formatters. */
final class CdcTypes {
    private CdcTypes() {}

    static List<CdcType> all() {
        List<CdcType> types = new ArrayList<>();
        addNumbers(types);
        addDecimals(types);
        addTexts(types);
        addBytes(types);
        types.addAll(TemporalCdcTypes.all());
        addNested(types);
        return types;
    }

    private static void addNumbers(List<CdcType> types) {
        types.add(
                CdcType.of(DataTypes.BOOLEAN(), value -> (boolean) value ? "1" : "0", true, false)
                        .withDefault("1", "1"));
        types.add(
                CdcType.of(
                                DataTypes.TINYINT(),
                                Object::toString,
                                (byte) 0,
                                Byte.MIN_VALUE,
                                Byte.MAX_VALUE)
                        .andRandom(random -> (byte) random.nextInt())
                        .withDefault("-128", "-128"));
        types.add(
                CdcType.of(
                                DataTypes.SMALLINT(),
                                Object::toString,
                                (short) 0,
                                Short.MIN_VALUE,
                                Short.MAX_VALUE)
                        .andRandom(random -> (short) random.nextInt())
                        .withDefault("7", "7"));
        types.add(
                CdcType.of(
                                DataTypes.INT(),
                                Object::toString,
                                0,
                                Integer.MIN_VALUE,
                                Integer.MAX_VALUE)
                        .andRandom(Random::nextInt)
                        .withDefault("2147483647", "2147483647"));
        types.add(
                CdcType.of(
                                DataTypes.BIGINT(),
                                Object::toString,
                                0L,
                                Long.MIN_VALUE,
                                Long.MAX_VALUE,
                                (1L << 53) + 1)
                        .andRandom(Random::nextLong)
                        .withDefault("-9223372036854775808", "-9223372036854775808"));
        types.add(
                CdcType.of(
                                DataTypes.FLOAT(),
                                Object::toString,
                                0.1f,
                                -1.5f,
                                0f,
                                Float.MAX_VALUE,
                                Float.MIN_NORMAL,
                                Float.MIN_VALUE,
                                16_777_216f)
                        .andRandom(CdcTypes::anyFloat)
                        .read(Reading.FLOAT)
                        .withDefault("1.5", "1.5"));
        types.add(
                CdcType.of(
                                DataTypes.DOUBLE(),
                                Object::toString,
                                0.1,
                                -1e-7,
                                1e16,
                                1.0 / 3,
                                0.0,
                                Double.MAX_VALUE,
                                Double.MIN_NORMAL,
                                Double.MIN_VALUE,
                                9_007_199_254_740_993.0)
                        .andRandom(CdcTypes::anyDouble)
                        .read(Reading.DOUBLE)
                        .withDefault("0.1", "0.1"));
    }

    private static Object anyFloat(Random random) {
        float any = Float.intBitsToFloat(random.nextInt());
        return Float.isFinite(any) ? any : anyFloat(random);
    }

    private static Object anyDouble(Random random) {
        double any = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(any) ? any : anyDouble(random);
    }

    private static void addDecimals(List<CdcType> types) {
        types.add(decimal(1, 0).withDefault("9", "9"));
        types.add(decimal(5, 5).withDefault("0.5", "0.50000"));
        types.add(decimal(10, 2).withDefault("1.5", "1.50"));
        types.add(decimal(18, 0).withDefault("-1", "-1"));
        types.add(decimal(18, 18).withDefault("-0.5", "-0.5" + "0".repeat(17)));
        types.add(decimal(19, 0).withDefault("1e3", "1000"));
        types.add(decimal(20, 0).withDefault("18446744073709551615", "18446744073709551615"));
        types.add(decimal(27, 9).withDefault("1", "1.000000000"));
        types.add(decimal(38, 0).withDefault("9".repeat(38), "9".repeat(38)));
        types.add(decimal(38, 38).withDefault("1", null));
    }

    private static CdcType decimal(int precision, int scale) {
        BigInteger most = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
        return CdcType.of(
                        DataTypes.DECIMAL(precision, scale),
                        value -> ((DecimalData) value).toBigDecimal().toPlainString(),
                        decimal(BigInteger.ZERO, precision, scale),
                        decimal(BigInteger.ONE, precision, scale),
                        decimal(most, precision, scale),
                        decimal(most.negate(), precision, scale))
                .andRandom(
                        random ->
                                decimal(
                                        new BigInteger(1 + random.nextInt(128), random)
                                                .mod(most)
                                                .multiply(
                                                        BigInteger.valueOf(
                                                                random.nextBoolean() ? 1 : -1)),
                                        precision,
                                        scale));
    }

    private static DecimalData decimal(BigInteger unscaled, int precision, int scale) {
        return DecimalData.fromBigDecimal(new BigDecimal(unscaled, scale), precision, scale);
    }

    private static void addTexts(List<CdcType> types) {
        types.add(text(DataTypes.CHAR(1), 1).withDefault("x", "x"));
        types.add(text(DataTypes.CHAR(10), 10).withDefault("it's", "it's"));
        types.add(text(DataTypes.VARCHAR(1), 1).withDefault("", ""));
        types.add(text(DataTypes.VARCHAR(20), 20).withDefault("a \"b\" \\", "a \"b\" \\"));
        types.add(text(DataTypes.VARCHAR(65_535), 28).withDefault("x", "x"));
        types.add(text(DataTypes.STRING(), 28).withDefault("\uD83D\uDE80", "\uD83D\uDE80"));
    }

    private static CdcType text(DataType type, int characters) {
        return CdcType.of(
                        type,
                        Object::toString,
                        text(""),
                        text("x".repeat(characters)),
                        text("\uD83D\uDE80".repeat(characters)),
                        text("\""),
                        text("\\"),
                        text("\n"),
                        text("\t"),
                        text("\0"),
                        text(" "),
                        text("\u2028"),
                        text("\\N".substring(0, Math.min(2, characters))),
                        text("null".substring(0, Math.min(4, characters))))
                .andRandom(random -> text(randomText(random, characters)));
    }

    private static String randomText(Random random, int characters) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(characters + 1); left > 0; left--) {
            int point = random.nextInt(random.nextBoolean() ? 128 : Character.MAX_CODE_POINT + 1);
            boolean isHalf = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            text.appendCodePoint(isHalf ? 'x' : point);
        }
        return text.toString();
    }

    private static BinaryStringData text(String text) {
        return BinaryStringData.fromString(text);
    }

    private static void addBytes(List<CdcType> types) {
        types.add(bytes(DataTypes.BINARY(1), 1).withDefault("x", null));
        types.add(bytes(DataTypes.BINARY(16), 16).withDefault("x", null));
        types.add(bytes(DataTypes.VARBINARY(10), 10).withDefault("", null));
        types.add(bytes(DataTypes.BYTES(), 50).withDefault("x", null));
    }

    private static CdcType bytes(DataType type, int length) {
        return CdcType.of(
                        type,
                        value -> HexFormat.of().formatHex((byte[]) value),
                        new byte[0],
                        new byte[length],
                        "\\\"\n\0,|"
                                .substring(0, Math.min(6, length))
                                .getBytes(StandardCharsets.US_ASCII))
                .andRandom(
                        random -> {
                            byte[] bytes = new byte[random.nextInt(length + 1)];
                            random.nextBytes(bytes);
                            return bytes;
                        })
                .read(Reading.HEX);
    }

    private static void addNested(List<CdcType> types) {
        // Records hold a SET of MySQL as one text, although it is declared as an array.
        types.add(
                CdcType.of(
                                DataTypes.ARRAY(DataTypes.STRING()),
                                Object::toString,
                                text("a"),
                                text("a,b"),
                                text(""))
                        .heldAs(DataTypes.STRING())
                        .withDefault("a,b", "a,b"));
        types.add(
                nested(DataTypes.ARRAY(DataTypes.INT()))
                        .with(new GenericArrayData(new Object[] {}), "[]")
                        .with(new GenericArrayData(new Object[] {1, null}), "[1,null]")
                        .type());
        types.add(
                nested(DataTypes.MAP(DataTypes.STRING(), DataTypes.DOUBLE()))
                        .with(new GenericMapData(Map.of()), "{}")
                        .with(new GenericMapData(Map.of(text("\"k\n"), 0.1)), "{\"\\\"k\\n\":0.1}")
                        .type());
        DataType[] fields = {DataTypes.INT(), DataTypes.STRING()};
        BinaryRecordDataGenerator rows = new BinaryRecordDataGenerator(fields);
        types.add(
                nested(DataTypes.ROW(fields))
                        .with(
                                rows.generate(new Object[] {1, text("\uD83D\uDE80")}),
                                "{\"f0\":1,\"f1\":\"\uD83D\uDE80\"}")
                        .with(rows.generate(new Object[] {null, null}), "{\"f0\":null,\"f1\":null}")
                        .type());
    }

    private static Nested nested(DataType type) {
        return new Nested(type, new LinkedHashMap<>());
    }

    /**
     * A type whose values are JSON in StarRocks.
     *
     * @param texts the values and their JSON
     */
    private record Nested(DataType cdcType, Map<Object, String> texts) {
        Nested with(Object value, String json) {
            texts.put(value, json);
            return this;
        }

        CdcType type() {
            return CdcType.of(cdcType, texts::get, texts.keySet().toArray())
                    .withDefault("a default", "a default");
        }
    }
}
