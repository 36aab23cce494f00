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

package io.cdcpipelines.starrocks.benchmarks.memory;

import io.cdcpipelines.starrocks.benchmarks.Scenario;
import io.cdcpipelines.starrocks.benchmarks.Surroundings;
import io.cdcpipelines.starrocks.benchmarks.measure.Spec;
import io.cdcpipelines.starrocks.benchmarks.process.Contender;
import io.cdcpipelines.starrocks.benchmarks.process.Trial;
import io.cdcpipelines.starrocks.benchmarks.report.Measurement;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the connector's memory is put to, in a heap of 256 MB. Immutable. */
public final class MemoryScenario implements Scenario {
    private final String name;
    private final Class<?> program;
    private final int tables;
    private final Duration measured;
    private final Surroundings surroundings;

    private MemoryScenario(
            String name,
            Class<?> program,
            int tables,
            Duration measured,
            Surroundings surroundings) {
        this.name = name;
        this.program = program;
        this.tables = tables;
        this.measured = measured;
        this.surroundings = surroundings;
    }

    /** Rows for two thousand tables in random order. */
    public static MemoryScenario twoThousandTables(Surroundings surroundings) {
        return new MemoryScenario(
                "two-thousand-tables",
                ActiveTablesProcess.class,
                surroundings.isQuick() ? 100 : 2_000,
                Duration.ofSeconds(surroundings.isQuick() ? 1 : 6),
                surroundings);
    }

    /** A backend that reads 1 MB/s for a while. */
    public static MemoryScenario slowBackend(Surroundings surroundings) {
        return new MemoryScenario(
                "slow-backend",
                SlowBackendProcess.class,
                1,
                Duration.ofSeconds(surroundings.isQuick() ? 2 : 15),
                surroundings);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Measurement> run(int run) throws IOException, InterruptedException {
        Contender connector = Contender.connector(surroundings);
        Contender inSmallHeap =
                new Contender(
                        "connector-256m",
                        program,
                        List.of("-Xmx256m"),
                        connector.jars(),
                        connector.framing(),
                        Map.of());
        Duration warmUp = Duration.ofMillis(surroundings.isQuick() ? 300 : 3_000);
        Map<String, Double> figures =
                new Trial(surroundings)
                        .run(
                                name + "-" + run,
                                inSmallHeap,
                                endpoint ->
                                        new Spec(
                                                program.getSimpleName(),
                                                endpoint,
                                                warmUp,
                                                measured,
                                                Duration.ofSeconds(3),
                                                tables,
                                                inSmallHeap.framing(),
                                                inSmallHeap.options()));
        return List.of(Measurement.of(name, inSmallHeap.name(), run, figures));
    }
}
