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

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one run of one contender in one scenario came to. Immutable.
 *
 * @param scenario what was done, as a short name: {@code ten-columns}
 * @param contender who did it: {@code connector}, {@code incumbent}, {@code encoder}
 * @param run counted from 1; contenders with the same number ran one after the other
 * @param figures by name with its unit: {@code rows/s}, {@code ns CPU/row}, {@code peak heap MB}
 */
public record Measurement(
        String scenario, String contender, int run, SortedMap<String, Double> figures) {

    public Measurement {
        if (run < 1 || figures.isEmpty()) {
            throw new IllegalArgumentException(
                    "A measurement has a run from 1 on and at least one figure");
        }
        figures.forEach(
                (name, value) -> {
                    if (!Double.isFinite(value)) {
                        throw new IllegalArgumentException(name + " is not a number: " + value);
                    }
                });
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
    }

    public static Measurement of(
            String scenario, String contender, int run, Map<String, Double> figures) {
        return new Measurement(scenario, contender, run, new TreeMap<>(figures));
    }

    boolean isSameRunAs(Measurement other) {
        return run == other.run
                && scenario.equals(other.scenario)
                && contender.equals(other.contender);
    }

    public OptionalDouble figure(String name) {
        Double value = figures.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
