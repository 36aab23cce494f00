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

import io.cdcpipelines.starrocks.benchmarks.pipeline.LinuxProcess.ThreadTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Adds up the CPU time of a process's threads by what they work for. Threads come and go: what one
 * does after the last {@link #look()} that sees it counts as rest. One thread uses it.
 */
final class ThreadWatch {
    private final LinuxProcess process;
    private final double processAtStart;
    private final Map<Long, Double> last = new HashMap<>();
    private final Map<ThreadRole, Double> seconds = new EnumMap<>(ThreadRole.class);

    /** What was before does not count. */
    ThreadWatch(LinuxProcess process) {
        this.process = process;
        this.processAtStart = process.cpuSeconds();
        process.threads().forEach(thread -> last.put(thread.id(), thread.cpuSeconds()));
        for (ThreadRole role : ThreadRole.values()) {
            seconds.put(role, 0.0);
        }
    }

    void look() {
        process.threads().forEach(this::add);
    }

    private void add(ThreadTime thread) {
        Double before = last.put(thread.id(), thread.cpuSeconds());
        // Linux gives the ids of threads that have ended to new ones.
        boolean isSame = before != null && before <= thread.cpuSeconds();
        double spent = thread.cpuSeconds() - (isSame ? before : 0);
        seconds.merge(ThreadRole.of(thread.name()), spent, Double::sum);
    }

    /** CPU seconds by role since the start; together they are those of the process. */
    Map<ThreadRole, Double> cpuSeconds() {
        look();
        double all = process.cpuSeconds() - processAtStart;
        double seen = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<ThreadRole, Double> result = new EnumMap<>(seconds);
        result.merge(ThreadRole.REST, Math.max(0, all - seen), Double::sum);
        return result;
    }
}
