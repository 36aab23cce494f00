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

package io.cdcpipelines.starrocks.quickstart;

import io.cdcpipelines.starrocks.environment.FlinkCdcDistribution;
import io.cdcpipelines.starrocks.environment.FlinkCluster;
import io.cdcpipelines.starrocks.environment.FlinkJob;
import io.cdcpipelines.starrocks.environment.PipelineDefinition;
import io.cdcpipelines.starrocks.environment.ShopDatabase;
import io.cdcpipelines.starrocks.environment.SourceDatabase;
import io.cdcpipelines.starrocks.environment.StarRocksEnvironment;
import io.cdcpipelines.starrocks.environment.TableComparison;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * The course of the quickstart: fill MySQL, start the pipeline, wait for the snapshot, change rows
 * and schema, wait for the changes, compare. One thread runs it.
 */
final class Demonstration {
    private static final Duration SNAPSHOT_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration CATCH_UP_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);

    private final SourceDatabase mysql;
    private final StarRocksEnvironment starRocks;
    private final int orders;
    private final Duration duration;
    private final Path example;
    private final Path connector;
    private final Path directory;
    private final ProgressBoard board;

    /**
     * @param orders how many orders the shop starts with; it has 4.65 rows for each
     * @param duration how long to change rows and schema
     * @param example the pipeline to submit, without addresses and credentials
     * @param directory for what the run writes
     */
    Demonstration(
            SourceDatabase mysql,
            StarRocksEnvironment starRocks,
            int orders,
            Duration duration,
            Path example,
            Path connector,
            Path directory,
            ProgressBoard board) {
        this.mysql = mysql;
        this.starRocks = starRocks;
        this.orders = orders;
        this.duration = duration;
        this.example = example;
        this.connector = connector;
        this.directory = directory;
        this.board = board;
    }

    /**
     * Whether both sides are equal at the end.
     *
     * @param keep whether to stay, with everything running, until the process is ended
     */
    boolean run(boolean keep) throws Exception {
        refuseExistingDatabases();
        board.say("Filling " + mysql);
        ShopDatabase shop = new ShopDatabase(mysql);
        shop.create();
        shop.fill(orders);
        board.say("%,d rows".formatted(rowsInMySql()));

        board.say("Starting Flink and submitting " + example);
        try (FlinkCluster flink =
                FlinkCluster.start(
                        FlinkCdcDistribution.locate(),
                        directory.resolve("flink"),
                        Map.of("execution.checkpointing.interval", "3 s"))) {
            FlinkJob job = flink.submit(writePipeline(), connector);
            board.say("The pipeline runs, see " + flink.restUrl());
            boolean equal;
            try (ProgressWatch watch = new ProgressWatch(job, board)) {
                watch.start();
                follow(job, shop);
                equal = compare(job);
                board.conclude(watch.read());
            }
            board.say(equal ? "All tables are equal." : "SOME TABLES DIFFER.");
            if (keep) {
                board.say(Endpoints.describe(mysql, starRocks, flink.restUrl()));
                new CountDownLatch(1).await();
            }
            return equal;
        }
    }

    /** The servers may be somebody's, and the shop is made by dropping what was there. */
    private void refuseExistingDatabases() throws SQLException {
        try (Connection source = mysql.connect();
                Connection target = starRocks.connect()) {
            for (String database : List.of("shop", "shop_seed")) {
                if (names(source, "SHOW DATABASES").contains(database)
                        || names(target, "SHOW DATABASES").contains(database)) {
                    throw new IllegalStateException(
                            "The quickstart makes a database '%s', and there is one already in %s or %s. Drop it if nobody needs it."
                                    .formatted(database, mysql, starRocks));
                }
            }
        }
    }

    private Path writePipeline() {
        return PipelineDefinition.read(example)
                .reading(mysql, "5411-5414")
                .writing(starRocks)
                .with("sink", "sink.buffer-flush.interval-ms", 1000)
                .writeTo(directory.resolve("pipeline.yaml"));
    }

    private void follow(FlinkJob job, ShopDatabase shop) throws Exception {
        job.awaitWhileAlive("the snapshot is in StarRocks", SNAPSHOT_TIMEOUT, this::hasAllRows);
        board.say("The snapshot is complete; now rows and schema change");

        shop.traffic(0);
        // The source breaks on a schema change that comes before it reads the binlog.
        job.awaitWhileAlive("the first changes arrive", CATCH_UP_TIMEOUT, this::hasAllRows);
        changeRowsAndSchema(shop);
        shop.trafficAfterSchemaChanges();
        board.say("Waiting for the last changes");
    }

    private void changeRowsAndSchema(ShopDatabase shop) throws SQLException {
        List<ShopDatabase.SchemaChange> schemaChanges = ShopDatabase.SCHEMA_CHANGES;
        int rounds = (int) Math.max(schemaChanges.size(), duration.dividedBy(BETWEEN_ROUNDS));
        int roundsPerChange = rounds / schemaChanges.size();
        long start = System.nanoTime();
        for (int round = 1; round <= rounds; round++) {
            shop.traffic(round);
            int change = round / roundsPerChange - 1;
            if (round % roundsPerChange == 0 && change < schemaChanges.size()) {
                mysql.execute(schemaChanges.get(change).statements().toArray(new String[0]));
                board.say("  MySQL: " + schemaChanges.get(change).what());
            }
            LockSupport.parkNanos(start + round * BETWEEN_ROUNDS.toNanos() - System.nanoTime());
        }
    }

    private boolean compare(FlinkJob job) {
        TableComparison comparison = new TableComparison(mysql, starRocks, "+00:00");
        boolean allEqual = true;
        for (Map.Entry<String, List<String>> table : ShopTables.sourcesByTarget().entrySet()) {
            TableComparison.Outcome outcome =
                    settle(job, comparison, table.getValue(), table.getKey());
            report(outcome);
            allEqual &= outcome.isEqual();
        }
        return allEqual;
    }

    private void report(TableComparison.Outcome outcome) {
        board.say(outcome.toString());
        board.say("    %-14s %-16s %s".formatted("checksum of", "MySQL", "StarRocks"));
        outcome.sourceChecksums()
                .forEach(
                        (column, checksum) ->
                                board.say(
                                        "    %-14s %s %s"
                                                .formatted(
                                                        column,
                                                        checksum,
                                                        outcome.targetChecksums().get(column))));
    }

    /** The first outcome without a difference, or the last one when the time is over. */
    private static TableComparison.Outcome settle(
            FlinkJob job, TableComparison comparison, List<String> sources, String target) {
        List<TableComparison.Outcome> last = new ArrayList<>();
        try {
            job.awaitWhileAlive(
                    target + " is equal",
                    CATCH_UP_TIMEOUT,
                    () -> {
                        TableComparison.Outcome outcome = comparison.compare(sources, target);
                        last.clear();
                        last.add(outcome);
                        return outcome.isEqual();
                    });
        } catch (IllegalStateException overTime) {
            if (last.isEmpty()) {
                throw overTime;
            }
        }
        return last.get(0);
    }

    private boolean hasAllRows() throws SQLException {
        try (Connection source = mysql.connect();
                Connection target = starRocks.connect()) {
            if (!names(target, "SHOW DATABASES").contains("shop")) {
                return false;
            }
            List<String> tables = names(target, "SHOW TABLES FROM shop");
            for (Map.Entry<String, List<String>> table : ShopTables.sourcesByTarget().entrySet()) {
                String name = table.getKey().substring("shop.".length());
                if (!tables.contains(name)
                        || count(target, List.of(table.getKey()))
                                != count(source, table.getValue())) {
                    return false;
                }
            }
            return true;
        }
    }

    private long rowsInMySql() throws SQLException {
        try (Connection source = mysql.connect()) {
            long rows = 0;
            for (List<String> tables : ShopTables.sourcesByTarget().values()) {
                rows += count(source, tables);
            }
            return rows;
        }
    }

    private static long count(Connection connection, List<String> tables) throws SQLException {
        long rows = 0;
        try (Statement statement = connection.createStatement()) {
            for (String table : tables) {
                try (ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
                    result.next();
                    rows += result.getLong(1);
                }
            }
        }
        return rows;
    }

    private static List<String> names(Connection connection, String show) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(show)) {
            List<String> names = new ArrayList<>();
            while (result.next()) {
                names.add(result.getString(1));
            }
            return names;
        }
    }
}
