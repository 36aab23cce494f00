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

/** FLOAT and DOUBLE: the usual decimal text; infinities and NaN are no values. */
final class FloatingConverter extends ScalarConverter {
    private final boolean isSingle;

    FloatingConverter(boolean isSingle) {
        this.isSingle = isSingle;
    }

    @Override
    Object fromBoolean(boolean value) {
        return INVALID;
    }

    @Override
    public Object fromText(String text) {
        String number = text.strip();
        if (!isDecimalText(number)) {
            return INVALID;
        }
        try {
            if (isSingle) {
                float value = Float.parseFloat(number);
                return Float.isInfinite(value) ? INVALID : (Object) value;
            }
            double value = Double.parseDouble(number);
            return Double.isInfinite(value) ? INVALID : (Object) value;
        } catch (NumberFormatException e) {
            return INVALID;
        }
    }

    /** Java also reads hexadecimal numbers, type suffixes and words. */
    private static boolean isDecimalText(String number) {
        if (number.isEmpty()) {
            return false;
        }
        for (int i = 0; i < number.length(); i++) {
            if ("+-.0123456789eE".indexOf(number.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
