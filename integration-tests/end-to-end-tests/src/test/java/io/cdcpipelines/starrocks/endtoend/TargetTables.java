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

import io.cdcpipelines.starrocks.environment.StarRocksEnvironment;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Questions about tables of StarRocks that may not be there yet; any thread may ask. */
final class TargetTables {

    private TargetTables() {}

    static boolean exists(StarRocksEnvironment starRocks, String table) throws SQLException {
        String[] path = table.split("\\.", 2);
        try (Connection connection = starRocks.connect();
                Statement statement = connection.createStatement()) {
            return hasRows(statement, "SHOW DATABASES LIKE '" + path[0] + "'")
                    && hasRows(
                            statement, "SHOW TABLES FROM " + path[0] + " LIKE '" + path[1] + "'");
        }
    }

    private static boolean hasRows(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }

    /** The number of rows that a condition holds for; 0 if there is no such table. */
    static long count(StarRocksEnvironment starRocks, String table, String condition)
            throws SQLException {
        if (!exists(starRocks, table)) {
            return 0;
        }
        try (Connection connection = starRocks.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT COUNT(*) FROM " + table + " WHERE " + condition)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Whether the table is there and has a column of this name. */
    static boolean hasColumn(StarRocksEnvironment starRocks, String table, String column)
            throws SQLException {
        if (!exists(starRocks, table)) {
            return false;
        }
        try (Connection connection = starRocks.connect();
                Statement statement = connection.createStatement()) {
            return hasRows(statement, "SHOW FULL COLUMNS FROM " + table + " LIKE '" + column + "'");
        }
    }
}
