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
import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import io.cdcpipelines.starrocks.emulator.transaction.StatusCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the headers {@code json_root} and {@code jsonpaths}. Stateless. */
final class JsonPaths {
    private JsonPaths() {}

    /** One path, as {@code json_root} has it. */
    static JsonPath one(String header) throws LoadException {
        return JsonPath.parse(header).orElseThrow(() -> invalid(header));
    }

    /** A JSON array of paths, as {@code jsonpaths} has it. */
    static List<JsonPath> all(String header) throws LoadException {
        byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
        try (JsonParser parser = JsonInput.parser(bytes, 0, bytes.length)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw invalid(header);
            }
            List<JsonPath> paths = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                paths.add(one(parser.getText()));
            }
            return paths;
        } catch (IOException e) {
            throw invalid(header);
        }
    }

    private static LoadException invalid(String text) {
        return new LoadException(StatusCode.INVALID_ARGUMENT, "Invalid json path: " + text);
    }
}
