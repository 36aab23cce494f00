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

package io.cdcpipelines.starrocks.cdc;

import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_TLS_ALLOW_PLAIN_REDIRECTS;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_TLS_CA_FILE;
import static io.cdcpipelines.starrocks.cdc.StarRocksDataSinkOptions.SINK_TLS_VERIFY_HOSTNAME;

import io.cdcpipelines.starrocks.core.config.TlsConfig;
import io.cdcpipelines.starrocks.core.config.TlsConfig.HostnameCheck;
import io.cdcpipelines.starrocks.core.config.TlsConfig.PlainRedirect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads what the user says about TLS, and the file with the authorities: here, and nowhere else, so
 * that tasks need no copy of it. Stateless.
 */
final class TlsOptions {

    /** A bundle of all public authorities has a quarter of it. */
    private static final long MAX_FILE_BYTES = 1 << 20;

    private static final String ACCEPTED = "a file with certificates in PEM form";

    private TlsOptions() {}

    static TlsConfig read(OptionReader options) {
        TlsConfig tls = readAuthorities(options);
        if (options.flag(SINK_TLS_ALLOW_PLAIN_REDIRECTS)) {
            tls = tls.withPlainRedirect(PlainRedirect.FOLLOWED);
        }
        if (options.flag(SINK_TLS_VERIFY_HOSTNAME)) {
            return tls;
        }
        if (options.given(SINK_TLS_CA_FILE).isEmpty()) {
            options.refuse(
                    SINK_TLS_VERIFY_HOSTNAME.key(),
                    "false",
                    "true, or "
                            + SINK_TLS_CA_FILE.key()
                            + " as well: names can be left unchecked only where the authorities"
                            + " are your own");
        }
        return tls.hasOwnAuthorities() ? tls.withHostnameCheck(HostnameCheck.OFF) : tls;
    }

    private static TlsConfig readAuthorities(OptionReader options) {
        Optional<String> file = options.given(SINK_TLS_CA_FILE);
        if (file.isEmpty()) {
            return TlsConfig.standard();
        }
        try {
            return TlsConfig.standard().withAuthorities(bytes(Path.of(file.get().trim())));
        } catch (IOException | InvalidPathException e) {
            options.refuse(
                    SINK_TLS_CA_FILE.key(),
                    file.get(),
                    ACCEPTED + " that can be read on this machine");
        } catch (IllegalArgumentException e) {
            options.refuse(SINK_TLS_CA_FILE.key(), file.get(), ACCEPTED + ": " + e.getMessage());
        }
        return TlsConfig.standard();
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new IllegalArgumentException("it is larger than " + MAX_FILE_BYTES + " bytes");
        }
        return Files.readAllBytes(file);
    }
}
