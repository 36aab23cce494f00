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

/** Questions about UTF-8 that are asked for every string. */
public final class Utf8 {
    private Utf8() {}

    /** The length of the text in UTF-8 bytes. */
    public static int length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x800 && !Character.isSurrogate(c)) {
                bytes += 2;
            } else if (c >= 0x80) {
                bytes++;
            }
        }
        return bytes;
    }

    /** Whether the bytes are well-formed UTF-8: nothing overlong, torn or made of surrogates. */
    public static boolean isValid(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int position = offset;
        while (position < end) {
            if (bytes[position] >= 0) {
                position++;
                continue;
            }
            int size = sequenceLength(bytes, position, end);
            if (size == 0) {
                return false;
            }
            position += size;
        }
        return true;
    }

    /** The length of the sequence beyond ASCII that starts here, 0 where there is none. */
    private static int sequenceLength(byte[] bytes, int start, int end) {
        int first = bytes[start] & 0xFF;
        int size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (first < 0xC2 || first > 0xF4 || start + size > end) {
            return 0;
        }
        for (int i = 1; i < size; i++) {
            if ((bytes[start + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[start + 1] & 0xFF;
        boolean isWellFormed =
                switch (first) {
                    case 0xE0 -> second >= 0xA0;
                    case 0xED -> second < 0xA0;
                    case 0xF0 -> second >= 0x90;
                    case 0xF4 -> second < 0x90;
                    default -> true;
                };
        return isWellFormed ? size : 0;
    }
}
