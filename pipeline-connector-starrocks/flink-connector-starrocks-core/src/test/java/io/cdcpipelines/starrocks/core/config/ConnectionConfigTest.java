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

package io.cdcpipelines.starrocks.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection is checked as a whole, travels to task managers, and keeps its password. */
class ConnectionConfigTest {

    private static ConnectionConfig.Builder valid() {
        return ConnectionConfig.builder()
                .frontends(List.of(URI.create("http://fe1:8030"), URI.create("https://fe2:8443/")))
                .username("root")
                .password(Secret.of("hidden"));
    }

    @Test
    void hasDefaults() {
        ConnectionConfig config = valid().build();
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.continueTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.socketTimeout()).isEmpty();
        assertThat(config.maxConnections()).isEqualTo(16);
        assertThat(config.backendAddressMapping()).isEmpty();
    }

    @Test
    void printsEverythingButThePassword() {
        assertThat(valid().build().toString())
                .contains("http://fe1:8030", "root")
                .doesNotContain("hidden");
        assertThat(Secret.of("hidden")).hasToString("******");
    }

    @Test
    void survivesSerialization() throws Exception {
        ConnectionConfig config =
                valid().socketTimeout(Duration.ofSeconds(5))
                        .backendAddressMapping(Map.of("be:8040", "https://out:443"))
                        .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(config);
        }
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            ConnectionConfig copy = (ConnectionConfig) in.readObject();
            assertThat(copy.toString()).isEqualTo(config.toString());
            assertThat(copy.password()).isEqualTo(config.password());
            assertThat(copy.socketTimeout()).contains(Duration.ofSeconds(5));
        }
    }

    @Test
    void namesEveryProblemAtOnce() {
        assertThatThrownBy(
                        () ->
                                ConnectionConfig.builder()
                                        .connectTimeout(Duration.ZERO)
                                        .continueTimeout(Duration.ZERO)
                                        .maxConnections(0)
                                        .backendAddressMapping(Map.of("nonsense", "be"))
                                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7 problems")
                .hasMessageContaining("frontends: at least one address")
                .hasMessageContaining("username")
                .hasMessageContaining("connectTimeout")
                .hasMessageContaining("continueTimeout")
                .hasMessageContaining("maxConnections")
                .hasMessageContaining("'nonsense'")
                .hasMessageContaining("'be'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://fe:8030",
                "http://fe",
                "fe:8030",
                "http://root:hidden@fe:8030",
                "http://fe:8030/path",
                "http://fe:8030?x=1",
            })
    void refusesWhatIsNoAddressAndDoesNotRepeatIt(String frontend) {
        assertThatThrownBy(() -> valid().frontends(List.of(URI.create(frontend))).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://host:port")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void refusesAUserThatWouldEndInThePassword() {
        assertThatThrownBy(() -> valid().username("a:b").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("username");
    }
}
