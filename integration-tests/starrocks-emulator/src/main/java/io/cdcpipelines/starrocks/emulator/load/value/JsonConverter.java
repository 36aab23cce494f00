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
import java.io.IOException;

/**
 * JSON: a JSON value is taken with its structure, a JSON string stays a string; text is parsed only
 * where it looks like an object, an array or a string.
 */
final class JsonConverter implements ValueConverter {

    @Override
    public Object fromJson(JsonParser parser) throws IOException {
        return JsonText.normalised(parser);
    }

    @Override
    public Object fromText(String text) {
        String start = text.stripLeading();
        if (start.isEmpty() || "{[\"".indexOf(start.charAt(0)) < 0) {
            return JsonText.quoted(text);
        }
        try (JsonParser parser = JsonInput.parser(text)) {
            parser.nextToken();
            String value = JsonText.normalised(parser);
            return parser.nextToken() == null ? value : INVALID;
        } catch (IOException e) {
            return INVALID;
        }
    }
}
