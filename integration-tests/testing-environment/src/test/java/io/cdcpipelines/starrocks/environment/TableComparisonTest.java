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

package io.cdcpipelines.starrocks.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both sides are MySQL here: what the comparison finds does not depend on who stores the rows. */
class TableComparisonTest {

    @TempDir static Path directory;
    private static MySqlServer server;
    private static StarRocksEnvironment target;

    @BeforeAll
    static void start() {
        server = MySqlServer.in(directory).start();
        target =
                new ExistingStarRocks(
                        "jdbc:mysql://127.0.0.1:" + server.port(),
                        "unused",
                        server.user(),
                        server.password());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void createTables() throws SQLException {
        server.execute(
                "DROP DATABASE IF EXISTS shop",
                "CREATE DATABASE shop",
                "CREATE TABLE shop.left_1 (id INT PRIMARY KEY, name VARCHAR(20), price DECIMAL(8,2))",
                "CREATE TABLE shop.left_2 LIKE shop.left_1",
                "CREATE TABLE shop.united (id BIGINT PRIMARY KEY, price DECIMAL(10,4), name TEXT)",
                "INSERT INTO shop.left_1 VALUES (1, 'one', 1.10), (2, NULL, 2.20)",
                "INSERT INTO shop.left_2 VALUES (3, '', 3.30), (4, 'four', NULL)",
                "INSERT INTO shop.united VALUES (4, NULL, 'four'), (3, 3.3, ''), (2, 2.2, NULL), (1, 1.1, 'one')");
    }

    private static TableComparison.Outcome compare() throws SQLException {
        return new TableComparison(server, target, "+00:00")
                .compare(List.of("shop.left_1", "shop.left_2"), "shop.united");
    }

    @Test
    void findsUnitedShardsEqualInAnyOrderOfRowsAndColumns() throws SQLException {
        TableComparison.Outcome outcome = compare();

        assertThat(outcome.isEqual()).as(outcome.toString()).isTrue();
        assertThat(outcome.sourceRows()).isEqualTo(4);
        assertThat(outcome.targetRows()).isEqualTo(4);
        assertThat(outcome.sourceChecksums()).containsOnlyKeys("id", "name", "price");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "UPDATE shop.united SET name = 'on' WHERE id = 1; key 1:",
                "UPDATE shop.united SET name = NULL WHERE id = 3; key 3:",
                "UPDATE shop.united SET price = price + 0.01 WHERE id = 2; key 2:",
                "DELETE FROM shop.united WHERE id = 2; key 2:",
                "INSERT INTO shop.united VALUES (5, 5, 'five'); key 5:",
                "UPDATE shop.united SET id = 7 WHERE id = 4; key 7:",
                "ALTER TABLE shop.united DROP COLUMN price; column price is missing in StarRocks",
                "ALTER TABLE shop.united ADD COLUMN more INT; column more is in StarRocks only",
            })
    void findsWhatDiffers(String change, String expected) throws SQLException {
        server.execute(change);

        TableComparison.Outcome outcome = compare();

        assertThat(outcome.isEqual()).isFalse();
        assertThat(outcome.differences()).anyMatch(line -> line.startsWith(expected));
    }

    @Test
    void findsValuesThatSwappedTheirRows() throws SQLException {
        server.execute(
                "UPDATE shop.united SET name = CASE id WHEN 1 THEN 'four' ELSE 'one' END WHERE id IN (1, 4)");

        TableComparison.Outcome outcome = compare();

        assertThat(outcome.isEqual()).isFalse();
        assertThat(outcome.differences()).hasSize(2);
    }

    @Test
    void listsTheFirstDifferencesAndCountsTheRest() throws SQLException {
        server.execute(
                "SET SESSION cte_max_recursion_depth = 100000",
                "INSERT INTO shop.left_1 WITH RECURSIVE n (i) AS"
                        + " (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 1099) SELECT i, 'x', 1 FROM n");

        assertThat(compare().differences()).hasSize(11).last().isEqualTo("and 90 more rows");
    }
}
