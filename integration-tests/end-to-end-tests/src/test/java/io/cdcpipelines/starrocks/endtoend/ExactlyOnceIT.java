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

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.environment.FlinkJob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Under {@code sink.semantic: exactly-once}, a table that keeps every row it is given holds each
 * row of its source once, although TaskManagers are killed.
 */
@ExtendWith(SharedServers.class)
class ExactlyOnceIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int ROWS_OF_SNAPSHOT = 20_000;
    private static final int ROWS_PER_BURST = 500;

    private final Servers servers;
    private int rows;

    ExactlyOnceIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void writesEveryRowOnceWhenTaskManagersAreKilled() throws SQLException {
        servers.starRocks().execute("DROP DATABASE IF EXISTS ledger");
        servers.mySql()
                .execute(
                        "DROP DATABASE IF EXISTS ledger",
                        "CREATE DATABASE ledger",
                        "CREATE TABLE ledger.entries (id INT NOT NULL, note VARCHAR(20), KEY(id))",
                        "CREATE TABLE ledger.totals (id INT PRIMARY KEY, amount INT)");
        insert(ROWS_OF_SNAPSHOT);
        FlinkJob job =
                servers.submit(
                        servers.example("mysql-to-starrocks.yaml")
                                .with("source", "tables", "ledger.\\.*")
                                .with("source", "scan.incremental.snapshot.chunk.size", 1000)
                                .with("source", "scan.snapshot.fetch.size", 500)
                                .with(
                                        "source",
                                        "scan.incremental.snapshot.chunk.key-column",
                                        "ledger.entries:id")
                                .with("sink", "sink.semantic", "exactly-once")
                                .with("sink", "table.without-primary-key", "duplicate-key"));
        try {
            job.awaitWhileAlive(
                    "rows of the snapshot are visible",
                    PATIENCE,
                    () -> TargetTables.count(servers.starRocks(), "ledger.entries", "true") > 0);
            killAndReplaceTaskManager(job);
            awaitEveryRowOnce(job, "after a kill in the snapshot phase");

            insert(1);
            awaitEveryRowOnce(job, "through the binlog");
            for (int round = 1; round <= 2; round++) {
                insert(ROWS_PER_BURST);
                long checkpoints = job.completedCheckpoints();
                job.awaitWhileAlive(
                        "a checkpoint completes",
                        PATIENCE,
                        () -> job.completedCheckpoints() > checkpoints);
                insert(ROWS_PER_BURST);
                killAndReplaceTaskManager(job);
                insert(ROWS_PER_BURST);
                awaitEveryRowOnce(job, "after kill " + round + " in the binlog phase");
            }
            changeTheTypeOfAColumn(job);
        } finally {
            job.cancel();
        }
    }

    /** StarRocks rewrites the table, after all of its transactions. */
    private void changeTheTypeOfAColumn(FlinkJob job) throws SQLException {
        insert(ROWS_PER_BURST);
        servers.mySql()
                .execute(
                        "ALTER TABLE ledger.totals MODIFY amount BIGINT",
                        "UPDATE ledger.totals SET amount = 5000000000 WHERE id = 1");
        insert(ROWS_PER_BURST);
        job.awaitWhileAlive(
                "a value of the new type is visible",
                PATIENCE,
                () ->
                        TargetTables.count(
                                        servers.starRocks(), "ledger.totals", "amount = 5000000000")
                                == 1);
        awaitEveryRowOnce(job, "after a change of a type");
    }

    private void insert(int count) throws SQLException {
        try (Connection connection = servers.mySql().connect();
                Statement statement = connection.createStatement()) {
            StringBuilder entries = new StringBuilder("INSERT INTO ledger.entries VALUES ");
            StringBuilder totals = new StringBuilder("INSERT INTO ledger.totals VALUES ");
            for (int i = 0; i < count; i++) {
                rows++;
                String separator = i == 0 ? "" : ",";
                entries.append(separator).append("(" + rows + ",'note " + rows + "')");
                totals.append(separator).append("(" + rows + "," + rows + ")");
            }
            statement.execute(entries.toString());
            statement.execute(totals.toString());
        }
    }

    private void awaitEveryRowOnce(FlinkJob job, String when) throws SQLException {
        for (String table : new String[] {"ledger.entries", "ledger.totals"}) {
            job.awaitWhileAlive(
                    table + " is complete " + when,
                    PATIENCE,
                    () -> TargetTables.count(servers.starRocks(), table, "true") >= rows);
            assertThat(
                            numbers(
                                    "SELECT COUNT(*), COUNT(DISTINCT id), MIN(id), MAX(id) FROM "
                                            + table))
                    .as("rows, ids, first and last of %s %s", table, when)
                    .isEqualTo(rows + " " + rows + " 1 " + rows);
        }
    }

    private String numbers(String sql) throws SQLException {
        try (Connection connection = servers.starRocks().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            StringBuilder numbers = new StringBuilder();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                numbers.append(i == 1 ? "" : " ").append(row.getLong(i));
            }
            return numbers.toString();
        }
    }

    private void killAndReplaceTaskManager(FlinkJob job) {
        long restores = job.restores();
        servers.flink().killTaskManager();
        servers.flink().startTaskManager();
        job.awaitWhileAlive(
                "the job is restored from a checkpoint",
                PATIENCE,
                () -> job.restores() > restores && job.isFullyRunning());
    }
}
