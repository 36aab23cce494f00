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

package io.cdcpipelines.starrocks.emulator.alter;

import io.cdcpipelines.starrocks.emulator.alter.AlterJob.State;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.catalog.TableState;
import io.cdcpipelines.starrocks.emulator.fault.Fault;
import io.cdcpipelines.starrocks.emulator.fault.FaultInjector;
import io.cdcpipelines.starrocks.emulator.fault.Operation;
import io.cdcpipelines.starrocks.emulator.transaction.RunningTransactions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All schema-change jobs, oldest first. A table has at most one that is not final, and while it
 * has, its state is {@link TableState#SCHEMA_CHANGE}.
 *
 * <p>Thread-safe: everything happens under the lock of the cluster.
 */
public final class AlterJobs {
    private final Cluster cluster;
    private final RunningTransactions transactions;
    private final FaultInjector faults;
    private final List<AlterJob> jobs = new ArrayList<>();

    public AlterJobs(Cluster cluster, RunningTransactions transactions, FaultInjector faults) {
        this.cluster = cluster;
        this.transactions = transactions;
        this.faults = faults;
    }

    /** Applies a change at once, as fast schema evolution does, and keeps a finished job of it. */
    public void applyAtOnce(Table table, SchemaChange change) {
        cluster.lock().lock();
        try {
            AlterJob job = job(cluster.nextId(), table, table.indexId(), change);
            job.finish(job.created());
            jobs.add(job);
        } finally {
            cluster.lock().unlock();
        }
    }

    /** Begins a job that rewrites the table in the background. */
    public void submit(Table table, SchemaChange change) {
        cluster.lock().lock();
        try {
            long id = cluster.nextId();
            jobs.add(job(id, table, cluster.nextId(), change));
            table.state(TableState.SCHEMA_CHANGE);
        } finally {
            cluster.lock().unlock();
        }
    }

    private AlterJob job(long id, Table table, long indexId, SchemaChange change) {
        Instant now = cluster.clock().instant();
        LocalDateTime time = LocalDateTime.ofInstant(now, cluster.clock().getZone());
        RowImage image = RowImage.of(table.columns(), change.columns(), time);
        return new AlterJob(
                id, table, indexId, transactions.nextTransactionId(), change, image, now);
    }

    /** The jobs of a database, oldest first. */
    public List<AlterJob> ofDatabase(long databaseId) {
        cluster.lock().lock();
        try {
            return jobs.stream().filter(j -> j.databaseId() == databaseId).toList();
        } finally {
            cluster.lock().unlock();
        }
    }

    /**
     * Cancels the job of a table that is not final yet.
     *
     * @return whether there was one
     */
    public boolean cancel(Table table, String reason) {
        cluster.lock().lock();
        try {
            Optional<AlterJob> running =
                    jobs.stream()
                            .filter(j -> j.table() == table && !j.state().isFinal())
                            .findFirst();
            running.ifPresent(j -> cancel(j, reason));
            return running.isPresent();
        } finally {
            cluster.lock().unlock();
        }
    }

    private void cancel(AlterJob job, String reason) {
        job.cancel(reason, cluster.clock().instant());
        job.table().state(TableState.NORMAL);
    }

    /**
     * One round of the scheduler: each job advances through as many states as it can, but the
     * rewrite that it begins is looked after only in the next round.
     */
    public void tick() {
        cluster.lock().lock();
        try {
            for (AlterJob job : jobs) {
                if (!job.state().isFinal()) {
                    advance(job);
                }
            }
        } finally {
            cluster.lock().unlock();
        }
    }

    private void advance(AlterJob job) {
        Instant now = cluster.clock().instant();
        if (!isPresent(job.table())) {
            cancel(job, "Table " + job.table().id() + " does not exist");
            return;
        }
        if (job.isTimedOut(now)) {
            cancel(job, "Timeout");
            return;
        }
        if (!job.isDue(now)) {
            return;
        }
        if (job.state() == State.RUNNING) {
            complete(job, now);
            return;
        }
        job.advanceTo(State.WAITING_TXN);
        if (!transactions.isAnyRunning(job.table().id(), job.watershed())) {
            job.advanceTo(State.RUNNING);
        }
    }

    private void complete(AlterJob job, Instant now) {
        Optional<Fault> fault = faults.next(Operation.ALTER_JOB, job.tableName());
        if (fault.isPresent() && fault.get() instanceof Fault.Delay delay) {
            job.holdBackUntil(now.plus(delay.delay()));
            return;
        }
        if (fault.isPresent()) {
            boolean hasText = fault.get() instanceof Fault.Reply;
            cancel(job, hasText ? ((Fault.Reply) fault.get()).body() : "alter replica failed");
            return;
        }
        try {
            job.finish(now);
            job.table().state(TableState.NORMAL);
        } catch (UnconvertibleRowException e) {
            cancel(job, e.getMessage());
        }
    }

    private boolean isPresent(Table table) {
        return cluster.databases().stream()
                .anyMatch(d -> d.tableById(table.id()).filter(t -> t == table).isPresent());
    }
}
