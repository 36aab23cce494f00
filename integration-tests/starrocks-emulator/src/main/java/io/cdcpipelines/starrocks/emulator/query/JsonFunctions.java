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

package io.cdcpipelines.starrocks.emulator.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads scalars out of JSON text by a path of names and positions, such as {@code $.a.b[0]}. What
 * is not there, or is no scalar, gives NULL. H2 calls these methods as functions. Stateless.
 */
public final class JsonFunctions {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern STEP =
            Pattern.compile("\\.?(?:\"([^\"]+)\"|([^.\\[\"]+))|\\[(\\d+)]");

    private JsonFunctions() {}

    public static String getJsonString(String json, String path) {
        if (json == null || path == null) {
            return null;
        }
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            for (Object step : steps(path)) {
                if (!(step instanceof String name
                        ? enterField(parser, name)
                        : enterElement(parser, (Integer) step))) {
                    return null;
                }
            }
            return parser.currentToken().isScalarValue()
                            && parser.currentToken() != JsonToken.VALUE_NULL
                    ? parser.getText()
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    public static Long getJsonInt(String json, String path) {
        Double number = getJsonDouble(json, path);
        return number == null ? null : number.longValue();
    }

    public static Double getJsonDouble(String json, String path) {
        String text = getJsonString(json, path);
        try {
            return text == null ? null : Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static List<Object> steps(String path) {
        List<Object> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path.startsWith("$") ? path.substring(1) : path);
        while (matcher.find()) {
            if (matcher.group(3) != null) {
                steps.add(Integer.valueOf(matcher.group(3)));
            } else {
                steps.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
            }
        }
        return steps;
    }

    private static boolean enterField(JsonParser parser, String name) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isWanted = parser.currentName().equals(name);
            parser.nextToken();
            if (isWanted) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static boolean enterElement(JsonParser parser, int index) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return false;
        }
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (i == index) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }
}
