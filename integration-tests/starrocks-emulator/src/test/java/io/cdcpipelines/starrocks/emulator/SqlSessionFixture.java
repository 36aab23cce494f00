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

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** An emulator and one JDBC connection of root to it. For one thread. */
public final class SqlSessionFixture implements AutoCloseable {
    private final StarRocksEmulator emulator;
    private final Connection connection;

    private SqlSessionFixture(StarRocksEmulator emulator, Connection connection) {
        this.emulator = emulator;
        this.connection = connection;
    }

    public static SqlSessionFixture start(VersionProfile profile) throws IOException, SQLException {
        StarRocksEmulator emulator = StarRocksEmulator.builder().profile(profile).start();
        return new SqlSessionFixture(
                emulator, DriverManager.getConnection(emulator.jdbcUrl(), "root", ""));
    }

    public StarRocksEmulator emulator() {
        return emulator;
    }

    public Connection connection() {
        return connection;
    }

    public long update(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /**
     * What a statement answers: {@code OK n} for a count, rows by {@code |} and values by a comma
     * for a result, {@code ERR code state message} for an error.
     */
    public String answer(String sql) {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "OK " + statement.getUpdateCount();
            }
            try (ResultSet rows = statement.getResultSet()) {
                return printed(rows);
            }
        } catch (SQLException e) {
            return "ERR " + e.getErrorCode() + " " + e.getSQLState() + " " + e.getMessage();
        }
    }

    private static String printed(ResultSet rows) throws SQLException {
        List<String> lines = new ArrayList<>();
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                values.add(rows.getString(i));
            }
            lines.add(String.join(",", values));
        }
        return String.join("|", lines);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        emulator.close();
    }
}
