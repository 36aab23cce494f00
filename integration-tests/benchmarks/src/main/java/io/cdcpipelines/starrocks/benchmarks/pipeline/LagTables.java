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

package io.cdcpipelines.starrocks.benchmarks.pipeline;

import io.cdcpipelines.starrocks.environment.SourceDatabase;
import io.cdcpipelines.starrocks.environment.StarRocksEnvironment;
import io.cdcpipelines.starrocks.environment.TableComparison;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The tables of the lag scenario, {@code bench_lag.t0} and so on. Immutable. */
final class LagTables {
    static final String PATTERN = "bench_lag.t\\d+";

    /** Rows that are there before changes come, for the first updates and deletes. */
    static final int FIRST_ROWS = 10;

    private final int count;

    LagTables(int count) {
        this.count = count;
    }

    int count() {
        return count;
    }

    static String name(int table) {
        return "bench_lag.t" + table;
    }

    List<String> names() {
        return IntStream.range(0, count).mapToObj(LagTables::name).toList();
    }

    void create(SourceDatabase mysql) throws SQLException {
        List<String> statements = new ArrayList<>(List.of("CREATE DATABASE bench_lag"));
        for (String name : names()) {
            statements.add(
                    """
                    CREATE TABLE %s (
                      id BIGINT PRIMARY KEY,
                      seq BIGINT NOT NULL,
                      customer INT NOT NULL,
                      status VARCHAR(16) NOT NULL,
                      amount DECIMAL(12,2) NOT NULL,
                      note VARCHAR(200) NOT NULL,
                      placed DATETIME NOT NULL)
                    """
                            .formatted(name));
            for (int id = 0; id < FIRST_ROWS; id++) {
                statements.add(
                        "INSERT INTO %s VALUES (%d, -1, %d, 'new', 0, 'first', '2024-01-01')"
                                .formatted(name, id, id));
            }
        }
        mysql.execute(statements.toArray(new String[0]));
    }

    /** Whether StarRocks has the first rows of all tables. */
    boolean areFilled(StarRocksEnvironment starRocks) throws SQLException {
        try (Connection connection = starRocks.connect();
                Statement statement = connection.createStatement()) {
            for (String name : names()) {
                if (!hasFirstRows(statement, name)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean hasFirstRows(Statement statement, String name) {
        try (ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM " + name)) {
            return result.next() && result.getInt(1) == FIRST_ROWS;
        } catch (SQLException thereIsNoTableYet) {
            return false;
        }
    }

    /**
     * @throws IllegalStateException if some table is not the same on both sides
     */
    void compare(SourceDatabase mysql, StarRocksEnvironment starRocks) throws SQLException {
        TableComparison comparison = new TableComparison(mysql, starRocks, "+00:00");
        for (String name : names()) {
            TableComparison.Outcome outcome = comparison.compare(name);
            if (!outcome.isEqual()) {
                throw new IllegalStateException(outcome.toString());
            }
        }
    }
}
