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

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * TINYINT to BIGINT: blanks around the number are allowed, fractions are cut off, and what is out
 * of range is invalid.
 */
final class IntegerConverter extends ScalarConverter {
    private static final int SAFE_DIGITS = 18;

    private final long min;
    private final long max;
    private final boolean isInteger;

    /**
     * @param isInteger whether values are held as {@link Integer} rather than {@link Long}
     */
    IntegerConverter(long min, long max, boolean isInteger) {
        this.min = min;
        this.max = max;
        this.isInteger = isInteger;
    }

    @Override
    Object fromScalar(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return bounded(parser.getLongValue());
        }
        return fromText(parser.getText());
    }

    @Override
    Object fromBoolean(boolean value) {
        return INVALID;
    }

    @Override
    public Object fromText(String text) {
        String number = text.strip();
        return isShortInteger(number) ? bounded(Long.parseLong(number)) : fromDecimal(number);
    }

    private static boolean isShortInteger(String number) {
        if (number.isEmpty() || number.length() > SAFE_DIGITS) {
            return false;
        }
        int start = number.charAt(0) == '-' || number.charAt(0) == '+' ? 1 : 0;
        for (int i = start; i < number.length(); i++) {
            if (number.charAt(i) < '0' || number.charAt(i) > '9') {
                return false;
            }
        }
        return number.length() > start;
    }

    private Object fromDecimal(String number) {
        BigDecimal decimal = Decimals.parse(number);
        if (decimal == null) {
            return INVALID;
        }
        BigInteger integer = decimal.toBigInteger();
        return integer.bitLength() < Long.SIZE ? bounded(integer.longValue()) : INVALID;
    }

    private Object bounded(long value) {
        if (value < min || value > max) {
            return INVALID;
        }
        if (isInteger) {
            return (int) value;
        }
        return value;
    }
}
