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

import io.cdcpipelines.starrocks.benchmarks.Surroundings;
import io.cdcpipelines.starrocks.environment.FlinkCdcDistribution;
import io.cdcpipelines.starrocks.environment.FlinkCluster;
import io.cdcpipelines.starrocks.environment.FlinkJob;
import io.cdcpipelines.starrocks.environment.PipelineDefinition;
import io.cdcpipelines.starrocks.environment.SourceDatabase;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * One pipeline from MySQL with a Flink cluster and a StarRocks server of its own; all processes end
 * with {@link #close()}. One thread uses it.
 */
final class RunningPipeline implements AutoCloseable {
    /** Plenty for both contenders, so that neither is measured at its limit. */
    private static final String TASK_MANAGER_MEMORY = "-Xmx2g -XX:MaxDirectMemorySize=512m";

    private static final int FLUSH_INTERVAL_MILLIS = 1000;

    private final StarRocksProcess starRocks;
    private final FlinkCluster flink;
    private final Path directory;

    private RunningPipeline(StarRocksProcess starRocks, FlinkCluster flink, Path directory) {
        this.starRocks = starRocks;
        this.flink = flink;
        this.directory = directory;
    }

    /** A cluster and a server without a job. */
    static RunningPipeline start(
            Surroundings surroundings,
            PipelineContender contender,
            StarRocksProcess.Rows rows,
            Path directory) {
        Map<String, String> options = new TreeMap<>(contender.flinkOptions());
        options.put("execution.checkpointing.interval", surroundings.isQuick() ? "1 s" : "10 s");
        options.put("env.java.opts.taskmanager", TASK_MANAGER_MEMORY);
        FlinkCdcDistribution distribution = FlinkCdcDistribution.in(surroundings.distribution());
        StarRocksProcess starRocks = StarRocksProcess.start(rows, directory.resolve("server.log"));
        try {
            FlinkCluster flink =
                    FlinkCluster.start(distribution, directory.resolve("flink"), options);
            return new RunningPipeline(starRocks, flink, directory);
        } catch (RuntimeException e) {
            starRocks.close();
            throw e;
        }
    }

    /**
     * Submits a pipeline that reads the tables.
     *
     * @param tables as the source takes them: {@code bench.\.*}
     * @param sourceOptions besides address and tables
     */
    FlinkJob submit(
            PipelineContender contender,
            SourceDatabase mysql,
            String tables,
            int parallelism,
            Map<String, Integer> sourceOptions) {
        PipelineDefinition pipeline =
                PipelineDefinition.of("source:\n  type: mysql\nsink:\n  type: starrocks")
                        .with("source", "tables", tables)
                        .with("source", "server-time-zone", "UTC")
                        .reading(mysql, "6500-6510")
                        .writing(starRocks)
                        .with("sink", "sink.buffer-flush.interval-ms", FLUSH_INTERVAL_MILLIS)
                        .with("sink", "table.create.properties.replication_num", 1)
                        .with("pipeline", "name", "benchmark")
                        .with("pipeline", "parallelism", parallelism)
                        .with("pipeline", "schema.change.behavior", "evolve");
        for (Map.Entry<String, Integer> option : sourceOptions.entrySet()) {
            pipeline = pipeline.with("source", option.getKey(), option.getValue());
        }
        return flink.submit(pipeline.writeTo(directory.resolve("pipeline.yaml")), contender.jar());
    }

    StarRocksProcess starRocks() {
        return starRocks;
    }

    long taskManagerPid() {
        return flink.taskManagerPid();
    }

    @Override
    public void close() {
        try (starRocks) {
            flink.close();
        }
    }
}
