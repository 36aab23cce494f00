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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MySqlServerTest {

    @TempDir Path directory;

    @Test
    void isReadyForChangeDataCaptureAndGoneAfterClose() throws SQLException {
        MySqlServer server = MySqlServer.in(directory).timeZone("-08:00").start();
        try (server;
                Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT @@log_bin, @@binlog_format, @@binlog_row_image, @@gtid_mode,"
                                        + " @@character_set_server, @@global.time_zone, @@session.time_zone")) {
            assertThat(row.next()).isTrue();
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= 7; i++) {
                values.add(row.getString(i));
            }
            assertThat(values)
                    .containsExactly("1", "ROW", "FULL", "ON", "utf8mb4", "-08:00", "+00:00");
        }
        assertThatThrownBy(server::connect).isInstanceOf(SQLException.class);
        server.close();
    }
}
