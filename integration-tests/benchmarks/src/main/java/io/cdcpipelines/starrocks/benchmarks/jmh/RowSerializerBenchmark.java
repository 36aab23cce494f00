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

package io.cdcpipelines.starrocks.benchmarks.jmh;

import io.cdcpipelines.starrocks.cdc.serializer.RowSerializer;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import io.cdcpipelines.starrocks.core.format.RowWriter;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to turn one change event into the bytes of a load: nanoseconds and, with {@code
 * -prof gc}, bytes allocated per event.
 *
 * <pre>
 * mvn -q -DskipTests -pl integration-tests/benchmarks -am package
 * java -cp integration-tests/benchmarks/target/classes:$(cat integration-tests/benchmarks/target/jmh-classpath.txt) \
 *     org.openjdk.jmh.Main RowSerializerBenchmark -prof gc
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RowSerializerBenchmark {
    private static final int BUFFER_BYTES = 4 << 20;
    private static final int PAGE_BYTES = 32 << 10;

    @Param Shape shape;

    private final RowBuffer buffer = new RowBuffer(new PagePool(2L * BUFFER_BYTES, PAGE_BYTES));
    private DataChangeEvent[] events;
    private RowSerializer serializer;
    private RowWriter rows;
    private RowSerializer.RowConsumer writeRow;
    private int next;

    @Setup
    public void prepare() {
        events = shape.events();
        serializer =
                new RowSerializer(
                        TablePath.of("shop", "rows"),
                        shape.schema(),
                        new TypeMappings(ZoneOffset.UTC, 4));
        rows = serializer.format().newWriter(buffer);
        writeRow = (record, op) -> serializer.write(record, op, rows);
    }

    @Benchmark
    public long serialize() throws IOException, InterruptedException {
        if (buffer.bytes() > BUFFER_BYTES) {
            buffer.discard();
        }
        serializer.split(events[next], writeRow);
        next = (next + 1) & events.length - 1;
        return buffer.bytes();
    }
}
