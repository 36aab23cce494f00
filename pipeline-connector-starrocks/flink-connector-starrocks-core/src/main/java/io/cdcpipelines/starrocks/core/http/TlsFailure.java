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

package io.cdcpipelines.starrocks.core.http;

import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;

/**
 * Says why two sides did not agree on TLS, as far as the Java runtime tells. Stateless.
 *
 * <p>Java has classes for expired certificates only; the rest is in texts, which are those of Java
 * 11 to 21.
 */
final class TlsFailure {

    private TlsFailure() {}

    static String describe(SSLException failure) {
        CertificateException certificate = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException
                    || cause instanceof CertificateNotYetValidException) {
                return "TLS failed: the server's certificate is expired, or not valid yet";
            }
            if (cause instanceof CertificateException && certificate == null) {
                certificate = (CertificateException) cause;
            }
        }
        if (certificate != null) {
            return isForAnotherHost(certificate)
                    ? "TLS failed: the server's certificate is for another host name"
                    : "TLS failed: the server's certificate is not signed by an authority that is"
                            + " trusted here";
        }
        return String.valueOf(failure.getMessage()).contains("Unsupported or unrecognized")
                ? "TLS failed: the server does not speak TLS at this port"
                : "TLS failed";
    }

    private static boolean isForAnotherHost(CertificateException certificate) {
        String text = String.valueOf(certificate.getMessage());
        return text.contains("subject alternative") || text.contains("No name matching");
    }
}
