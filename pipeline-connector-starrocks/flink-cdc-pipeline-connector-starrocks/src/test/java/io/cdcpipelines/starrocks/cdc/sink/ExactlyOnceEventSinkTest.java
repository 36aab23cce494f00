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

import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import io.cdcpipelines.starrocks.core.config.LoadConfig;
import io.cdcpipelines.starrocks.core.config.RetryPolicy;
import io.cdcpipelines.starrocks.core.config.Secret;
import io.cdcpipelines.starrocks.core.format.FormatChoice;
import io.cdcpipelines.starrocks.core.startup.PipelineSettings;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cdc.common.event.Event;
import org.apache.flink.streaming.api.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class ExactlyOnceEventSinkTest {
    private static final int TIMEOUT_SECONDS = 60;

    private final StreamExecutionEnvironment job =
            StreamExecutionEnvironment.createLocalEnvironment(3);

    private static ExactlyOnceEventSink sink() {
        ConnectionConfig connection =
                ConnectionConfig.builder()
                        .frontends(List.of(URI.create("http://fe1:8030")))
                        .username("loader")
                        .password(Secret.of(""))
                        .build();
        LoadConfig load = LoadConfig.of(Duration.ofSeconds(TIMEOUT_SECONDS), Map.of());
        StarRocksSinkConfig config =
                new StarRocksSinkConfig(
                        connection,
                        path -> Optional.empty(),
                        load,
                        FormatChoice.json(),
                        RetryPolicy.never(),
                        new FlushConfig(
                                "flink",
                                1 << 20,
                                Duration.ofSeconds(10),
                                1,
                                LoadMode.PREPARED_TRANSACTIONS),
                        new TypeMappings(ZoneOffset.UTC, 4),
                        TableRules.NONE,
                        10);
        PipelineSettings settings =
                PipelineSettings.builder(
                                connection, StartupGateTest.JDBC, load, RetryPolicy.never())
                        .loads(PipelineSettings.Loads.PREPARED_TRANSACTIONS)
                        .build();
        return new ExactlyOnceEventSink(
                config, ForgottenLabels.FAIL, new StartupGate(settings, StartupMode.OFF));
    }

    private DataStream<Event> translate() {
        DataStream<Event> events =
                job.fromSequence(1, 1)
                        .map(number -> (Event) WriterHarness.create(ORDERS))
                        .returns(TypeInformation.of(Event.class));
        return sink().addPreWriteTopology(events);
    }

    @Test
    void runsTheAnnouncerNextToTheWriter() {
        job.enableCheckpointing(1000);

        DataStream<Event> announced = translate();

        assertThat(announced.getParallelism()).isEqualTo(3);
        assertThat(announced.getType()).isEqualTo(TypeInformation.of(Event.class));
    }

    @Test
    void refusesAJobWithoutCheckpoints() {
        assertThatThrownBy(this::translate)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("execution.checkpointing.interval");
    }

    @Test
    void refusesCheckpointsThatHoldRowsTwice() {
        job.enableCheckpointing(1000, CheckpointingMode.AT_LEAST_ONCE);

        assertThatThrownBy(this::translate)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("execution.checkpointing.mode");
    }

    @Test
    void refusesCheckpointsThatComeAfterStarRocksHasEndedTheTransaction() {
        job.enableCheckpointing(TIMEOUT_SECONDS * 1000);

        assertThatThrownBy(this::translate)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("60000 ms")
                .hasMessageContaining("sink.properties.timeout");
    }
}
