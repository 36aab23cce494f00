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

package io.cdcpipelines.starrocks.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.benchmarks.report.Measurement;
import io.cdcpipelines.starrocks.benchmarks.report.ResultsFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The benchmarks of sinks as a person calls them, only shorter: counts, never speed. */
@Timeout(300)
class SinkBenchmarksIT {
    private static final int TABLES = 50;
    private static final int FLUSHES = 5;
    private static final double MANY_ROWS = TABLES * FLUSHES * 5;

    @TempDir private Path directory;

    private Map<String, Measurement> run(String scenario) {
        Path results = directory.resolve("results.json");
        StringWriter out = new StringWriter();
        CommandLine command = Benchmarks.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(out, true));
        int exitCode =
                command.execute(
                        "--quick",
                        "--runs=1",
                        "--scenario=" + scenario,
                        "--results=" + results,
                        "--connector=" + System.getProperty("connector.jar"),
                        "--incumbent=" + System.getProperty("incumbent.jar"),
                        "--distribution=" + System.getProperty("flink-cdc.distribution"));
        assertThat(exitCode).as(out.toString()).isZero();
        return ResultsFile.read(results).measurements().stream()
                .collect(Collectors.toMap(Measurement::contender, Function.identity()));
    }

    private static double figure(Measurement measurement, String name) {
        return measurement.figure(name).orElseThrow(() -> new AssertionError("No " + name));
    }

    @Test
    void measuresATableWithTenColumns() {
        Map<String, Measurement> measured = run("ten-columns");

        assertThat(measured)
                .containsOnlyKeys(
                        "connector", "connector-256m", "incumbent", "encoder", "loopback");
        for (String sink : List.of("connector", "connector-256m", "incumbent")) {
            Measurement measurement = measured.get(sink);
            assertThat(figure(measurement, "rows")).as(sink).isPositive();
            assertThat(figure(measurement, "rows arrived"))
                    .as(sink)
                    .isEqualTo(figure(measurement, "rows"));
            assertThat(measurement.figures())
                    .as(sink)
                    .containsKeys(
                            "rows/s",
                            "ns CPU/row",
                            "B allocated/row",
                            "peak heap MB",
                            "peak live heap MB",
                            "MB/s",
                            "loads",
                            "connections",
                            "connections in all");
        }
        assertThat(measured.get("encoder").figures()).containsKeys("rows/s", "ns CPU/row");
        assertThat(measured.get("loopback").figures()).containsKeys("MB/s");
        // The encoder that others are compared with writes what the connector sends.
        assertThat(figure(measured.get("encoder"), "B/row"))
                .isEqualTo(figure(measured.get("connector"), "B/row"));
    }

    @Test
    void bringsEachRowOfManyTablesOnce() {
        Map<String, Measurement> measured = run("thousand-tables");

        assertThat(measured).containsOnlyKeys("connector", "incumbent", "incumbent-plain");
        measured.forEach(
                (sink, measurement) -> {
                    assertThat(figure(measurement, "rows")).as(sink).isEqualTo(MANY_ROWS);
                    assertThat(figure(measurement, "rows arrived")).as(sink).isEqualTo(MANY_ROWS);
                    assertThat(figure(measurement, "distinct rows arrived"))
                            .as(sink)
                            .isEqualTo(MANY_ROWS);
                });
        Measurement connector = measured.get("connector");
        assertThat(figure(connector, "loads")).isEqualTo(TABLES * FLUSHES);
        assertThat(figure(connector, "connections once warm")).isLessThanOrEqualTo(8);
    }
}
