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

package io.cdcpipelines.starrocks.endtoend;

import io.cdcpipelines.starrocks.environment.DirectoryTree;
import io.cdcpipelines.starrocks.environment.FlinkCdcDistribution;
import io.cdcpipelines.starrocks.environment.FlinkCluster;
import io.cdcpipelines.starrocks.environment.FlinkJob;
import io.cdcpipelines.starrocks.environment.MySqlServer;
import io.cdcpipelines.starrocks.environment.PipelineDefinition;
import io.cdcpipelines.starrocks.environment.SourceDatabase;
import io.cdcpipelines.starrocks.environment.StarRocksEnvironment;
import io.cdcpipelines.starrocks.environment.Submission;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * The processes that all end-to-end tests share, because starting them takes longer than most
 * tests: MySQL, a Flink cluster and StarRocks. Tests run one after the other and leave no job
 * behind; each begins with databases of its own making.
 */
final class Servers implements AutoCloseable {
    private static final String REJECTED_ROWS = "sink.rejected-rows.path";

    private final Path directory;
    private final MySqlServer mySql;
    private final StarRocksEnvironment starRocks;
    private final FlinkCluster flink;
    private final Path connector;
    private int pipelines;

    private Servers(
            Path directory, MySqlServer mySql, StarRocksEnvironment starRocks, FlinkCluster flink) {
        this.directory = directory;
        this.mySql = mySql;
        this.starRocks = starRocks;
        this.flink = flink;
        this.connector = Path.of(property("connector.jar"));
    }

    static Servers start() {
        // What is left of the last run has served its purpose: it takes hundreds of megabytes.
        Path runs = Path.of(property("build.directory"), "end-to-end");
        DirectoryTree.delete(runs);
        Path directory = runs.resolve(Long.toString(ProcessHandle.current().pid()));
        StarRocksEnvironment starRocks = StarRocksChoice.ofThisBuild().start();
        MySqlServer mySql = MySqlServer.in(directory.resolve("mysql")).start();
        FlinkCluster flink =
                FlinkCluster.start(
                        FlinkCdcDistribution.locate(), directory.resolve("flink"), Map.of());
        return new Servers(directory, mySql, starRocks, flink);
    }

    SourceDatabase mySql() {
        return mySql;
    }

    StarRocksEnvironment starRocks() {
        return starRocks;
    }

    FlinkCluster flink() {
        return flink;
    }

    /** The product jar, for clusters of a test's own. */
    Path connector() {
        return connector;
    }

    Path directory() {
        return directory;
    }

    /** The pipeline file that users find in {@code yaml-examples}, pointed at these servers. */
    PipelineDefinition example(String file) {
        PipelineDefinition example =
                PipelineDefinition.read(Path.of(property("yaml-examples"), file))
                        .reading(mySql, "6000-6010")
                        .writing(starRocks)
                        .with("sink", "sink.buffer-flush.interval-ms", 1000);
        return example.toString().contains(REJECTED_ROWS)
                ? example.with("sink", REJECTED_ROWS, rejectedRows().toUri())
                : example;
    }

    /** Where the examples put rows that StarRocks refuses. */
    Path rejectedRows() {
        return directory.resolve("rejected-rows");
    }

    FlinkJob submit(PipelineDefinition pipeline) {
        return flink.submit(write(pipeline), connector);
    }

    /** A cluster of its own for a test whose jobs need other options; the caller closes it. */
    FlinkCluster startFlink(String name, Map<String, String> overrides) {
        return FlinkCluster.start(
                FlinkCdcDistribution.locate(), directory.resolve(name), overrides);
    }

    FlinkJob submit(PipelineDefinition pipeline, FlinkCluster cluster) {
        return cluster.submit(write(pipeline), connector);
    }

    /** Submits a pipeline that goes on from a checkpoint of an earlier job. */
    FlinkJob submitFrom(String checkpoint, PipelineDefinition pipeline, FlinkCluster cluster) {
        return cluster.submitFrom(checkpoint, write(pipeline), connector);
    }

    Submission trySubmit(PipelineDefinition pipeline) {
        return flink.trySubmit(write(pipeline), connector);
    }

    private Path write(PipelineDefinition pipeline) {
        return pipeline.writeTo(directory.resolve("pipeline-" + ++pipelines + ".yaml"));
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }

    @Override
    public void close() {
        flink.close();
        mySql.close();
        starRocks.close();
    }
}
