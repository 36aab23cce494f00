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

package io.cdcpipelines.starrocks.benchmarks.encoder;

import io.cdcpipelines.starrocks.benchmarks.corpus.Shapes;
import io.cdcpipelines.starrocks.benchmarks.measure.Figures;
import io.cdcpipelines.starrocks.benchmarks.measure.Meter;
import io.cdcpipelines.starrocks.benchmarks.measure.Spec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.cdc.common.data.binary.BinaryRecordData;
import org.apache.flink.cdc.common.event.DataChangeEvent;

/**
 * A program of its own that encodes ten-column rows with {@link TenColumnEncoder}, again and again
 * into one array, on one thread, and sends them nowhere.
 */
public final class EncoderProcess {
    private static final int BUFFER_BYTES = 64 << 10;

    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final List<DataChangeEvent> changes;
    private int at;
    private long bytes;
    private long rows;

    private EncoderProcess(List<DataChangeEvent> changes) {
        this.changes = changes;
    }

    public static void main(String[] arguments) throws IOException {
        Spec spec = Spec.read(Path.of(arguments[0]));
        EncoderProcess encoder = new EncoderProcess(Shapes.tenColumns().corpus().changes());
        encoder.encodeFor(spec.warmUp());
        encoder.bytes = 0;
        encoder.rows = 0;
        Meter meter = new Meter();
        meter.start();
        encoder.encodeFor(spec.measured());
        Figures figures = meter.stop().per(encoder.rows, encoder.bytes);
        figures.write(Path.of(arguments[1]));
    }

    private void encodeFor(Duration atLeast) {
        long end = System.nanoTime() + atLeast.toNanos();
        while (System.nanoTime() < end) {
            encodeAll();
        }
    }

    private void encodeAll() {
        for (DataChangeEvent change : changes) {
            int start = at > BUFFER_BYTES - TenColumnEncoder.LONGEST_ROW ? 0 : at;
            at = TenColumnEncoder.put((BinaryRecordData) change.after(), buffer, start);
            bytes += at - start;
        }
        rows += changes.size();
    }
}
