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

package io.cdcpipelines.starrocks.emulator.conformance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** One connection of Connector/J, opened on first use and again after it broke. One thread. */
final class SqlSession implements AutoCloseable {

    /** What the driver made of an answer: an error, or the rows, or neither. */
    record Reply(Optional<SQLException> error, List<String> header, List<List<String>> rows) {
        static Reply of(SQLException error) {
            return new Reply(Optional.of(error), List.of(), List.of());
        }

        boolean isResultSet() {
            return !header.isEmpty();
        }

        @Override
        public String toString() {
            return error.map(SqlSession::describe)
                    .orElseGet(() -> isResultSet() ? "rows " + header + " " + rows : "ok");
        }
    }

    private final String address;
    private final String user;
    private final String password;
    private final String database;
    private Connection connection;

    SqlSession(String address, String user, String password, Optional<String> database) {
        this.address = address;
        this.user = user;
        this.password = password;
        this.database = database.orElse("");
    }

    static String describe(SQLException error) {
        return "error "
                + error.getErrorCode()
                + " "
                + error.getSQLState()
                + " "
                + error.getMessage();
    }

    /** Logs in and answers what came of it. */
    Reply open() {
        try {
            connection();
            return new Reply(Optional.empty(), List.of(), List.of());
        } catch (SQLException e) {
            return Reply.of(e);
        }
    }

    Reply execute(String sql) {
        try (Statement statement = connection().createStatement()) {
            statement.setEscapeProcessing(false);
            if (!statement.execute(sql)) {
                return new Reply(Optional.empty(), List.of(), List.of());
            }
            try (ResultSet rows = statement.getResultSet()) {
                return read(rows);
            }
        } catch (SQLException e) {
            return Reply.of(e);
        }
    }

    private static Reply read(ResultSet resultSet) throws SQLException {
        int width = resultSet.getMetaData().getColumnCount();
        List<String> header = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
            header.add(resultSet.getMetaData().getColumnLabel(i));
        }
        List<List<String>> rows = new ArrayList<>();
        while (resultSet.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= width; i++) {
                row.add(String.valueOf(resultSet.getString(i)));
            }
            rows.add(row);
        }
        return new Reply(Optional.empty(), header, rows);
    }

    private Connection connection() throws SQLException {
        if (connection == null || connection.isClosed()) {
            Properties properties = new Properties();
            properties.setProperty("user", user);
            properties.setProperty("password", password);
            properties.setProperty("sslMode", "DISABLED");
            properties.setProperty("connectTimeout", "10000");
            properties.setProperty("socketTimeout", "60000");
            connection =
                    DriverManager.getConnection(
                            "jdbc:mysql://" + address + "/" + database, properties);
        }
        return connection;
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot close the connection of " + user, e);
        }
    }
}
