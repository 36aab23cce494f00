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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.catalog.AlterJob.State;
import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalogException.Reason;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlterAwaiterTest {
    private static final TablePath PATH = TablePath.of("d", "t");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant DEADLINE = START.plusSeconds(60);

    private final ManualClock clock = new ManualClock();
    private final ScriptedJobs jobs = new ScriptedJobs();
    private final AlterAwaiter awaiter = new AlterAwaiter(clock, clock::advance);

    @Test
    void waitsUntilTheJobIsFinished() {
        jobs.show(job(7, State.PENDING));
        jobs.show(job(7, State.WAITING_TXN));
        jobs.show(job(7, State.RUNNING));
        jobs.show(job(7, State.FINISHED_REWRITING));
        jobs.show(job(7, State.FINISHED));

        awaiter.awaitJobsAfter(6, jobs, PATH, DEADLINE);

        assertThat(jobs.script).isEmpty();
        assertThat(clock.instant()).isAfter(START).isBefore(START.plusSeconds(5));
    }

    @Test
    void doesNotWaitWhenNoJobWasStarted() {
        jobs.show(job(6, State.CANCELLED), job(5, State.RUNNING));

        awaiter.awaitJobsAfter(6, jobs, PATH, DEADLINE);

        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void doesNotWaitWhenTheJobWasFinishedAtOnce() {
        jobs.show(job(9, State.FINISHED), job(6, State.FINISHED));

        awaiter.awaitJobsAfter(6, jobs, PATH, DEADLINE);

        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void waitsLongerBeforeEachRetryButNotTooLong() {
        List<Long> pauses = new ArrayList<>();
        for (int retries = 0; retries < 7; retries++) {
            Instant before = clock.instant();
            assertThat(awaiter.pauseBeforeRetry(retries, DEADLINE)).isTrue();
            pauses.add(Duration.between(before, clock.instant()).toMillis());
        }

        assertThat(pauses).containsExactly(100L, 200L, 400L, 800L, 1600L, 2000L, 2000L);
        clock.advance(Duration.ofMinutes(1));
        assertThat(awaiter.pauseBeforeRetry(0, DEADLINE)).isFalse();
    }

    @Test
    void tellsWhyAJobWasCancelled() {
        jobs.show(new AlterJob(7, State.CANCELLED, "user cancelled"));

        assertThatThrownBy(() -> awaiter.awaitJobsAfter(6, jobs, PATH, DEADLINE))
                .isInstanceOfSatisfying(
                        StarRocksCatalogException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.JOB_CANCELLED))
                .hasMessageContaining("d.t")
                .hasMessageContaining("user cancelled");
    }

    @Test
    void givesUpAtTheDeadlineAndSaysWhatTheJobWaitsFor() {
        jobs.showForEver(job(7, State.WAITING_TXN));

        assertThatThrownBy(() -> awaiter.awaitJobsAfter(6, jobs, PATH, DEADLINE))
                .isInstanceOfSatisfying(
                        StarRocksCatalogException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT))
                .hasMessageContaining("job 7 WAITING_TXN")
                .hasMessageContaining("load transactions");
        assertThat(clock.instant()).isEqualTo(DEADLINE);
    }

    @Test
    void takesAnUnknownStateForUnfinished() {
        jobs.show(new AlterJob(7, State.parse("OPTIMIZING_SOMETHING"), ""));
        jobs.show(job(7, State.FINISHED));

        awaiter.awaitJobsAfter(6, jobs, PATH, DEADLINE);

        assertThat(jobs.script).isEmpty();
    }

    @Test
    void knowsTheNewestJobByItsId() {
        jobs.show(job(5, State.FINISHED), job(9, State.FINISHED), job(7, State.FINISHED));
        assertThat(awaiter.newestJob(jobs, PATH)).isEqualTo(9);

        jobs.show();
        assertThat(awaiter.newestJob(jobs, PATH)).isZero();
    }

    @Test
    void keepsTheInterruption() {
        jobs.showForEver(job(7, State.RUNNING));
        AlterAwaiter interrupted =
                new AlterAwaiter(
                        clock,
                        duration -> {
                            throw new InterruptedException();
                        });

        assertThatThrownBy(() -> interrupted.awaitJobsAfter(6, jobs, PATH, DEADLINE))
                .isInstanceOfSatisfying(
                        StarRocksCatalogException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
    }

    private static AlterJob job(long id, State state) {
        return new AlterJob(id, state, "");
    }

    /** A clock that moves only when somebody sleeps. */
    private static final class ManualClock extends Clock {
        private Instant now = START;

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Shows one list of jobs after the other. */
    private static final class ScriptedJobs implements StarRocksCatalog {
        private final Deque<List<AlterJob>> script = new ArrayDeque<>();
        private List<AlterJob> always;

        void show(AlterJob... jobs) {
            script.add(List.of(jobs));
        }

        void showForEver(AlterJob job) {
            always = List.of(job);
        }

        @Override
        public List<AlterJob> alterJobs(TablePath path) {
            assertThat(path).isEqualTo(PATH);
            return always == null ? script.remove() : always;
        }

        @Override
        public boolean databaseExists(String database) {
            throw new AssertionError("not asked for");
        }

        @Override
        public Optional<StarRocksTable> table(TablePath path) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void execute(SqlStatement statement) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void executeWithin(Duration limit, SqlStatement statement) {
            throw new AssertionError("not asked for");
        }

        @Override
        public ServerVersion serverVersion() {
            throw new AssertionError("not asked for");
        }

        @Override
        public void close() {}
    }
}
