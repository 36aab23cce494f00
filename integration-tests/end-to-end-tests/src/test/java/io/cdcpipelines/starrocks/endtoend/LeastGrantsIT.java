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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The grants that the README asks for are enough. */
@ExtendWith(SharedServers.class)
class LeastGrantsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TABLE = "granted.words";
    private static final String PASSWORD = "least-password";

    private final Servers servers;

    LeastGrantsIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void letAUserCreateLoadAndAlter() throws Exception {
        servers.mySql()
                .execute(
                        "DROP DATABASE IF EXISTS granted",
                        "CREATE DATABASE granted",
                        "CREATE TABLE granted.words (id INT PRIMARY KEY, word VARCHAR(20))",
                        "INSERT INTO granted.words VALUES (1, 'hello')");
        servers.starRocks().execute("DROP DATABASE IF EXISTS granted", "DROP USER IF EXISTS 'cdc'");
        servers.starRocks().execute(grants());

        FlinkJob job =
                servers.submit(
                        servers.example("mysql-to-starrocks.yaml")
                                .with("source", "tables", "granted.\\.*")
                                .with("sink", "username", "cdc")
                                .with("sink", "password", PASSWORD));
        try {
            awaitWord(job, "id", "1");
            servers.mySql().execute("INSERT INTO granted.words VALUES (2, 'more')");
            awaitWord(job, "id", "2");
            servers.mySql()
                    .execute(
                            "ALTER TABLE granted.words ADD COLUMN length INT",
                            "ALTER TABLE granted.words DROP COLUMN word",
                            "INSERT INTO granted.words VALUES (3, 30)");
            awaitWord(job, "length", "30");
        } finally {
            job.cancel();
        }
    }

    private void awaitWord(FlinkJob job, String column, String value) {
        job.awaitWhileAlive(
                "a row with " + column + " = " + value,
                PATIENCE,
                () ->
                        TargetTables.hasColumn(servers.starRocks(), TABLE, column)
                                && count(column + " = " + value) == 1);
    }

    private long count(String condition) throws SQLException {
        return TargetTables.count(servers.starRocks(), TABLE, condition);
    }

    /** The statements of the README, with a password in the place of the dots. */
    private static String[] grants() throws IOException {
        Matcher block =
                Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(Path.of("..", "..", "README.md")));
        assertThat(block.find()).as("a block of SQL in the README").isTrue();
        String[] statements = block.group(1).replace("'...'", "'" + PASSWORD + "'").split(";\\s*");
        assertThat(statements).hasSizeGreaterThan(2);
        return statements;
    }
}
