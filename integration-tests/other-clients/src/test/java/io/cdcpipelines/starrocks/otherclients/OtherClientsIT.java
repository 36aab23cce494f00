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

package io.cdcpipelines.starrocks.otherclients;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.transaction.Transaction;
import io.cdcpipelines.starrocks.emulator.transaction.TransactionStatus;
import io.cdcpipelines.starrocks.environment.FlinkCdcDistribution;
import io.cdcpipelines.starrocks.environment.FlinkCluster;
import io.cdcpipelines.starrocks.environment.FlinkJob;
import io.cdcpipelines.starrocks.environment.MySqlServer;
import io.cdcpipelines.starrocks.environment.PipelineDefinition;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Connectors that know nothing of the emulator write through it. What they lose by themselves is
 * named where it is expected.
 */
class OtherClientsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Path DIRECTORY =
            Path.of(
                    property("build.directory"),
                    "clients",
                    Long.toString(ProcessHandle.current().pid()));

    private static StarRocksEmulator emulator;

    @BeforeAll
    static void start() throws IOException {
        emulator =
                StarRocksEmulator.builder().backends(2).alterTick(Duration.ofMillis(200)).start();
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @ParameterizedTest(name = "{0}: {1} {2}, sink {3}")
    @CsvSource({
        "alo_json,at-least-once,json,V2",
        "alo_csv,at-least-once,csv,V2",
        "eo_json,exactly-once,json,V2",
        "eo_csv,exactly-once,csv,V2",
        "v1_json,at-least-once,json,V1"
    })
    void officialConnectorWritesEveryRow(
            String table, String semantic, String format, String sinkVersion) throws Exception {
        execute(
                "CREATE DATABASE IF NOT EXISTS official",
                "CREATE TABLE official."
                        + table
                        + " (id BIGINT NOT NULL, v VARCHAR(50)) PRIMARY KEY(id)"
                        + " DISTRIBUTED BY HASH(id) PROPERTIES('replication_num'='1')");

        new JavaProgram(
                        OfficialConnectorJob.class,
                        List.of(
                                Path.of(property("flink-cdc.distribution"), "flink") + "/*",
                                property("official.connector.jar")))
                .run(
                        List.of(
                                "jdbc-url=" + emulator.jdbcUrl(),
                                "load-url=" + emulator.loadUrl(),
                                "username=root",
                                "password=",
                                "database-name=official",
                                "table-name=" + table,
                                "sink.semantic=" + semantic,
                                "sink.version=" + sinkVersion,
                                "sink.label-prefix=" + table,
                                "sink.properties.format=" + format,
                                "sink.properties.strip_outer_array=true",
                                "sink.properties.column_separator=\\x01",
                                "sink.properties.row_delimiter=\\x02"),
                        DIRECTORY.resolve(table + ".log"),
                        PATIENCE);

        long rows = OfficialConnectorJob.ROWS;
        assertThat(
                        query(
                                "SELECT COUNT(*), SUM(id), SUM(CASE WHEN v = CONCAT('row ', id)"
                                        + " THEN 1 ELSE 0 END) FROM official."
                                        + table))
                .isEqualTo(rows + "|" + rows * (rows + 1) / 2 + "|" + rows);
        assertThat(unfinished("official")).isEmpty();
    }

    @Test
    void flinkCdcsOwnSinkKeepsADatabaseInSync() throws Exception {
        try (MySqlServer mySql = MySqlServer.in(DIRECTORY.resolve("mysql")).start();
                FlinkCluster flink =
                        FlinkCluster.start(
                                FlinkCdcDistribution.locate(),
                                DIRECTORY.resolve("flink"),
                                Map.of(
                                        // Its jar and Flink CDC's share classes.
                                        "classloader.resolve-order",
                                        "parent-first",
                                        // The committer's lambdas come from here; the command line
                                        // does not ship it where it is a jar of its own.
                                        "pipeline.classpaths",
                                        composer().toUri().toString()))) {
            mySql.execute(
                    "CREATE DATABASE cdc",
                    "CREATE TABLE cdc.orders (id INT PRIMARY KEY, name VARCHAR(20),"
                            + " price DECIMAL(10,2), placed DATETIME(6))",
                    "INSERT INTO cdc.orders VALUES (1, 'été \"1\"', 1.25,"
                            + " '2024-02-29 12:34:56.789012'), (2, NULL, NULL, NULL), (3, 'x', 3, NULL)");
            PipelineDefinition pipeline =
                    PipelineDefinition.of(PIPELINE)
                            .reading(mySql, "6400-6410")
                            .with("sink", "jdbc-url", emulator.jdbcUrl())
                            .with("sink", "load-url", emulator.loadUrl());
            FlinkJob job =
                    flink.submit(
                            pipeline.writeTo(DIRECTORY.resolve("pipeline.yaml")),
                            Path.of(property("cdc.connector.jar")));
            job.awaitWhileAlive("the snapshot arrives", PATIENCE, () -> count() == 3);

            mySql.execute(
                    "UPDATE cdc.orders SET name = 'two' WHERE id = 2",
                    "DELETE FROM cdc.orders WHERE id = 3",
                    "ALTER TABLE cdc.orders ADD COLUMN note VARCHAR(10)",
                    "INSERT INTO cdc.orders VALUES (4, 'y', 4, NULL, 'new')");
            job.awaitWhileAlive(
                    "the changes arrive",
                    PATIENCE,
                    () ->
                            query("SELECT id FROM cdc.orders ORDER BY id").equals("1\n2\n4")
                                    && query("SELECT name FROM cdc.orders WHERE id = 2")
                                            .equals("two"));
            job.cancel();
        }

        // This sink writes DATETIME in whole seconds.
        assertThat(query("SELECT id, name, price, placed, note FROM cdc.orders ORDER BY id"))
                .isEqualTo(
                        String.join(
                                "\n",
                                "1|été \"1\"|1.25|2024-02-29 12:34:56|null",
                                "2|two|null|null|null",
                                "4|y|4.00|null|new"));
    }

    private static final String PIPELINE =
            """
            source:
              type: mysql
              tables: cdc.\\.*
              server-time-zone: UTC
            sink:
              type: starrocks
              username: root
              password: ''
              sink.buffer-flush.interval-ms: 1000
              table.create.properties.replication_num: 1
            pipeline:
              name: other clients
              parallelism: 1
              schema.change.behavior: evolve
            """;

    private static Path composer() throws IOException {
        Path jars = Path.of(property("flink-cdc.distribution"), "flink-cdc").toRealPath();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(jars, "flink-cdc-composer-*")) {
            return found.iterator().next();
        }
    }

    private static long count() throws SQLException {
        try {
            return Long.parseLong(query("SELECT COUNT(*) FROM cdc.orders"));
        } catch (SQLException e) {
            return 0; // The sink has not created the table yet.
        }
    }

    private static List<String> unfinished(String database) {
        long id = emulator.cluster().database(database).orElseThrow().id();
        return emulator.transactions().running(id).stream()
                .filter(t -> t.status() != TransactionStatus.ABORTED)
                .map(Transaction::label)
                .toList();
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(emulator.jdbcUrl() + "/?user=root&sslMode=DISABLED");
    }

    private static void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The rows in lines, the columns separated by bars. */
    private static String query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            StringJoiner text = new StringJoiner("\n");
            while (rows.next()) {
                StringJoiner row = new StringJoiner("|");
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                text.add(row.toString());
            }
            return text.toString();
        }
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }
}
