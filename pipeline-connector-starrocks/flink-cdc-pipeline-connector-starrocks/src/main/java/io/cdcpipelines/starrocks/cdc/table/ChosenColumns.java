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

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Columns that the user named, and the option in which it was done: an immutable value. */
public final class ChosenColumns implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final Pattern NAME =
            Pattern.compile("\\s*(?:`([^`]+)`|([^`,\\s][^`,]*?))\\s*(?=,|\\z)");

    private final String option;
    private final List<String> names;

    private ChosenColumns(String option, List<String> names) {
        this.option = Objects.requireNonNull(option, "option");
        this.names = List.copyOf(names);
    }

    /**
     * @param option as the user knows it, for messages
     * @param names one or more
     */
    public static ChosenColumns of(String option, List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException(option + " names no column");
        }
        return new ChosenColumns(option, names);
    }

    /**
     * Reads names with commas between them, each of them bare or in backticks; empty if it is no
     * such list, or a name comes twice.
     */
    public static Optional<ChosenColumns> parse(String option, String text) {
        List<String> names = new ArrayList<>();
        Set<String> distinct = new HashSet<>();
        Matcher name = NAME.matcher(text);
        int position = 0;
        do {
            name.region(position, text.length());
            if (!name.lookingAt()) {
                return Optional.empty();
            }
            names.add(name.group(1) == null ? name.group(2) : name.group(1));
            position = name.end() + 1;
        } while (name.end() < text.length());
        names.forEach(each -> distinct.add(each.toLowerCase(Locale.ROOT)));
        return distinct.size() == names.size()
                ? Optional.of(new ChosenColumns(option, names))
                : Optional.empty();
    }

    /** The option in which the columns were named. */
    public String option() {
        return option;
    }

    public List<String> names() {
        return names;
    }

    /**
     * The names as the table spells them; StarRocks does not distinguish case.
     *
     * @param columns of the table
     * @throws IllegalArgumentException if the table lacks one
     */
    public List<String> among(List<String> columns) {
        List<String> found = new ArrayList<>();
        for (String name : names) {
            found.add(
                    columns.stream()
                            .filter(name::equalsIgnoreCase)
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "'"
                                                            + option
                                                            + "' names column "
                                                            + name
                                                            + ", and its columns are "
                                                            + columns)));
        }
        return found;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChosenColumns
                && ((ChosenColumns) other).option.equals(option)
                && ((ChosenColumns) other).names.equals(names);
    }

    @Override
    public int hashCode() {
        return Objects.hash(option, names);
    }

    @Override
    public String toString() {
        return option + ": " + String.join(", ", names);
    }
}
