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

package io.cdcpipelines.starrocks.quickstart;

import io.cdcpipelines.starrocks.environment.EmulatedStarRocks;
import io.cdcpipelines.starrocks.environment.MySqlServer;
import io.cdcpipelines.starrocks.environment.SourceDatabase;
import io.cdcpipelines.starrocks.environment.StarRocksEnvironment;
import java.net.URI;

/**
 * The sentences that tell a person how to look at both ends; pure text. Passwords are shown only of
 * servers that the quickstart started itself.
 */
final class Endpoints {
    private Endpoints() {}

    static String describe(SourceDatabase mysql, StarRocksEnvironment starRocks, String flinkUi) {
        URI jdbc = URI.create(starRocks.jdbcUrl().substring("jdbc:".length()));
        return """
               Everything keeps running. Look around from another terminal:
                 MySQL      %s
                 StarRocks  %s
                 Flink      %s
               Press Ctrl-C to stop."""
                .formatted(
                        client(
                                mysql.host(),
                                mysql.port(),
                                mysql.user(),
                                password(mysql.password(), mysql instanceof MySqlServer)),
                        client(
                                jdbc.getHost(),
                                jdbc.getPort(),
                                starRocks.user(),
                                password(
                                        starRocks.password(),
                                        starRocks instanceof EmulatedStarRocks)),
                        flinkUi);
    }

    private static String client(String host, int port, String user, String password) {
        return "mysql -h%s -P%d -u%s%s".formatted(host, port, user, password);
    }

    private static String password(String password, boolean isOurs) {
        if (password.isEmpty()) {
            return "";
        }
        return isOurs ? " -p'" + password + "'" : " -p";
    }
}
