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

import io.cdcpipelines.starrocks.core.config.TlsConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * What the driver is told about TLS for one login. Used by one thread; close it when the login is
 * over.
 *
 * <p>The driver reads authorities from a file only, which is written for it and deleted again. It
 * holds certificates, which are public; its password protects nothing. What the user says in the
 * JDBC URL comes first. Without authorities of the user's own the driver does what it does by
 * itself: it speaks TLS if the server offers it, and trusts everybody.
 */
final class DriverTls implements AutoCloseable {
    private static final String MODE = "sslMode";
    private static final String STORE = "trustCertificateKeyStoreUrl";
    private static final String STORE_PASSWORD = "authorities";

    /** Properties of the URL, in lower case, that decide whether TLS is spoken. */
    private static final Set<String> DECIDING =
            Set.of("sslmode", "usessl", "requiressl", "verifyservercertificate");

    private final Properties properties = new Properties();
    // Absent if the driver needs none.
    private Path file;

    private DriverTls() {}

    /**
     * @throws SQLException if the authorities cannot be handed over
     */
    static DriverTls of(TlsConfig config, Map<String, String> fromUrl) throws SQLException {
        DriverTls tls = new DriverTls();
        if (config.hasOwnAuthorities() && !isDecided(fromUrl)) {
            try {
                tls.demand(config);
            } catch (IOException | GeneralSecurityException e) {
                tls.close();
                throw new SQLException("the authorities to trust cannot be handed on", e);
            }
        }
        return tls;
    }

    private static boolean isDecided(Map<String, String> fromUrl) {
        return fromUrl.keySet().stream()
                .anyMatch(
                        name ->
                                DECIDING.contains(name.toLowerCase(Locale.ROOT))
                                        || name.equalsIgnoreCase(STORE));
    }

    private void demand(TlsConfig config) throws IOException, GeneralSecurityException {
        Optional<KeyStore> authorities = config.trustStore();
        file = Files.createTempFile("starrocks-authorities", ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            authorities.orElseThrow().store(out, STORE_PASSWORD.toCharArray());
        }
        properties.setProperty(MODE, config.checksHostnames() ? "VERIFY_IDENTITY" : "VERIFY_CA");
        properties.setProperty(STORE, file.toUri().toString());
        properties.setProperty("trustCertificateKeyStoreType", "PKCS12");
        properties.setProperty("trustCertificateKeyStorePassword", STORE_PASSWORD);
        properties.setProperty("fallbackToSystemTrustStore", "false");
    }

    Properties properties() {
        return properties;
    }

    @Override
    public void close() {
        if (file != null) {
            // It is public and in the directory for what may go: an error is not worth a login.
            file.toFile().delete();
            file = null;
        }
    }
}
