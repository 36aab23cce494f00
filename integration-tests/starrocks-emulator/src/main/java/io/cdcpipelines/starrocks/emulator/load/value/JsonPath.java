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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path into a JSON value: {@code $.a.b[0]."c d"}. Immutable. */
public final class JsonPath {
    private static final Pattern STEP =
            Pattern.compile("\\.?\"([^\"]+)\"|\\.?([^.\\[\\]\"]+)|\\[(\\d+)\\]");

    private final List<Object> steps;

    private JsonPath(List<Object> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Empty if the text is no path. */
    public static Optional<JsonPath> parse(String text) {
        List<Object> steps = new ArrayList<>();
        String path = text.strip();
        Matcher matcher = STEP.matcher(path);
        int position = path.startsWith("$") ? 1 : 0;
        while (position < path.length()) {
            if (!matcher.find(position) || matcher.start() != position) {
                return Optional.empty();
            }
            String key = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            steps.add(key != null ? key : (Object) Integer.valueOf(matcher.group(3)));
            position = matcher.end();
        }
        return Optional.of(new JsonPath(steps));
    }

    /** Moves the parser from the start of a value to the value at this path, if there is one. */
    public boolean seek(JsonParser parser) throws IOException {
        for (Object step : steps) {
            boolean isFound =
                    step instanceof Integer index
                            ? seekElement(parser, index)
                            : seekMember(parser, (String) step);
            if (!isFound) {
                return false;
            }
        }
        return true;
    }

    private static boolean seekMember(JsonParser parser, String name) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isFound = parser.currentName().equals(name);
            parser.nextToken();
            if (isFound) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static boolean seekElement(JsonParser parser, int index) throws IOException {
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
