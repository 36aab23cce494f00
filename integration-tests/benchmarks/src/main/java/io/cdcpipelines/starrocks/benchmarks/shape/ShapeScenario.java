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
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One table of some shape, its changes written as fast as a sink takes them. Immutable. */
public final class ShapeScenario implements Scenario {
    private final String shape;
    private final List<Contender> contenders;
    private final Surroundings surroundings;

    public ShapeScenario(String shape, List<Contender> contenders, Surroundings surroundings) {
        this.shape = shape;
        this.contenders = List.copyOf(contenders);
        this.surroundings = surroundings;
    }

    @Override
    public String name() {
        return shape;
    }

    @Override
    public List<Measurement> run(int run) throws IOException, InterruptedException {
        Trial trial = new Trial(surroundings);
        List<Measurement> measurements = new ArrayList<>();
        for (Contender contender : contenders) {
            String files = shape + "-" + contender.name() + "-" + run;
            measurements.add(
                    Measurement.of(
                            shape,
                            contender.name(),
                            run,
                            trial.run(files, contender, endpoint -> spec(contender, endpoint))));
        }
        return measurements;
    }

    private Spec spec(Contender contender, EndpointProcess endpoint) {
        boolean isQuick = surroundings.isQuick();
        return new Spec(
                shape,
                endpoint.addresses(),
                isQuick ? Duration.ofMillis(200) : Duration.ofSeconds(4),
                isQuick ? Duration.ofMillis(300) : Duration.ofSeconds(6),
                isQuick ? Duration.ofMillis(100) : Duration.ofSeconds(3),
                1,
                contender.framing(),
                contender.options());
    }
}
