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
import java.time.Duration;
import org.testcontainers.containers.FixedHostPortGenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** StarRocks itself, one frontend and one backend in a container; any thread may connect. */
final class StarRocksContainer implements StarRocksEnvironment {

    private static final String IMAGE =
            System.getProperty("starrocks.image", "starrocks/allin1-ubuntu:3.5.10");
    private static final int QUERY_PORT = 9030;
    private static final int FRONTEND_HTTP_PORT = 8030;
    private static final int BACKEND_HTTP_PORT = 8040;

    // The frontend redirects loads to 127.0.0.1 and the backend's own port, so that port must be
    // the same out here.
    @SuppressWarnings("deprecation")
    private final FixedHostPortGenericContainer<?> container =
            new FixedHostPortGenericContainer<>(IMAGE)
                    .withFixedExposedPort(BACKEND_HTTP_PORT, BACKEND_HTTP_PORT)
                    .withExposedPorts(QUERY_PORT, FRONTEND_HTTP_PORT)
                    .waitingFor(
                            Wait.forLogMessage(".*Enjoy the journey to StarRocks.*\\s", 1)
                                    .withStartupTimeout(Duration.ofMinutes(5)));

    StarRocksContainer() {
        container.start();
        try {
            requireAliveBackend();
        } catch (SQLException | RuntimeException e) {
            container.stop();
            throw new IllegalStateException("The StarRocks container does not work", e);
        }
    }

    private void requireAliveBackend() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet backends = statement.executeQuery("SHOW BACKENDS")) {
            if (!backends.next() || !backends.getBoolean("Alive")) {
                throw new IllegalStateException("The container has no alive backend");
            }
        }
    }

    @Override
    public String jdbcUrl() {
        return "jdbc:mysql://" + container.getHost() + ":" + container.getMappedPort(QUERY_PORT);
    }

    @Override
    public String loadUrl() {
        return container.getHost() + ":" + container.getMappedPort(FRONTEND_HTTP_PORT);
    }

    @Override
    public String user() {
        return "root";
    }

    @Override
    public String password() {
        return "";
    }

    @Override
    public void close() {
        container.stop();
    }
}
