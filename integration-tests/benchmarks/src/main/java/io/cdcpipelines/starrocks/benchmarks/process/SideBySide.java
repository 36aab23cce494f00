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

package io.cdcpipelines.starrocks.benchmarks.process;

import io.cdcpipelines.starrocks.benchmarks.Scenario;
import io.cdcpipelines.starrocks.benchmarks.Surroundings;
import io.cdcpipelines.starrocks.benchmarks.endpoint.EndpointAddresses;
import io.cdcpipelines.starrocks.benchmarks.measure.Spec;
import io.cdcpipelines.starrocks.benchmarks.report.Measurement;
import io.cdcpipelines.starrocks.benchmarks.sink.SinkProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The same work for several contenders, each in fresh processes. Immutable. */
public final class SideBySide implements Scenario {
    private final String name;
    private final Work work;
    private final List<Contender> contenders;
    private final Surroundings surroundings;

    /** What is to be done. */
    @FunctionalInterface
    private interface Work {
        Spec spec(Contender contender, EndpointAddresses endpoint);
    }

    private SideBySide(
            String name, Work work, List<Contender> contenders, Surroundings surroundings) {
        this.name = name;
        this.work = work;
        this.contenders = List.copyOf(contenders);
        this.surroundings = surroundings;
    }

    /** One table of some shape, its changes written as fast as a sink takes them. */
    public static SideBySide ofShape(
            String shape, List<Contender> contenders, Surroundings surroundings) {
        boolean isQuick = surroundings.isQuick();
        Duration warmUp = isQuick ? Duration.ofMillis(200) : Duration.ofSeconds(3);
        Duration measured = isQuick ? Duration.ofMillis(300) : Duration.ofSeconds(5);
        Duration checkpoints = isQuick ? Duration.ofMillis(100) : Duration.ofMillis(2500);
        return new SideBySide(
                shape,
                (contender, endpoint) ->
                        new Spec(
                                shape,
                                endpoint,
                                warmUp,
                                measured,
                                checkpoints,
                                1,
                                contender.framing(),
                                contender.options()),
                contenders,
                surroundings);
    }

    /**
     * Many tables with a few changes each between two checkpoints: what a load costs, whatever is
     * in it.
     */
    public static SideBySide ofManyTables(
            String name, List<Contender> contenders, Surroundings surroundings) {
        int tables = surroundings.isQuick() ? 50 : 1000;
        Duration warmUp = surroundings.isQuick() ? Duration.ZERO : Duration.ofSeconds(20);
        return new SideBySide(
                name,
                (contender, endpoint) ->
                        new Spec(
                                SinkProcess.MANY_TABLES,
                                endpoint,
                                warmUp,
                                Duration.ZERO,
                                Duration.ZERO,
                                tables,
                                contender.framing(),
                                contender.options()),
                contenders,
                surroundings);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Measurement> run(int run) throws IOException, InterruptedException {
        Trial trial = new Trial(surroundings);
        List<Measurement> measurements = new ArrayList<>();
        for (Contender contender : contenders) {
            String files = name + "-" + contender.name() + "-" + run;
            measurements.add(
                    Measurement.of(
                            name,
                            contender.name(),
                            run,
                            trial.run(
                                    files, contender, endpoint -> work.spec(contender, endpoint))));
        }
        return measurements;
    }
}
