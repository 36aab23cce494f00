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

package io.cdcpipelines.starrocks.emulator.conformance;

/** What comparing one answer with the recorded one gave. */
record Verdict(boolean isSame, boolean isSameText, String detail) {
    private static final int LONGEST_DETAIL = 600;

    static Verdict same() {
        return new Verdict(true, true, "");
    }

    /**
     * The outcome is the recorded one if told so, and the texts are if the last argument says so.
     */
    static Verdict of(boolean isSame, boolean isSameText, Object expected, Object actual) {
        if (isSame && isSameText) {
            return same();
        }
        return new Verdict(
                isSame, isSame && isSameText, "recorded " + cut(expected) + ", got " + cut(actual));
    }

    static Verdict different(Object expected, Object actual) {
        return of(false, false, expected, actual);
    }

    private static String cut(Object value) {
        String text = String.valueOf(value);
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "...";
    }
}
