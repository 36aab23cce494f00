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

package io.cdcpipelines.starrocks.cdc.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.metrics.HistogramStatistics;
import org.junit.jupiter.api.Test;

class WindowHistogramTest {

    private static WindowHistogram histogram(int window, long... values) {
        WindowHistogram histogram = new WindowHistogram(window);
        for (long value : values) {
            histogram.update(value);
        }
        return histogram;
    }

    @Test
    void describesItsValues() {
        HistogramStatistics statistics = histogram(10, 5, 1, 4, 2, 3).getStatistics();

        assertThat(statistics.size()).isEqualTo(5);
        assertThat(statistics.getMin()).isEqualTo(1);
        assertThat(statistics.getMax()).isEqualTo(5);
        assertThat(statistics.getMean()).isEqualTo(3);
        assertThat(statistics.getStdDev()).isEqualTo(Math.sqrt(2));
        assertThat(statistics.getQuantile(0)).isEqualTo(1);
        assertThat(statistics.getQuantile(0.5)).isEqualTo(3);
        assertThat(statistics.getQuantile(0.8)).isEqualTo(4);
        assertThat(statistics.getQuantile(0.81)).isEqualTo(5);
        assertThat(statistics.getQuantile(1)).isEqualTo(5);
        assertThat(statistics.getValues()).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void forgetsWhatLeavesTheWindowButCountsIt() {
        WindowHistogram histogram = histogram(3, 100, 1, 2, 3);

        assertThat(histogram.getCount()).isEqualTo(4);
        assertThat(histogram.getStatistics().getMax()).isEqualTo(3);
    }

    @Test
    void isZeroWithoutValues() {
        HistogramStatistics statistics = histogram(3).getStatistics();

        assertThat(statistics.size()).isZero();
        assertThat(statistics.getQuantile(0.5)).isZero();
        assertThat(statistics.getMean()).isZero();
        assertThat(statistics.getStdDev()).isZero();
        assertThat(statistics.getMin()).isZero();
        assertThat(statistics.getMax()).isZero();
    }
}
