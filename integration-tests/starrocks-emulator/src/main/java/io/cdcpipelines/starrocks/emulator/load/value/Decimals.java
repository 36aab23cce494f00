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

package io.cdcpipelines.starrocks.emulator.load.value;

import java.math.BigDecimal;

/** Reads decimal text without letting an exponent decide how much memory is used. */
final class Decimals {
    private static final int MAX_MAGNITUDE = 400;

    private Decimals() {}

    /** The number, or null where the text is none or is far beyond every type. */
    static BigDecimal parse(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            BigDecimal decimal = new BigDecimal(text);
            long magnitude = (long) decimal.precision() - decimal.scale();
            if (magnitude > MAX_MAGNITUDE) {
                return decimal.signum() == 0 ? BigDecimal.ZERO : null;
            }
            return magnitude < -MAX_MAGNITUDE ? BigDecimal.ZERO : decimal;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
