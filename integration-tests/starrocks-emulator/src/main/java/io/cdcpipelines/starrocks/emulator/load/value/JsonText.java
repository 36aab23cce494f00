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

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Prints JSON values. The parser stands at the last token of the value afterwards. */
public final class JsonText {
    private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64);
    private static final BigInteger MIN_SIGNED = BigInteger.valueOf(Long.MIN_VALUE);
    private static final int CONTROL_END = 0x20;

    private JsonText() {}

    /** As a JSON column reads: one line, a blank after colon and comma, keys in order. */
    static String normalised(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT:
                return normalisedObject(parser);
            case START_ARRAY:
                StringJoiner elements = new StringJoiner(", ", "[", "]");
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(normalised(parser));
                }
                return elements.toString();
            case VALUE_STRING:
                return quoted(parser.getText());
            case VALUE_NUMBER_INT:
                return integer(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT:
                return floating(parser.getDoubleValue());
            default:
                return parser.getText();
        }
    }

    private static String normalisedObject(JsonParser parser) throws IOException {
        Map<String, String> members = new TreeMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, normalised(parser));
        }
        StringJoiner object = new StringJoiner(", ", "{", "}");
        members.forEach((name, value) -> object.add(quoted(name) + ": " + value));
        return object.toString();
    }

    /** Integers beyond 64 bits become doubles. */
    private static String integer(BigInteger value) {
        boolean isKept = value.compareTo(MIN_SIGNED) >= 0 && value.compareTo(MAX_UNSIGNED) < 0;
        return isKept ? value.toString() : floating(value.doubleValue());
    }

    /** The shortest digits that give the double back; plain unless there are many zeros. */
    private static String floating(double value) {
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int digits = shortest.precision();
        int exponent = digits - shortest.scale() - 1;
        boolean isPlain =
                shortest.scale() <= 0
                        ? exponent < digits + 7
                        : shortest.scale() < 7 || Math.abs(exponent) < 4;
        if (value == 0 || isPlain) {
            return shortest.toPlainString();
        }
        String unscaled = shortest.unscaledValue().abs().toString();
        return (value < 0 ? "-" : "")
                + unscaled.charAt(0)
                + (digits > 1 ? "." + unscaled.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + Math.abs(exponent);
    }

    /** Without any blank, in the order of the source, numbers as they were written. */
    public static String compact(JsonParser parser) throws IOException {
        StringBuilder out = new StringBuilder();
        compact(parser, out);
        return out.toString();
    }

    private static void compact(JsonParser parser, StringBuilder out) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                char separator = '{';
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    out.append(separator).append(quoted(parser.currentName())).append(':');
                    parser.nextToken();
                    compact(parser, out);
                    separator = ',';
                }
                out.append(separator == '{' ? "{}" : "}");
            }
            case START_ARRAY -> {
                char separator = '[';
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    out.append(separator);
                    compact(parser, out);
                    separator = ',';
                }
                out.append(separator == '[' ? "[]" : "]");
            }
            case VALUE_STRING -> out.append(quoted(parser.getText()));
            default -> out.append(parser.getText());
        }
    }

    /** A JSON string literal. */
    public static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> appendPlain(out, c);
            }
        }
        return out.append('"').toString();
    }

    private static void appendPlain(StringBuilder out, char c) {
        if (c < CONTROL_END) {
            out.append(String.format("\\u%04X", (int) c));
        } else {
            out.append(c);
        }
    }
}
