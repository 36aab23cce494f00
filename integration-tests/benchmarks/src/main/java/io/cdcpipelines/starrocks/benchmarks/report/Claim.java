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

import java.util.Optional;

/**
 * Something that the report says of the medians, and that can be false. Immutable.
 *
 * @param text for readers, without the bound
 * @param scenario what was done
 * @param contender whose figure it is
 * @param other whose figure it is divided by, or none
 * @param figure as measurements name it
 * @param unit of the bound and of the value, to be put after them
 * @param direction on which side of the bound it has to be
 * @param bound of the figure, or of the ratio where there is another contender
 */
record Claim(
        String text,
        String scenario,
        String contender,
        Optional<String> other,
        String figure,
        String unit,
        Direction direction,
        double bound) {

    /** Which values a bound lets pass. */
    enum Direction {
        AT_LEAST("at least"),
        AT_MOST("at most");

        private final String words;

        Direction(String words) {
            this.words = words;
        }
    }

    static Claim ratio(
            String text,
            String scenario,
            String contender,
            String other,
            String figure,
            Direction direction,
            double bound) {
        return new Claim(
                text, scenario, contender, Optional.of(other), figure, "×", direction, bound);
    }

    static Claim figure(
            String text,
            String scenario,
            String contender,
            String figure,
            String unit,
            Direction direction,
            double bound) {
        return new Claim(
                text, scenario, contender, Optional.empty(), figure, unit, direction, bound);
    }

    boolean isMeasured(Results results) {
        return runs(results) > 0;
    }

    /** The fewest runs of those that take part. */
    int runs(Results results) {
        int own = results.runs(scenario, contender, figure);
        return other.map(name -> Math.min(own, results.runs(scenario, name, figure))).orElse(own);
    }

    double value(Results results) {
        return other.map(name -> results.ratio(scenario, contender, name, figure))
                .orElseGet(() -> results.median(scenario, contender, figure));
    }

    boolean holds(Results results) {
        double value = value(results);
        return direction == Direction.AT_LEAST ? value >= bound : value <= bound;
    }

    String boundText() {
        return direction.words + " " + print(bound);
    }

    String valueText(Results results) {
        return print(value(results));
    }

    private String print(double value) {
        return Numbers.of(value) + " " + unit;
    }
}
