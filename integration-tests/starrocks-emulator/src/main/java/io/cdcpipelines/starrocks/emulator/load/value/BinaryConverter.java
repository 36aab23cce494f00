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
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * VARBINARY: CSV text is Base64, or itself where it is none; a JSON string is taken as its bytes,
 * without any decoding (StarRocks 3.2 and newer).
 */
final class BinaryConverter extends ScalarConverter {
    private static final int MAX_BYTES = 1_048_576;

    private final int maxBytes;

    BinaryConverter(int declaredBytes) {
        this.maxBytes = declaredBytes > 0 ? declaredBytes : MAX_BYTES;
    }

    @Override
    Object fromScalar(JsonParser parser) throws IOException {
        return bounded(parser.getText().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Object fromText(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        try {
            return bounded(Base64.getDecoder().decode(raw));
        } catch (IllegalArgumentException e) {
            return bounded(raw);
        }
    }

    private Object bounded(byte[] bytes) {
        return bytes.length <= maxBytes ? bytes : INVALID;
    }
}
