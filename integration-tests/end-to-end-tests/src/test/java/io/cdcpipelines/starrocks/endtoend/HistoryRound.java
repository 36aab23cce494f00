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

package io.cdcpipelines.starrocks.endtoend;

import io.cdcpipelines.starrocks.endtoend.history.Behavior;
import io.cdcpipelines.starrocks.environment.FlinkCluster;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A history for each behavior of Flink CDC, each with a seed of its own, side by side in one
 * cluster, because they mostly wait for Flink CDC; the processes of the cluster are killed in the
 * midst of their changes. Confined to one thread, on whose behalf others work.
 */
final class HistoryRound implements AutoCloseable {

    private static final int WINDOWS = 8;
    private static final int SLOTS_PER_JOB = 2;

    private static final Map<String, String> FLINK =
            Map.of(
                    // The default scheduler keeps Flink CDC's schema registry as it was when a
                    // TaskManager is lost, and so it misreads the rows that come again.
                    "jobmanager.scheduler", "adaptive",
                    // None but those that are asked for.
                    "execution.checkpointing.interval", "10h",
                    "execution.checkpointing.min-pause", "9h",
                    "taskmanager.numberOfTaskSlots",
                            Integer.toString(SLOTS_PER_JOB * Behavior.values().length),
                    // Three jobs and those that they follow; none lives long enough to be worth
                    // the work of the better compiler.
                    "env.java.opts.taskmanager", "-Xmx1200m -XX:TieredStopAtLevel=1");

    /** What ends without warning. */
    private enum Victim {
        TASK_MANAGER,
        JOB_MANAGER
    }

    /** Something that a history does. */
    @FunctionalInterface
    private interface Step {
        void of(HistoryRun run) throws SQLException;
    }

    private final Random random;
    private final Map<Integer, Victim> kills;
    private final ExecutorService executor = Executors.newFixedThreadPool(Behavior.values().length);
    private final FlinkCluster flink;
    private final List<HistoryRun> all = new ArrayList<>();

    /** Those that have not failed. */
    private final List<HistoryRun> running;

    private final List<String> failures = new ArrayList<>();

    /**
     * @param seed of the first history; each further one has the next
     */
    HistoryRound(Servers servers, long seed) throws SQLException {
        random = new Random(seed);
        kills = kills();
        flink = servers.startFlink("history-" + seed, FLINK);
        for (Behavior behavior : Behavior.values()) {
            all.add(new HistoryRun(servers, flink, behavior, seed + behavior.ordinal()));
        }
        running = new ArrayList<>(all);
    }

    /** How many seeds a round takes. */
    static int seeds() {
        return Behavior.values().length;
    }

    /**
     * @return what went wrong, in a sentence for each history that failed
     */
    List<String> toItsEnd() {
        together(HistoryRun::begin);
        for (int window = 0; window < WINDOWS; window++) {
            together(HistoryRun::change);
            if (kills.containsKey(window) && !running.isEmpty()) {
                awaitTheMoment();
                kill(kills.get(window));
            }
            together(HistoryRun::settle);
        }
        together(HistoryRun::awaitEqual);
        return failures;
    }

    /** Each victim is killed once, each in a window of its own. */
    private Map<Integer, Victim> kills() {
        List<Integer> windows =
                IntStream.range(0, WINDOWS)
                        .boxed()
                        .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(windows, random);
        Map<Integer, Victim> kills = new TreeMap<>();
        for (Victim victim : Victim.values()) {
            kills.put(windows.get(victim.ordinal()), victim);
        }
        return kills;
    }

    /** Whatever the others are at then: one history is behind a change that chance chose. */
    private void awaitTheMoment() {
        HistoryRun chosen = running.get(random.nextInt(running.size()));
        int changes = random.nextInt(HistoryRun.CHANGES_PER_WINDOW);
        together(List.of(chosen), run -> run.awaitChanges(changes));
    }

    private void kill(Victim victim) {
        running.forEach(run -> run.note("-- killed: " + victim));
        if (victim == Victim.TASK_MANAGER) {
            flink.killTaskManager();
            flink.startTaskManager();
        } else {
            flink.killJobManager();
            flink.startJobManager();
            together(HistoryRun::submitAgain);
        }
    }

    private void together(Step step) {
        together(List.copyOf(running), step);
    }

    private void together(List<HistoryRun> runs, Step step) {
        Map<HistoryRun, Future<?>> steps = new LinkedHashMap<>();
        for (HistoryRun run : runs) {
            steps.put(
                    run,
                    executor.submit(
                            () -> {
                                step.of(run);
                                return null;
                            }));
        }
        steps.forEach(this::await);
    }

    private void await(HistoryRun run, Future<?> step) {
        try {
            step.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while histories are under way", e);
        } catch (ExecutionException e) {
            running.remove(run);
            failures.add(run + ", all statements in " + run.script() + ": " + e.getCause());
            run.giveUp(e.getCause().toString());
        }
    }

    @Override
    public void close() throws SQLException {
        executor.shutdownNow();
        flink.close();
        for (HistoryRun run : all) {
            run.close();
        }
    }

    @Override
    public String toString() {
        return all + ", killed in windows " + kills;
    }
}
