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

import io.cdcpipelines.starrocks.endtoend.ScalarType.Value;
import io.cdcpipelines.starrocks.endtoend.ScalarTypes.ZonedTexts;
import io.cdcpipelines.starrocks.environment.FlinkJob;
import io.cdcpipelines.starrocks.environment.MySqlServer;
import io.cdcpipelines.starrocks.environment.SourceDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every scalar type of MySQL arrives with its exact value, out of the snapshot and out of the
 * binlog, whatever the zones of the server and of the pipeline, and the format of the loads.
 */
@ExtendWith(SharedServers.class)
class TypeRoundTripIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Rows from here on are inserted while the job runs. */
    private static final int FIRST_LIVE_ID = 1000;

    private final Servers servers;

    TypeRoundTripIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void arrivesExactlyAsJsonWithServerInUtcAndPipelineInKolkata() throws SQLException {
        ZonedTexts kolkata =
                new ZonedTexts(
                        "1970-01-01 05:30:01",
                        "2024-02-29 18:04:56",
                        "2024-07-02 05:29:59",
                        "2038-01-19 08:44:07");
        roundTrip(servers.mySql(), "UTC", "Asia/Kolkata", "json", ScalarTypes.all(kolkata));
    }

    @Test
    void arrivesExactlyAsCsvWithServerInLosAngelesWinterAndPipelineInNewYork() throws SQLException {
        ZonedTexts newYork =
                new ZonedTexts(
                        "1969-12-31 19:00:01",
                        "2024-02-29 07:34:56",
                        "2024-07-01 19:59:59",
                        "2038-01-18 22:14:07");
        try (MySqlServer server =
                MySqlServer.in(servers.directory().resolve("mysql-west"))
                        .timeZone("-08:00")
                        .start()) {
            roundTrip(server, "Etc/GMT+8", "America/New_York", "csv", ScalarTypes.all(newYork));
        }
    }

    private void roundTrip(
            SourceDatabase source,
            String serverZone,
            String pipelineZone,
            String format,
            List<ScalarType> types)
            throws SQLException {
        servers.starRocks().execute("DROP DATABASE IF EXISTS types");
        source.execute(
                "DROP DATABASE IF EXISTS types",
                "CREATE DATABASE types",
                types.stream()
                        .map(type -> "`" + type.column() + "` " + type.definition())
                        .collect(
                                Collectors.joining(
                                        ", ",
                                        "CREATE TABLE types.scalars (id INT PRIMARY KEY, ",
                                        ")")));
        int rows = insert(source, types, 0);
        FlinkJob job =
                servers.submit(
                        servers.example("mysql-to-starrocks.yaml")
                                .reading(source, "6100-6110")
                                .with("source", "tables", "types.\\.*")
                                .with("source", "server-time-zone", serverZone)
                                .with("sink", "sink.properties.format", format)
                                .with("pipeline", "local-time-zone", pipelineZone));
        try {
            awaitRows(job, "id < " + FIRST_LIVE_ID, rows);
            insert(source, types, FIRST_LIVE_ID);
            awaitRows(job, "id >= " + FIRST_LIVE_ID, rows);
        } finally {
            job.cancel();
        }

        List<String> differences = new ArrayList<>();
        differences.addAll(differences("snapshot", types, 0));
        differences.addAll(differences("binlog", types, FIRST_LIVE_ID));
        assertThat(differences).isEmpty();
    }

    /**
     * Row n holds the n-th value of every type that has as many, else NULL; the last row is NULL
     * throughout.
     */
    private static int insert(SourceDatabase source, List<ScalarType> types, int firstId)
            throws SQLException {
        int rows = 1 + types.stream().mapToInt(type -> type.values().size()).max().orElseThrow();
        try (Connection connection = source.connect()) {
            for (int row = 0; row < rows; row++) {
                insertRow(connection, types, firstId, row);
            }
        }
        return rows;
    }

    private static void insertRow(
            Connection connection, List<ScalarType> types, int firstId, int row)
            throws SQLException {
        List<Object> parameters = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        for (ScalarType type : types) {
            if (row >= type.values().size()) {
                expressions.add("NULL");
                continue;
            }
            Value value = type.values().get(row);
            expressions.add(value.sql() == null ? "?" : value.sql());
            if (value.sql() == null) {
                parameters.add(value.parameter());
            }
        }
        String sql =
                "INSERT INTO types.scalars VALUES (%d, %s)"
                        .formatted(firstId + row, String.join(", ", expressions));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            statement.executeUpdate();
        }
    }

    private void awaitRows(FlinkJob job, String condition, int rows) {
        job.awaitWhileAlive(
                rows + " rows with " + condition + " arrive",
                PATIENCE,
                () -> TargetTables.count(servers.starRocks(), "types.scalars", condition) == rows);
    }

    private List<String> differences(String phase, List<ScalarType> types, int firstId)
            throws SQLException {
        Map<Integer, Map<String, byte[]>> rows = readAll(types);
        List<String> differences = new ArrayList<>();
        for (ScalarType type : types) {
            for (int row = 0; row <= type.values().size(); row++) {
                byte[] printed = rows.get(firstId + row).get(type.column());
                String expected =
                        row < type.values().size() ? type.values().get(row).expected() : "NULL";
                String actual = printed == null ? "NULL" : type.reading().read(printed);
                if (!actual.equals(expected)) {
                    differences.add(
                            "%s %s: expected %s, was %s"
                                    .formatted(phase, type, cut(expected), cut(actual)));
                }
            }
        }
        return differences;
    }

    private Map<Integer, Map<String, byte[]>> readAll(List<ScalarType> types) throws SQLException {
        try (Connection connection = servers.starRocks().connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM types.scalars")) {
            Map<Integer, Map<String, byte[]>> rows = new HashMap<>();
            while (result.next()) {
                Map<String, byte[]> row = new HashMap<>();
                for (ScalarType type : types) {
                    row.put(type.column(), result.getBytes(type.column()));
                }
                rows.put(result.getInt("id"), row);
            }
            return rows;
        }
    }

    private static String cut(String text) {
        return text.length() <= 120
                ? text
                : text.substring(0, 60) + "... (" + text.length() + " characters)";
    }
}
