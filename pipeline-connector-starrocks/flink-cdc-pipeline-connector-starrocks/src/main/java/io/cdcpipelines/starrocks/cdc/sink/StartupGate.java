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

package io.cdcpipelines.starrocks.cdc.sink;

import io.cdcpipelines.starrocks.core.startup.CheckpointTimes;
import io.cdcpipelines.starrocks.core.startup.ClusterFacts;
import io.cdcpipelines.starrocks.core.startup.ClusterSurvey;
import io.cdcpipelines.starrocks.core.startup.ClusterSurvey.Scope;
import io.cdcpipelines.starrocks.core.startup.Finding;
import io.cdcpipelines.starrocks.core.startup.PipelineSettings;
import io.cdcpipelines.starrocks.core.startup.SettingsChecks;
import io.cdcpipelines.starrocks.core.startup.StartupChecks;
import io.cdcpipelines.starrocks.core.time.Ticker;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.connector.sink2.Sink.InitContext;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a pipeline before it writes: its settings where the job is put together, and its cluster
 * from the tasks, which see the network that loads will take. Immutable.
 *
 * <p>Only the first start of a job can be stopped. One that restarts, or goes on from a checkpoint,
 * has worked before, and requests have retries of their own: a check would make it fail where it
 * would have waited. The first writer looks at everything, the others at what they can reach.
 */
public final class StartupGate implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(StartupGate.class);

    private final PipelineSettings settings;
    private final StartupMode mode;

    public StartupGate(PipelineSettings settings, StartupMode mode) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.mode = Objects.requireNonNull(mode, "mode");
    }

    /** The same in a pipeline whose framework waits so long for a schema change. */
    public StartupGate withRpcTimeout(Duration rpcTimeout) {
        return new StartupGate(settings.but().rpcTimeout(rpcTimeout).build(), mode);
    }

    /**
     * Checks the settings, whatever the mode, and takes note of the checkpoints.
     *
     * @throws IllegalArgumentException if the pipeline cannot work like this
     */
    StartupGate ofJob(CheckpointConfig checkpoints) {
        PipelineSettings known =
                checkpoints.isCheckpointingEnabled()
                        ? settings.but().checkpoints(times(checkpoints)).build()
                        : settings;
        List<Finding> findings = SettingsChecks.of(known);
        if (isHopeless(findings)) {
            throw new IllegalArgumentException(
                    "The settings of the pipeline do not go together:" + Finding.list(findings));
        }
        log(findings);
        return new StartupGate(known, mode);
    }

    private static CheckpointTimes times(CheckpointConfig checkpoints) {
        return CheckpointTimes.of(
                Duration.ofMillis(checkpoints.getCheckpointInterval()),
                Duration.ofMillis(checkpoints.getCheckpointTimeout()));
    }

    /**
     * Looks at the cluster, if this is the time for it.
     *
     * @throws IOException naming every problem, if the job is to be stopped
     */
    void open(InitContext context) throws IOException {
        if (mode == StartupMode.OFF || context.getAttemptNumber() > 0) {
            return;
        }
        List<Finding> findings;
        try {
            findings = look(context);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while connecting to StarRocks", e);
        }
        boolean isFirstStart = context.getRestoredCheckpointId().isEmpty();
        if (mode == StartupMode.FAIL && isFirstStart && isHopeless(findings)) {
            throw new IOException(
                    "The job cannot write to StarRocks as it is:" + Finding.list(findings));
        }
        log(findings);
    }

    private List<Finding> look(InitContext context) throws InterruptedException {
        PipelineSettings job =
                settings.but().writers(context.getNumberOfParallelSubtasks()).build();
        Scope scope = context.getSubtaskId() == 0 ? Scope.WHOLE : Scope.NETWORK;
        ClusterFacts facts = new ClusterSurvey(job, Ticker.system()).ask(scope);
        return scope == Scope.WHOLE
                ? StartupChecks.of(job, facts)
                : StartupChecks.ofNetwork(job, facts);
    }

    private static boolean isHopeless(List<Finding> findings) {
        return findings.stream().anyMatch(Finding::isError);
    }

    private static void log(List<Finding> findings) {
        findings.forEach(finding -> LOG.warn("Start-up check: {}", finding));
    }
}
