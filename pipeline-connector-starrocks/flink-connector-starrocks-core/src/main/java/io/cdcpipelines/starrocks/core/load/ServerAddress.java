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

package io.cdcpipelines.starrocks.core.load;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Scheme, host and port of a frontend or backend. Immutable. */
final class ServerAddress {
    private final String scheme;
    private final String host;
    private final int port;

    private ServerAddress(String scheme, String host, int port) {
        this.scheme = scheme;
        this.host = host;
        this.port = port;
    }

    static ServerAddress of(URI uri) {
        return parse(uri.toString())
                .orElseThrow(() -> new IllegalArgumentException("Not an http address with a port"));
    }

    /**
     * Reads the address out of a URL; what else the URL has is left out, and user data never kept.
     */
    static Optional<ServerAddress> parse(String url) {
        // A frontend leaves characters of its own path unescaped which a strict parser would
        // refuse.
        int pathStart = url.indexOf('/', Math.min(url.length(), url.indexOf("://") + 3));
        String base = pathStart < 0 ? url : url.substring(0, pathStart);
        try {
            URI uri = new URI(base);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean isHttp = scheme.equals("http") || scheme.equals("https");
            if (!isHttp || uri.getHost() == null) {
                return Optional.empty();
            }
            int port = uri.getPort() > 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
            return Optional.of(
                    new ServerAddress(scheme, uri.getHost().toLowerCase(Locale.ROOT), port));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    String scheme() {
        return scheme;
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    boolean isSecure() {
        return scheme.equals("https");
    }

    /** {@code host:port}, as an address mapping names it. */
    String authority() {
        return host + ":" + port;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ServerAddress && other.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return scheme + "://" + authority();
    }
}
