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

package io.cdcpipelines.starrocks.benchmarks.pipeline;

import io.cdcpipelines.starrocks.environment.MySqlServer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Time and CPU times of a snapshot from when the clock is made to the last look that found more
 * rows. One thread uses it.
 */
final class SnapshotClock {
    private final RunningPipeline pipeline;
    private final LinuxProcess mysql;
    private final LinuxProcess server;
    private final LinuxProcess taskManager;
    private final ThreadWatch threads;
    private final double mysqlAtStart;
    private final double serverAtStart;
    private final long start = System.nanoTime();
    private long end = start;
    private long rows;

    SnapshotClock(RunningPipeline pipeline, MySqlServer mysqlServer) {
        this.pipeline = pipeline;
        mysql = new LinuxProcess(mysqlServer.pid());
        server = new LinuxProcess(pipeline.starRocks().pid());
        taskManager = new LinuxProcess(pipeline.taskManagerPid());
        threads = new ThreadWatch(taskManager);
        mysqlAtStart = mysql.cpuSeconds();
        serverAtStart = server.cpuSeconds();
    }

    /** The rows that have been acknowledged. */
    long look() {
        threads.look();
        long counted = pipeline.starRocks().countedRows();
        if (counted > rows) {
            rows = counted;
            end = System.nanoTime();
        }
        return counted;
    }

    Map<String, Double> figures(long wantedRows) {
        Map<String, Double> figures = new TreeMap<>();
        double seconds = (end - start) / 1e9;
        figures.put("seconds", seconds);
        figures.put("rows/s", wantedRows / seconds);
        double inTaskManager = 0;
        for (Map.Entry<ThreadRole, Double> role : threads.cpuSeconds().entrySet()) {
            figures.put("s CPU " + role.getKey().title(), role.getValue());
            inTaskManager += role.getValue();
        }
        figures.put("s CPU TaskManager", inTaskManager);
        figures.put("s CPU MySQL", mysql.cpuSeconds() - mysqlAtStart);
        figures.put("s CPU server", server.cpuSeconds() - serverAtStart);
        figures.put("peak TaskManager MB", taskManager.peakMemoryMb());
        return figures;
    }
}
