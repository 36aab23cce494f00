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

import io.cdcpipelines.starrocks.core.config.TlsConfig.HostnameCheck;
import io.cdcpipelines.starrocks.core.http.TestingCertificates;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsConfigTest {
    private static byte[] pem;

    @BeforeAll
    static void makeAuthority(@TempDir Path directory) throws Exception {
        pem = Files.readAllBytes(new TestingCertificates(directory).authority());
    }

    @Test
    void trustsTheJavaRuntimesAuthoritiesUnlessToldOtherwise() throws Exception {
        TlsConfig standard = TlsConfig.standard();
        assertThat(standard.trustStore()).isEmpty();
        assertThat(standard.checksHostnames()).isTrue();
        assertThat(standard.followsPlainRedirects()).isFalse();
    }

    @Test
    void takesAsManyAuthoritiesAsAFileHas() throws Exception {
        String two = new String(pem, StandardCharsets.US_ASCII).repeat(2);
        TlsConfig tls =
                TlsConfig.standard().withAuthorities(two.getBytes(StandardCharsets.US_ASCII));
        assertThat(tls.trustStore().orElseThrow().size()).isEqualTo(2);
    }

    @Test
    void takesItsAuthoritiesAlongWhenItTravels() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(TlsConfig.standard().withAuthorities(pem));
        }
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            TlsConfig arrived = (TlsConfig) in.readObject();
            assertThat(arrived.trustStore().orElseThrow().size()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no certificate",
                "-----BEGIN CERTIFICATE-----\nbm90IG9uZQ==\n-----END CERTIFICATE-----\n",
                "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n"
            })
    void refusesWhatIsNoCertificateWithoutRepeatingIt(String text) {
        assertThatThrownBy(
                        () ->
                                TlsConfig.standard()
                                        .withAuthorities(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PEM")
                .hasMessageNotContaining("c2VjcmV0")
                .hasNoCause();
    }

    @Test
    void leavesNamesUncheckedOnlyForAuthoritiesOfTheUsersOwn() {
        assertThatThrownBy(() -> TlsConfig.standard().withHostnameCheck(HostnameCheck.OFF))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(
                        TlsConfig.standard()
                                .withAuthorities(pem)
                                .withHostnameCheck(HostnameCheck.OFF)
                                .checksHostnames())
                .isFalse();
    }
}
