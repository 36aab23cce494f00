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

package io.cdcpipelines.starrocks.emulator.query;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The in-memory H2 database that evaluates queries. It holds functions and no rows. Thread-safe:
 * every query borrows a session of its own.
 */
final class H2Database implements AutoCloseable {
    /** Words that are names in StarRocks and keywords in H2. */
    private static final String NON_KEYWORDS =
            "VALUE,KEY,USER,DAY,MONTH,YEAR,HOUR,MINUTE,SECOND,ROWNUM,SYSTEM_USER,"
                    + "SESSION_USER,CURRENT_CATALOG,CURRENT_SCHEMA,CURRENT_PATH,UESCAPE,SYMMETRIC,"
                    + "ASYMMETRIC,PRIMARY,CHECK,CONSTRAINT,FOREIGN";

    private final String url =
            "jdbc:h2:mem:"
                    + UUID.randomUUID()
                    + ";MODE=MySQL;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
                    + ";QUERY_CACHE_SIZE=0;DB_CLOSE_DELAY=-1;LAZY_QUERY_EXECUTION=1;NON_KEYWORDS="
                    + NON_KEYWORDS;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    private boolean isClosed;

    H2Database() {
        try {
            Connection connection = DriverManager.getConnection(url);
            try (Statement statement = connection.createStatement()) {
                for (String alias : FunctionAliases.statements()) {
                    statement.execute(alias);
                }
            }
            idle.push(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("H2 does not start", e);
        }
    }

    H2Session session() throws SQLException {
        Connection connection = idle.poll();
        return new H2Session(
                connection == null ? DriverManager.getConnection(url) : connection, idle::push);
    }

    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException e) {
            throw new IllegalStateException("H2 does not stop", e);
        }
    }
}
