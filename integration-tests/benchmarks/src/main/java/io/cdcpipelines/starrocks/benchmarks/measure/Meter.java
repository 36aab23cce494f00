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

package io.cdcpipelines.starrocks.benchmarks.measure;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * Measures what this process does from {@link #start} to {@link #stop}. Used by one thread.
 *
 * <p>CPU is that of the whole process, the JVM's own threads included. Allocation is the sum over
 * the Java threads that live at the end, from the JVM's exact count per thread.
 */
public final class Meter {
    private final OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private final HeapPeak heap = new HeapPeak();

    private Map<Long, Long> allocatedBefore = Map.of();
    private long threadsBefore;
    private long cpuNanos;
    private long startNanos;

    /** What happened between start and stop. */
    public record Reading(
            double seconds,
            double cpuNanos,
            double allocatedBytes,
            double peakHeapBytes,
            double peakLiveBytes) {

        /** Figures per row and second. */
        public Figures per(long rows, long bytes) {
            Figures figures = new Figures();
            figures.put("seconds", seconds);
            figures.put("rows", rows);
            figures.put("rows/s", rows / seconds);
            figures.put("ns CPU/row", cpuNanos / rows);
            figures.put("B allocated/row", allocatedBytes / rows);
            figures.put("peak heap MB", peakHeapBytes / (1 << 20));
            figures.put("peak live heap MB", peakLiveBytes / (1 << 20));
            figures.put("MB/s", bytes / seconds / 1e6);
            figures.put("B/row", (double) bytes / rows);
            return figures;
        }
    }

    /** Begins with a heap without garbage. */
    public void start() {
        System.gc();
        heap.start();
        allocatedBefore = allocated();
        threadsBefore = threads.getTotalStartedThreadCount();
        cpuNanos = system.getProcessCpuTime();
        startNanos = System.nanoTime();
    }

    public Reading stop() {
        long nanos = System.nanoTime() - startNanos;
        long cpu = system.getProcessCpuTime() - cpuNanos;
        long bytes = 0;
        long newThreads = 0;
        for (Map.Entry<Long, Long> thread : allocated().entrySet()) {
            newThreads += allocatedBefore.containsKey(thread.getKey()) ? 0 : 1;
            bytes += thread.getValue() - allocatedBefore.getOrDefault(thread.getKey(), 0L);
        }
        long gone = threads.getTotalStartedThreadCount() - threadsBefore - newThreads;
        if (gone > 0) {
            System.out.println(gone + " threads came and went; what they allocated is missing");
        }
        heap.stop();
        return new Reading(nanos / 1e9, cpu, bytes, heap.peakBytes(), heap.peakLiveBytes());
    }

    /** By the id of each living thread. */
    private Map<Long, Long> allocated() {
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        Map<Long, Long> byThread = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            // -1 for a thread that has just ended.
            if (bytes[i] >= 0) {
                byThread.put(ids[i], bytes[i]);
            }
        }
        return byThread;
    }
}
