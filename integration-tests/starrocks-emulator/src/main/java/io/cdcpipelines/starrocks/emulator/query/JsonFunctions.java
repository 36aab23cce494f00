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
import io.cdcpipelines.starrocks.emulator.load.value.JsonPath;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads scalars out of JSON text by a path of names and positions, such as {@code $.a.b[0]}. What
 * is not there, or is no scalar, gives NULL. H2 calls these methods as functions. Stateless.
 */
public final class JsonFunctions {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonFunctions() {}

    public static String getJsonString(String json, String path) {
        if (json == null || path == null) {
            return null;
        }
        Optional<JsonPath> way = JsonPath.parse(path);
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            boolean isScalar =
                    way.isPresent()
                            && way.get().seek(parser)
                            && parser.currentToken().isScalarValue()
                            && parser.currentToken() != JsonToken.VALUE_NULL;
            return isScalar ? parser.getText() : null;
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
}
