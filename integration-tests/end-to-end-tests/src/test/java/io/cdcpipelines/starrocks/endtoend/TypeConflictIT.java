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
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Changes types in real MySQL that StarRocks cannot change, while rows come and go. */
@ExtendWith(SharedServers.class)
class TypeConflictIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TABLE = "conflicts.items";

    private final Servers servers;

    TypeConflictIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void rowsFromBeforeAndAfterHoldWhatMySqlHolds() throws Exception {
        servers.mySql()
                .execute(
                        "DROP DATABASE IF EXISTS conflicts",
                        "CREATE DATABASE conflicts",
                        "CREATE TABLE conflicts.items (id INT PRIMARY KEY, price INT NOT NULL,"
                                + " flag TINYINT(1), day DATE, at DATETIME)",
                        "INSERT INTO conflicts.items VALUES"
                                + " (1, 10, 1, '2024-02-29', '2024-02-29 12:34:56'),"
                                + " (2, -3, NULL, NULL, NULL)");
        servers.starRocks().execute("DROP DATABASE IF EXISTS conflicts");
        FlinkJob job =
                servers.submit(
                        servers.example("evolving-schema.yaml")
                                .with("source", "tables", "conflicts.\\.*"));
        try {
            awaitRow(job, "id = 2 AND price = -3");
            servers.mySql()
                    .execute(
                            "ALTER TABLE conflicts.items MODIFY COLUMN price DECIMAL(12, 2) NOT"
                                    + " NULL, MODIFY COLUMN flag INT, MODIFY COLUMN day"
                                    + " VARCHAR(20), MODIFY COLUMN at VARCHAR(30)",
                            "INSERT INTO conflicts.items VALUES (3, 4.75, 77, 'some day', 'noon')",
                            "UPDATE conflicts.items SET price = -3.5 WHERE id = 2");
            awaitRow(job, "id = 3");
            awaitRow(job, "id = 3 AND price = 4.75 AND flag = 77 AND day = 'some day'");
            awaitRow(job, "id = 2 AND price = -3.5 AND flag IS NULL AND at IS NULL");
            awaitRow(
                    job,
                    "id = 1 AND price = 10 AND flag = 1 AND day = '2024-02-29'"
                            + " AND at = '2024-02-29 12:34:56'");
            assertThat(count("id > 0")).isEqualTo(3);
        } finally {
            job.cancel();
        }
    }

    private void awaitRow(FlinkJob job, String condition) {
        job.awaitWhileAlive(
                "a row with " + condition,
                PATIENCE,
                () ->
                        TargetTables.hasColumn(servers.starRocks(), TABLE, "at")
                                && count(condition) == 1);
    }

    private long count(String condition) throws SQLException {
        return TargetTables.count(servers.starRocks(), TABLE, condition);
    }
}
