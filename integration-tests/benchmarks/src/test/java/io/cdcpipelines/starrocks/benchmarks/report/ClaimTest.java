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

import static io.cdcpipelines.starrocks.benchmarks.report.Claim.Direction.AT_LEAST;
import static io.cdcpipelines.starrocks.benchmarks.report.Claim.Direction.AT_MOST;
import static io.cdcpipelines.starrocks.benchmarks.report.Contenders.CONNECTOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTest {
    private static final Results RESULTS =
            Results.of(
                    List.of(
                            measurement("connector", 1, 800, 1234),
                            measurement("connector", 2, 900, 1234),
                            measurement("connector", 3, 700, 1234),
                            measurement("incumbent", 1, 200, 5000),
                            measurement("incumbent", 2, 200, 5000)));

    private static Measurement measurement(String contender, int run, double speed, double lag) {
        return Measurement.of("wide", contender, run, Map.of("rows/s", speed, "ms lag p99", lag));
    }

    @ParameterizedTest
    @CsvSource({
        "AT_LEAST, 4, true",
        "AT_LEAST, 4.01, false",
        "AT_MOST, 4, true",
        "AT_MOST, 3.99, false"
    })
    void ratiosAreOfMedians(Claim.Direction direction, double bound, boolean holds) {
        Claim claim =
                Claim.ratio("faster", "wide", "connector", "incumbent", "rows/s", direction, bound);

        assertThat(claim.value(RESULTS)).isEqualTo(4);
        assertThat(claim.holds(RESULTS)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"AT_LEAST, 800, true", "AT_LEAST, 801, false", "AT_MOST, 799, false"})
    void figuresAreMediansOfTheConnector(Claim.Direction direction, double bound, boolean holds) {
        Claim claim = Claim.figure("fast", "wide", CONNECTOR, "rows/s", "rows/s", direction, bound);

        assertThat(claim.value(RESULTS)).isEqualTo(800);
        assertThat(claim.holds(RESULTS)).isEqualTo(holds);
    }

    @Test
    void countsTheRunsOfTheOneThatHasFewer() {
        Claim claim =
                Claim.ratio("faster", "wide", "connector", "incumbent", "rows/s", AT_LEAST, 4);
        assertThat(claim.runs(RESULTS)).isEqualTo(2);
        assertThat(claim.isMeasured(RESULTS)).isTrue();
        assertThat(claim.isMeasured(Results.of(List.of(measurement("connector", 1, 8, 1)))))
                .isFalse();
    }

    @Test
    void saysBoundAndValueWithTheirUnit() {
        Claim ratio =
                Claim.ratio("faster", "wide", "connector", "incumbent", "rows/s", AT_LEAST, 3.5);
        assertThat(ratio.boundText()).isEqualTo("at least 3.5 ×");
        assertThat(ratio.valueText(RESULTS)).isEqualTo("4 ×");

        Claim figure = Claim.figure("prompt", "wide", CONNECTOR, "ms lag p99", "ms", AT_MOST, 3000);
        assertThat(figure.boundText()).isEqualTo("at most 3,000 ms");
        assertThat(figure.valueText(RESULTS)).isEqualTo("1,234 ms");
    }
}
