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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority of its own that signs what a test asks for, made with the keytool of the JDK. */
public final class TestingCertificates {
    private static final String PASSWORD = "changeit";
    private static final String AUTHORITY = "authority";

    private final Path directory;
    private final Path keystore;

    public TestingCertificates(Path directory) throws Exception {
        this.directory = directory;
        keystore = directory.resolve("all.p12");
        generate(AUTHORITY, "CN=Testing authority", "-ext", "bc:c");
    }

    private void generate(String alias, String name, String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(
                        List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-dname", name));
        arguments.addAll(List.of(more));
        keytool(arguments.toArray(new String[0]));
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(
                List.of(
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keystore.toString()));
        Path log = directory.resolve("keytool.log");
        Process keytool =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(Files.readString(log)).isZero();
    }

    /** The certificate of the authority, as users have it. */
    public Path authority() throws Exception {
        Path pem = directory.resolve("authority.pem");
        if (!Files.exists(pem)) {
            keytool("-exportcert", "-rfc", "-alias", AUTHORITY, "-file", pem.toString());
        }
        return pem;
    }

    /**
     * Signs a certificate.
     *
     * @param names as keytool writes subject alternative names, {@code dns:localhost,ip:127.0.0.1}
     * @param more further arguments of keytool, such as its dates
     */
    public TestingCertificates sign(String alias, String names, String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("-signer", AUTHORITY, "-ext", "SAN=" + names));
        arguments.addAll(List.of(more));
        generate(alias, "CN=" + alias, arguments.toArray(new String[0]));
        return this;
    }

    /** A listening socket of a server with that certificate. */
    public ServerSocket listener(String alias) throws Exception {
        return context(alias)
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    private SSLContext context(String alias) throws Exception {
        KeyStore all = load();
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        one.setKeyEntry(
                alias,
                all.getKey(alias, PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                all.getCertificateChain(alias));
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(one, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private KeyStore load() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            store.load(in, PASSWORD.toCharArray());
        } catch (IOException e) {
            throw new IllegalStateException("keytool made no store", e);
        }
        return store;
    }

    /** A store with the authority, as the Java runtime takes one. */
    public Path keystore() {
        return keystore;
    }

    public String password() {
        return PASSWORD;
    }
}
