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

import java.util.Arrays;
import java.util.Base64;

/** Base64 as StarRocks' functions write and read it (3.0 to 4.0), which is not as others do. */
public final class Base64Text {
    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final byte[] DIGITS = new byte[128];
    private static final String SKIPPED = " \t\r\n";

    static {
        Arrays.fill(DIGITS, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            DIGITS[ALPHABET.charAt(i)] = (byte) i;
        }
    }

    private Base64Text() {}

    /** Null, which is NULL, if there are no bytes. */
    public static String encode(byte[] bytes) {
        return bytes.length == 0 ? null : Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * Null, which is NULL, for an empty text and for one with foreign characters. Blanks are
     * skipped, and so is padding unless it tears a group; padding alone means no bytes.
     */
    public static byte[] decode(String text) {
        if (text.isEmpty()) {
            return null;
        }
        byte[] decoded = new byte[text.length()];
        int length = 0;
        int digits = 0;
        int group = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=') {
                if (digits % 4 == 1 && i + 1 < text.length() && text.charAt(i + 1) != '=') {
                    return null;
                }
            } else if (SKIPPED.indexOf(c) < 0) {
                if (c >= DIGITS.length || DIGITS[c] < 0) {
                    return null;
                }
                group = group << 6 | DIGITS[c];
                int place = digits++ % 4;
                if (place > 0) {
                    decoded[length++] = (byte) (group >> 6 - 2 * place);
                }
            }
        }
        return Arrays.copyOf(decoded, length);
    }
}
