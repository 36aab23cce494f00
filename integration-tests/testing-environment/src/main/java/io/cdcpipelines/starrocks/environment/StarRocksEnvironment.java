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

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * The StarRocks that a pipeline writes to: the emulator, a container or a cluster of somebody else.
 * What is written against this interface runs on all of them; any thread may open connections.
 */
public interface StarRocksEnvironment extends AutoCloseable {

    /** Without a database, as {@code jdbc-url} of a pipeline takes it. */
    String jdbcUrl();

    /** As {@code load-url} of a pipeline takes it. */
    String loadUrl();

    String user();

    String password();

    @Override
    void close();

    default Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user());
        properties.setProperty("password", password());
        properties.setProperty("sslMode", "DISABLED");
        properties.setProperty("characterEncoding", "UTF-8");
        properties.setProperty("connectTimeout", "10000");
        return DriverManager.getConnection(jdbcUrl() + "/", properties);
    }

    /** Runs statements one after the other on one connection. */
    default void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
