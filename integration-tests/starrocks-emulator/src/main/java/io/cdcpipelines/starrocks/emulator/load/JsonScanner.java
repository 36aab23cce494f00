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

package io.cdcpipelines.starrocks.emulator.load;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cdcpipelines.starrocks.emulator.load.value.JsonInput;
import io.cdcpipelines.starrocks.emulator.load.value.JsonPath;
import io.cdcpipelines.starrocks.emulator.load.value.Utf8;
import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import io.cdcpipelines.starrocks.emulator.transaction.StatusCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows as JSON: a stream of objects, or one array of them. Each body is complete in itself, and
 * malformed text anywhere fails it as a whole.
 */
final class JsonScanner implements RowScanner {
    private final RowAssembler rows;
    private final ErrorRows errors;
    private final boolean isOuterArrayStripped;
    private final List<JsonPath> paths;
    private final String[] names;
    private final Map<String, Integer> positions = new HashMap<>();
    private byte[] body;

    JsonScanner(RowAssembler rows, ErrorRows errors) {
        this.rows = rows;
        this.errors = errors;
        this.isOuterArrayStripped = rows.plan().request().isOuterArrayStripped();
        this.paths = rows.plan().jsonPaths();
        this.names =
                rows.plan().sources().stream().map(LoadPlan.Source::name).toArray(String[]::new);
        for (int i = 0; i < names.length; i++) {
            positions.put(names[i], i);
        }
    }

    @Override
    public void scan(byte[] newBody, int length) throws LoadException {
        body = newBody;
        checkStart(length);
        if (!Utf8.isValid(body, 0, length)) {
            throw malformed("Failed to iterate document stream as object. error: invalid UTF-8");
        }
        try (JsonParser parser = JsonInput.parser(body, 0, length)) {
            boolean isDone = false;
            while (!isDone && parser.nextToken() != null) {
                document(parser);
                isDone = isOuterArrayStripped && rows.plan().jsonRoot().isEmpty();
            }
        } catch (IOException e) {
            throw malformed("Failed to iterate document stream as object. error: malformed JSON");
        } finally {
            body = null;
        }
    }

    private void checkStart(int length) throws LoadException {
        for (int i = 0; i < length; i++) {
            if (body[i] == '{' || body[i] == '[') {
                return;
            }
            if (body[i] != ' ' && body[i] != '\n' && body[i] != '\r' && body[i] != '\t') {
                throw malformed("illegal json started with [" + (char) (body[i] & 0xFF) + "]");
            }
        }
    }

    private void document(JsonParser parser) throws IOException, LoadException {
        if (rows.plan().jsonRoot().isEmpty()) {
            value(parser, 0);
            return;
        }
        int start = tokenStart(parser);
        parser.skipChildren();
        try (JsonParser inner = JsonInput.parser(body, start, end(parser) - start)) {
            inner.nextToken();
            if (!rows.plan().jsonRoot().get().seek(inner)) {
                throw malformed("Failed to get json root");
            }
            value(inner, start);
        }
    }

    private void value(JsonParser parser, int offset) throws IOException, LoadException {
        if (!isOuterArrayStripped) {
            if (parser.currentToken() == JsonToken.START_ARRAY) {
                throw malformed(
                        "The value is array type in json document stream, you can set"
                                + " strip_outer_array=true to parse each element of the array as"
                                + " individual rows");
            }
            object(parser, offset);
            return;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw malformed("the value should be array type with strip_outer_array=true");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            object(parser, offset);
        }
    }

    private void object(JsonParser parser, int offset) throws IOException, LoadException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw malformed("the value should be object type");
        }
        int start = offset + tokenStart(parser);
        rows.begin();
        if (paths.isEmpty()) {
            members(parser);
        } else {
            parser.skipChildren();
            byPaths(start, offset + end(parser));
        }
        String rejection = rows.end();
        if (rejection != null) {
            int end = offset + end(parser);
            errors.add(
                    rejection, () -> new String(body, start, end - start, StandardCharsets.UTF_8));
        }
    }

    /** Rows mostly have their members in one order, so the next name is tried before the map. */
    private void members(JsonParser parser) throws IOException {
        int expected = 0;
        String name;
        while ((name = parser.nextFieldName()) != null) {
            parser.nextToken();
            int source = position(name, expected);
            if (source < 0 || rows.isSet(source)) {
                parser.skipChildren();
            } else {
                rows.json(source, parser);
                expected = source + 1;
            }
        }
    }

    private int position(String name, int expected) {
        if (expected < names.length && names[expected].equals(name)) {
            return expected;
        }
        return positions.getOrDefault(name, -1);
    }

    private void byPaths(int start, int end) throws IOException {
        int count = Math.min(paths.size(), names.length);
        for (int i = 0; i < count; i++) {
            try (JsonParser parser = JsonInput.parser(body, start, end - start)) {
                parser.nextToken();
                if (paths.get(i).seek(parser)) {
                    rows.json(i, parser);
                }
            }
        }
    }

    private static int tokenStart(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private static int end(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }

    private static LoadException malformed(String message) {
        return new LoadException(StatusCode.DATA_QUALITY_ERROR, message);
    }

    @Override
    public void finish() {
        // Every body was complete.
    }
}
