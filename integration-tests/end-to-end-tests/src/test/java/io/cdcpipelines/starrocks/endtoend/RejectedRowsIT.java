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
import io.cdcpipelines.starrocks.environment.PipelineDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row that does not fit goes into a file of Flink's file system, and the others go on. */
@ExtendWith(SharedServers.class)
class RejectedRowsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Ten characters, as the source allows, and eleven bytes, one more than the column has. */
    private static final String TOO_LONG = "pländ-7c2a";

    private final Servers servers;

    RejectedRowsIT(Servers servers) {
        this.servers = servers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void goIntoAFileWhileOthersGoOn(String semantic) throws Exception {
        String database = "odd_" + semantic.replace('-', '_');
        String table = database + ".things";
        servers.mySql()
                .execute(
                        "DROP DATABASE IF EXISTS " + database,
                        "CREATE DATABASE " + database + " CHARACTER SET utf8mb4",
                        "CREATE TABLE " + table + " (id INT PRIMARY KEY, name VARCHAR(10))",
                        "INSERT INTO "
                                + table
                                + " VALUES (1, 'one'), (2, '"
                                + TOO_LONG
                                + "'), (3, 'three')");
        servers.starRocks().execute("DROP DATABASE IF EXISTS " + database);
        PipelineDefinition pipeline =
                servers.example("rejected-rows.yaml")
                        .with("source", "tables", database + ".\\.*")
                        .with("sink", "unicode-char.max-bytes", 1)
                        .with("sink", "sink.semantic", semantic);
        FlinkJob job = servers.submit(pipeline);
        try {
            await(job, table, "id > 0", 2);
            await(job, table, "name IN ('one', 'three')", 2);
            assertThat(letters(database))
                    .isNotEmpty()
                    .allMatch(
                            letter ->
                                    letter.contains("\"operation\":\"upsert\",\"key\":{\"id\":2}")
                                            && letter.contains("The max length of 'name' is 10")
                                            && letter.contains(TOO_LONG));

            servers.mySql()
                    .execute(
                            "UPDATE " + table + " SET name = '" + TOO_LONG + "' WHERE id = 1",
                            "INSERT INTO " + table + " VALUES (4, 'four')",
                            "UPDATE " + table + " SET name = 'two' WHERE id = 2");
            await(job, table, "name IN ('two', 'three', 'four')", 3);
            assertThat(TargetTables.count(servers.starRocks(), table, "name = 'one'"))
                    .as("what the table had of a row whose update is refused")
                    .isEqualTo(1);
            assertThat(letters(database)).anyMatch(letter -> letter.contains("\"key\":{\"id\":1}"));
        } finally {
            job.cancel();
        }
        assertThat(servers.flink().allLogs())
                .contains("A row of table " + table + " cannot be stored")
                .doesNotContain("nd-7c2a");
    }

    private void await(FlinkJob job, String table, String condition, int count) {
        job.awaitWhileAlive(
                count + " rows with " + condition,
                PATIENCE,
                () -> TargetTables.count(servers.starRocks(), table, condition) == count);
    }

    private List<String> letters(String database) throws IOException {
        List<String> letters = new ArrayList<>();
        try (Stream<Path> files = Files.list(servers.rejectedRows())) {
            for (Path file : files.toList()) {
                letters.addAll(Files.readAllLines(file));
            }
        }
        letters.removeIf(letter -> !letter.contains("\"database\":\"" + database + "\""));
        return letters;
    }
}
