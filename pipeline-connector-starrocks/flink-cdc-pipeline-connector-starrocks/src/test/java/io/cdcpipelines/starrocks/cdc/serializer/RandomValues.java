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

package io.cdcpipelines.starrocks.cdc.serializer;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.apache.flink.cdc.common.data.DecimalData;
import org.apache.flink.cdc.common.data.LocalZonedTimestampData;
import org.apache.flink.cdc.common.data.TimestampData;
import org.apache.flink.cdc.common.data.ZonedTimestampData;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypeChecks;
import org.apache.flink.cdc.common.types.DataTypes;

/** Random types, and values that like the edges of what a type can hold. */
final class RandomValues {
    private static final int FIRST_DAY = (int) LocalDate.of(0, 1, 1).toEpochDay();
    private static final int LAST_DAY = (int) LocalDate.of(9999, 12, 31).toEpochDay();

    /** A day of margin on both sides, so that no time zone leaves the years 0 to 9999. */
    private static final long FIRST_MILLI =
            LocalDateTime.of(0, 1, 2, 0, 0).toInstant(ZoneOffset.UTC).toEpochMilli();

    private static final long LAST_MILLI =
            LocalDateTime.of(9999, 12, 31, 0, 0).toInstant(ZoneOffset.UTC).toEpochMilli() - 1;

    private static final long[] LONGS = {
        0,
        1,
        -1,
        9,
        10,
        99,
        100,
        9_999,
        10_000,
        99_999_999,
        100_000_000,
        9_999_999_999_999_999L,
        10_000_000_000_000_000L,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final double[] DOUBLES = {
        0.0,
        -0.0,
        1,
        -1.5,
        0.1,
        1e15,
        1e16,
        1e-6,
        1e-7,
        9.999999e-7,
        123456.789,
        2e-3,
        1e23,
        0x1p-1074,
        0x1p-1022,
        Double.MAX_VALUE,
        0x1p53,
        0x1p60,
        4.35,
        0.3,
        1.0 / 3
    };
    private static final String[] PIECES = {
        "\"",
        "\\",
        "/",
        "\b",
        "\f",
        "\n",
        "\r",
        "\t",
        "\0",
        "\u001f",
        " ",
        "\u007f",
        "\u0080",
        "\u00e9",
        "\u07ff",
        "\u0800",
        "\u5217",
        "\ud7ff",
        "\ue000",
        "\ufffd",
        "\uffff",
        "\u2028",
        "\ud83d\ude00",
        "\ud800\udc00",
        "\udbff\udfff",
        "plain ascii",
        "null",
        "\\N"
    };
    private static final int[] MALFORMED = {
        0x80, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff, 0x9f, 0xa0,
        0x8f, 0x90
    };

    private final Random random;

    RandomValues(Random random) {
        this.random = random;
    }

    DataType type() {
        int fraction = random.nextInt(10);
        int length = 1 + random.nextInt(100);
        int precision = 1 + random.nextInt(38);
        List<DataType> types =
                List.of(
                        DataTypes.BOOLEAN(),
                        DataTypes.TINYINT(),
                        DataTypes.SMALLINT(),
                        DataTypes.INT(),
                        DataTypes.BIGINT(),
                        DataTypes.FLOAT(),
                        DataTypes.DOUBLE(),
                        DataTypes.DECIMAL(precision, random.nextInt(precision + 1)),
                        DataTypes.CHAR(length),
                        DataTypes.VARCHAR(length),
                        DataTypes.STRING(),
                        DataTypes.BINARY(length),
                        DataTypes.VARBINARY(length),
                        DataTypes.DATE(),
                        DataTypes.TIME(fraction),
                        DataTypes.TIMESTAMP(fraction),
                        DataTypes.TIMESTAMP_LTZ(fraction),
                        DataTypes.TIMESTAMP_TZ(fraction));
        DataType type = types.get(random.nextInt(types.size()));
        return random.nextBoolean() ? type : type.notNull();
    }

    Object value(DataType type) {
        switch (type.getTypeRoot()) {
            case BOOLEAN:
                return random.nextBoolean();
            case TINYINT:
                return (byte) anyLong();
            case SMALLINT:
                return (short) anyLong();
            case INTEGER:
                return (int) anyLong();
            case BIGINT:
                return anyLong();
            case FLOAT:
                return anyFloat();
            case DOUBLE:
                return anyDouble();
            case DECIMAL:
                return decimal(DataTypeChecks.getPrecision(type), DataTypeChecks.getScale(type));
            case CHAR:
            case VARCHAR:
                return BinaryStringData.fromBytes(utf8());
            case BINARY:
            case VARBINARY:
                return bytes(length());
            case DATE:
                return FIRST_DAY + random.nextInt(LAST_DAY - FIRST_DAY + 1);
            case TIME_WITHOUT_TIME_ZONE:
                // A long time with a fraction that its column does not have would be no time.
                return random.nextInt(4) == 0
                        ? (int) anyLong() / 1_000 * 1_000
                        : random.nextInt(86_400_000);
            case TIMESTAMP_WITHOUT_TIME_ZONE:
                return TimestampData.fromMillis(millis(), nanosOfMilli());
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
                return LocalZonedTimestampData.fromEpochMillis(millis(), nanosOfMilli());
            default:
                return ZonedTimestampData.of(millis(), nanosOfMilli(), "America/New_York");
        }
    }

    private long anyLong() {
        switch (random.nextInt(3)) {
            case 0:
                return LONGS[random.nextInt(LONGS.length)];
            case 1:
                return random.nextLong() >> random.nextInt(64);
            default:
                return random.nextInt(2_000) - 1_000;
        }
    }

    private double anyDouble() {
        switch (random.nextInt(4)) {
            case 0:
                return DOUBLES[random.nextInt(DOUBLES.length)];
            case 1:
                return anyLong() / Math.pow(10, random.nextInt(12));
            case 2:
                return random.nextInt(1_000_000) / 1_000.0;
            default:
                double any = Double.longBitsToDouble(random.nextLong());
                return Double.isFinite(any) ? any : Double.MIN_VALUE;
        }
    }

    private float anyFloat() {
        float any =
                random.nextBoolean() ? Float.intBitsToFloat(random.nextInt()) : (float) anyDouble();
        return Float.isFinite(any) ? any : Float.MIN_VALUE;
    }

    private DecimalData decimal(int precision, int scale) {
        BigInteger bound = BigInteger.TEN.pow(precision);
        BigInteger unscaled =
                random.nextInt(4) == 0
                        ? bound.subtract(BigInteger.ONE)
                        : new BigInteger(1 + random.nextInt(128), random).mod(bound);
        BigInteger signed = random.nextBoolean() ? unscaled : unscaled.negate();
        return DecimalData.fromBigDecimal(new BigDecimal(signed, scale), precision, scale);
    }

    private long millis() {
        if (random.nextInt(3) == 0) {
            long[] edges = {FIRST_MILLI, LAST_MILLI, 0, -1, 999, 1_000, -1_000, 951_782_400_000L};
            return edges[random.nextInt(edges.length)];
        }
        return FIRST_MILLI + (long) (random.nextDouble() * (LAST_MILLI - FIRST_MILLI));
    }

    private int nanosOfMilli() {
        return random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000);
    }

    /**
     * Below and above what fits into the fixed part of a record, a word, and a page of a buffer.
     */
    private int length() {
        switch (random.nextInt(8)) {
            case 0:
                return random.nextInt(600);
            case 1:
                return random.nextInt(40);
            default:
                return random.nextInt(12);
        }
    }

    private byte[] utf8() {
        if (random.nextInt(8) == 0) {
            return malformed();
        }
        StringBuilder text = new StringBuilder();
        for (int pieces = length(); pieces > 0; pieces--) {
            switch (random.nextInt(4)) {
                case 0:
                    text.append(PIECES[random.nextInt(PIECES.length)]);
                    break;
                case 1:
                    text.appendCodePoint(codePoint());
                    break;
                default:
                    text.append((char) (' ' + random.nextInt(95)));
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private int codePoint() {
        int any = random.nextInt(Character.MAX_CODE_POINT + 1);
        return any >= Character.MIN_SURROGATE && any <= Character.MAX_SURROGATE ? 'x' : any;
    }

    private byte[] malformed() {
        byte[] text = bytes(length());
        for (int i = 0; i < text.length; i++) {
            if (random.nextBoolean()) {
                text[i] = (byte) MALFORMED[random.nextInt(MALFORMED.length)];
            } else if (random.nextBoolean()) {
                text[i] &= 0x7f;
            }
        }
        return text;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
