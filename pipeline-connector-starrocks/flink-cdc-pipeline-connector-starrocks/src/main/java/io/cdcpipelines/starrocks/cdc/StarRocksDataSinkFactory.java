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

import java.util.Set;
import org.apache.flink.cdc.common.configuration.ConfigOption;
import org.apache.flink.cdc.common.configuration.Configuration;
import org.apache.flink.cdc.common.factories.DataSinkFactory;
import org.apache.flink.cdc.common.pipeline.PipelineOptions;
import org.apache.flink.cdc.common.sink.DataSink;

/** Makes the sink that a pipeline asks for with {@code type: starrocks}. Stateless. */
public final class StarRocksDataSinkFactory implements DataSinkFactory {
    private static final String IDENTIFIER = "starrocks";

    @Override
    public String identifier() {
        return IDENTIFIER;
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return StarRocksDataSinkOptions.required();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return StarRocksDataSinkOptions.optional();
    }

    /**
     * @throws IllegalArgumentException naming everything in the sink block that is not accepted
     */
    @Override
    public DataSink createDataSink(Context context) {
        Configuration pipeline = context.getPipelineConfiguration();
        return SinkBlock.read(
                        context.getFactoryConfiguration().toMap(),
                        pipeline.get(PipelineOptions.PIPELINE_LOCAL_TIME_ZONE))
                .withRpcTimeout(pipeline.get(PipelineOptions.PIPELINE_SCHEMA_OPERATOR_RPC_TIMEOUT));
    }
}
