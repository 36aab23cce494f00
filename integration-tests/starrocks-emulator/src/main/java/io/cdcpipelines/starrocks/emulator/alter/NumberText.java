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

package io.cdcpipelines.starrocks.emulator.alter;

import java.math.BigDecimal;

/** Numbers as StarRocks casts them to text. Thread-safe. */
final class NumberText {
    private static final double MAX_PLAIN = 1e15;
    private static final double MIN_PLAIN = 1e-4;

    private NumberText() {}

    static String of(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return ofFloatingPoint(value.toString(), ((Number) value).doubleValue());
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    /** The shortest digits, without a fraction of zero, plain unless very large or small. */
    private static String ofFloatingPoint(String digits, double value) {
        double size = Math.abs(value);
        boolean isPlain = size == 0 || (size >= MIN_PLAIN && size < MAX_PLAIN);
        if (isPlain) {
            BigDecimal stripped = new BigDecimal(digits).stripTrailingZeros();
            return stripped.toPlainString();
        }
        return digits.replace(".0E", "E").replace('E', 'e');
    }
}
