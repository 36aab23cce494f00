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

package io.cdcpipelines.starrocks.emulator.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command line client that people type into, where the machine has one. */
class CommandLineClientTest {
    private StarRocksEmulator emulator;
    private String client;

    @BeforeEach
    void start() throws IOException {
        Optional<String> found =
                Stream.of("mariadb", "mysql").filter(this::isInstalled).findFirst();
        assumeTrue(
                found.isPresent(),
                "No mariadb or mysql client on the PATH; Debian has one in mariadb-client-core");
        client = found.get();
        emulator = StarRocksEmulator.builder().rootPassword("s3cret").start();
    }

    private boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> new File(directory, program).canExecute());
    }

    @AfterEach
    void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    private String run(String input, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                client,
                                "--no-defaults",
                                "-h127.0.0.1",
                                "-P" + emulator.mysqlPort(),
                                "-uroot",
                                "--default-character-set=utf8mb4"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MYSQL_PWD", "s3cret");
        Process process = builder.start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    @Test
    void createsFillsAndReadsATable() throws Exception {
        String output =
                run(
                        """
                        CREATE DATABASE shop;
                        USE shop;
                        CREATE TABLE t (id INT, name VARCHAR(20), ts DATETIME) PRIMARY KEY(id)
                          PROPERTIES('replication_num' = '1');
                        INSERT INTO t VALUES (1, 'Zoë', '2024-01-02 03:04:05.5'), (2, NULL, NULL);
                        SELECT * FROM t ORDER BY id;
                        SHOW TABLES;
                        """);
        assertThat(output)
                .isEqualTo(
                        """
                        id\tname\tts
                        1\tZoë\t2024-01-02 03:04:05.500000
                        2\tNULL\tNULL
                        Tables_in_shop
                        t
                        """);
    }

    @Test
    void printsErrorsWithTheirCode() throws Exception {
        assertThat(run("SELECT * FROM nodb.t;\n"))
                .contains("ERROR 5501 (3F000)")
                .contains("Unknown database 'nodb'");
    }

    /** The client asks for the fields of every table of the database, for completion. */
    @Test
    void completesNames() throws Exception {
        run(
                "CREATE DATABASE shop; CREATE TABLE shop.t (id INT) PRIMARY KEY(id)"
                        + " PROPERTIES('replication_num' = '1');");

        assertThat(run("SELECT count(*) FROM t;\n", "--auto-rehash", "shop"))
                .isEqualTo("count(*)\n0\n");
    }
}
