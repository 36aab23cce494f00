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

import java.util.Iterator;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What StarRocks accepts as a label. Stateless. */
final class Labels {
    static final int MAX_LENGTH = 128;

    /** Leaves room for the suffix of a repeated begin. */
    static final int MAX_LENGTH_OF_NEW = 120;

    private Labels() {}

    static String requireValid(String label) {
        if (!isValid(label)) {
            throw new IllegalArgumentException(
                    "A label is 1 to "
                            + MAX_LENGTH
                            + " letters, digits, '_' and '-', got '"
                            + label
                            + "'");
        }
        return label;
    }

    private static boolean isValid(String label) {
        return !label.isEmpty()
                && label.length() <= MAX_LENGTH
                && AsciiNames.isMadeOfLettersDigitsOr("-_", label);
    }

    static String requireRoomForSuffix(String label) {
        if (requireValid(label).length() > MAX_LENGTH_OF_NEW) {
            throw new IllegalArgumentException(
                    "A new label has at most "
                            + MAX_LENGTH_OF_NEW
                            + " characters, got '"
                            + label
                            + "'");
        }
        return label;
    }

    /** A label, and what takes its place when it may be in use. Used by one thread. */
    static Supplier<String> withSuffixes(String label) {
        Iterator<String> labels =
                Stream.iterate(1, count -> count + 1)
                        .map(count -> count == 1 ? label : label + "_r" + count)
                        .iterator();
        return labels::next;
    }
}
