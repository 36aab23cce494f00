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

package io.cdcpipelines.starrocks.core.catalog;

import io.cdcpipelines.starrocks.core.catalog.AlterJob.State;
import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalogException.Reason;
import io.cdcpipelines.starrocks.core.table.TablePath;
import io.cdcpipelines.starrocks.core.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Waits until schema changes of a table are over, or a deadline has come. Holds no state.
 *
 * <p>ALTER TABLE does not say which job it started, or whether it started one: a fast schema
 * evolution leaves a finished job behind, a change of nothing leaves none. So the jobs that count
 * are those with a higher id than the last one before the statement.
 */
public final class AlterAwaiter {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Clock clock;
    private final Sleeper sleeper;

    public AlterAwaiter(Clock clock, Sleeper sleeper) {
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** The id of the newest job of the table, 0 if there has been none. */
    public long newestJob(StarRocksCatalog catalog, TablePath path) {
        return catalog.alterJobs(path).stream().mapToLong(AlterJob::id).max().orElse(0);
    }

    /**
     * Returns when no job newer than {@code newestBefore} is unfinished.
     *
     * @throws StarRocksCatalogException if one of them was cancelled, or the deadline has passed
     */
    public void awaitJobsAfter(
            long newestBefore, StarRocksCatalog catalog, TablePath path, Instant deadline) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            List<AlterJob> jobs = jobsAfter(newestBefore, catalog, path);
            failIfCancelled(jobs, path);
            List<AlterJob> unfinished =
                    jobs.stream().filter(job -> !job.isOver()).collect(Collectors.toList());
            if (unfinished.isEmpty()) {
                return;
            }
            if (!pause(pause, deadline)) {
                throw timedOut(unfinished, path);
            }
            pause = longer(pause);
        }
    }

    /**
     * Waits before a change goes on that found the table busy or no frontend: the longer the more
     * often that happened.
     *
     * @param retries how many there were before this one
     * @return false if the deadline has passed
     */
    public boolean pauseBeforeRetry(int retries, Instant deadline) {
        Duration pause = FIRST_PAUSE;
        for (int i = 0; i < retries && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
            pause = longer(pause);
        }
        return pause(pause, deadline);
    }

    private static List<AlterJob> jobsAfter(
            long newestBefore, StarRocksCatalog catalog, TablePath path) {
        return catalog.alterJobs(path).stream()
                .filter(job -> job.id() > newestBefore)
                .collect(Collectors.toList());
    }

    private static void failIfCancelled(List<AlterJob> jobs, TablePath path) {
        for (AlterJob job : jobs) {
            if (job.state() == State.CANCELLED) {
                throw StarRocksCatalogException.of(
                        Reason.JOB_CANCELLED,
                        "The schema change of table " + path + " was cancelled: " + job);
            }
        }
    }

    private static StarRocksCatalogException timedOut(List<AlterJob> jobs, TablePath path) {
        boolean waitsForLoads = jobs.stream().anyMatch(job -> job.state() == State.WAITING_TXN);
        return StarRocksCatalogException.of(
                Reason.TIMED_OUT,
                "The schema change of table "
                        + path
                        + " is not finished in time: "
                        + jobs
                        + (waitsForLoads
                                ? "; it waits for load transactions that are open or prepared on the"
                                        + " table, see SHOW PROC '/transactions'"
                                : "; see SHOW ALTER TABLE COLUMN, or give it longer"));
    }

    private boolean pause(Duration pause, Instant deadline) {
        Duration left = Duration.between(clock.instant(), deadline);
        if (left.isNegative() || left.isZero()) {
            return false;
        }
        try {
            sleeper.sleep(left.compareTo(pause) < 0 ? left : pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StarRocksCatalogException.of(
                    Reason.INTERRUPTED, "Interrupted while waiting for a schema change");
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
