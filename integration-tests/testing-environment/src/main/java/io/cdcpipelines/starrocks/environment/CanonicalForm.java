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

package io.cdcpipelines.starrocks.environment;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One text per value of a MySQL type, the same whether MySQL or StarRocks printed it. It is decided
 * by the type in MySQL alone, so that a wrong type in StarRocks shows as a difference. Stateless,
 * any thread may call it.
 */
enum CanonicalForm {
    NUMBER {
        @Override
        String of(byte[] value, Side side) {
            BigDecimal number = new BigDecimal(ascii(value));
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
    },
    /**
     * MySQL prints FLOAT with six digits, to JDBC clients such as a snapshot reader too; more
     * cannot be compared.
     */
    FLOAT {
        @Override
        String of(byte[] value, Side side) {
            BigDecimal exact = new BigDecimal((double) Float.parseFloat(ascii(value)));
            BigDecimal rounded = exact.round(new MathContext(6, RoundingMode.HALF_EVEN));
            return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toString();
        }
    },
    DOUBLE {
        @Override
        String of(byte[] value, Side side) {
            // Adding zero turns -0.0 into 0.0, which MySQL does not tell apart either.
            return Double.toString(Double.parseDouble(ascii(value)) + 0.0);
        }
    },
    /** TINYINT(1), which Flink CDC takes for a truth value. */
    BOOLEAN {
        @Override
        String of(byte[] value, Side side) {
            return ascii(value).equals("0") ? "false" : "true";
        }
    },
    /** BIT(1): MySQL sends one byte, StarRocks a BOOLEAN. */
    SINGLE_BIT {
        @Override
        String of(byte[] value, Side side) {
            boolean isSet = side == Side.SOURCE ? value[0] != 0 : !ascii(value).equals("0");
            return Boolean.toString(isSet);
        }
    },
    /**
     * BIT(n): Flink CDC carries the bytes in little-endian order, and so do the VARBINARYs in
     * StarRocks.
     */
    BITS {
        @Override
        String of(byte[] value, Side side) {
            return new BigInteger(1, side == Side.SOURCE ? value : reversed(value)).toString(2);
        }
    },
    BYTES {
        @Override
        String of(byte[] value, Side side) {
            return HexFormat.of().formatHex(value);
        }
    },
    TEXT {
        @Override
        String of(byte[] value, Side side) {
            return new String(value, StandardCharsets.UTF_8);
        }
    },
    JSON {
        @Override
        String of(byte[] value, Side side) {
            String text = new String(value, StandardCharsets.UTF_8);
            try {
                return Json.parse(text).canonical();
            } catch (IOException e) {
                return "not JSON: " + text;
            }
        }
    },
    DATE {
        @Override
        String of(byte[] value, Side side) {
            return ascii(value);
        }
    },
    DATETIME {
        @Override
        String of(byte[] value, Side side) {
            return withoutTrailingZeros(ascii(value), 9);
        }
    },
    /** Flink CDC carries a TIME as milliseconds. */
    TIME {
        @Override
        String of(byte[] value, Side side) {
            String text = ascii(value);
            Matcher time = CLOCK.matcher(text);
            if (!time.matches()) {
                return "not a TIME: " + text;
            }
            String hours = time.group(2).length() < 2 ? "0" + time.group(2) : time.group(2);
            return withoutTrailingZeros(time.group(1) + hours + time.group(3), 3);
        }
    };

    /** Which server printed a value. */
    enum Side {
        SOURCE,
        TARGET
    }

    private static final Pattern CLOCK = Pattern.compile("(-?)(\\d+)(:\\d\\d:\\d\\d(?:\\.\\d+)?)");

    private static final Set<String> TEXTS =
            Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set");
    private static final Set<String> BINARIES =
            Set.of("binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob");
    private static final Set<String> NUMBERS =
            Set.of("tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "year");

    /**
     * The text of a value that is not NULL, from the bytes that a server sent in the text protocol.
     */
    abstract String of(byte[] value, Side side);

    /**
     * The form of a column of MySQL.
     *
     * @param columnType in full, as {@code information_schema} prints it: {@code tinyint(1)},
     *     {@code bit(10)}
     */
    static CanonicalForm ofColumn(String columnType) {
        String type = columnType.toLowerCase(Locale.ROOT);
        String name = type.split("[( ]", 2)[0];
        if (type.equals("tinyint(1)")) {
            return BOOLEAN;
        }
        if (name.equals("bit")) {
            return type.equals("bit(1)") ? SINGLE_BIT : BITS;
        }
        if (NUMBERS.contains(name)) {
            return NUMBER;
        }
        if (TEXTS.contains(name)) {
            return TEXT;
        }
        if (BINARIES.contains(name)) {
            return BYTES;
        }
        return switch (name) {
            case "float" -> FLOAT;
            case "double" -> DOUBLE;
            case "json" -> JSON;
            case "date" -> DATE;
            case "time" -> TIME;
            case "datetime", "timestamp" -> DATETIME;
            default ->
                    throw new IllegalArgumentException(
                            "Columns of type " + columnType + " cannot be compared");
        };
    }

    private static String ascii(byte[] value) {
        return new String(value, StandardCharsets.US_ASCII);
    }

    /** Cuts the fraction to at most {@code digits} and takes away what says nothing. */
    private static String withoutTrailingZeros(String text, int digits) {
        int point = text.indexOf('.');
        if (point < 0) {
            return text;
        }
        int end = Math.min(text.length(), point + 1 + digits);
        while (end > point && (text.charAt(end - 1) == '0' || text.charAt(end - 1) == '.')) {
            end--;
        }
        return text.substring(0, Math.max(end, point));
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] result = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            result[i] = bytes[bytes.length - 1 - i];
        }
        return result;
    }
}
