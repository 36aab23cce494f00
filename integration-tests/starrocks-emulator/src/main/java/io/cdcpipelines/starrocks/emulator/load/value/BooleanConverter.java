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

/** BOOLEAN: true and false in any case, or a number that is zero or not. */
final class BooleanConverter extends ScalarConverter {

    @Override
    Object fromBoolean(boolean value) {
        return value;
    }

    @Override
    public Object fromText(String text) {
        String word = text.strip();
        if (word.equalsIgnoreCase("true")) {
            return true;
        }
        if (word.equalsIgnoreCase("false")) {
            return false;
        }
        BigDecimal number = Decimals.parse(word);
        return number == null ? INVALID : (Object) (number.signum() != 0);
    }
}
