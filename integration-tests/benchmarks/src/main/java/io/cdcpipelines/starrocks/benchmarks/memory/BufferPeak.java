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

import io.cdcpipelines.starrocks.benchmarks.sink.SinkUnderTest;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks every few milliseconds how full the buffer of the connector is. Used by one thread. */
final class BufferPeak implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 5;
    private static final double MEGABYTE = 1 << 20;

    private final SinkUnderTest sink;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread daemon = new Thread(task, "buffer-peak");
                        daemon.setDaemon(true);
                        return daemon;
                    });
    // Written by the thread above.
    private volatile long peakBytes;

    BufferPeak(SinkUnderTest sink) {
        this.sink = sink;
        thread.scheduleAtFixedRate(this::look, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        peakBytes = Math.max(peakBytes, sink.gauge("currentBufferBytes"));
    }

    double megabytes() {
        return peakBytes / MEGABYTE;
    }

    double budgetMegabytes() {
        return sink.gauge("maxBufferBytes") / MEGABYTE;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
