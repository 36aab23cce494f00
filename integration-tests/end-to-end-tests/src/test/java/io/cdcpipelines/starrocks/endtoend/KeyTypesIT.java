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

import static io.cdcpipelines.starrocks.endtoend.ScalarType.bytes;
import static io.cdcpipelines.starrocks.endtoend.ScalarType.of;
import static io.cdcpipelines.starrocks.endtoend.ScalarType.same;
import static io.cdcpipelines.starrocks.endtoend.ScalarType.sql;
import static io.cdcpipelines.starrocks.endtoend.ScalarType.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.endtoend.ScalarType.Value;
import io.cdcpipelines.starrocks.environment.FlinkJob;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Rows are found again by their keys, whatever type those have: updates and deletes hit the row of
 * the snapshot.
 */
@ExtendWith(SharedServers.class)
class KeyTypesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final List<ScalarType> KEYS =
            List.of(
                    of("k_tinyint", "TINYINT", Reading.TEXT, same("-128"), same("127")),
                    of(
                            "k_bigint_unsigned",
                            "BIGINT UNSIGNED",
                            Reading.TEXT,
                            same("0"),
                            same("18446744073709551615")),
                    of(
                            "k_decimal_wide",
                            "DECIMAL(30,0)",
                            Reading.TEXT,
                            same("-" + "9".repeat(30)),
                            same("1")),
                    of(
                            "k_decimal_scaled",
                            "DECIMAL(10,2)",
                            Reading.NUMBER,
                            same("-0.01"),
                            same("99999999.99")),
                    of("k_char", "CHAR(8)", Reading.TEXT, text("a b"), text("ü🚀")),
                    of("k_varchar", "VARCHAR(30)", Reading.TEXT, text("\"'\\"), text("")),
                    of(
                            "k_date",
                            "DATE",
                            Reading.TEXT,
                            sql("'1969-12-31'", "1969-12-31"),
                            sql("'2024-02-29'", "2024-02-29")),
                    of(
                            "k_datetime",
                            "DATETIME(6)",
                            Reading.DATETIME,
                            sql("'2024-02-29 01:02:03.000004'", "2024-02-29 01:02:03.000004"),
                            sql("'1970-01-01 00:00:00'", "1970-01-01 00:00:00.000000")),
                    of(
                            "k_timestamp",
                            "TIMESTAMP(3)",
                            Reading.DATETIME,
                            sql("'2024-02-29 01:02:03.004'", "2024-02-29 01:02:03.004000"),
                            sql("'1999-01-01 00:00:00'", "1999-01-01 00:00:00.000000")),
                    // StarRocks takes no VARBINARY as a key: the bytes become hexadecimal digits.
                    of(
                            "k_varbinary",
                            "VARBINARY(16)",
                            Reading.TEXT,
                            bytesAsText(new byte[] {0, -1, 92}, "00ff5c"),
                            bytesAsText(new byte[] {34}, "22")),
                    of("k_enum", "ENUM('x','y')", Reading.TEXT, text("x"), text("y")));

    private final Servers servers;

    KeyTypesIT(Servers servers) {
        this.servers = servers;
    }

    private static Value bytesAsText(byte[] bytes, String expected) {
        return new Value(null, bytes(bytes).parameter(), expected);
    }

    @Test
    void findsRowsAgainByTheirKeys() throws SQLException {
        servers.starRocks().execute("DROP DATABASE IF EXISTS key_types");
        servers.mySql().execute("DROP DATABASE IF EXISTS key_types", "CREATE DATABASE key_types");
        for (ScalarType key : KEYS) {
            servers.mySql()
                    .execute(
                            "CREATE TABLE key_types.%s (k %s NOT NULL PRIMARY KEY, v INT NOT NULL)"
                                    .formatted(key.column(), key.definition()));
            insert(key);
        }
        FlinkJob job =
                servers.submit(
                        servers.example("mysql-to-starrocks.yaml")
                                .with("source", "tables", "key_types.\\.*"));
        try {
            for (ScalarType key : KEYS) {
                awaitRows(
                        job,
                        key,
                        Map.of(
                                key.values().get(0).expected(), "1",
                                key.values().get(1).expected(), "2"));
            }
            for (ScalarType key : KEYS) {
                servers.mySql()
                        .execute(
                                "DELETE FROM key_types.%s WHERE v = 1".formatted(key.column()),
                                "UPDATE key_types.%s SET v = 22".formatted(key.column()));
            }
            for (ScalarType key : KEYS) {
                awaitRows(job, key, Map.of(key.values().get(1).expected(), "22"));
            }
            assertThat(job.rootException()).isEmpty();
        } finally {
            job.cancel();
        }
    }

    private void insert(ScalarType key) throws SQLException {
        try (Connection connection = servers.mySql().connect()) {
            for (int i = 0; i < key.values().size(); i++) {
                Value value = key.values().get(i);
                String sql =
                        "INSERT INTO key_types.%s VALUES (%s, %d)"
                                .formatted(
                                        key.column(),
                                        value.sql() == null ? "?" : value.sql(),
                                        i + 1);
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    if (value.sql() == null) {
                        statement.setObject(1, value.parameter());
                    }
                    statement.executeUpdate();
                }
            }
        }
    }

    private void awaitRows(FlinkJob job, ScalarType key, Map<String, String> expected) {
        Map<String, String> actual = new TreeMap<>();
        job.awaitWhileAlive(
                key.definition() + " holds " + expected,
                PATIENCE,
                () -> {
                    actual.clear();
                    actual.putAll(rows(key));
                    return actual.equals(expected);
                },
                actual::toString);
    }

    private Map<String, String> rows(ScalarType key) throws SQLException {
        String table = "key_types." + key.column();
        Map<String, String> rows = new TreeMap<>();
        if (!TargetTables.exists(servers.starRocks(), table)) {
            return rows;
        }
        try (Connection connection = servers.starRocks().connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT k, v FROM " + table)) {
            while (result.next()) {
                rows.put(
                        key.reading().read(result.getBytes(1)),
                        new String(result.getBytes(2), StandardCharsets.UTF_8));
            }
        }
        return rows;
    }
}
