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
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * MySQL has days and times that no calendar has. Its source turns them into NULL or into the first
 * moment of 1970, the same way as docs/flink-cdc-limits.md says.
 */
@ExtendWith(SharedServers.class)
class ZeroDatesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TABLE = "zeros.days";
    private static final String FIRST_MOMENT = "1970-01-01 00:00:00";
    private static final String VALUES =
            "(%d, '0000-00-00', '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00',"
                    + " '0000-00-00 00:00:00', '0000-00-00 00:00:00')";

    private final Servers servers;

    ZeroDatesIT(Servers servers) {
        this.servers = servers;
    }

    private void insert(int id) throws SQLException {
        servers.mySql()
                .execute(
                        "SET SESSION sql_mode = ''",
                        "INSERT INTO " + TABLE + " VALUES " + VALUES.formatted(id));
    }

    @Test
    void arriveAsNullOrAsTheFirstMomentOfTheEpoch() throws SQLException {
        servers.starRocks().execute("DROP DATABASE IF EXISTS zeros");
        servers.mySql()
                .execute(
                        "DROP DATABASE IF EXISTS zeros",
                        "CREATE DATABASE zeros",
                        "CREATE TABLE zeros.days (id INT PRIMARY KEY, d DATE NULL, d_required DATE"
                                + " NOT NULL, t DATETIME NULL, t_required DATETIME NOT NULL, p"
                                + " TIMESTAMP NULL, p_required TIMESTAMP NOT NULL)");
        insert(1);
        FlinkJob job =
                servers.submit(
                        servers.example("mysql-to-starrocks.yaml")
                                .with("source", "tables", "zeros.\\.*"));
        try {
            awaitRow(job, 1);
            insert(2);
            awaitRow(job, 2);
        } finally {
            job.cancel();
        }
        assertThat(rows())
                .containsExactly(
                        "1, null, 1970-01-01, null, 1970-01-01 00:00:00, null, " + FIRST_MOMENT,
                        "2, null, 1970-01-01, null, 1970-01-01 00:00:00, "
                                + FIRST_MOMENT
                                + ", "
                                + FIRST_MOMENT);
    }

    private void awaitRow(FlinkJob job, int id) {
        job.awaitWhileAlive(
                "row " + id + " arrives",
                PATIENCE,
                () -> TargetTables.count(servers.starRocks(), TABLE, "id = " + id) == 1);
    }

    private List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = servers.starRocks().connect();
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT * FROM " + TABLE + " ORDER BY id")) {
            ResultSetMetaData columns = result.getMetaData();
            while (result.next()) {
                List<String> fields = new ArrayList<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    fields.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join(", ", fields));
            }
        }
        return rows;
    }
}
