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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** MAP: keys come from the member names of a JSON object. */
final class MapConverter extends StructuredConverter {
    private final ValueConverter key;
    private final ValueConverter value;

    MapConverter(ValueConverter key, ValueConverter value) {
        super(JsonToken.START_OBJECT);
        this.key = key;
        this.value = value;
    }

    @Override
    Object read(JsonParser parser) throws IOException {
        Map<Object, Object> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Object name = key.fromText(parser.currentName());
            parser.nextToken();
            entries.put(name, part(value, parser));
        }
        boolean isValid = !entries.containsKey(INVALID) && !entries.containsValue(INVALID);
        return isValid ? Collections.unmodifiableMap(entries) : INVALID;
    }
}
