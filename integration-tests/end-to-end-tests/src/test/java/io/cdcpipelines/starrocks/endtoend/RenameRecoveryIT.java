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

import io.cdcpipelines.starrocks.environment.FlinkCluster;
import io.cdcpipelines.starrocks.environment.FlinkJob;
import io.cdcpipelines.starrocks.environment.PipelineDefinition;
import io.cdcpipelines.starrocks.environment.TableComparison;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A failure after columns were renamed and replaced, and before the next checkpoint, costs no value
 * of any row.
 */
@ExtendWith(SharedServers.class)
class RenameRecoveryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TABLE = "renamed.items";

    /**
     * Checkpoints are only taken when the test asks for one. With Flink's default scheduler, Flink
     * CDC 3.2 would keep its schemas when a TaskManager is lost.
     */
    private static final Map<String, String> OPTIONS =
            Map.of(
                    "jobmanager.scheduler", "adaptive",
                    "execution.checkpointing.interval", "24h",
                    "execution.checkpointing.externalized-checkpoint-retention",
                            "RETAIN_ON_CANCELLATION");

    private final Servers servers;

    RenameRecoveryIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void losesNoValueWhenRowsAndRenamesComeAgain() throws SQLException {
        servers.mySql()
                .execute(
                        "DROP DATABASE IF EXISTS renamed",
                        "CREATE DATABASE renamed",
                        "CREATE TABLE renamed.items (id INT PRIMARY KEY, title VARCHAR(40),"
                                + " price INT, cents INT)",
                        "INSERT INTO renamed.items VALUES (1, 'one', 1, 100)");
        servers.starRocks().execute("DROP DATABASE IF EXISTS renamed");
        PipelineDefinition pipeline =
                servers.example("evolving-schema.yaml").with("source", "tables", "renamed.\\.*");
        try (FlinkCluster flink = servers.startFlink("flink-without-checkpoints", OPTIONS)) {
            FlinkJob job = servers.submit(pipeline, flink);
            awaitBinlogPhase(job);

            job.checkpoint();
            renameOne(job);
            killTaskManager(flink, job);
            change(job, "name = 'five'", "INSERT INTO renamed.items VALUES (5, 'five', 5, 500)");
            requireEqual();

            job.checkpoint();
            String checkpoint = job.lastCheckpoint().orElseThrow();
            renameAndReplaceAll(job);
            killTaskManager(flink, job);
            change(job, "nr = 10", "INSERT INTO renamed.items VALUES (10, 'ten', 1000)");
            requireEqual();

            job.cancel();
            job = servers.submitFrom(checkpoint, pipeline, flink);
            change(job, "nr = 11", "INSERT INTO renamed.items VALUES (11, 'eleven', 1100)");
            requireEqual();
            job.cancel();
        }
    }

    /** The source ends its snapshot only when checkpoints complete. */
    private void awaitBinlogPhase(FlinkJob job) throws SQLException {
        await(job, "title = 'one'");
        servers.mySql().execute("INSERT INTO renamed.items VALUES (2, 'two', 2, 200)");
        job.awaitWhileAlive(
                "a row arrives through the binlog",
                PATIENCE,
                () -> {
                    job.checkpoint();
                    return count("title = 'two'") == 1;
                });
    }

    private void renameOne(FlinkJob job) throws SQLException {
        change(
                job,
                "name = 'four'",
                "INSERT INTO renamed.items VALUES (3, 'three', 3, 300)",
                "UPDATE renamed.items SET title = 'ONE' WHERE id = 1",
                "ALTER TABLE renamed.items RENAME COLUMN title TO name",
                "INSERT INTO renamed.items VALUES (4, 'four', 4, 400)");
    }

    /**
     * Each time a row of the new schema is awaited: Flink CDC 3.2 waits forever for a schema change
     * during which a TaskManager was lost, whatever the sink does.
     */
    private void renameAndReplaceAll(FlinkJob job) throws SQLException {
        change(
                job,
                "label = 'six'",
                "UPDATE renamed.items SET name = 'TWO', cents = 222 WHERE id = 2",
                "ALTER TABLE renamed.items RENAME COLUMN name TO label",
                "INSERT INTO renamed.items VALUES (6, 'six', 6, 600)");
        change(
                job,
                "cents = 700",
                "ALTER TABLE renamed.items DROP COLUMN price",
                "INSERT INTO renamed.items VALUES (7, 'seven', 700)");
        change(
                job,
                "price = 800",
                "ALTER TABLE renamed.items RENAME COLUMN cents TO price",
                "INSERT INTO renamed.items VALUES (8, 'eight', 800)");
        change(
                job,
                "nr = 9",
                "ALTER TABLE renamed.items RENAME COLUMN id TO nr",
                "INSERT INTO renamed.items VALUES (9, 'nine', 900)");
    }

    private void change(FlinkJob job, String arrived, String... statements) throws SQLException {
        servers.mySql().execute(statements);
        await(job, arrived);
    }

    private void await(FlinkJob job, String condition) {
        job.awaitWhileAlive("a row with " + condition, PATIENCE, () -> count(condition) == 1);
    }

    /** 0 as long as there is no column of the name that the condition begins with. */
    private long count(String condition) throws SQLException {
        String column = condition.split(" ")[0];
        return TargetTables.hasColumn(servers.starRocks(), TABLE, column)
                ? TargetTables.count(servers.starRocks(), TABLE, condition)
                : 0;
    }

    private void requireEqual() throws SQLException {
        TableComparison.Outcome outcome =
                new TableComparison(servers.mySql(), servers.starRocks(), "+00:00").compare(TABLE);
        assertThat(outcome.isEqual()).as(outcome.toString()).isTrue();
    }

    private void killTaskManager(FlinkCluster flink, FlinkJob job) {
        long restores = job.restores();
        flink.killTaskManager();
        flink.startTaskManager();
        job.awaitWhileAlive(
                "the job is restored from a checkpoint",
                PATIENCE,
                () -> job.restores() > restores && job.isFullyRunning());
    }
}
