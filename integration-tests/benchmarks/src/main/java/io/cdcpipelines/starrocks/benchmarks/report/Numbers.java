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

package io.cdcpipelines.starrocks.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** How the report prints numbers. Stateless. */
final class Numbers {
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    private Numbers() {}

    /** Counts in full, everything else with the three digits that a measurement is good for. */
    static String of(double value) {
        BigDecimal exact = BigDecimal.valueOf(value);
        boolean isWhole = value == Math.rint(value);
        BigDecimal shown = isWhole ? exact : exact.round(THREE_DIGITS);
        int decimals = isWhole ? 0 : Math.max(0, shown.scale());
        return String.format(Locale.ROOT, "%,." + decimals + "f", shown);
    }

    static String times(double ratio) {
        return of(ratio) + " ×";
    }
}
