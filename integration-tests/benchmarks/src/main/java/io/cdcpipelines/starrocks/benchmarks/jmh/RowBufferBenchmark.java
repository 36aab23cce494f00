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

import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import java.util.concurrent.TimeUnit;
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
 * What the buffer itself costs a row: marking its start, copying its bytes into pages, and now and
 * then a payload that is sealed and given back. Run it as {@link RowSerializerBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RowBufferBenchmark {
    private static final int PAYLOAD_BYTES = 4 << 20;
    private static final int PAGE_BYTES = 32 << 10;

    /** The bytes of a row. */
    @Param({"40", "320", "65536"})
    int rowBytes;

    private final RowBuffer buffer = new RowBuffer(new PagePool(2L * PAYLOAD_BYTES, PAGE_BYTES));
    private byte[] row;

    @Setup
    public void prepare() {
        row = new byte[rowBytes];
    }

    @Benchmark
    public long append() {
        buffer.beginRow();
        buffer.write(row, 0, rowBytes);
        buffer.endUpsert();
        if (buffer.bytes() > PAYLOAD_BYTES) {
            buffer.seal().release();
        }
        return buffer.bytes();
    }
}
