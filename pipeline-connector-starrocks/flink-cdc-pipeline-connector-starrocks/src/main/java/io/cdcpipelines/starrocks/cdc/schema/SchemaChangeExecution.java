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

import io.cdcpipelines.starrocks.core.catalog.AlterAwaiter;
import io.cdcpipelines.starrocks.core.catalog.SqlStatement;
import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalog;
import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalogException;
import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalogException.Reason;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;

/**
 * Brings a table to where an event wants it: reads it, plans, executes, waits for the job, reads it
 * back and plans again; when the new plan is empty, and not before, the change is done. Opens one
 * connection per change, so that none idles between changes and none is shared. Thread-safe: tables
 * whose changes come from different threads do not wait for each other.
 */
final class SchemaChangeExecution {
    private static final int DEFAULT_REPLICAS = 3;

    /** With the pauses between them, as long as frontends take to choose a new leader. */
    private static final int MAX_RECONNECTS = 24;

    private final CatalogFactory catalogs;
    private final AlterAwaiter awaiter;
    private final Clock clock;
    private final Duration timeout;
    private final ChangeJournal journal;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /** Volatile, because a number of replicas that was found out serves the next change too. */
    private volatile SchemaChangePlanner planner;

    /**
     * @param timeout for one schema change as a whole
     */
    SchemaChangeExecution(
            CatalogFactory catalogs,
            SchemaChangePlanner planner,
            AlterAwaiter awaiter,
            Clock clock,
            Duration timeout) {
        this(catalogs, planner, awaiter, clock, timeout, ChangeLog.OF_CHANGES);
    }

    SchemaChangeExecution(
            CatalogFactory catalogs,
            SchemaChangePlanner planner,
            AlterAwaiter awaiter,
            Clock clock,
            Duration timeout,
            ChangeJournal journal) {
        this.catalogs = catalogs;
        this.planner = planner;
        this.awaiter = awaiter;
        this.clock = clock;
        this.timeout = timeout;
        this.journal = journal;
    }

    /**
     * Returns when the table is as the event wants it.
     *
     * @throws SchemaConflictException if StarRocks cannot follow the event
     * @throws StarRocksCatalogException if it could, but did not
     */
    void apply(SchemaChangeEvent event, TablePath path) {
        EventNames.require(event, path);
        try (StarRocksCatalog catalog = catalogs.open()) {
            new Change(event, path, catalog).bringAbout();
        }
    }

    /** One event on its way. */
    private final class Change {
        private final SchemaChangeEvent event;
        private final TablePath path;
        private final StarRocksCatalog catalog;
        private final Instant deadline = clock.instant().plus(timeout);

        private boolean reached;
        private int reconnects;
        private int busy;

        Change(SchemaChangeEvent event, TablePath path, StarRocksCatalog catalog) {
            this.event = event;
            this.path = path;
            this.catalog = catalog;
        }

        void bringAbout() {
            boolean carriedOut = false;
            while (true) {
                try {
                    SchemaChangePlan plan = planner.plan(event, target());
                    if (carriedOut) {
                        requireNothingLeft(plan);
                        return;
                    }
                    plan.warnings().forEach(this::warnOnce);
                    if (plan.isEmpty()) {
                        return;
                    }
                    plan.statements().forEach(this::execute);
                    if (!plan.isVerifiable()) {
                        return;
                    }
                    carriedOut = true;
                } catch (StarRocksCatalogException e) {
                    if (!canGoOnAfter(e)) {
                        throw e;
                    }
                }
            }
        }

        private TargetState target() {
            Optional<StarRocksTable> table = catalog.table(path);
            reached = true;
            return table.map(found -> TargetState.present(found, catalog.serverVersion()))
                    .orElseGet(
                            () ->
                                    TargetState.absent(
                                            path, catalog.databaseExists(path.database())));
        }

        private void warnOnce(String warning) {
            if (warned.add(warning)) {
                journal.warn(warning);
            }
        }

        private void execute(SqlStatement statement) {
            Instant begin = clock.instant();
            switch (statement.completion()) {
                case ALTER_JOB:
                    long newestBefore = awaiter.newestJob(catalog, path);
                    catalog.execute(statement);
                    awaiter.awaitJobsAfter(newestBefore, catalog, path, deadline);
                    break;
                case REWRITTEN_ROWS:
                    catalog.executeWithin(Duration.between(begin, deadline), statement);
                    break;
                default:
                    catalog.execute(statement);
            }
            journal.executed(statement, Duration.between(begin, clock.instant()));
        }

        /** Whether planning again from what is there now may succeed. */
        private boolean canGoOnAfter(StarRocksCatalogException trouble) {
            switch (trouble.reason().remedy()) {
                case WAIT:
                    return awaiter.pauseBeforeRetry(busy++, deadline);
                case RECONNECT:
                    return reached
                            && reconnects < MAX_RECONNECTS
                            && awaiter.pauseBeforeRetry(reconnects++, deadline);
                case FEWER_REPLICAS:
                    return lowerReplication(trouble);
                default:
                    return false;
            }
        }

        private boolean lowerReplication(StarRocksCatalogException trouble) {
            int alive = trouble.aliveBackends().orElse(0);
            if (planner.choosesReplicationNum(event, path) || alive < 1) {
                return false;
            }
            int replicas = Math.min(alive, DEFAULT_REPLICAS - 1);
            warnOnce(
                    "Tables are created with replication_num = "
                            + replicas
                            + ", because StarRocks has "
                            + alive
                            + " backends alive; set table.create.properties.replication_num to"
                            + " choose it");
            planner = planner.withReplicasIfNotChosen(replicas);
            return true;
        }

        private void requireNothingLeft(SchemaChangePlan left) {
            if (!left.isEmpty()) {
                throw StarRocksCatalogException.of(
                        Reason.REFUSED,
                        "StarRocks accepted the schema change of table "
                                + path
                                + ", but the table read back still lacks: "
                                + left.statements());
            }
        }
    }
}
