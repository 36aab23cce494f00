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
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pipeline that users are shown does what it says, once the addresses are theirs. */
@ExtendWith(SharedServers.class)
class YamlExamplesIT {

    private final Servers servers;

    YamlExamplesIT(Servers servers) {
        this.servers = servers;
    }

    static List<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("yaml-examples")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void delivers(String example) throws SQLException {
        servers.mySql()
                .execute(
                        "DROP DATABASE IF EXISTS shop",
                        "CREATE DATABASE shop",
                        "CREATE TABLE shop.hello (id INT PRIMARY KEY, word VARCHAR(20))",
                        "INSERT INTO shop.hello VALUES (1, 'hello')");
        servers.starRocks().execute("DROP DATABASE IF EXISTS shop");
        PipelineDefinition pipeline = servers.example(example);
        assertThat(pipeline.toString()).doesNotContain("example.com").doesNotContain("${");

        // The cluster of the tests has two slots.
        FlinkJob job = servers.submit(pipeline.with("pipeline", "parallelism", 2));
        try {
            job.awaitWhileAlive(
                    "the row of " + example + " arrives",
                    Duration.ofMinutes(2),
                    () ->
                            TargetTables.count(servers.starRocks(), "shop.hello", "word = 'hello'")
                                    == 1);
        } finally {
            job.cancel();
        }
    }
}
