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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.ProcessingTimeService;

/** Processing time that stands still until the test advances it. Used by the test thread only. */
final class TestingTimers implements ProcessingTimeService {

    private static final class Timer {
        final long timestamp;
        final ProcessingTimeCallback callback;

        Timer(long timestamp, ProcessingTimeCallback callback) {
            this.timestamp = timestamp;
            this.callback = callback;
        }
    }

    private final List<Timer> timers = new ArrayList<>();
    private long now = 1_000_000;

    @Override
    public long getCurrentProcessingTime() {
        return now;
    }

    @Override
    public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
        timers.add(new Timer(timestamp, target));
        return new NoFuture();
    }

    int pending() {
        return timers.size();
    }

    /** Lets time pass and fires what becomes due, oldest first. */
    void advance(Duration duration) throws Exception {
        now += duration.toMillis();
        while (true) {
            Timer due =
                    timers.stream()
                            .filter(timer -> timer.timestamp <= now)
                            .min(Comparator.comparingLong(timer -> timer.timestamp))
                            .orElse(null);
            if (due == null) {
                return;
            }
            timers.remove(due);
            due.callback.onProcessingTime(due.timestamp);
        }
    }

    /** Nobody cancels or awaits a timer. */
    private static final class NoFuture extends CompletableFuture<Void>
            implements ScheduledFuture<Void> {
        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }
}
