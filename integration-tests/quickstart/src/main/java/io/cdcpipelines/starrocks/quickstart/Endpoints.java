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

import io.cdcpipelines.starrocks.environment.SourceDatabase;
import io.cdcpipelines.starrocks.environment.StarRocksEnvironment;
import java.net.URI;

/** The sentences that tell a person how to look at both ends; pure text. */
final class Endpoints {
    private Endpoints() {}

    static String describe(SourceDatabase mysql, StarRocksEnvironment starRocks, String flinkUi) {
        URI jdbc = URI.create(starRocks.jdbcUrl().substring("jdbc:".length()));
        return """
               Everything keeps running. Look around from another terminal:
                 MySQL      mysql -h%s -P%d -u%s -p%s
                 StarRocks  mysql -h%s -P%d -u%s%s
                 Flink      %s
               Press Ctrl-C to stop."""
                .formatted(
                        mysql.host(),
                        mysql.port(),
                        mysql.user(),
                        mysql.password().isEmpty() ? "" : "'" + mysql.password() + "'",
                        jdbc.getHost(),
                        jdbc.getPort(),
                        starRocks.user(),
                        starRocks.password().isEmpty() ? "" : " -p",
                        flinkUi);
    }
}
