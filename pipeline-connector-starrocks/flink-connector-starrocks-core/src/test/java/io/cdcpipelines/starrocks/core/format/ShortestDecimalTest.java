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

package io.cdcpipelines.starrocks.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts of numbers are the shortest that read back the same, and the closest of these. */
class ShortestDecimalTest {

    private static String text(double value) {
        byte[] out = new byte[32];
        int end = ShortestDecimal.putDouble(out, 0, value);
        return new String(out, 0, end, StandardCharsets.US_ASCII);
    }

    private static String text(float value) {
        byte[] out = new byte[32];
        int end = ShortestDecimal.putFloat(out, 0, value);
        return new String(out, 0, end, StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0,                     0",
        "-0.0,                    -0.0",
        "1.0,                     1",
        "-2.5,                    -2.5",
        "0.1,                     0.1",
        "0.3,                     0.3",
        "100,                     100",
        "123456.789,              123456.789",
        "1e15,                    1000000000000000",
        "9007199254740991,        9007199254740991",
        "1e16,                    1e16",
        "9007199254740993e3,      9.007199254740993e18",
        "1e23,                    1e23",
        "2e-3,                    0.002",
        "0.000001,                0.000001",
        "0.0000015,               0.0000015",
        "1e-7,                    1e-7",
        "2.2250738585072014e-308, 2.2250738585072014e-308",
        "1.7976931348623157e308,  1.7976931348623157e308",
        "5e-324,                  5e-324",
        "1e-323,                  1e-323",
        "5.684341886080802e-14,   5.684341886080802e-14",
        "2.2737367544323206e-13,  2.2737367544323206e-13",
        "4.35,                    4.35",
        "3.141592653589793,       3.141592653589793",
    })
    void writesKnownDoubles(double value, String expected) {
        assertThat(text(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1,           0.1",
        "16777216,      16777216",
        "3.4028235e38,  3.4028235e38",
        "1.4e-45,       1e-45",
        "1.17549435e-38,1.1754944e-38",
        "3.3,           3.3",
        "8.589934592e9, 8589935000",
    })
    void writesKnownFloats(float value, String expected) {
        assertThat(text(value)).isEqualTo(expected);
    }

    @Test
    void findsTheShortestAndTheClosestText() {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            double value = Math.abs(Double.longBitsToDouble(random.nextLong()));
            if (Double.isFinite(value) && value > 0) {
                String text = text(value);
                assertThat(Double.parseDouble(text)).isEqualTo(value);
                assertThatNoShorterTextReadsAs(value, new BigDecimal(text));
            }
        }
    }

    @Test
    void findsTheShortestTextAtPowersOfTwo() {
        for (int exponent = Double.MIN_EXPONENT - 52; exponent <= Double.MAX_EXPONENT; exponent++) {
            double value = Math.scalb(1.0, exponent);
            String text = text(value);
            assertThat(Double.parseDouble(text)).isEqualTo(value);
            assertThatNoShorterTextReadsAs(value, new BigDecimal(text));
        }
    }

    /** Of all decimals with one digit less, the two neighbours of the value are the candidates. */
    private static void assertThatNoShorterTextReadsAs(double value, BigDecimal written) {
        BigDecimal shortest = written.stripTrailingZeros();
        BigDecimal exact = new BigDecimal(value);
        int unit = exact.precision() - exact.scale() - shortest.precision();
        for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
            BigDecimal shorter = exact.setScale(-unit - 1, mode);
            assertThat(shortest.precision() == 1 ? Double.NaN : shorter.doubleValue())
                    .as("%s against %s", shorter, written)
                    .isNotEqualTo(value);
            BigDecimal neighbour = exact.setScale(-unit, mode);
            if (neighbour.doubleValue() == value) {
                assertThat(neighbour.subtract(exact).abs())
                        .isGreaterThanOrEqualTo(shortest.subtract(exact).abs());
            }
        }
    }

    @Test
    void readsBackEveryKindOfFloat() {
        Random random = new Random(43);
        for (int i = 0; i < 200_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value)) {
                String text = text(value);
                assertThat(Float.floatToIntBits(Float.parseFloat(text)))
                        .isEqualTo(Float.floatToIntBits(value));
                assertThat(new BigDecimal(text).stripTrailingZeros().precision())
                        .isLessThanOrEqualTo(9);
            }
        }
    }
}
