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

package io.cdcpipelines.starrocks.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.benchmarks.Scenario;
import io.cdcpipelines.starrocks.benchmarks.Surroundings;
import io.cdcpipelines.starrocks.benchmarks.pipeline.SnapshotScenario.SourceSettings;
import io.cdcpipelines.starrocks.benchmarks.report.Measurement;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures so little that the figures say nothing. Each scenario fails by itself where rows are
 * missing, come twice or differ.
 */
class PipelineBenchmarksIT {
    private static final List<String> SNAPSHOT_FIGURES =
            List.of(
                    "seconds",
                    "rows/s",
                    "s CPU MySQL",
                    "s CPU server",
                    "s CPU TaskManager",
                    "s CPU source reader",
                    "s CPU source task",
                    "s CPU sink task",
                    "s CPU sink I/O",
                    "s busy source",
                    "s busy sink",
                    "peak TaskManager MB");
    private static final List<String> LAG_FIGURES =
            List.of(
                    "ms lag p50",
                    "ms lag p90",
                    "ms lag p99",
                    "ms lag max",
                    "changes/s",
                    "ms longest look");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private Surroundings surroundings() {
        return new Surroundings(
                path("connector.jar"),
                path("incumbent.jar"),
                path("flink-cdc.distribution").normalize(),
                directory,
                Optional.empty(),
                Surroundings.Effort.QUICK);
    }

    private static Path path(String property) {
        return Path.of(Objects.requireNonNull(System.getProperty(property), property));
    }

    @Test
    void bothSinksCopyATable() throws Exception {
        Scenario scenario = new SnapshotScenario(surroundings(), SourceSettings.LARGE_CHUNKS);

        assertFigures(scenario, SNAPSHOT_FIGURES, "connector", "incumbent");
    }

    /** The other sink differs in no step of this scenario, and takes its time. */
    @Test
    void changesAreSeen() throws Exception {
        Scenario scenario =
                new LagScenario(surroundings(), some -> List.of(PipelineContender.connector(some)));

        assertFigures(scenario, LAG_FIGURES, "connector");
    }

    private static void assertFigures(Scenario scenario, List<String> figures, String... contenders)
            throws Exception {
        List<Measurement> measurements = scenario.run(1);

        assertThat(measurements).extracting(Measurement::contender).containsExactly(contenders);
        assertThat(measurements)
                .allSatisfy(
                        measurement -> {
                            assertThat(measurement.scenario()).isEqualTo(scenario.name());
                            assertThat(measurement.figures())
                                    .containsKeys(figures.toArray(String[]::new));
                            assertThat(measurement.figures().values())
                                    .allSatisfy(value -> assertThat(value).isNotNegative());
                        });
    }

    @Test
    void defaultsOfTheSourceAreMeasuredOnce() throws Exception {
        Scenario scenario = new SnapshotScenario(surroundings(), SourceSettings.DEFAULTS);

        assertThat(scenario.run(2)).isEmpty();
    }
}
