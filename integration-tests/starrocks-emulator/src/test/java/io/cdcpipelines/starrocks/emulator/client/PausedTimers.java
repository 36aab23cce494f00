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

package io.cdcpipelines.starrocks.emulator.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.ProcessingTimeService;

/** Timers for which an interval passes only when a test says so. Used by the task's thread. */
final class PausedTimers implements ProcessingTimeService {
    private record Timer(long timestamp, ProcessingTimeCallback target) {}

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

    /** Lets so much time pass that every timer is due. */
    void fireAll() throws Exception {
        List<Timer> due = List.copyOf(timers);
        timers.clear();
        for (Timer timer : due) {
            now = Math.max(now, timer.timestamp());
            timer.target().onProcessingTime(now);
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
