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

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * How full the heap gets. It only grows between two collections, so what it holds right before each
 * collection and at the end tells the peak without sampling. The JVM reports collections on a
 * thread of its own: thread-safe.
 */
final class HeapPeak implements NotificationListener {
    private final Set<String> heapPools =
            ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .map(MemoryPoolMXBean::getName)
                    .collect(Collectors.toSet());

    private long peakBytes;
    private long peakLiveBytes;

    synchronized void start() {
        peakBytes = used();
        peakLiveBytes = peakBytes;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener(this, null, null);
        }
    }

    synchronized void stop() {
        peakBytes = Math.max(peakBytes, used());
    }

    @Override
    public synchronized void handleNotification(Notification notification, Object handback) {
        GcInfo collection =
                GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                        .getGcInfo();
        peakBytes = Math.max(peakBytes, sum(collection.getMemoryUsageBeforeGc()));
        peakLiveBytes = Math.max(peakLiveBytes, sum(collection.getMemoryUsageAfterGc()));
    }

    private long sum(Map<String, MemoryUsage> pools) {
        return pools.entrySet().stream()
                .filter(pool -> heapPools.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The most that was in the heap, garbage included. */
    synchronized long peakBytes() {
        return peakBytes;
    }

    /** The most that a collection left. */
    synchronized long peakLiveBytes() {
        return peakLiveBytes;
    }
}
