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

import java.io.Serializable;
import java.util.Objects;

/** The default of a StarRocks column: a literal, or an expression that the server evaluates. */
public final class ColumnDefault implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The moment of the statement; StarRocks 3.3 takes it for DATETIME columns only. */
    public static final ColumnDefault CURRENT_TIMESTAMP =
            new ColumnDefault("CURRENT_TIMESTAMP", true);

    private final String text;
    private final boolean expression;

    private ColumnDefault(String text, boolean expression) {
        this.text = text;
        this.expression = expression;
    }

    /**
     * @param value the plain value, neither quoted nor escaped
     */
    public static ColumnDefault literal(String value) {
        return new ColumnDefault(value, false);
    }

    /**
     * @param expression as the server prints it, such as {@code current_timestamp(3)} or {@code
     *     uuid()}
     */
    public static ColumnDefault expression(String expression) {
        return expression.equalsIgnoreCase(CURRENT_TIMESTAMP.text)
                ? CURRENT_TIMESTAMP
                : new ColumnDefault(expression, true);
    }

    public String text() {
        return text;
    }

    public boolean isExpression() {
        return expression;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColumnDefault
                && ((ColumnDefault) other).expression == expression
                && ((ColumnDefault) other).text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text, expression);
    }

    @Override
    public String toString() {
        return expression ? text : '\'' + text + '\'';
    }
}
