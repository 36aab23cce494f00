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

import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;

/** All measurements of a benchmark run, and the medians that a report states. Immutable. */
public final class Results {
    private final List<Measurement> measurements;

    private Results(List<Measurement> measurements) {
        this.measurements = List.copyOf(measurements);
    }

    public static Results of(List<Measurement> measurements) {
        return new Results(measurements);
    }

    public List<Measurement> measurements() {
        return measurements;
    }

    /** How many runs of a contender have the figure. */
    public int runs(String scenario, String contender, String figure) {
        return values(scenario, contender, figure).length;
    }

    /**
     * The middle of the runs; of an even number of runs, the mean of the two in the middle.
     *
     * @throws NoSuchElementException if no run has the figure
     */
    public double median(String scenario, String contender, String figure) {
        double[] values = values(scenario, contender, figure);
        if (values.length == 0) {
            throw new NoSuchElementException(
                    "No run of " + contender + " in " + scenario + " has the figure " + figure);
        }
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /** How many times the median of one contender is that of another. */
    public double ratio(String scenario, String contender, String other, String figure) {
        return median(scenario, contender, figure) / median(scenario, other, figure);
    }

    /** Of all runs that have the figure, in ascending order. */
    double[] values(String scenario, String contender, String figure) {
        Predicate<Measurement> isWanted =
                one -> one.scenario().equals(scenario) && one.contender().equals(contender);
        return measurements.stream()
                .filter(isWanted)
                .flatMapToDouble(one -> one.figure(figure).stream())
                .sorted()
                .toArray();
    }
}
