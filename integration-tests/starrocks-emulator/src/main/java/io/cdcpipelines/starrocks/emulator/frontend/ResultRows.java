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

package io.cdcpipelines.starrocks.emulator.frontend;

import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.sql.RowFilter;
import io.cdcpipelines.starrocks.emulator.sql.RowFilter.Condition;
import io.cdcpipelines.starrocks.emulator.sql.RowFilter.SortItem;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The rows that a SHOW statement collects, all of text. Confined to one thread. */
public final class ResultRows {
    private static final DataType TEXT = DataType.sized(TypeKind.VARCHAR, 65_533);

    private final List<String> labels;
    private final List<Object[]> rows = new ArrayList<>();

    public ResultRows(String... labels) {
        this.labels = List.of(labels);
    }

    /**
     * @param values as many as there are labels; {@code null} for NULL
     */
    public void add(String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(
                    values.length + " values for " + labels.size() + " columns");
        }
        rows.add(Arrays.copyOf(values, values.length, Object[].class));
    }

    public StatementResult result() {
        return result(rows);
    }

    /**
     * The rows that a filter keeps.
     *
     * @param likeLabel the column that LIKE looks at
     * @param isCaseSensitive how LIKE compares
     */
    public StatementResult result(RowFilter filter, String likeLabel, boolean isCaseSensitive)
            throws SqlError {
        Stream<Object[]> kept = rows.stream();
        if (filter.like().isPresent()) {
            LikePattern pattern = new LikePattern(filter.like().get(), isCaseSensitive);
            int index = index(likeLabel);
            kept = kept.filter(row -> pattern.matches((String) row[index]));
        }
        if (!filter.alternatives().isEmpty()) {
            for (List<Condition> conditions : filter.alternatives()) {
                for (Condition condition : conditions) {
                    index(condition.column());
                }
            }
            kept = kept.filter(row -> filter.alternatives().stream().anyMatch(c -> hold(c, row)));
        }
        if (!filter.order().isEmpty()) {
            kept = kept.sorted(comparator(filter.order()));
        }
        kept = kept.skip(filter.offset());
        if (filter.limit().isPresent()) {
            kept = kept.limit(filter.limit().get());
        }
        return result(kept.toList());
    }

    private StatementResult result(List<Object[]> kept) {
        List<StatementResult.ResultColumn> columns =
                labels.stream().map(l -> new StatementResult.ResultColumn(l, TEXT)).toList();
        return new StatementResult.Rows(columns, List.copyOf(kept));
    }

    private int index(String label) throws SqlError {
        int position = position(label);
        if (position < 0) {
            throw SqlErrors.analyzing("Table has no column[" + label + "]");
        }
        return position;
    }

    private int position(String label) {
        for (int i = 0; i < labels.size(); i++) {
            if (labels.get(i).equalsIgnoreCase(label)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether there is a column of that name, in whatever case. */
    boolean hasColumn(String label) {
        return position(label) >= 0;
    }

    private boolean hold(List<Condition> conditions, Object[] row) {
        return conditions.stream().allMatch(c -> holds(c, (String) row[position(c.column())]));
    }

    private static boolean holds(Condition condition, String value) {
        return value != null
                && condition.values().stream()
                        .anyMatch(operand -> holds(condition.operator(), value, operand));
    }

    private static boolean holds(String operator, String value, String operand) {
        int order = compare(value, operand);
        return switch (operator) {
            case "=", "<=>", "IN" -> order == 0;
            case "!=", "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> new LikePattern(operand, true).matches(value);
        };
    }

    /** Rows that compare equal keep their order, also under DESC. */
    private Comparator<Object[]> comparator(List<SortItem> order) throws SqlError {
        Comparator<Object[]> comparator = (a, b) -> 0;
        for (SortItem item : order) {
            int index = index(item.column());
            Comparator<Object[]> next =
                    Comparator.comparing(
                            row -> (String) row[index], Comparator.nullsFirst(ResultRows::compare));
            comparator = comparator.thenComparing(item.isDescending() ? next.reversed() : next);
        }
        return comparator;
    }

    /** Numbers by value, everything else as text. */
    private static int compare(String a, String b) {
        if (isNumber(a) && isNumber(b)) {
            return Long.compare(Long.parseLong(a), Long.parseLong(b));
        }
        return a.compareTo(b);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() < 19
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
