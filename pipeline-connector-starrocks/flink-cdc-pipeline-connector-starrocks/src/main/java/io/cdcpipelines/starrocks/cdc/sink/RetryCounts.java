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

package io.cdcpipelines.starrocks.cdc.sink;

import io.cdcpipelines.starrocks.core.load.RetryCause;
import io.cdcpipelines.starrocks.core.load.RetryListener;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts by cause how often the clients of a task send a request another time. Belongs to the
 * thread of a task; the threads that send requests count, and reporters read at any time, so that
 * an outage shows while it lasts.
 *
 * <p>Flink 1.18 gives a committer no metrics of its own. It runs in one chain with its writer and
 * hence on one thread, so that the writer registers the counts of both.
 */
final class RetryCounts implements RetryListener {
    private static final ThreadLocal<RetryCounts> OF_THREAD =
            ThreadLocal.withInitial(RetryCounts::new);

    private final Map<RetryCause, Count> counts = new EnumMap<>(RetryCause.class);

    private RetryCounts() {
        for (RetryCause cause : RetryCause.values()) {
            counts.put(cause, new Count());
        }
    }

    static RetryCounts ofThisThread() {
        return OF_THREAD.get();
    }

    void register(MetricGroup group) {
        counts.forEach(
                (cause, count) ->
                        group.addGroup("cause", cause.metricName()).counter("retries", count));
    }

    @Override
    public void repeating(RetryCause cause) {
        counts.get(cause).inc();
    }

    /** A counter for many threads. */
    private static final class Count implements Counter {
        private final LongAdder count = new LongAdder();

        @Override
        public void inc() {
            count.increment();
        }

        @Override
        public void inc(long n) {
            count.add(n);
        }

        @Override
        public void dec() {
            count.decrement();
        }

        @Override
        public void dec(long n) {
            count.add(-n);
        }

        @Override
        public long getCount() {
            return count.sum();
        }
    }
}
