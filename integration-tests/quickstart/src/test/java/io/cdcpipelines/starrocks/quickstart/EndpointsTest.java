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

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.environment.EmulatedStarRocks;
import io.cdcpipelines.starrocks.environment.ExistingMySql;
import io.cdcpipelines.starrocks.environment.ExistingStarRocks;
import org.junit.jupiter.api.Test;

class EndpointsTest {

    @Test
    void tellsHowToConnectWithoutPasswordsOfOthers() {
        String text =
                Endpoints.describe(
                        new ExistingMySql("db", 3306, "cdc", "mysql-secret"),
                        new ExistingStarRocks(
                                "jdbc:mysql://fe:9030", "fe:8030", "loader", "starrocks-secret"),
                        "http://flink:8081");

        assertThat(text)
                .contains("mysql -hdb -P3306 -ucdc -p\n")
                .contains("mysql -hfe -P9030 -uloader -p\n")
                .contains("http://flink:8081")
                .doesNotContain("secret");
    }

    @Test
    void tellsThePasswordOfItsOwnServer() {
        try (EmulatedStarRocks starRocks = EmulatedStarRocks.start()) {
            String text =
                    Endpoints.describe(
                            new ExistingMySql("db", 3306, "cdc", ""), starRocks, "http://flink");

            assertThat(text)
                    .contains("-ucdc\n")
                    .contains("-uroot -p'" + starRocks.password() + "'\n");
        }
    }
}
