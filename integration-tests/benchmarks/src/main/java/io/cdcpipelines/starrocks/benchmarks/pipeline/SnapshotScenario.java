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

import io.cdcpipelines.starrocks.benchmarks.Scenario;
import io.cdcpipelines.starrocks.benchmarks.Surroundings;
import io.cdcpipelines.starrocks.benchmarks.report.Measurement;
import io.cdcpipelines.starrocks.environment.DirectoryTree;
import io.cdcpipelines.starrocks.environment.FlinkJob;
import io.cdcpipelines.starrocks.environment.MySqlServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Copies one wide table from MySQL through Flink CDC, from the first row read to the last row
 * acknowledged, and tells which process and which threads spent the time.
 */
public final class SnapshotScenario implements Scenario {
    private static final int PARALLELISM = 2;
    private static final long FULL_ROWS = 3_000_000;
    private static final long QUICK_ROWS = 20_000;
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    /** The source asks for the smallest and the largest key before it reads. */
    private static final long ROWS_OF_PLANNING = 10;

    /** How a source reads a table. */
    public enum SourceSettings {
        /** Large chunks, read in few round trips. */
        LARGE_CHUNKS(
                "mysql-snapshot",
                Integer.MAX_VALUE,
                Map.of(
                        "scan.incremental.snapshot.chunk.size",
                        200_000,
                        "scan.snapshot.fetch.size",
                        20_000)),
        /** What the source does by itself: so slow that once is enough. */
        DEFAULTS("mysql-snapshot-defaults", 1, Map.of());

        private final String scenario;
        private final int maxRuns;
        private final Map<String, Integer> options;

        SourceSettings(String scenario, int maxRuns, Map<String, Integer> options) {
            this.scenario = scenario;
            this.maxRuns = maxRuns;
            this.options = options;
        }
    }

    private final Surroundings surroundings;
    private final SourceSettings settings;

    public SnapshotScenario(Surroundings surroundings, SourceSettings settings) {
        this.surroundings = surroundings;
        this.settings = settings;
    }

    @Override
    public String name() {
        return settings.scenario;
    }

    @Override
    public List<Measurement> run(int run) throws Exception {
        if (run > settings.maxRuns) {
            return List.of();
        }
        Path directory = surroundings.directory().resolve(name() + "-" + run);
        Path mysqlDirectory = directory.resolve("mysql");
        List<Measurement> measurements = new ArrayList<>();
        try (MySqlServer mysql = MySqlServer.in(mysqlDirectory).start()) {
            new WideTable(mysql).fill(rows());
            for (PipelineContender contender : PipelineContender.all(surroundings)) {
                measurements.add(
                        measure(contender, run, mysql, directory.resolve(contender.name())));
            }
        }
        DirectoryTree.delete(mysqlDirectory);
        return measurements;
    }

    private long rows() {
        return surroundings.isQuick() ? QUICK_ROWS : FULL_ROWS;
    }

    private Measurement measure(
            PipelineContender contender, int run, MySqlServer mysql, Path directory)
            throws Exception {
        try (RunningPipeline pipeline =
                        RunningPipeline.start(
                                surroundings, contender, StarRocksProcess.Rows.COUNT, directory);
                Connection connection = mysql.connect()) {
            long readBefore = WideTable.rowsRead(connection);
            FlinkJob job =
                    pipeline.submit(
                            contender, mysql, WideTable.PATTERN, PARALLELISM, settings.options);
            job.awaitWhileAlive(
                    "the source reads the first rows",
                    TIMEOUT,
                    () -> WideTable.rowsRead(connection) > readBefore + ROWS_OF_PLANNING);
            SnapshotClock clock = new SnapshotClock(pipeline, mysql);
            job.awaitWhileAlive(
                    "all rows are acknowledged",
                    TIMEOUT,
                    () -> clock.look() >= rows(),
                    () -> clock.look() + " rows; logs in " + directory);
            Map<String, Double> figures = clock.figures(rows());
            if (clock.look() != rows() || job.restores() > 0) {
                throw new IllegalStateException(
                        "%s sent %d rows instead of %d; logs in %s"
                                .formatted(contender.name(), clock.look(), rows(), directory));
            }
            figures.putAll(taskFigures(job));
            return Measurement.of(name(), contender.name(), run, figures);
        } catch (RuntimeException | SQLException e) {
            throw new IllegalStateException(
                    contender.name() + " failed in " + name() + "; logs in " + directory, e);
        }
    }

    private static Map<String, Double> taskFigures(FlinkJob job) {
        Map<String, Double> figures = new TreeMap<>();
        for (FlinkJob.TaskTimes times : job.taskTimes()) {
            String task = times.vertex().startsWith("Source") ? "source" : "sink";
            figures.put("s busy " + task, times.busy() / 1e3);
            figures.put("s backpressured " + task, times.backPressured() / 1e3);
            figures.put("s idle " + task, times.idle() / 1e3);
        }
        return figures;
    }
}
