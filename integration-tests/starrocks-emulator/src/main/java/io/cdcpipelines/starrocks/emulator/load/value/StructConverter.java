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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** STRUCT: members of a JSON object by field name; a missing member is null. */
final class StructConverter extends StructuredConverter {
    private final List<String> names;
    private final List<ValueConverter> fields;

    StructConverter(List<String> names, List<ValueConverter> fields) {
        super(JsonToken.START_OBJECT);
        this.names = names;
        this.fields = fields;
    }

    @Override
    Object read(JsonParser parser) throws IOException {
        Object[] values = new Object[names.size()];
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            int field = names.indexOf(parser.currentName());
            parser.nextToken();
            if (field < 0) {
                parser.skipChildren();
            } else {
                values[field] = part(fields.get(field), parser);
            }
        }
        List<Object> struct = Arrays.asList(values);
        return struct.contains(INVALID) ? INVALID : Collections.unmodifiableList(struct);
    }
}
