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

package io.cdcpipelines.starrocks.core.format;

/** Tells well-formed UTF-8 (Unicode, table 3-7) from malformed. Stateless. */
final class Utf8Sequence {

    private Utf8Sequence() {}

    /**
     * Looks at the sequence of several bytes that starts at a position.
     *
     * @return its length, if it is well-formed; otherwise minus the number of bytes that one
     *     replacement character stands for. An encoded surrogate counts as one sequence.
     */
    static int at(byte[] text, int from, int end) {
        int first = text[from] & 0xff;
        if (first < 0xc2 || first > 0xf4) {
            return -1;
        }
        int trailing = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
        int lowest = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int highest = first == 0xf4 ? 0x8f : 0xbf;
        for (int i = 1; i <= trailing; i++) {
            if (from + i == end) {
                return -i;
            }
            int next = text[from + i] & 0xff;
            if (next < lowest || next > highest) {
                return -i;
            }
            lowest = 0x80;
            highest = 0xbf;
        }
        boolean isSurrogate = first == 0xed && (text[from + 1] & 0xff) >= 0xa0;
        return isSurrogate ? -3 : trailing + 1;
    }
}
