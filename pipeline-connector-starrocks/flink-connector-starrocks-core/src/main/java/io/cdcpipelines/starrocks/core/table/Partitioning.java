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

package io.cdcpipelines.starrocks.core.table;

import java.util.List;
import java.util.Objects;

/**
 * How a table is divided into partitions, which StarRocks creates as rows need them: an immutable
 * value. Either a list of columns, one partition for each combination of their values (StarRocks
 * 3.1 and later), or whatever else may stand behind {@code PARTITION BY}.
 */
public final class Partitioning {
    private final List<String> columns;
    private final String expression;

    private Partitioning(List<String> columns, String expression) {
        this.columns = columns;
        this.expression = expression;
    }

    /**
     * @param columns one or more
     */
    public static Partitioning byColumns(List<String> columns) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("Partitioning by no column");
        }
        return new Partitioning(List.copyOf(columns), "");
    }

    /**
     * @param expression SQL that is sent as it is, such as {@code date_trunc('day', created_at)}
     */
    public static Partitioning byExpression(String expression) {
        if (expression.isBlank()) {
            throw new IllegalArgumentException("Partitioning by nothing");
        }
        return new Partitioning(List.of(), expression);
    }

    /** Empty if an expression says it. */
    public List<String> columns() {
        return columns;
    }

    /** Empty if columns say it. */
    public String expression() {
        return expression;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Partitioning
                && ((Partitioning) other).columns.equals(columns)
                && ((Partitioning) other).expression.equals(expression);
    }

    @Override
    public int hashCode() {
        return Objects.hash(columns, expression);
    }

    @Override
    public String toString() {
        return columns.isEmpty() ? expression : columns.toString();
    }
}
