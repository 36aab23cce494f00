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

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scheme, host and port of a frontend or backend. Immutable. */
public final class ServerAddress {
    private static final Pattern URL =
            Pattern.compile(
                    "(https?)://(?:[^/?#]*@)?(\\[[0-9a-f:.]+]|[a-z0-9_][a-z0-9._-]*)"
                            + "(?::([0-9]{1,5}))?(?:[/?#].*)?",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final int MAX_PORT = 65_535;

    private final String scheme;
    private final String host;
    private final int port;

    private ServerAddress(String scheme, String host, int port) {
        this.scheme = scheme;
        this.host = host;
        this.port = port;
    }

    public static ServerAddress of(URI uri) {
        return parse(uri.toString())
                .orElseThrow(() -> new IllegalArgumentException("Not an http address with a port"));
    }

    /**
     * Reads the address out of a URL; what else the URL has is left out, and user data never kept.
     * A frontend leaves characters of its own path unescaped, and containers have names with
     * underscores; a strict parser would refuse both.
     */
    public static Optional<ServerAddress> parse(String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
        int port =
                matcher.group(3) == null
                        ? scheme.equals("https") ? 443 : 80
                        : Integer.parseInt(matcher.group(3));
        return port > MAX_PORT
                ? Optional.empty()
                : Optional.of(
                        new ServerAddress(scheme, matcher.group(2).toLowerCase(Locale.ROOT), port));
    }

    public String scheme() {
        return scheme;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public boolean isSecure() {
        return scheme.equals("https");
    }

    /** {@code host:port}, as an address mapping names it. */
    public String authority() {
        return host + ":" + port;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ServerAddress
                && ((ServerAddress) other).port == port
                && ((ServerAddress) other).host.equals(host)
                && ((ServerAddress) other).scheme.equals(scheme);
    }

    @Override
    public int hashCode() {
        return Objects.hash(scheme, host, port);
    }

    @Override
    public String toString() {
        return scheme + "://" + authority();
    }
}
