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
 * CHAR and VARCHAR: any scalar by its text, structures as compact JSON; longer in UTF-8 bytes than
 * declared is invalid.
 */
final class StringConverter extends ScalarConverter {
    private final int maxBytes;
    private final boolean isChar;

    StringConverter(int maxBytes, boolean isChar) {
        this.maxBytes = maxBytes;
        this.isChar = isChar;
    }

    @Override
    Object fromStructure(JsonParser parser) throws IOException {
        return fromText(JsonText.compact(parser));
    }

    @Override
    public Object fromText(String text) {
        if (Utf8.length(text) > maxBytes) {
            return INVALID;
        }
        return isChar ? withoutPadding(text) : text;
    }

    /** CHAR is stored padded with zero bytes, so its own trailing zero bytes are lost. */
    private static String withoutPadding(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--;
        }
        return text.substring(0, end);
    }
}
