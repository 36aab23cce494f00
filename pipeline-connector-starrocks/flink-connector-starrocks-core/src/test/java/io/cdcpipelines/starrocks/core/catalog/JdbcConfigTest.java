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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.config.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcConfigTest {

    private static JdbcConfig parse(String url) {
        return JdbcConfig.parse(
                url, "root", Secret.of("s3cr3t"), Duration.ofSeconds(3), Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:mysql://fe1:9030 | fe1:9030",
                "jdbc:mysql://fe1:9030,fe2:9031 | fe1:9030;fe2:9031",
                "jdbc:mysql://fe1 | fe1:9030",
                "jdbc:mysql://10.0.0.1:9030/ | 10.0.0.1:9030",
                "jdbc:mysql://fe1:9030/some_db | fe1:9030",
                "jdbc:mysql://[::1]:9030/?useSSL=false | [::1]:9030",
            })
    void readsTheAddresses(String url, String addresses) {
        assertThat(parse(url).addresses()).isEqualTo(List.of(addresses.split(";")));
    }

    @Test
    void handsPropertiesOnToTheDriver() {
        assertThat(parse("jdbc:mysql://fe1:9030?useSSL=false&sslMode=DISABLED").driverProperties())
                .isEqualTo(Map.of("useSSL", "false", "sslMode", "DISABLED"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fe1:9030",
                "http://fe1:8030",
                "jdbc:mysql:loadbalance://fe1:9030",
                "jdbc:mysql://",
                "jdbc:mysql://fe1:9030,",
                "jdbc:mysql://fe1:0",
                "jdbc:mysql://fe1:99999",
                "jdbc:mysql://fe1:port",
                "jdbc:mysql://root:s3cr3t@fe1:9030",
                "jdbc:mysql://fe1:9030?user=root&password=s3cr3t",
            })
    void refusesOtherFormsWithoutRepeatingThem(String url) {
        assertThatThrownBy(() -> parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("s3cr3t");
    }

    @Test
    void masksThePassword() {
        assertThat(parse("jdbc:mysql://fe1:9030")).hasToString("user root at fe1:9030");
    }
}
