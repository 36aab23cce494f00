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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The table {@code bench.wide} with ten columns and about 320 bytes of JSON per row; MySQL makes
 * the rows itself. One thread uses it.
 */
final class WideTable {
    static final String PATTERN = "bench.wide";

    private static final int ROWS_PER_NUMBER = 1_000;
    private static final int NUMBERS = 100;

    private static final String INSERT =
            """
            INSERT INTO bench.wide
            SELECT id,
                   id * 7919 % 1000003,
                   ELT(1 + id % 5, 'new', 'paid', 'packed', 'delivered', 'returned'),
                   IF(id % 10 = 0, NULL, CONCAT('customer', id * 7919 % 1000003, '@mail.example.com')),
                   CONCAT(SHA1(id), ' ', MD5(id), ' ', SHA1(id + 1)),
                   id * 31 % 100000000 / 100,
                   id / 7,
                   id % 3 = 0,
                   '2020-01-01 00:00:00' + INTERVAL id % 100000000 SECOND,
                   '2020-01-01' + INTERVAL id % 2000 DAY
            FROM (SELECT ? + b.n * 1000 + a.n + 1 AS id
                  FROM bench_seed.numbers b STRAIGHT_JOIN bench_seed.numbers a
                  WHERE b.n < ?) ids
            """;

    private final SourceDatabase mysql;

    WideTable(SourceDatabase mysql) {
        this.mysql = mysql;
    }

    /**
     * @param rows a multiple of 1,000
     */
    void fill(long rows) throws SQLException {
        mysql.execute(
                "CREATE DATABASE bench",
                "CREATE DATABASE bench_seed",
                "CREATE TABLE bench_seed.numbers (n INT PRIMARY KEY)",
                "INSERT INTO bench_seed.numbers VALUES "
                        + IntStream.range(0, ROWS_PER_NUMBER)
                                .mapToObj(n -> "(" + n + ")")
                                .collect(Collectors.joining(",")),
                """
                CREATE TABLE bench.wide (
                  id BIGINT PRIMARY KEY,
                  customer INT NOT NULL,
                  status VARCHAR(16) NOT NULL,
                  email VARCHAR(64),
                  note VARCHAR(200) NOT NULL,
                  amount DECIMAL(12,2) NOT NULL,
                  weight DOUBLE NOT NULL,
                  is_paid TINYINT(1) NOT NULL,
                  placed DATETIME NOT NULL,
                  due DATE NOT NULL)
                """);
        try (Connection connection = mysql.connect();
                Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            // The source reads the binlog from where it is after the rows were made.
            statement.execute("SET sql_log_bin = 0");
            for (long from = 0; from < rows; from += NUMBERS * ROWS_PER_NUMBER) {
                insert.setLong(1, from);
                insert.setLong(2, Math.min(NUMBERS, (rows - from) / ROWS_PER_NUMBER));
                insert.executeUpdate();
            }
            statement.execute("ANALYZE TABLE bench.wide");
        }
    }

    /** How many rows have been read from the table since the server started. */
    static long rowsRead(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery(
                                "SELECT COUNT_READ FROM"
                                        + " performance_schema.table_io_waits_summary_by_table"
                                        + " WHERE OBJECT_SCHEMA = 'bench' AND OBJECT_NAME = 'wide'")) {
            return result.next() ? result.getLong(1) : 0;
        }
    }
}
