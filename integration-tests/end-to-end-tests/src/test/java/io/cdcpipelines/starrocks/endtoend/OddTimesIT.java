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
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * MySQL has days and times that no calendar has, and its source changes some of them: what becomes
 * of each is what the table in docs/type-mapping.md says.
 */
@ExtendWith(SharedServers.class)
class OddTimesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TABLE = "odd.times";

    private static final Path PAGE = Path.of("..", "..", "docs", "type-mapping.md");
    private static final String HEADING =
            "| Declared in MySQL | Value there | From the snapshot | From a change |";
    private static final Pattern ROW =
            Pattern.compile("\\| `([^`]+)` \\| `([^`]+)` \\| ([^|`]+) \\| ([^|`]+) \\|");

    private final Servers servers;

    OddTimesIT(Servers servers) {
        this.servers = servers;
    }

    /**
     * A row of the page.
     *
     * @param fromSnapshot what StarRocks holds of a row that was there when the job started
     * @param fromChange what it holds of a row that came later
     */
    private record Odd(String declaration, String value, String fromSnapshot, String fromChange) {}

    private static List<Odd> documented() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        assertThat(lines).contains(HEADING);
        return lines.stream()
                .skip(lines.indexOf(HEADING) + 2L)
                .takeWhile(line -> line.startsWith("|"))
                .map(OddTimesIT::parse)
                .toList();
    }

    private static Odd parse(String line) {
        Matcher row = ROW.matcher(line);
        assertThat(row.matches()).as(line).isTrue();
        return new Odd(row.group(1), row.group(2), row.group(3), row.group(4));
    }

    @Test
    void areStoredAsThePageSays() throws Exception {
        List<Odd> values = documented();
        servers.starRocks().execute("DROP DATABASE IF EXISTS odd");
        servers.mySql()
                .execute(
                        "DROP DATABASE IF EXISTS odd",
                        "CREATE DATABASE odd",
                        IntStream.range(0, values.size())
                                .mapToObj(i -> "c" + i + " " + values.get(i).declaration())
                                .collect(
                                        Collectors.joining(
                                                ", ",
                                                "CREATE TABLE " + TABLE + " (id INT PRIMARY KEY, ",
                                                ")")));
        insert(1, values);
        FlinkJob job =
                servers.submit(
                        servers.example("mysql-to-starrocks.yaml")
                                .with("source", "tables", "odd.\\.*")
                                .with("pipeline", "local-time-zone", "UTC"));
        try {
            awaitRow(job, 1);
            insert(2, values);
            awaitRow(job, 2);
        } finally {
            job.cancel();
        }
        assertThat(stored(1, values))
                .as("from the snapshot")
                .isEqualTo(values.stream().map(odd -> said(odd, odd.fromSnapshot())).toList());
        assertThat(stored(2, values))
                .as("from a change")
                .isEqualTo(values.stream().map(odd -> said(odd, odd.fromChange())).toList());
    }

    private void insert(int id, List<Odd> values) throws SQLException {
        servers.mySql()
                .execute(
                        "SET SESSION sql_mode = ''",
                        values.stream()
                                .map(odd -> "'" + odd.value() + "'")
                                .collect(
                                        Collectors.joining(
                                                ", ",
                                                "INSERT INTO " + TABLE + " VALUES (" + id + ", ",
                                                ")")));
    }

    private void awaitRow(FlinkJob job, int id) {
        job.awaitWhileAlive(
                "row " + id + " arrives",
                PATIENCE,
                () -> TargetTables.count(servers.starRocks(), TABLE, "id = " + id) == 1);
    }

    private List<String> stored(int id, List<Odd> values) throws SQLException {
        List<String> stored = new ArrayList<>();
        try (Connection connection = servers.starRocks().connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT * FROM " + TABLE + " WHERE id = " + id)) {
            row.next();
            for (int i = 0; i < values.size(); i++) {
                String text = row.getString("c" + i);
                stored.add(said(values.get(i), text == null ? "NULL" : text));
            }
        }
        return stored;
    }

    private static String said(Odd odd, String stored) {
        return odd.declaration() + " of " + odd.value() + " is " + stored;
    }
}
