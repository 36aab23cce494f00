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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whom to trust over TLS, and what may travel without it. Immutable. It holds the certificates
 * themselves, so that a file with them is needed where a job is put together and nowhere else.
 */
public final class TlsConfig implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Whether a certificate has to name the host that was connected to. */
    public enum HostnameCheck {
        ON,
        OFF
    }

    /** What happens when a server that speaks TLS names one that does not. */
    public enum PlainRedirect {
        REFUSED,
        FOLLOWED
    }

    // Empty for those that the Java runtime trusts.
    private final List<Certificate> authorities;
    private final HostnameCheck hostnameCheck;
    private final PlainRedirect plainRedirect;

    private TlsConfig(
            List<Certificate> authorities,
            HostnameCheck hostnameCheck,
            PlainRedirect plainRedirect) {
        this.authorities = List.copyOf(authorities);
        this.hostnameCheck = Objects.requireNonNull(hostnameCheck, "hostnameCheck");
        this.plainRedirect = Objects.requireNonNull(plainRedirect, "plainRedirect");
    }

    /** Trusts whom the Java runtime trusts, checks names, and refuses to leave TLS. */
    public static TlsConfig standard() {
        return new TlsConfig(List.of(), HostnameCheck.ON, PlainRedirect.REFUSED);
    }

    /**
     * Trusts only what these authorities have signed, and their certificates themselves.
     *
     * @param pem one or more certificates in PEM form
     * @throws IllegalArgumentException if there is no certificate in it, or something else
     */
    public TlsConfig withAuthorities(byte[] pem) {
        return new TlsConfig(certificates(pem), hostnameCheck, plainRedirect);
    }

    private static List<Certificate> certificates(byte[] pem) {
        Collection<? extends Certificate> found;
        try {
            found =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(pem));
        } catch (CertificateException e) {
            // What the parser says may repeat parts of the file, which may hold a private key.
            throw new IllegalArgumentException("it is not a file of certificates in PEM form");
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no certificate in PEM form in it");
        }
        return List.copyOf(found);
    }

    /**
     * @throws IllegalArgumentException if names are not checked and the authorities are public
     *     ones: everybody who owns any host on the internet would be taken for StarRocks
     */
    public TlsConfig withHostnameCheck(HostnameCheck value) {
        if (value == HostnameCheck.OFF && authorities.isEmpty()) {
            throw new IllegalArgumentException(
                    "names can be left unchecked only for authorities of your own");
        }
        return new TlsConfig(authorities, value, plainRedirect);
    }

    public TlsConfig withPlainRedirect(PlainRedirect value) {
        return new TlsConfig(authorities, hostnameCheck, value);
    }

    public boolean checksHostnames() {
        return hostnameCheck == HostnameCheck.ON;
    }

    public boolean followsPlainRedirects() {
        return plainRedirect == PlainRedirect.FOLLOWED;
    }

    /** Whether the user named the authorities to trust. */
    public boolean hasOwnAuthorities() {
        return !authorities.isEmpty();
    }

    /**
     * The authorities as a new store; empty if the Java runtime's are the ones to trust.
     *
     * @throws GeneralSecurityException if this Java runtime has no such stores
     */
    public Optional<KeyStore> trustStore() throws GeneralSecurityException, IOException {
        if (authorities.isEmpty()) {
            return Optional.empty();
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("authority-" + i, authorities.get(i));
        }
        return Optional.of(store);
    }

    @Override
    public String toString() {
        return (authorities.isEmpty()
                        ? "the authorities of the Java runtime"
                        : authorities.size() + " authorities of the user's")
                + (hostnameCheck == HostnameCheck.ON ? "" : ", names of hosts unchecked")
                + (plainRedirect == PlainRedirect.REFUSED ? "" : ", redirects may leave TLS");
    }
}
