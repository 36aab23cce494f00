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

package io.cdcpipelines.starrocks.core.load;

/** Looks at names that every load brings along, without the cost of a regular expression. */
final class AsciiNames {

    private AsciiNames() {}

    /** Whether a name has only ASCII letters, ASCII digits and some other characters. */
    static boolean isMadeOfLettersDigitsOr(String others, String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isLetterOrDigit =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!isLetterOrDigit && others.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
