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

import io.cdcpipelines.starrocks.core.config.TlsConfig;
import io.cdcpipelines.starrocks.core.config.TlsConfig.HostnameCheck;
import io.cdcpipelines.starrocks.core.http.TestingCertificates;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverTlsTest {
    private static TlsConfig own;

    @BeforeAll
    static void makeAuthority(@TempDir Path directory) throws Exception {
        own =
                TlsConfig.standard()
                        .withAuthorities(
                                Files.readAllBytes(new TestingCertificates(directory).authority()));
    }

    @Test
    void saysNothingWhereTheUserNamesNoAuthorities() throws Exception {
        try (DriverTls tls = DriverTls.of(TlsConfig.standard(), Map.of())) {
            assertThat(tls.properties()).isEmpty();
        }
    }

    @Test
    void demandsAServerOfTheRightNameThatTheAuthoritiesVouchFor() throws Exception {
        Path file;
        try (DriverTls tls = DriverTls.of(own, Map.of("tcpKeepAlive", "true"))) {
            Properties told = tls.properties();
            assertThat(told)
                    .containsEntry("sslMode", "VERIFY_IDENTITY")
                    .containsEntry("trustCertificateKeyStoreType", "PKCS12")
                    .containsEntry("fallbackToSystemTrustStore", "false");
            file = Path.of(URI.create(told.getProperty("trustCertificateKeyStoreUrl")));
            assertThat(read(file, told.getProperty("trustCertificateKeyStorePassword")).size())
                    .isEqualTo(1);
        }
        assertThat(file).doesNotExist();
    }

    private static KeyStore read(Path file, String password) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password.toCharArray());
        }
        return store;
    }

    @Test
    void leavesNamesUncheckedOnDemand() throws Exception {
        try (DriverTls tls = DriverTls.of(own.withHostnameCheck(HostnameCheck.OFF), Map.of())) {
            assertThat(tls.properties()).containsEntry("sslMode", "VERIFY_CA");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sslMode, DISABLED",
        "SSLMODE, REQUIRED",
        "useSSL, false",
        "requireSSL, true",
        "verifyServerCertificate, false",
        "trustCertificateKeyStoreUrl, file:/tmp/x"
    })
    void leavesItToTheUserWhoDecidesInTheUrl(String name, String value) throws Exception {
        try (DriverTls tls = DriverTls.of(own, Map.of(name, value))) {
            assertThat(tls.properties()).isEmpty();
        }
    }
}
