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

package io.cdcpipelines.starrocks.quickstart;

import io.cdcpipelines.starrocks.environment.FlinkJob;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks the sink's metrics once a second how far the pipeline is, on a thread of its own. */
final class ProgressWatch implements AutoCloseable {
    private final FlinkJob job;
    private final ProgressBoard board;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "progress");
                        thread.setDaemon(true);
                        return thread;
                    });

    ProgressWatch(FlinkJob job, ProgressBoard board) {
        this.job = job;
        this.board = board;
    }

    void start() {
        timer.scheduleWithFixedDelay(() -> board.show(read()), 1, 1, TimeUnit.SECONDS);
    }

    List<TableProgress> read() {
        Map<String, Map<String, Long>> counters = counters();
        return ShopTables.sourcesByTarget().keySet().stream()
                .map(table -> TableProgress.of(table, counters.getOrDefault(table, Map.of())))
                .toList();
    }

    private Map<String, Map<String, Long>> counters() {
        try {
            return job.tableCounters();
        } catch (IllegalStateException notNow) {
            // Flink has no metrics of a job that restarts; whoever waits for the job reports
            // failures.
            return Map.of();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
