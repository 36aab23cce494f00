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

package io.cdcpipelines.starrocks.endtoend;

import static io.cdcpipelines.starrocks.endtoend.Reading.BYTES;
import static io.cdcpipelines.starrocks.endtoend.Reading.DATETIME;
import static io.cdcpipelines.starrocks.endtoend.Reading.DOUBLE;
import static io.cdcpipelines.starrocks.endtoend.Reading.FLOAT;
import static io.cdcpipelines.starrocks.endtoend.Reading.JSON;
import static io.cdcpipelines.starrocks.endtoend.Reading.NUMBER;
import static io.cdcpipelines.starrocks.endtoend.Reading.TEXT;
import static io.cdcpipelines.starrocks.endtoend.ScalarType.bytes;
import static io.cdcpipelines.starrocks.endtoend.ScalarType.of;
import static io.cdcpipelines.starrocks.endtoend.ScalarType.same;
import static io.cdcpipelines.starrocks.endtoend.ScalarType.sql;
import static io.cdcpipelines.starrocks.endtoend.ScalarType.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every scalar type of MySQL with the values at its edges.
 *
 * <p>A few edges are left out because the MySQL source of Flink CDC 3.2 changes them before a sink
 * sees them: a TIME with milliseconds beyond 596:31:23 (they overflow an int), a negative TIME of
 * less than an hour (a snapshot drops the sign) or of a full minute without fraction (the binlog
 * reader is minutes off), and the year 0000 (2000 in a snapshot, 1900 in the binlog).
 */
final class ScalarTypes {

    private static final String NINES_35 = "9".repeat(35);
    private static final String NINES_30 = "9".repeat(30);
    private static final String SMALLEST_OF_30_DIGITS = "0." + "0".repeat(29) + "1";

    private ScalarTypes() {}

    /**
     * @param times how points in time look in the zone of the pipeline
     */
    static List<ScalarType> all(ZonedTexts times) {
        List<ScalarType> types = new ArrayList<>();
        types.addAll(integers());
        types.addAll(decimals());
        types.addAll(bits());
        types.addAll(dates());
        types.addAll(pointsInTime(times));
        types.addAll(texts());
        types.addAll(binaries());
        types.addAll(structured());
        return types;
    }

    /**
     * Three points in time as the clocks of a zone show them.
     *
     * @param first 1970-01-01 00:00:01 UTC
     * @param leapDay 2024-02-29 12:34:56 UTC
     * @param summer 2024-07-01 23:59:59 UTC
     * @param last 2038-01-19 03:14:07 UTC
     */
    record ZonedTexts(String first, String leapDay, String summer, String last) {}

    private static List<ScalarType> integers() {
        return List.of(
                of("ti", "TINYINT", TEXT, same("-128"), same("127"), same("0")),
                of("tiu", "TINYINT UNSIGNED", TEXT, same("0"), same("255"), same("128")),
                of("si", "SMALLINT", TEXT, same("-32768"), same("32767")),
                of("siu", "SMALLINT UNSIGNED", TEXT, same("0"), same("65535"), same("32768")),
                of("mi", "MEDIUMINT", TEXT, same("-8388608"), same("8388607")),
                of("miu", "MEDIUMINT UNSIGNED", TEXT, same("0"), same("16777215"), same("8388608")),
                of("i", "INT", TEXT, same("-2147483648"), same("2147483647")),
                of("iu", "INT UNSIGNED", TEXT, same("0"), same("4294967295"), same("2147483648")),
                of("bi", "BIGINT", TEXT, same("-9223372036854775808"), same("9223372036854775807")),
                of(
                        "biu",
                        "BIGINT UNSIGNED",
                        TEXT,
                        same("0"),
                        same("18446744073709551615"),
                        same("9223372036854775808")),
                of("y", "YEAR", TEXT, same("1901"), same("2155"), same("2024")));
    }

    private static List<ScalarType> decimals() {
        String nines28 = "9".repeat(28) + "." + "9".repeat(10);
        String nines38 = "9".repeat(38);
        String nines65 = NINES_35 + "." + NINES_30;
        return List.of(
                of(
                        "d10",
                        "DECIMAL(10,2)",
                        NUMBER,
                        same("-99999999.99"),
                        same("99999999.99"),
                        same("0.01")),
                of(
                        "d18",
                        "DECIMAL(18,0)",
                        NUMBER,
                        same("-" + "9".repeat(18)),
                        same("9".repeat(18))),
                of(
                        "d20",
                        "DECIMAL(20,4) UNSIGNED",
                        NUMBER,
                        sql("0.0001", "0.0001"),
                        same("9".repeat(16) + ".9999")),
                of(
                        "d38",
                        "DECIMAL(38,10)",
                        NUMBER,
                        same("-" + nines28),
                        same(nines28),
                        same("0.0000000001")),
                of("d380", "DECIMAL(38,0)", NUMBER, same("-" + nines38), same(nines38)),
                of(
                        "d3838",
                        "DECIMAL(30,30)",
                        NUMBER,
                        same("-" + "0." + NINES_30),
                        same(SMALLEST_OF_30_DIGITS)),
                of("d39", "DECIMAL(39,0)", NUMBER, same("-9" + nines38), same("9" + nines38)),
                of(
                        "d65",
                        "DECIMAL(65,30)",
                        NUMBER,
                        same("-" + nines65),
                        same(nines65),
                        same(SMALLEST_OF_30_DIGITS),
                        sql("0", "0")),
                // Six digits are what MySQL prints of a FLOAT, and so what a snapshot can carry.
                of(
                        "f",
                        "FLOAT",
                        FLOAT,
                        same("1.5"),
                        sql("-3.40282e38", "-3.40282E38"),
                        sql("1.17549e-38", "1.17549E-38"),
                        same("0.1")),
                of(
                        "dbl",
                        "DOUBLE",
                        DOUBLE,
                        sql("1.7976931348623157e308", "1.7976931348623157E308"),
                        sql("-2.2250738585072014e-308", "-2.2250738585072014E-308"),
                        same("0.1"),
                        sql("123456789.123456789", "1.2345678912345679E8")));
    }

    private static List<ScalarType> bits() {
        return List.of(
                of("bool", "BOOLEAN", TEXT, sql("TRUE", "1"), sql("FALSE", "0")),
                of("b1", "BIT(1)", TEXT, sql("b'1'", "1"), sql("b'0'", "0")),
                // Flink CDC carries the bits as bytes, the lowest first.
                of(
                        "b10",
                        "BIT(10)",
                        BYTES,
                        sql("b'1010101010'", "aa02"),
                        sql("b'1'", "0100"),
                        sql("b'0'", "0000")),
                of(
                        "b64",
                        "BIT(64)",
                        BYTES,
                        sql("0xFFFFFFFFFFFFFFFF", "ffffffffffffffff"),
                        sql("0x0102030405060708", "0807060504030201")));
    }

    private static List<ScalarType> dates() {
        List<ScalarType> types = new ArrayList<>();
        types.add(
                of(
                        "dt",
                        "DATE",
                        TEXT,
                        sql("'1000-01-01'", "1000-01-01"),
                        sql("'9999-12-31'", "9999-12-31"),
                        sql("'2024-02-29'", "2024-02-29"),
                        sql("'1969-12-31'", "1969-12-31"),
                        sql("'1582-10-04'", "1582-10-04")));
        types.add(
                of(
                        "t0",
                        "TIME",
                        TEXT,
                        sql("'-838:59:59'", "-838:59:59"),
                        sql("'838:59:59'", "838:59:59"),
                        sql("'-596:31:24'", "-596:31:24"),
                        sql("'596:31:23'", "596:31:23"),
                        sql("'00:00:00'", "00:00:00"),
                        sql("'-01:02:03'", "-01:02:03")));
        types.add(
                of(
                        "t3",
                        "TIME(3)",
                        TEXT,
                        sql("'-12:34:56.789'", "-12:34:56.789"),
                        sql("'23:59:59.999'", "23:59:59.999"),
                        sql("'00:00:00.001'", "00:00:00.001")));
        // Flink CDC carries milliseconds.
        types.add(of("t6", "TIME(6)", TEXT, sql("'12:34:56.123456'", "12:34:56.123")));
        for (int precision = 0; precision <= 6; precision++) {
            String given = fraction("123456", precision);
            types.add(
                    of(
                            "dt" + precision,
                            "DATETIME(" + precision + ")",
                            DATETIME,
                            sql("'1000-01-01 00:00:00'", "1000-01-01 00:00:00.000000"),
                            sql(
                                    "'2024-02-29 23:59:58" + given + "'",
                                    "2024-02-29 23:59:58" + micros("123456", precision)),
                            sql(
                                    "'9999-12-31 23:59:59" + fraction("999999", precision) + "'",
                                    "9999-12-31 23:59:59" + micros("999999", precision)),
                            // Flink CDC 3.2 fails on a time before 1970 with microseconds.
                            sql(
                                    "'1969-12-31 23:59:59" + fraction("123000", precision) + "'",
                                    "1969-12-31 23:59:59" + micros("123000", precision)),
                            // Clocks of New York skip this hour, which is nothing to a DATETIME.
                            sql("'2024-03-10 02:30:00'", "2024-03-10 02:30:00.000000")));
        }
        return types;
    }

    private static List<ScalarType> pointsInTime(ZonedTexts times) {
        List<ScalarType> types = new ArrayList<>();
        for (int precision = 0; precision <= 6; precision++) {
            String given = fraction("123456", precision);
            String expected = micros("123456", precision);
            types.add(
                    of(
                            "ts" + precision,
                            "TIMESTAMP(" + precision + ") NULL",
                            DATETIME,
                            sql("'1970-01-01 00:00:01" + given + "'", times.first() + expected),
                            sql("'2024-02-29 12:34:56" + given + "'", times.leapDay() + expected),
                            sql("'2024-07-01 23:59:59" + given + "'", times.summer() + expected),
                            sql(
                                    "'2038-01-19 03:14:07" + fraction("999999", precision) + "'",
                                    times.last() + micros("999999", precision))));
        }
        return types;
    }

    private static String fraction(String digits, int precision) {
        return precision == 0 ? "" : "." + digits.substring(0, precision);
    }

    private static String micros(String digits, int precision) {
        return "." + digits.substring(0, precision) + "0".repeat(6 - precision);
    }

    private static List<ScalarType> texts() {
        StringBuilder controls = new StringBuilder();
        for (char c = 0; c < ' '; c++) {
            controls.append(c);
        }
        controls.append('\u007f').append('\u0085').append('\u2028');
        String awkward = "\"quoted\" 'single' `back` \\ \\n \\u0041 {\"a\":[1]} , \t|";
        String wide = "\uD83D\uDE80\uD834\uDD1E日本Ωß";
        return List.of(
                of(
                        "c",
                        "CHAR(20)",
                        TEXT,
                        text(""),
                        text("abc"),
                        text(wide),
                        text("\uD83D\uDE80".repeat(20)),
                        text("\\\"'")),
                of(
                        "vc",
                        "VARCHAR(100)",
                        TEXT,
                        text(""),
                        text(" both sides "),
                        text(wide),
                        text("\uD83D\uDE80".repeat(100)),
                        text(awkward),
                        text(controls.toString()),
                        text("NULL"),
                        text("\\N"),
                        text("a\u0000b")),
                of("tt", "TINYTEXT", TEXT, text(""), text("x".repeat(255)), text(awkward)),
                of(
                        "tx",
                        "TEXT",
                        TEXT,
                        text(controls.toString()),
                        text("y".repeat(65_535)),
                        text(wide)),
                of("mt", "MEDIUMTEXT", TEXT, text("\uD83D\uDE80".repeat(75_000)), text("")),
                // The most that a VARCHAR of StarRocks holds.
                of("lt", "LONGTEXT", TEXT, text("z".repeat(1_048_576)), text(awkward)),
                of("latin", "VARCHAR(20) CHARACTER SET latin1", TEXT, text("Grüße ÿ"), text("")));
    }

    private static List<ScalarType> binaries() {
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        return List.of(
                of(
                        "bin",
                        "BINARY(4)",
                        BYTES,
                        bytes(new byte[] {1}, new byte[] {1, 0, 0, 0}),
                        bytes(new byte[] {-1, 0, 127, -128}),
                        bytes(new byte[0], new byte[4])),
                of(
                        "vb",
                        "VARBINARY(256)",
                        BYTES,
                        bytes(every),
                        bytes(new byte[0]),
                        bytes(new byte[] {0})),
                of("tb", "TINYBLOB", BYTES, bytes(repeated(every, 255)), bytes(new byte[0])),
                of(
                        "bl",
                        "BLOB",
                        BYTES,
                        bytes(repeated(every, 65_535)),
                        bytes(new byte[] {92, 34, 10})),
                of("mb", "MEDIUMBLOB", BYTES, bytes(repeated(every, 300_000))),
                of("lb", "LONGBLOB", BYTES, bytes(repeated(every, 1_000_000))));
    }

    private static byte[] repeated(byte[] pattern, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = pattern[i % pattern.length];
        }
        return bytes;
    }

    private static List<ScalarType> structured() {
        return Stream.of(
                        of(
                                "en",
                                "ENUM('a','b c','','ü')",
                                TEXT,
                                text("a"),
                                text("b c"),
                                text(""),
                                text("ü")),
                        of("st", "SET('p','q r','s')", TEXT, text("p"), text("p,q r,s"), text("")),
                        of(
                                "js",
                                "JSON",
                                JSON,
                                sql(
                                        "'{\"b\": [1, 2.5, \"x\\\\\"y\", null, true], \"a\": {}}'",
                                        "{\"a\":{},\"b\":[1,2.5,\"x\\\"y\",null,true]}"),
                                sql("'[]'", "[]"),
                                sql("'\"text\"'", "\"text\""),
                                sql("'18446744073709551615'", "18446744073709551615")),
                        of(
                                "ge",
                                "GEOMETRY",
                                JSON,
                                sql(
                                        "ST_GeomFromText('POINT(1 2)')",
                                        "{\"coordinates\":[1,2],\"type\":\"Point\",\"srid\":0}"),
                                sql(
                                        "ST_GeomFromText('LINESTRING(0 0,3 4.5)')",
                                        "{\"coordinates\":[[0,0],[3,4.5]],\"type\":\"LineString\",\"srid\":0}")))
                .toList();
    }
}
