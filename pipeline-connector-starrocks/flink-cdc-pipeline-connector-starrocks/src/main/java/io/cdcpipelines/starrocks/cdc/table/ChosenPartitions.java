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

import io.cdcpipelines.starrocks.core.table.Partitioning;
import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the user wants a table to be partitioned, and the option in which it was said: an immutable
 * value. An expression is the user's own SQL; only so much of it is understood as is needed to find
 * the columns in it.
 */
public final class ChosenPartitions implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Quoted text, a name in backticks, a word, a number, or a single character. */
    private static final Pattern TOKEN =
            Pattern.compile(
                    "('(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\")"
                            + "|`([^`]+)`|([\\p{L}_][\\p{L}\\p{N}_$]*)|(\\d+)|(\\S)",
                    Pattern.DOTALL);

    private final String option;
    private final String expression;
    private final List<String> columns;

    private ChosenPartitions(String option, String expression, List<String> columns) {
        this.option = Objects.requireNonNull(option, "option");
        this.expression = expression;
        this.columns = columns;
    }

    /**
     * @param option as the user knows it, for messages
     * @param columns one partition for each combination of their values
     */
    public static ChosenPartitions byColumns(String option, List<String> columns) {
        return new ChosenPartitions(option, "", List.copyOf(columns));
    }

    /**
     * Reads a list of columns or what StarRocks takes behind {@code PARTITION BY}; empty if it
     * cannot be either, because a bracket or a quote is not closed or there is a second statement.
     */
    public static Optional<ChosenPartitions> parse(String option, String text) {
        Optional<ChosenColumns> list = ChosenColumns.parse(option, withoutBrackets(text));
        if (list.isPresent() && list.get().names().stream().noneMatch(ChosenPartitions::isCode)) {
            return Optional.of(byColumns(option, list.get().names()));
        }
        return isClosed(text)
                ? Optional.of(new ChosenPartitions(option, text.trim(), List.of()))
                : Optional.empty();
    }

    private static String withoutBrackets(String text) {
        String trimmed = text.trim();
        boolean isBracketed = trimmed.startsWith("(") && trimmed.endsWith(")");
        return isBracketed ? trimmed.substring(1, trimmed.length() - 1) : trimmed;
    }

    private static boolean isCode(String name) {
        return name.chars().anyMatch(c -> "()'\";".indexOf(c) >= 0);
    }

    private static boolean isClosed(String text) {
        int depth = 0;
        boolean isEmpty = true;
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            isEmpty = false;
            String sign = token.group(5) == null ? "" : token.group(5);
            depth += sign.equals("(") ? 1 : 0;
            // StarRocks closes the brackets of a range with fixed bounds as [...).
            depth += sign.equals("[") ? 1 : 0;
            depth -= sign.equals(")") ? 1 : 0;
            if (depth < 0 || "';\"`".contains(sign) && !sign.isEmpty()) {
                return false;
            }
        }
        return depth == 0 && !isEmpty;
    }

    /** The option in which it was said. */
    public String option() {
        return option;
    }

    /**
     * The partitions of a table.
     *
     * @param tableColumns all columns of the table
     * @throws IllegalArgumentException if the table lacks one of a list of columns
     */
    public Partitioning of(List<String> tableColumns) {
        return columns.isEmpty()
                ? Partitioning.byExpression(expression)
                : Partitioning.byColumns(ChosenColumns.of(option, columns).among(tableColumns));
    }

    /** The columns of the table by which it is partitioned, as far as they can be told. */
    public Set<String> columnsAmong(List<String> tableColumns) {
        Set<String> found = new LinkedHashSet<>();
        Set<String> words = columns.isEmpty() ? words() : new LinkedHashSet<>(columns);
        for (String word : words) {
            tableColumns.stream().filter(word::equalsIgnoreCase).forEach(found::add);
        }
        return found;
    }

    /** Words that may be columns: neither functions nor units of time. */
    private Set<String> words() {
        Set<String> words = new LinkedHashSet<>();
        boolean isList = expression.matches("(?is)(RANGE|LIST)\\b.*");
        Matcher token = TOKEN.matcher(expression);
        String beforeLast = "";
        String last = "";
        while (token.find()) {
            String text = token.group();
            if (isList && text.equals(")")) {
                break;
            }
            String word = token.group(2) == null ? token.group(3) : token.group(2);
            boolean isCalled = expression.startsWith("(", skipBlanks(token.end()));
            boolean isUnit = beforeLast.equalsIgnoreCase("INTERVAL");
            if (word != null && !isCalled && !isUnit && !last.equalsIgnoreCase("AS")) {
                words.add(word);
            }
            beforeLast = last;
            last = text;
        }
        return words;
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < expression.length() && Character.isWhitespace(expression.charAt(at))) {
            at++;
        }
        return at;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChosenPartitions
                && ((ChosenPartitions) other).option.equals(option)
                && ((ChosenPartitions) other).expression.equals(expression)
                && ((ChosenPartitions) other).columns.equals(columns);
    }

    @Override
    public int hashCode() {
        return Objects.hash(option, expression, columns);
    }

    @Override
    public String toString() {
        return option + ": " + (columns.isEmpty() ? expression : String.join(", ", columns));
    }
}
