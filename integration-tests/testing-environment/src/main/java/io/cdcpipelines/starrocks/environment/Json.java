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

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A JSON document as plain values: {@code Map}, {@code List}, {@code String}, {@code BigDecimal},
 * {@code Boolean} or {@code null}; immutable in effect, any thread may call it.
 */
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final Object value;

    private Json(Object value) {
        this.value = value;
    }

    static Json parse(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            Object value = read(parser, parser.nextToken());
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "Text after the end of the document");
            }
            return new Json(value);
        }
    }

    private static Object read(JsonParser parser, JsonToken token) throws IOException {
        if (token == null) {
            throw new JsonParseException(parser, "The document ends early");
        }
        switch (token) {
            case START_OBJECT:
                return readObject(parser);
            case START_ARRAY:
                return readArray(parser);
            case VALUE_NUMBER_INT:
            case VALUE_NUMBER_FLOAT:
                return parser.getDecimalValue();
            case VALUE_TRUE:
            case VALUE_FALSE:
                return parser.getBooleanValue();
            case VALUE_NULL:
                return null;
            default:
                return parser.getText();
        }
    }

    private static Map<String, Object> readObject(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            members.put(name, read(parser, parser.nextToken()));
        }
        return members;
    }

    private static List<Object> readArray(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            elements.add(read(parser, token));
            token = parser.nextToken();
        }
        return elements;
    }

    /** The member of that name, or a document that is null. */
    Json at(String name) {
        return new Json(value instanceof Map<?, ?> members ? members.get(name) : null);
    }

    List<Json> elements() {
        return value instanceof List<?> list ? list.stream().map(Json::new).toList() : List.of();
    }

    String text() {
        return Objects.toString(value, "");
    }

    long number() {
        return value instanceof BigDecimal number ? number.longValue() : 0;
    }

    /**
     * One text per meaning: members sorted by name, numbers without trailing zeros, no white space.
     */
    String canonical() {
        return canonical(value);
    }

    private static String canonical(Object value) {
        if (value instanceof Map<?, ?> members) {
            return new TreeMap<Object, Object>(members)
                    .entrySet().stream()
                            .map(
                                    member ->
                                            quote((String) member.getKey())
                                                    + ":"
                                                    + canonical(member.getValue()))
                            .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> elements) {
            return elements.stream()
                    .map(Json::canonical)
                    .collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toString();
        }
        return value instanceof String text ? quote(text) : String.valueOf(value);
    }

    private static String quote(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
