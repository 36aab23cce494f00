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

/** A conversion that takes the text of a JSON scalar, as a cast from VARCHAR would. */
abstract class ScalarConverter implements ValueConverter {

    @Override
    public Object fromJson(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token.isStructStart()) {
            return fromStructure(parser);
        }
        return token.isBoolean() ? fromBoolean(token == JsonToken.VALUE_TRUE) : fromScalar(parser);
    }

    /** A string or a number; the text of a number is the raw token. */
    Object fromScalar(JsonParser parser) throws IOException {
        return fromText(parser.getText());
    }

    Object fromBoolean(boolean value) {
        return fromText(value ? "1" : "0");
    }

    Object fromStructure(JsonParser parser) throws IOException {
        parser.skipChildren();
        return INVALID;
    }
}
