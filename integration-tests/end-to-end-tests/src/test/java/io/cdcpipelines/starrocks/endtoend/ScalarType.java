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

package io.cdcpipelines.starrocks.endtoend;

import java.util.List;

/**
 * A column type of MySQL with values to send through a pipeline.
 *
 * @param column the name of the column that has it
 * @param definition as MySQL's CREATE TABLE takes it
 * @param reading how StarRocks' answer is read
 * @param values to insert, one row each
 */
record ScalarType(String column, String definition, Reading reading, List<Value> values) {

    /**
     * One value.
     *
     * @param sql expression that MySQL evaluates in a session of UTC, or null if {@code parameter}
     *     is given
     * @param parameter to bind to a statement, or null if {@code sql} is given
     * @param expected what StarRocks holds then, in the form that {@link Reading} gives
     */
    record Value(String sql, Object parameter, String expected) {}

    static ScalarType of(String column, String definition, Reading reading, Value... values) {
        return new ScalarType(column, definition, reading, List.of(values));
    }

    static Value sql(String expression, String expected) {
        return new Value(expression, null, expected);
    }

    /** A literal that StarRocks prints as MySQL reads it. */
    static Value same(String literal) {
        return new Value(literal, null, literal);
    }

    /** A text that arrives as it is. */
    static Value text(String text) {
        return new Value(null, text, text);
    }

    static Value bytes(byte[] bytes) {
        return new Value(null, bytes, Reading.hex(bytes));
    }

    static Value bytes(byte[] bytes, byte[] expected) {
        return new Value(null, bytes, Reading.hex(expected));
    }

    @Override
    public String toString() {
        return definition;
    }
}
