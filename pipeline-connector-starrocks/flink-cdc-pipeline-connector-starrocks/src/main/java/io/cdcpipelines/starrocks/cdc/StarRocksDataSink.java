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

package io.cdcpipelines.starrocks.cdc;

import io.cdcpipelines.starrocks.cdc.sink.DryRunEventSink;
import io.cdcpipelines.starrocks.cdc.sink.ExactlyOnceEventSink;
import io.cdcpipelines.starrocks.cdc.sink.ForgottenLabels;
import io.cdcpipelines.starrocks.cdc.sink.StarRocksEventSink;
import io.cdcpipelines.starrocks.cdc.sink.StarRocksSinkConfig;
import io.cdcpipelines.starrocks.cdc.sink.StartupGate;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.function.HashFunctionProvider;
import org.apache.flink.cdc.common.sink.DataSink;
import org.apache.flink.cdc.common.sink.EventSinkProvider;
import org.apache.flink.cdc.common.sink.FlinkSinkProvider;
import org.apache.flink.cdc.common.sink.MetadataApplier;

/** The sink of a pipeline as Flink CDC puts it together. Immutable. */
final class StarRocksDataSink implements DataSink, Serializable {
    private static final long serialVersionUID = 1L;

    private final StarRocksSinkConfig config;
    private final MetadataApplier metadataApplier;
    private final Distribution distribution;
    private final RunMode mode;
    private final Semantic semantic;
    private final ForgottenLabels forgottenLabels;
    private final StartupGate startupGate;

    StarRocksDataSink(
            StarRocksSinkConfig config,
            MetadataApplier metadataApplier,
            Distribution distribution,
            RunMode mode,
            Semantic semantic,
            ForgottenLabels forgottenLabels,
            StartupGate startupGate) {
        this.config = Objects.requireNonNull(config, "config");
        this.metadataApplier = Objects.requireNonNull(metadataApplier, "metadataApplier");
        this.distribution = Objects.requireNonNull(distribution, "distribution");
        this.mode = Objects.requireNonNull(mode, "mode");
        this.semantic = Objects.requireNonNull(semantic, "semantic");
        this.forgottenLabels = Objects.requireNonNull(forgottenLabels, "forgottenLabels");
        this.startupGate = Objects.requireNonNull(startupGate, "startupGate");
    }

    /** The same in a pipeline whose framework waits so long for a schema change. */
    StarRocksDataSink withRpcTimeout(Duration rpcTimeout) {
        return new StarRocksDataSink(
                config,
                metadataApplier,
                distribution,
                mode,
                semantic,
                forgottenLabels,
                startupGate.withRpcTimeout(rpcTimeout));
    }

    StarRocksSinkConfig config() {
        return config;
    }

    @Override
    public EventSinkProvider getEventSinkProvider() {
        if (mode == RunMode.DRY) {
            return FlinkSinkProvider.of(new DryRunEventSink());
        }
        return semantic == Semantic.EXACTLY_ONCE
                ? FlinkSinkProvider.of(
                        new ExactlyOnceEventSink(config, forgottenLabels, startupGate))
                : FlinkSinkProvider.of(new StarRocksEventSink(config, startupGate));
    }

    @Override
    public MetadataApplier getMetadataApplier() {
        return metadataApplier;
    }

    @Override
    public HashFunctionProvider<DataChangeEvent> getDataChangeEventHashFunctionProvider() {
        return distribution == Distribution.TABLE
                ? new TableHashFunctionProvider()
                : new KeyHashFunctionProvider(
                        config.tableRules(),
                        DataSink.super.getDataChangeEventHashFunctionProvider());
    }

    @Override
    public HashFunctionProvider<DataChangeEvent> getDataChangeEventHashFunctionProvider(
            int parallelism) {
        return getDataChangeEventHashFunctionProvider();
    }
}
