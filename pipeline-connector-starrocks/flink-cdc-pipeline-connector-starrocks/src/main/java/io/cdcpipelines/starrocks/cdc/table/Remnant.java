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

package io.cdcpipelines.starrocks.cdc.table;

import io.cdcpipelines.starrocks.core.table.NameRules;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A column that has no name of its source, because a change of it is not over. */
public enum Remnant {
    /** Takes over from a column whose type StarRocks cannot change. */
    CONVERTING("__converting_"),
    /** A column that another one took over from. */
    REPLACED("__replaced_"),
    /** A column that a repeated rename may ask for. */
    KEPT("__dropped_");

    /** A moment to the millisecond. */
    private static final int STAMP_LENGTH = 17;

    private final String infix;
    private final Pattern pattern;

    Remnant(String infix) {
        this.infix = infix;
        this.pattern = Pattern.compile(".+" + infix + "\\d{" + STAMP_LENGTH + "}", Pattern.DOTALL);
    }

    /** Whether a column is one of these. */
    public static boolean isRemnant(String name) {
        return CONVERTING.matches(name) || REPLACED.matches(name) || KEPT.matches(name);
    }

    /** The column that takes the values of one whose conversion was left between two names. */
    public static Optional<String> takerOf(String column, Collection<String> names) {
        return REPLACED.of(column, names).isEmpty()
                ? Optional.empty()
                : CONVERTING.of(column, names).stream().findFirst();
    }

    public boolean matches(String name) {
        return pattern.matcher(name).matches();
    }

    /**
     * @param stamp seventeen digits that no other column of this kind has
     */
    public String name(String column, String stamp) {
        return NameRules.extended(column, infix + stamp);
    }

    /** The columns of this kind that belong to a column, in the order of {@code names}. */
    public List<String> of(String column, Collection<String> names) {
        int length = column.length() + infix.length() + STAMP_LENGTH;
        return names.stream()
                .filter(name -> name.startsWith(column + infix) && name.length() == length)
                .filter(this::matches)
                .collect(Collectors.toList());
    }
}
