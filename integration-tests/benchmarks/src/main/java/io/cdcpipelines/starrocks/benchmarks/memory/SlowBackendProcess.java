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

package io.cdcpipelines.starrocks.benchmarks.memory;

import io.cdcpipelines.starrocks.benchmarks.corpus.Corpus;
import io.cdcpipelines.starrocks.benchmarks.corpus.Shapes;
import io.cdcpipelines.starrocks.benchmarks.endpoint.EndpointControl;
import io.cdcpipelines.starrocks.benchmarks.measure.Figures;
import io.cdcpipelines.starrocks.benchmarks.measure.Meter;
import io.cdcpipelines.starrocks.benchmarks.measure.Spec;
import io.cdcpipelines.starrocks.benchmarks.sink.SinkUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.cdc.common.event.DataChangeEvent;

/**
 * A program that writes into a backend that reads 1 MB/s for a while and then recovers. Its
 * arguments are a file with a {@link Spec}, whose measured time is how long the backend is slow,
 * and one to write {@link Figures} to.
 */
public final class SlowBackendProcess {
    private static final long SLOW_BYTES_PER_SECOND = 1_000_000;
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Spec spec;
    private final SinkUnderTest sink;
    private final EndpointControl endpoint;
    private final Corpus corpus = Shapes.tenColumns().corpus();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private int nextChange;

    private SlowBackendProcess(Spec spec, SinkUnderTest sink) {
        this.spec = spec;
        this.sink = sink;
        this.endpoint = new EndpointControl(spec.endpoint().control());
    }

    public static void main(String[] arguments) throws Exception {
        Spec spec = Spec.read(Path.of(arguments[0]));
        try (SinkUnderTest sink = new SinkUnderTest(spec.endpoint(), spec.options())) {
            new SlowBackendProcess(spec, sink).run().write(Path.of(arguments[1]));
        }
        System.exit(0);
    }

    private Figures run() throws Exception {
        endpoint.discardLoads();
        sink.write(corpus.table());
        writeFor(spec.warmUp());
        sink.flush();
        double rateBefore = rate();

        Meter meter = new Meter();
        meter.start();
        try (BufferPeak buffer = new BufferPeak(sink)) {
            endpoint.limitTo(SLOW_BYTES_PER_SECOND);
            double checkpointSeconds = secondsOfASlowCheckpoint();

            CompletableFuture<Long> lifted = new CompletableFuture<>();
            clock.schedule(() -> lift(lifted), spec.measured().toMillis(), TimeUnit.MILLISECONDS);
            long blockedNanos = writeUntil(lifted);
            double recoverySeconds = (System.nanoTime() - lifted.get()) / SECOND;
            double rateAfter = rate();
            sink.flush();

            Figures figures = new Figures();
            Meter.Reading reading = meter.stop();
            figures.put("seconds", reading.seconds());
            figures.put("peak heap MB", reading.peakHeapBytes() / (1 << 20));
            figures.put("peak live heap MB", reading.peakLiveBytes() / (1 << 20));
            figures.put("buffer peak MB", buffer.megabytes());
            figures.put("buffer budget MB", buffer.budgetMegabytes());
            figures.put("s blocked", blockedNanos / SECOND);
            figures.put("s slow checkpoint", checkpointSeconds);
            figures.put("s to recover", recoverySeconds);
            figures.put("rows/s before", rateBefore);
            figures.put("rows/s after", rateAfter);
            return figures;
        }
    }

    /** Two seconds' worth of rows for a slow backend, and all of them acknowledged. */
    private double secondsOfASlowCheckpoint() throws Exception {
        long start = System.nanoTime();
        long bytesBefore = endpoint.counters().bytes();
        for (int i = 0; i < corpus.changes().size(); i++) {
            write();
        }
        sink.flush();
        if (endpoint.counters().bytes() == bytesBefore) {
            throw new IllegalStateException("A checkpoint passed and nothing arrived");
        }
        return (System.nanoTime() - start) / SECOND;
    }

    private void lift(CompletableFuture<Long> lifted) {
        try {
            endpoint.lift();
            lifted.complete(System.nanoTime());
        } catch (IOException e) {
            lifted.completeExceptionally(e);
        }
    }

    /**
     * Returns how long writes had to wait, once the first one passes after the backend recovers.
     */
    private long writeUntil(CompletableFuture<Long> lifted) throws Exception {
        long blocked = 0;
        long last = System.nanoTime();
        while (!lifted.isDone()) {
            write();
            long now = System.nanoTime();
            blocked += now - last > TimeUnit.MILLISECONDS.toNanos(10) ? now - last : 0;
            last = now;
        }
        return blocked;
    }

    private double rate() throws Exception {
        long start = System.nanoTime();
        long rows = writeFor(spec.warmUp());
        return rows / ((System.nanoTime() - start) / SECOND);
    }

    private long writeFor(Duration duration) throws Exception {
        long end = System.nanoTime() + duration.toNanos();
        long rows = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < 1000; i++) {
                write();
            }
            rows += 1000;
        }
        return rows;
    }

    private void write() throws Exception {
        DataChangeEvent change = corpus.changes().get(nextChange);
        nextChange = (nextChange + 1) % corpus.changes().size();
        sink.write(change);
    }
}
