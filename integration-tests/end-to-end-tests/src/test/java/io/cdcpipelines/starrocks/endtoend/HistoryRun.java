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
import io.cdcpipelines.starrocks.endtoend.history.History;
import io.cdcpipelines.starrocks.environment.Eventually;
import io.cdcpipelines.starrocks.environment.FlinkCluster;
import io.cdcpipelines.starrocks.environment.FlinkJob;
import io.cdcpipelines.starrocks.environment.PipelineDefinition;
import io.cdcpipelines.starrocks.environment.TableComparison;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One history on its way from MySQL to StarRocks through a job of its own, step by step; ends with
 * the comparison of all tables. One thread at a time uses it.
 *
 * <p>Checkpoints are taken while no schema change is under way: one that is triggered during a
 * change may hold the state of Flink CDC's schema registry from before and that of the source from
 * after it, see {@code docs/flink-cdc-limits.md}. So a failure makes all changes since the last
 * window come again.
 */
final class HistoryRun implements AutoCloseable {

    static final int CHANGES_PER_WINDOW = 8;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(400);
    private static final int ROWS_PER_CHANGE = 310;
    private static final int ROWS_AROUND_CHECKPOINT = 100;

    private final Servers servers;
    private final FlinkCluster flink;
    private final Behavior behavior;
    private final long seed;
    private final History history;
    private final Path script;
    private final Path pipeline;
    private final Connection mySqlConnection;
    private final Statement mySql;
    private final Connection starRocksConnection;
    private final Statement starRocks;

    private FlinkJob job;
    private String checkpoint;
    private boolean hasMarkerTable;
    private int lastMarkerBeforeWindow;

    /**
     * @param flink with two slots for the job of this history
     */
    HistoryRun(Servers servers, FlinkCluster flink, Behavior behavior, long seed)
            throws SQLException {
        this.servers = servers;
        this.flink = flink;
        this.behavior = behavior;
        this.seed = seed;
        this.history = new History(behavior, seed, "history_" + behavior.option());
        Path directory = servers.directory().resolve("history-" + behavior.option() + "-" + seed);
        this.script = directory.resolve("history.sql");
        this.pipeline = directory.resolve("pipeline.yaml");
        mySqlConnection = servers.mySql().connect();
        mySql = mySqlConnection.createStatement();
        mySql.setEscapeProcessing(false);
        starRocksConnection = servers.starRocks().connect();
        starRocks = starRocksConnection.createStatement();
    }

    /** Fills the tables, and returns when the job has them and follows their changes. */
    void begin() throws SQLException {
        try {
            Files.createDirectories(script.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        execute(history.beginning());
        servers.starRocks().execute("DROP DATABASE IF EXISTS " + history.database());
        // No two jobs read MySQL under the same ids.
        int firstId = 6100 + 10 * behavior.ordinal();
        PipelineDefinition definition =
                servers.example("mysql-to-starrocks.yaml")
                        .reading(servers.mySql(), firstId + "-" + (firstId + 9))
                        .with("source", "tables", history.database() + ".\\.*")
                        .with("pipeline", "name", "history " + behavior.option())
                        .with("pipeline", "schema.change.behavior", behavior.option());
        job = flink.submit(definition.writeTo(pipeline), servers.connector());
        awaitBinlogPhase();
    }

    /** Until then, Flink CDC does not survive schema changes. */
    private void awaitBinlogPhase() throws SQLException {
        awaitMarker(history.lastMarker());
        execute(history.probe());
        job.awaitWhileAlive(
                "a row arrives through the binlog",
                PATIENCE,
                () -> hasArrivedSinceACheckpoint(history.lastMarker()));
        takeCheckpoint();
    }

    /** The source turns to the binlog when a checkpoint has completed after the snapshot. */
    private boolean hasArrivedSinceACheckpoint(int marker) throws SQLException {
        job.takeCheckpoint(PATIENCE);
        return hasArrived(marker);
    }

    /** Makes the schema changes of a window and the changes of rows around them in MySQL. */
    void change() throws SQLException {
        lastMarkerBeforeWindow = history.lastMarker();
        executeAll(history.window(CHANGES_PER_WINDOW, ROWS_PER_CHANGE));
    }

    /**
     * Returns when so many schema changes of the window are in StarRocks, and so perhaps in the
     * midst of the next one.
     */
    void awaitChanges(int count) {
        awaitMarker(lastMarkerBeforeWindow + count);
    }

    /** Lets everything arrive, and takes the checkpoint behind which nothing goes back. */
    void settle() throws SQLException {
        awaitMarker(history.lastMarker());
        executeAll(history.calm(ROWS_AROUND_CHECKPOINT));
        takeCheckpoint();
    }

    /** Goes on with a new job where the last checkpoint of the old one, which is gone, was. */
    void submitAgain() {
        job = flink.submitFrom(checkpoint, pipeline, servers.connector());
    }

    /** Ends the job, whose restarts would slow others down. */
    void giveUp(String reason) {
        note("-- " + reason);
        if (job != null) {
            job.cancel();
        }
    }

    private void takeCheckpoint() {
        Eventually.holds("a checkpoint completes", PATIENCE, () -> job.takeCheckpoint(PATIENCE));
        checkpoint = job.lastCheckpoint().orElseThrow();
        history.checkpointTaken();
        note("-- " + checkpoint);
    }

    private void awaitMarker(int marker) {
        job.awaitWhileAlive("marker " + marker + " arrives", PATIENCE, () -> hasArrived(marker));
    }

    private boolean hasArrived(int marker) throws SQLException {
        boolean isThere = markerTableIsThere() && isThere(marker);
        if (!isThere) {
            // Histories that ask all the time would slow each other down.
            LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
        }
        return isThere;
    }

    private boolean markerTableIsThere() throws SQLException {
        hasMarkerTable =
                hasMarkerTable || TargetTables.exists(servers.starRocks(), history.markerTable());
        return hasMarkerTable;
    }

    private boolean isThere(int marker) throws SQLException {
        try (ResultSet rows =
                starRocks.executeQuery(
                        "SELECT id FROM " + history.markerTable() + " WHERE id = " + marker)) {
            return rows.next();
        }
    }

    private void executeAll(List<History.Statement> statements) throws SQLException {
        for (History.Statement each : statements) {
            execute(List.of(each.sql()));
            if (!each.expected().isEmpty()) {
                mySql.execute("SET sql_log_bin = 0");
                execute(each.expected());
                mySql.execute("SET sql_log_bin = 1");
            }
        }
    }

    private void execute(List<String> statements) throws SQLException {
        for (String sql : statements) {
            note(sql.replace("\n", "\\n") + ";");
            try {
                mySql.execute(sql);
            } catch (SQLException e) {
                throw new SQLException(e.getMessage() + " in " + sql, e);
            }
        }
    }

    /** Writes a line among the statements, which a failure points to. */
    void note(String line) {
        try {
            Files.writeString(
                    script, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when every table of StarRocks is what the behavior promises of MySQL's. */
    void awaitEqual() {
        TableComparison comparison =
                new TableComparison(servers.mySql(), servers.starRocks(), "+00:00");
        List<TableComparison.Outcome> different = new ArrayList<>();
        job.awaitWhileAlive(
                "all tables are as they should be",
                Duration.ofMinutes(1),
                () -> {
                    different.clear();
                    for (String table : history.tables()) {
                        TableComparison.Outcome outcome =
                                comparison.compare(List.of(history.expected(table)), table);
                        if (!outcome.isEqual()) {
                            different.add(outcome);
                        }
                    }
                    return different.isEmpty();
                },
                () -> different.toString());
        note("-- as it should be");
    }

    /** The file with all statements so far. */
    Path script() {
        return script;
    }

    @Override
    public void close() throws SQLException {
        mySqlConnection.close();
        starRocksConnection.close();
    }

    @Override
    public String toString() {
        return "%s, seed %d: %d schema changes, %d changed rows"
                .formatted(behavior.option(), seed, history.schemaChanges(), history.changedRows());
    }
}
