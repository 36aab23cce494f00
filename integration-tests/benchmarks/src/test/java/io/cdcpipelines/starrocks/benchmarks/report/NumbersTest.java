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

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "6 | 6",
                "45012 | 45,012",
                "1567071.4 | 1,570,000",
                "999.6 | 1,000",
                "98.64 | 98.6",
                "4.4049 | 4.40",
                "0.22719 | 0.227",
                "0.0051234 | 0.00512",
                "-12.345 | -12.3"
            })
    void printsCountsInFullAndThreeDigitsOfAllElse(double value, String text) {
        assertThat(Numbers.of(value)).isEqualTo(text);
    }
}
