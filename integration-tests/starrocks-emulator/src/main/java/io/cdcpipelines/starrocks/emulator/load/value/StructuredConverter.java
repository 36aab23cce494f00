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

/** A conversion from a JSON array or object, or from a string that holds one. */
abstract class StructuredConverter implements ValueConverter {
    private final JsonToken start;

    StructuredConverter(JsonToken start) {
        this.start = start;
    }

    /** The parser stands at the start token, and afterwards at its end token. */
    abstract Object read(JsonParser parser) throws IOException;

    @Override
    public Object fromJson(JsonParser parser) throws IOException {
        if (parser.currentToken() == start) {
            return read(parser);
        }
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return fromText(parser.getText());
        }
        parser.skipChildren();
        return INVALID;
    }

    @Override
    public Object fromText(String text) {
        try (JsonParser parser = JsonInput.parser(text)) {
            return parser.nextToken() == start ? read(parser) : INVALID;
        } catch (IOException e) {
            return INVALID;
        }
    }

    /** The value of a part, which may be null. */
    static Object part(ValueConverter converter, JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : converter.fromJson(parser);
    }
}
