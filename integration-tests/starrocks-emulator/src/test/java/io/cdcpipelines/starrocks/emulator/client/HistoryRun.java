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

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.cdc.sink.RewiredSink;
import io.cdcpipelines.starrocks.core.load.RetryListener;
import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.client.History.Semantic;
import io.cdcpipelines.starrocks.emulator.client.History.Step;
import io.cdcpipelines.starrocks.emulator.client.History.Stop;
import io.cdcpipelines.starrocks.emulator.client.HistoryNetwork.Betrayal;
import io.cdcpipelines.starrocks.emulator.client.SourceChanges.Change;
import io.cdcpipelines.starrocks.emulator.client.SourceChanges.Table;
import io.cdcpipelines.starrocks.emulator.frontend.StatementOutcome;
import io.cdcpipelines.starrocks.emulator.transaction.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.cdc.common.event.Event;
import org.apache.flink.cdc.common.event.FlushEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.streaming.api.functions.ProcessFunction;

/**
 * One history, in a database of its own. A job that fails goes on from its latest checkpoint, as
 * Flink lets it; in the end everything is written and committed, and the tables are compared with
 * the source. Belongs to the thread that makes it.
 */
final class HistoryRun implements Processes {
    private static final AtomicLong DATABASES = new AtomicLong();
    private static final int SPARE_CHANGES = 80;
    private static final int MAX_RESTARTS = 100;

    private final StarRocksEmulator emulator;
    private final History history;
    private final HistoryNetwork network;
    private final SourceChanges source;
    private final TargetModel model;
    private final CheckpointedJob job;
    private final String database = "h" + DATABASES.incrementAndGet();
    private final Random jobIds;
    private final List<PausedTimers> timers = new ArrayList<>();
    private final List<CheckpointedJob.Checkpoint> checkpoints = new ArrayList<>();
    private final Set<String> covered = new HashSet<>();
    private int parallelism;
    private int position;
    private int restarts;
    // What may make the job fail.
    private long disturbances;
    private long disturbancesBefore;
    // Whether an attempt that is over may have left something to the attempts after it.
    private boolean hasLeftovers;
    private boolean wasDeclined;
    private boolean mayLeaveTransactions;

    HistoryRun(
            StarRocksEmulator emulator,
            Sink<Event> sink,
            Optional<ProcessFunction<Event, Event>> announcer,
            History history,
            Betrayal betrayal) {
        this.emulator = emulator;
        this.history = history;
        this.network = new HistoryNetwork(emulator.directCalls(), betrayal);
        this.source = new SourceChanges(history.seed(), history.changes() + SPARE_CHANGES);
        this.model = new TargetModel(source, history.semantic());
        this.parallelism = history.parallelism();
        this.jobIds = new Random(history.seed());
        this.job =
                new CheckpointedJob(
                        RewiredSink.of(
                                sink,
                                network::transport,
                                network,
                                history.seed(),
                                RetryListener.NONE),
                        event -> {
                            throw new UnsupportedOperationException("No schema changes");
                        },
                        history.semantic() == Semantic.EXACTLY_ONCE ? announcer : Optional.empty(),
                        this);
    }

    int restarts() {
        return restarts;
    }

    /** Whether in the end no transaction may be left. */
    boolean isStrict() {
        return history.semantic() == Semantic.EXACTLY_ONCE && !mayLeaveTransactions;
    }

    long injected() {
        return network.injected();
    }

    /**
     * @throws AssertionError if the sink has not kept its promise
     */
    void run() throws Exception {
        execute("CREATE DATABASE " + database);
        String columns = " (id INT NOT NULL, note STRING) ";
        String layout = " DISTRIBUTED BY HASH(id) BUCKETS 1 PROPERTIES ('replication_num' = '1')";
        execute("CREATE TABLE " + database + ".keyed" + columns + "PRIMARY KEY (id)" + layout);
        execute("CREATE TABLE " + database + ".grown" + columns + "DUPLICATE KEY (id)" + layout);
        try {
            start();
            for (Step step : history.steps()) {
                perform(step);
            }
            finish();
        } finally {
            network.cut();
            job.cancel();
            execute("DROP DATABASE " + database + " FORCE");
        }
    }

    private void execute(String sql) {
        StatementOutcome outcome = emulator.execute(sql).get(0);
        assertThat(outcome).as(sql).isInstanceOf(StatementOutcome.Success.class);
    }

    private void perform(Step step) throws Exception {
        if (step instanceof Step.Write write) {
            attempt(() -> write(write.changes()));
        } else if (step instanceof Step.Flush) {
            attempt(() -> job.processEverywhere(new FlushEvent(TableId.tableId("other"))));
        } else if (step instanceof Step.Interval) {
            attempt(this::letTimePass);
        } else if (step instanceof Step.Checkpoint checkpoint) {
            checkpoint(checkpoint.end());
        } else if (step instanceof Step.Restart restart) {
            stop(restart.stop());
            start();
        } else if (step instanceof Step.Rescale rescale) {
            rescale(rescale);
        } else if (step instanceof Step.GoBack back) {
            goBack(back);
        } else if (step instanceof Step.Damaged damaged) {
            network.damage(
                    damaged.operation(), damaged.damage(), damaged.spared(), damaged.times());
        } else if (step instanceof Step.NewLeader) {
            disturbances++;
            emulator.switchLeader();
        } else if (step instanceof Step.BackendRestart restart) {
            disturbances++;
            emulator.restartBackend(restart.backend());
        }
    }

    /** What a job does, and may fail with. */
    private interface Action {
        void perform() throws Exception;
    }

    /** Carries something out; if that fails, the job restarts, and it is not carried out again. */
    private boolean attempt(Action action) throws Exception {
        try {
            action.perform();
            return true;
        } catch (Exception e) {
            requireReason(e);
            stop(Stop.KILLED);
            start();
            return false;
        }
    }

    private void requireReason(Exception failure) {
        if (disturbances + network.injected() == disturbancesBefore) {
            throw new AssertionError("The job failed although nothing was wrong", failure);
        }
    }

    private void start() throws Exception {
        while (true) {
            restarts++;
            assertThat(restarts).as("restarts").isLessThan(MAX_RESTARTS);
            try {
                covered.clear();
                job.start(parallelism);
                position = job.position();
                model.committed();
                for (Table table : Table.values()) {
                    job.processEverywhere(table.announcement(database));
                }
                disturbancesBefore = disturbances + network.injected();
                return;
            } catch (Exception e) {
                requireReason(e);
                stop(Stop.KILLED);
            }
        }
    }

    private void stop(Stop stop) {
        timers.clear();
        long injectedBefore = network.injected();
        if (stop == Stop.CANCELLED) {
            job.cancel();
            hasLeftovers |= wasDeclined || network.injected() > injectedBefore;
        } else {
            network.cut();
            job.kill();
            network.heal();
            hasLeftovers = true;
        }
        wasDeclined = false;
    }

    private void write(int count) throws Exception {
        for (int i = 0; i < count && position < source.count(); i++) {
            Change change = source.change(position + 1);
            int subtask = subtaskOf(change);
            // From here on it may be visible, even if the job fails.
            model.written(position + 1);
            job.process(subtask, change.event(database));
            covered.add(change.table() + " " + subtask);
            position++;
        }
    }

    /** By table or by key, as the pipeline may distribute its changes. */
    private int subtaskOf(Change change) {
        int hash = history.seed() % 2 == 0 ? change.table().ordinal() : change.id();
        return hash % parallelism;
    }

    private void letTimePass() throws Exception {
        for (PausedTimers ofTask : timers) {
            ofTask.fireAll();
        }
    }

    private void checkpoint(History.End end) throws Exception {
        switch (end) {
            case COMMITTED:
                commit();
                break;
            case COMPLETE:
                attempt(this::complete);
                stop(Stop.KILLED);
                start();
                break;
            case DECLINED:
                wasDeclined = true;
                attempt(() -> job.beginCheckpoint(position));
                break;
            default:
                attempt(() -> job.beginCheckpoint(position));
                stop(Stop.KILLED);
                start();
        }
    }

    private void complete() throws Exception {
        job.completeCheckpoint(position);
        checkpoints.add(job.latest().orElseThrow());
        model.completed(position);
        // What a writer has not cleared by then, of a table without rows since, nobody knows of.
        mayLeaveTransactions |= hasLeftovers && covered.size() < coverable();
        hasLeftovers = false;
    }

    private boolean commit() throws Exception {
        return attempt(
                () -> {
                    complete();
                    job.commit();
                    model.committed();
                    verify();
                });
    }

    private void rescale(Step.Rescale rescale) throws Exception {
        stop(rescale.stop());
        forgetJob();
        job.resubmit();
        parallelism = rescale.parallelism();
        start();
    }

    /**
     * A new job knows of the one before what the checkpoint holds. Whatever was begun by an attempt
     * that no checkpoint knows of ends by its timeout, unless everything went in good order.
     */
    private void forgetJob() {
        mayLeaveTransactions |= hasLeftovers || network.injected() > 0;
    }

    private void goBack(Step.GoBack back) throws Exception {
        if (!model.isCommitted()) {
            return;
        }
        stop(Stop.CANCELLED);
        forgetJob();
        int left = Math.max(0, checkpoints.size() - back.checkpoints());
        checkpoints.subList(left, checkpoints.size()).clear();
        Optional<CheckpointedJob.Checkpoint> from =
                left == 0 ? Optional.empty() : Optional.of(checkpoints.get(left - 1));
        model.goesBack(from.map(CheckpointedJob.Checkpoint::position).orElse(0));
        job.resubmitFrom(from);
        parallelism = back.parallelism();
        start();
    }

    /**
     * After a last restart every writer writes to every table once more, so that each has cleared
     * what lay there.
     */
    private void finish() throws Exception {
        network.repair();
        stop(Stop.KILLED);
        start();
        while (position < source.count()
                && (position < model.furthest() || covered.size() < coverable())) {
            attempt(() -> write(1));
        }
        assertThat(commit()).as("a last checkpoint").isTrue();
        if (isStrict()) {
            assertThat(unfinished()).as("transactions left behind").isEmpty();
        }
    }

    /** By table, each is one writer's. */
    private int coverable() {
        int tables = Table.values().length;
        return history.seed() % 2 == 0 ? tables : tables * parallelism;
    }

    private void verify() {
        List<String> keyed = new ArrayList<>();
        rows(Table.KEYED).stream()
                .sorted((a, b) -> Integer.compare(id(a), id(b)))
                .forEach(row -> keyed.add(SourceChanges.text(id(row), (String) row[1])));
        model.verify(position, keyed, rows(Table.GROWN).stream().map(HistoryRun::id).toList());
    }

    private List<Object[]> rows(Table table) {
        return emulator.cluster()
                .table(database, table.id(database).getTableName())
                .orElseThrow()
                .rows()
                .snapshot();
    }

    private static int id(Object[] row) {
        return ((Number) row[0]).intValue();
    }

    private List<String> unfinished() {
        return emulator
                .transactions()
                .running(emulator.cluster().database(database).orElseThrow().id())
                .stream()
                .map(Transaction::label)
                .toList();
    }

    @Override
    public JobID submit() {
        return new JobID(jobIds.nextLong(), jobIds.nextLong());
    }

    @Override
    public Optional<ProcessingTimeService> timers() {
        PausedTimers ofTask = new PausedTimers();
        timers.add(ofTask);
        return Optional.of(ofTask);
    }

    @Override
    public void kill(SinkWriter<Event> writer, Optional<Committer<Object>> committer)
            throws Exception {
        writer.close();
        if (committer.isPresent()) {
            committer.get().close();
        }
    }
}
