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

package io.cdcpipelines.starrocks.emulator.mysql;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The type of a parameter of an execution: reads a value and writes it as a literal.
 *
 * @param code the type byte of the protocol
 */
record ParameterType(int code, boolean isUnsigned) {
    private static final int UNSIGNED_FLAG = 0x80;

    static ParameterType of(int code, int flags) {
        return new ParameterType(code, (flags & UNSIGNED_FLAG) != 0);
    }

    /** Reads the value that comes next. */
    String literal(PayloadReader in) {
        return switch (code) {
            case 0x01 -> integer(in.int1(), 8);
            case 0x02, 0x0d -> integer(in.int2(), 16);
            case 0x03, 0x09 -> integer(in.int4(), 32);
            case 0x08 -> integer(in.int8(), 64);
            case 0x04 -> Float.toString(Float.intBitsToFloat((int) in.int4()));
            case 0x05 -> Double.toString(Double.longBitsToDouble(in.int8()));
            case 0x06 -> "NULL";
            case 0x07, 0x0a, 0x0c -> quoted(dateTime(in));
            case 0x0b -> quoted(time(in));
            case 0x00, 0xf6 -> text(in.lengthEncodedBytes());
            default -> literal(in.lengthEncodedBytes());
        };
    }

    /** Of a value that came in parts. */
    String literal(byte[] value) {
        boolean isBinary = code >= 0xf9 && code <= 0xfc;
        return isBinary ? "x'" + HexFormat.of().formatHex(value) + "'" : quoted(text(value));
    }

    private String integer(long bits, int width) {
        if (isUnsigned) {
            return Long.toUnsignedString(bits);
        }
        int unused = Long.SIZE - width;
        return BigInteger.valueOf(bits << unused >> unused).toString();
    }

    private static String dateTime(PayloadReader in) {
        int length = in.int1();
        if (length == 0) {
            return "0000-00-00 00:00:00";
        }
        String date = String.format("%04d-%02d-%02d", in.int2(), in.int1(), in.int1());
        if (length == ValueEncoder.DATE_LENGTH) {
            return date;
        }
        String time = String.format(" %02d:%02d:%02d", in.int1(), in.int1(), in.int1());
        return length == ValueEncoder.SECONDS_LENGTH
                ? date + time
                : date + time + String.format(".%06d", in.int4());
    }

    private static String time(PayloadReader in) {
        int length = in.int1();
        if (length == 0) {
            return "00:00:00";
        }
        String sign = in.int1() == 1 ? "-" : "";
        long days = in.int4();
        String time =
                String.format(
                        "%s%02d:%02d:%02d", sign, days * 24 + in.int1(), in.int1(), in.int1());
        return length > 8 ? time + String.format(".%06d", in.int4()) : time;
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
