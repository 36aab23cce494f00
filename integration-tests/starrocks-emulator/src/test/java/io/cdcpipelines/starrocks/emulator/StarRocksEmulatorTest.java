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

package io.cdcpipelines.starrocks.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class StarRocksEmulatorTest {
    private static StarRocksEmulator emulator;

    @BeforeAll
    static void start() throws IOException {
        emulator = StarRocksEmulator.builder().rootPassword("secret").start();
        emulator.execute(
                "CREATE DATABASE d; CREATE TABLE d.t (id INT NOT NULL, v VARCHAR(10)) PRIMARY"
                        + " KEY(id) DISTRIBUTED BY HASH(id) PROPERTIES('replication_num'='1'); INSERT"
                        + " INTO d.t VALUES (3, 'a'), (1, 'c'), (2, 'b')");
    }

    @AfterAll
    static void stop() {
        emulator.close();
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ORDER BY id,123",
        "ORDER BY id DESC,321",
        "ORDER BY v,321",
        "WHERE id > 1 ORDER BY id,23",
        "ORDER BY id LIMIT 2,12"
    })
    void queriesAreOrderedWhateverTheOrderOfArrival(String clauses, String ids)
            throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(emulator.jdbcUrl(), "root", "secret");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM d.t " + clauses)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }

        assertThat(String.join("", found)).isEqualTo(ids);
    }

    @Test
    void commandLineNamesWhatIsWrong() {
        StringWriter errors = new StringWriter();
        CommandLine program = new CommandLine(new EmulatorMain()).setErr(new PrintWriter(errors));

        assertThat(program.execute("--be-http-ports", "1,2,3,4")).isEqualTo(2);
        assertThat(program.execute("--profile", "2.5")).isEqualTo(2);
        String taken = Integer.toString(emulator.mysqlPort());
        assertThat(
                        program.execute(
                                "--fe-mysql-port=" + taken,
                                "--fe-http-port=0",
                                "--be-http-ports=0"))
                .isEqualTo(1);

        assertThat(errors.toString())
                .contains("--be-http-ports takes one to three ports")
                .contains("'2.5' is not one of 3.3, 3.5");
    }
}
