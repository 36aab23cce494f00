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

package io.cdcpipelines.starrocks.cdc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.core.catalog.AlterJob;
import io.cdcpipelines.starrocks.core.catalog.AlterJob.State;
import io.cdcpipelines.starrocks.core.catalog.ServerVersion;
import io.cdcpipelines.starrocks.core.catalog.SqlStatement;
import io.cdcpipelines.starrocks.core.catalog.SqlStatement.Completion;
import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalog;
import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalogException;
import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalogException.Reason;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A catalog in memory that keeps the rules of StarRocks 3.5 which the planner relies on: what ALTER
 * accepts, that a MODIFY is a job which becomes visible when it is finished, and that a table takes
 * one schema change at a time. A job takes a step each time somebody looks at it.
 */
final class TestingStarRocksCatalog implements StarRocksCatalog {
    private static final State[] STEPS = {
        State.PENDING, State.WAITING_TXN, State.RUNNING, State.FINISHED
    };

    final Set<String> databases = new HashSet<>();
    final Map<TablePath, StarRocksTable> tables = new HashMap<>();

    /** How long statements were allowed to take. */
    final List<Duration> limits = new ArrayList<>();

    /** What was accepted. */
    final List<String> executed = new ArrayList<>();

    private final Map<TablePath, List<Job>> jobs = new HashMap<>();
    private final Deque<Runnable> faultsBefore = new ArrayDeque<>();
    private final Deque<Runnable> faultsAfter = new ArrayDeque<>();

    private long lastJobId = 1000;
    int aliveBackends = 3;
    ServerVersion version = ServerVersion.parse("3.5.10");
    boolean ignoresAlters;
    boolean jobsNeverFinish;
    String cancelReason;
    RuntimeException readFault;
    int opened;
    int closed;

    TestingStarRocksCatalog open() {
        opened++;
        return this;
    }

    void beforeNextStatement(Runnable action) {
        faultsBefore.add(action);
    }

    void failBeforeNextStatement(StarRocksCatalogException fault) {
        faultsBefore.add(
                () -> {
                    throw fault;
                });
    }

    void loseReplyOfNextStatement() {
        faultsAfter.add(
                () -> {
                    throw StarRocksCatalogException.of(Reason.UNREACHABLE, "connection lost");
                });
    }

    /** A job of somebody else, which keeps the table busy for a while. */
    void startForeignJob(TablePath path) {
        startJob(path, null);
    }

    @Override
    public boolean databaseExists(String database) {
        return databases.contains(database);
    }

    @Override
    public Optional<StarRocksTable> table(TablePath path) {
        if (readFault != null) {
            throw readFault;
        }
        advance(path);
        return Optional.ofNullable(tables.get(path));
    }

    @Override
    public void execute(SqlStatement statement) {
        runNext(faultsBefore);
        new StatementInterpreter(this).run(statement.sql());
        executed.add(statement.sql());
        runNext(faultsAfter);
    }

    @Override
    public void executeWithin(Duration limit, SqlStatement statement) {
        assertThat(statement.completion()).isEqualTo(Completion.REWRITTEN_ROWS);
        limits.add(limit);
        execute(statement);
    }

    @Override
    public ServerVersion serverVersion() {
        return version;
    }

    private static void runNext(Deque<Runnable> faults) {
        if (!faults.isEmpty()) {
            faults.remove().run();
        }
    }

    @Override
    public List<AlterJob> alterJobs(TablePath path) {
        advance(path);
        List<AlterJob> shown = new ArrayList<>();
        for (Job job : jobs.getOrDefault(path, List.of())) {
            shown.add(
                    new AlterJob(job.id, job.state(), job.cancelled == null ? "" : job.cancelled));
        }
        Collections.reverse(shown);
        return shown;
    }

    @Override
    public void close() {
        closed++;
    }

    /** What a statement that makes a job visible at once leaves behind. */
    void change(StarRocksTable changed) {
        startJob(changed.path(), changed).finish();
    }

    void changeByJob(StarRocksTable changed) {
        Job job = startJob(changed.path(), changed);
        job.cancelled = cancelReason;
    }

    private Job startJob(TablePath path, StarRocksTable changed) {
        Job job = new Job(++lastJobId, changed);
        jobs.computeIfAbsent(path, none -> new ArrayList<>()).add(job);
        return job;
    }

    void requireIdle(TablePath path) {
        if (jobs.getOrDefault(path, List.of()).stream().anyMatch(Job::isOpen)) {
            throw StarRocksCatalogException.of(
                    Reason.TABLE_BUSY, "A schema change operation is in progress on " + path);
        }
    }

    private void advance(TablePath path) {
        if (!jobsNeverFinish) {
            jobs.getOrDefault(path, List.of()).stream().filter(Job::isOpen).forEach(Job::step);
        }
    }

    static StarRocksCatalogException refused(String text) {
        return StarRocksCatalogException.of(Reason.REFUSED, text);
    }

    private final class Job {
        private final long id;
        private final StarRocksTable changed;
        private int step;
        private String cancelled;

        Job(long id, StarRocksTable changed) {
            this.id = id;
            this.changed = changed;
        }

        State state() {
            return cancelled == null ? STEPS[step] : State.CANCELLED;
        }

        boolean isOpen() {
            return cancelled == null && step < STEPS.length - 1;
        }

        void step() {
            step++;
            if (!isOpen()) {
                show();
            }
        }

        void finish() {
            step = STEPS.length - 1;
            show();
        }

        private void show() {
            if (changed != null && !ignoresAlters) {
                tables.put(changed.path(), changed);
            }
        }
    }
}
