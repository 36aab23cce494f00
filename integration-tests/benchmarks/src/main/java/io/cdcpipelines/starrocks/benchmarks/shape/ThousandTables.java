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

package io.cdcpipelines.starrocks.benchmarks.shape;

import io.cdcpipelines.starrocks.benchmarks.Scenario;
import io.cdcpipelines.starrocks.benchmarks.Surroundings;
import io.cdcpipelines.starrocks.benchmarks.measure.Spec;
import io.cdcpipelines.starrocks.benchmarks.process.Contender;
import io.cdcpipelines.starrocks.benchmarks.process.EndpointProcess;
import io.cdcpipelines.starrocks.benchmarks.process.Trial;
import io.cdcpipelines.starrocks.benchmarks.report.Measurement;
import io.cdcpipelines.starrocks.benchmarks.sink.SinkProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Many tables with a few changes each between two checkpoints: what a load costs, whatever is in
 * it. Immutable.
 */
public final class ThousandTables implements Scenario {
    private final List<Contender> contenders;
    private final Surroundings surroundings;

    public ThousandTables(List<Contender> contenders, Surroundings surroundings) {
        this.contenders = List.copyOf(contenders);
        this.surroundings = surroundings;
    }

    @Override
    public String name() {
        return "thousand-tables";
    }

    @Override
    public List<Measurement> run(int run) throws IOException, InterruptedException {
        Trial trial = new Trial(surroundings);
        List<Measurement> measurements = new ArrayList<>();
        for (Contender contender : contenders) {
            String files = name() + "-" + contender.name() + "-" + run;
            measurements.add(
                    Measurement.of(
                            name(),
                            contender.name(),
                            run,
                            trial.run(files, contender, endpoint -> spec(contender, endpoint))));
        }
        return measurements;
    }

    private Spec spec(Contender contender, EndpointProcess endpoint) {
        return new Spec(
                SinkProcess.MANY_TABLES,
                endpoint.addresses(),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                surroundings.isQuick() ? 50 : 1000,
                contender.framing(),
                contender.options());
    }
}
