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

/** Texts of table cells, made of medians. Immutable. */
final class Cells {
    static final String MISSING = "–";

    private final Results results;

    Cells(Results results) {
        this.results = results;
    }

    boolean has(String scenario, String contender, String figure) {
        return results.runs(scenario, contender, figure) > 0;
    }

    /** The median alone. */
    String plain(String scenario, String contender, String figure) {
        return has(scenario, contender, figure)
                ? Numbers.of(results.median(scenario, contender, figure))
                : MISSING;
    }

    /** The median, and how far the runs were apart. */
    String median(String scenario, String contender, String figure) {
        if (!has(scenario, contender, figure)) {
            return MISSING;
        }
        String median = Numbers.of(results.median(scenario, contender, figure));
        double[] values = results.values(scenario, contender, figure);
        if (values.length == 1) {
            return median;
        }
        String least = Numbers.of(values[0]);
        String most = Numbers.of(values[values.length - 1]);
        return least.equals(most) ? median : median + " (" + least + " – " + most + ")";
    }

    String ratio(String scenario, String contender, String other, String figure) {
        return has(scenario, contender, figure) && has(scenario, other, figure)
                ? Numbers.times(results.ratio(scenario, contender, other, figure))
                : MISSING;
    }

    String runs(String scenario, String contender, String figure) {
        return Integer.toString(results.runs(scenario, contender, figure));
    }
}
