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

package io.cdcpipelines.starrocks.core.catalog;

import com.mysql.cj.jdbc.AbandonedConnectionCleanupThread;
import com.mysql.cj.jdbc.NonRegisteringDriver;
import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalogException.Reason;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * One connection to whichever frontend answers, opened when it is needed and again after it broke.
 * Used by one thread.
 *
 * <p>The driver is used directly: it is relocated in the product and registered nowhere.
 */
final class FrontendSession implements AutoCloseable {
    private static final long MAX_QUERY_TIMEOUT_SECONDS = 259_200;
    private static final long ANSWER_SECONDS = 30;

    private final JdbcConfig config;
    private final ServerErrors errors;

    private Connection connection;
    private String address = "";

    FrontendSession(JdbcConfig config) {
        this.config = config;
        this.errors = new ServerErrors(config.username());
    }

    /** Runs a statement once: whether it has been done is not known if the connection breaks. */
    void execute(String subject, String sql) {
        Connection open = connected();
        try (Statement statement = open.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(e, subject, sql);
        }
    }

    /** Runs a statement once that the server may work on for so long. */
    void executeWithin(Duration limit, String subject, String sql) {
        long seconds = Math.min(Math.max(limit.toSeconds() + 1, 1), MAX_QUERY_TIMEOUT_SECONDS);
        execute(subject, StatementRenderer.setQueryTimeout(seconds));
        Connection open = connected();
        try {
            open.setNetworkTimeout(Runnable::run, millisAfter(seconds));
            execute(subject, sql);
            open.setNetworkTimeout(Runnable::run, (int) config.socketTimeout().toMillis());
        } catch (SQLException e) {
            throw failed(e, subject, sql);
        }
    }

    /** The server gives up first, so that its answer is heard. */
    private static int millisAfter(long seconds) {
        return (int) Math.min((seconds + ANSWER_SECONDS) * 1000, Integer.MAX_VALUE);
    }

    /** Asks once more on a new connection if the old one turns out to be broken. */
    <T> List<T> query(String subject, String sql, RowReader<T> reader) {
        boolean reused = connection != null;
        try {
            return queryOnce(subject, sql, reader);
        } catch (StarRocksCatalogException e) {
            if (reused && e.reason() == Reason.UNREACHABLE) {
                return queryOnce(subject, sql, reader);
            }
            throw e;
        }
    }

    private <T> List<T> queryOnce(String subject, String sql, RowReader<T> reader) {
        Connection open = connected();
        try (Statement statement = open.createStatement()) {
            statement.setEscapeProcessing(false);
            // Not executeQuery: the driver holds ADMIN SHOW for a statement without a result.
            if (!statement.execute(sql)) {
                return List.of();
            }
            try (ResultSet rows = statement.getResultSet()) {
                List<T> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(reader.read(rows));
                }
                return read;
            }
        } catch (SQLException e) {
            throw failed(e, subject, sql);
        }
    }

    private StarRocksCatalogException failed(SQLException error, String subject, String sql) {
        StarRocksCatalogException described = errors.describe(error, subject, address, sql);
        if (ServerErrors.isConnectionLost(error)) {
            close();
        }
        return described;
    }

    private Connection connected() {
        if (connection == null) {
            connection = connect();
        }
        return connection;
    }

    private Connection connect() {
        List<String> failures = new ArrayList<>();
        for (String candidate : config.addresses()) {
            try {
                Connection opened = open(candidate);
                address = candidate;
                return opened;
            } catch (SQLException e) {
                if (ServerErrors.isLoginRefused(e)) {
                    throw StarRocksCatalogException.of(
                            Reason.LOGIN_REFUSED,
                            "Frontend "
                                    + candidate
                                    + " refused the login of user '"
                                    + config.username()
                                    + "'; check the user name and the password");
                }
                failures.add(candidate + ": " + rootMessage(e));
            }
        }
        throw StarRocksCatalogException.of(
                Reason.UNREACHABLE,
                "No frontend can be reached, check that each address is the query port of a"
                        + " frontend (usually 9030): "
                        + String.join("; ", failures));
    }

    private Connection open(String candidate) throws SQLException {
        try (DriverTls tls = DriverTls.of(config.tls(), config.driverProperties())) {
            return open(candidate, tls.properties());
        }
    }

    private Connection open(String candidate, Properties tls) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(tls);
        properties.putAll(config.driverProperties());
        properties.setProperty("user", config.username());
        properties.setProperty("password", config.password().reveal());
        properties.setProperty("connectTimeout", millis(config.connectTimeout().toMillis()));
        properties.setProperty("socketTimeout", millis(config.socketTimeout().toMillis()));
        // Whatever the encoding of this machine is, the server reads statements as UTF-8.
        properties.setProperty("characterEncoding", "UTF-8");
        properties.putIfAbsent("tcpKeepAlive", "true");
        properties.putIfAbsent("jdbcCompliantTruncation", "false");
        Driver driver = new NonRegisteringDriver();
        Connection opened = driver.connect("jdbc:mysql://" + candidate + "/", properties);
        // Every connection is closed here; the driver's own thread would outlive the job.
        AbandonedConnectionCleanupThread.uncheckedShutdown();
        return opened;
    }

    private static String millis(long value) {
        return Long.toString(Math.min(value, Integer.MAX_VALUE));
    }

    /** The driver's own message is a page of text about what may have been. */
    private static String rootMessage(SQLException error) {
        Throwable cause = error;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public void close() {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException ignored) {
            // The connection is gone either way, and nothing was pending on it.
        } finally {
            connection = null;
        }
    }

    /** Reads the current row of a result. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
