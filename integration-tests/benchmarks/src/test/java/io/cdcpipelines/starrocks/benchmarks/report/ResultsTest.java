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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final String SPEED = "rows/s";

    private static Measurement speed(String contender, int run, double rowsPerSecond) {
        return Measurement.of("wide", contender, run, Map.of(SPEED, rowsPerSecond));
    }

    @Test
    void takesTheMiddleRun() {
        Results results = Results.of(List.of(speed("a", 1, 9), speed("a", 2, 1), speed("a", 3, 4)));
        assertThat(results.median("wide", "a", SPEED)).isEqualTo(4);
        assertThat(results.runs("wide", "a", SPEED)).isEqualTo(3);
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddle() {
        Results results = Results.of(List.of(speed("a", 1, 9), speed("a", 2, 4)));
        assertThat(results.median("wide", "a", SPEED)).isEqualTo(6.5);
    }

    @Test
    void comparesContenders() {
        Results results = Results.of(List.of(speed("a", 1, 9), speed("b", 1, 2)));
        assertThat(results.ratio("wide", "a", "b", SPEED)).isEqualTo(4.5);
    }

    @Test
    void saysWhichFigureIsMissing() {
        Results results = Results.of(List.of(speed("a", 1, 9)));
        assertThatThrownBy(() -> results.median("wide", "b", SPEED))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("b")
                .hasMessageContaining("wide")
                .hasMessageContaining(SPEED);
    }
}
