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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.catalog.JdbcConfig;
import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import io.cdcpipelines.starrocks.core.config.LoadConfig;
import io.cdcpipelines.starrocks.core.config.RetryPolicy;
import io.cdcpipelines.starrocks.core.config.Secret;
import io.cdcpipelines.starrocks.core.startup.PipelineSettings;
import io.cdcpipelines.starrocks.core.startup.PipelineSettings.Loads;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

/** What is checked where a job is put together; clusters are looked at in other tests. */
class StartupGateTest {
    static final JdbcConfig JDBC =
            JdbcConfig.parse(
                    "jdbc:mysql://fe1:9030",
                    "loader",
                    Secret.of(""),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1));

    private static StartupGate gate(Loads loads, StartupMode mode) {
        return new StartupGate(
                PipelineSettings.builder(
                                ConnectionConfig.builder()
                                        .frontends(List.of(URI.create("http://fe1:8030")))
                                        .username("loader")
                                        .password(Secret.of(""))
                                        .build(),
                                JDBC,
                                LoadConfig.of(Duration.ofSeconds(60), Map.of()),
                                RetryPolicy.never())
                        .loads(loads)
                        .build(),
                mode);
    }

    private static CheckpointConfig checkpointsEvery(Duration interval) {
        StreamExecutionEnvironment job = StreamExecutionEnvironment.createLocalEnvironment(1);
        if (!interval.isZero()) {
            job.enableCheckpointing(interval.toMillis());
            job.getCheckpointConfig().setCheckpointTimeout(10_000);
        }
        return job.getCheckpointConfig();
    }

    @Test
    void refusesSettingsThatDoNotGoTogetherWhateverTheMode() {
        for (StartupMode mode : StartupMode.values()) {
            StartupGate gate = gate(Loads.PREPARED_TRANSACTIONS, mode);
            assertThatThrownBy(() -> gate.ofJob(checkpointsEvery(Duration.ofSeconds(60))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("The settings of the pipeline do not go together:")
                    .hasMessageContaining("\n  - ERROR: sink.semantic: exactly-once")
                    .hasMessageContaining("60000 ms");
        }
    }

    @Test
    void letsJobsPassThatHaveOnlyWarnings() {
        StartupGate gate =
                gate(Loads.TRANSACTIONS, StartupMode.FAIL).withRpcTimeout(Duration.ofMinutes(3));
        assertThat(gate.ofJob(checkpointsEvery(Duration.ZERO))).isNotNull();
        assertThat(gate.ofJob(checkpointsEvery(Duration.ofHours(2)))).isNotNull();
    }

    @Test
    void travelsToTheTasks() throws Exception {
        StartupGate gate =
                gate(Loads.PREPARED_TRANSACTIONS, StartupMode.WARN)
                        .withRpcTimeout(Duration.ofHours(1))
                        .ofJob(checkpointsEvery(Duration.ofSeconds(1)));
        assertThat(InstantiationUtil.clone(gate)).isNotNull();
    }
}
