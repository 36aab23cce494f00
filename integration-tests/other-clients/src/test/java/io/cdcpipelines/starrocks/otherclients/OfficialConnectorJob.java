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

package io.cdcpipelines.starrocks.otherclients;

import com.starrocks.connector.flink.StarRocksSink;
import com.starrocks.connector.flink.table.sink.StarRocksSinkOptions;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink job with StarRocks' own connector, to be run in a process of its own: writes the rows 1
 * to {@link #ROWS} as JSON or CSV and ends. The arguments are options of the sink, {@code
 * key=value}.
 */
public final class OfficialConnectorJob {
    static final long ROWS = 20_000;

    private OfficialConnectorJob() {}

    @SuppressWarnings("deprecation") // The connector has only a SinkFunction for plain strings.
    public static void main(String[] options) throws Exception {
        StarRocksSinkOptions.Builder sink = StarRocksSinkOptions.builder();
        boolean isJson = false;
        for (String option : options) {
            int split = option.indexOf('=');
            sink.withProperty(option.substring(0, split), option.substring(split + 1));
            isJson |= option.equals("sink.properties.format=json");
        }
        String pattern = isJson ? "{\"id\":%1$d,\"v\":\"row %1$d\"}" : "%1$d\u0001row %1$d";
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(2);
        environment.enableCheckpointing(500, CheckpointingMode.EXACTLY_ONCE);
        environment
                .fromSequence(1, ROWS)
                .map(id -> String.format(pattern, id))
                .returns(Types.STRING)
                .addSink(StarRocksSink.sink(sink.build()));
        environment.execute();
    }
}
