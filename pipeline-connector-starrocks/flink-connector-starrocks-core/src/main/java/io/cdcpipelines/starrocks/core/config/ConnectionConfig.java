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

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where StarRocks listens for loads, and how to talk to it. Immutable, checked when built. */
public final class ConnectionConfig implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<URI> frontends;
    private final String username;
    private final Secret password;
    private final Duration connectTimeout;
    // Not an Optional: that one cannot be serialized.
    private final Duration socketTimeout;
    private final Duration continueTimeout;
    private final int maxConnections;
    private final Map<String, String> backendAddressMapping;
    private final TlsConfig tls;

    private ConnectionConfig(Builder builder) {
        frontends = List.copyOf(builder.frontends);
        username = builder.username;
        password = builder.password;
        connectTimeout = builder.connectTimeout;
        socketTimeout = builder.socketTimeout;
        continueTimeout = builder.continueTimeout;
        maxConnections = builder.maxConnections;
        backendAddressMapping = Map.copyOf(builder.backendAddressMapping);
        tls = builder.tls;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** HTTP addresses of frontends, {@code http://host:port} or {@code https://host:port}. */
    public List<URI> frontends() {
        return frontends;
    }

    public String username() {
        return username;
    }

    public Secret password() {
        return password;
    }

    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** How long an answer may take; without it, as long as the server itself allows a load. */
    public Optional<Duration> socketTimeout() {
        return Optional.ofNullable(socketTimeout);
    }

    /** How long to wait for the server's word before the body of a load is sent. */
    public Duration continueTimeout() {
        return continueTimeout;
    }

    /** Connections that may be open at once, over all servers. */
    public int maxConnections() {
        return maxConnections;
    }

    /**
     * From the {@code host:port} that a frontend names to the address to use instead, which may
     * carry {@code https://}, or {@code http://} to say that this server is spoken to without TLS.
     */
    public Map<String, String> backendAddressMapping() {
        return backendAddressMapping;
    }

    public TlsConfig tls() {
        return tls;
    }

    /** Whether rows and the password are meant to travel over TLS all the way. */
    public boolean isSecure() {
        return frontends.stream().allMatch(uri -> "https".equalsIgnoreCase(uri.getScheme()));
    }

    @Override
    public String toString() {
        return "frontends "
                + frontends
                + ", user "
                + username
                + ", connect timeout "
                + connectTimeout
                + ", socket timeout "
                + (socketTimeout == null ? "none" : socketTimeout)
                + ", continue timeout "
                + continueTimeout
                + ", at most "
                + maxConnections
                + " connections"
                + (backendAddressMapping.isEmpty()
                        ? ""
                        : ", backend addresses " + backendAddressMapping)
                + (isSecure() ? ", trusting " + tls : "");
    }

    /** Collects the values of a {@link ConnectionConfig}; used by one thread. */
    public static final class Builder {
        private static final Pattern ADDRESS = Pattern.compile("[^\\s/:@?#]+:[0-9]{1,5}");

        /** Containers have names with underscores, which {@link URI#getHost()} does not take. */
        private static final Pattern AUTHORITY =
                Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9_][A-Za-z0-9._-]*):[1-9][0-9]{0,4}");

        private static final Pattern MAPPED_ADDRESS =
                Pattern.compile("(https?://)?[^\\s/:@?#]+:[0-9]{1,5}");

        private List<URI> frontends = List.of();
        private String username = "";
        private Secret password = Secret.of("");
        private Duration connectTimeout = Duration.ofSeconds(30);
        private Duration socketTimeout;
        private Duration continueTimeout = Duration.ofSeconds(30);
        private int maxConnections = 16;
        private Map<String, String> backendAddressMapping = Map.of();
        private TlsConfig tls = TlsConfig.standard();

        private Builder() {}

        public Builder frontends(List<URI> value) {
            frontends = List.copyOf(value);
            return this;
        }

        public Builder username(String value) {
            username = Objects.requireNonNull(value, "username");
            return this;
        }

        public Builder password(Secret value) {
            password = Objects.requireNonNull(value, "password");
            return this;
        }

        /** Default 30 s. */
        public Builder connectTimeout(Duration value) {
            connectTimeout = Objects.requireNonNull(value, "connectTimeout");
            return this;
        }

        /** Default: none of its own. */
        public Builder socketTimeout(Duration value) {
            socketTimeout = Objects.requireNonNull(value, "socketTimeout");
            return this;
        }

        /** Default 30 s. */
        public Builder continueTimeout(Duration value) {
            continueTimeout = Objects.requireNonNull(value, "continueTimeout");
            return this;
        }

        /** Default 16. */
        public Builder maxConnections(int value) {
            maxConnections = value;
            return this;
        }

        /** Default: none. */
        public Builder backendAddressMapping(Map<String, String> value) {
            backendAddressMapping = new LinkedHashMap<>(value);
            return this;
        }

        /** Default {@link TlsConfig#standard()}. */
        public Builder tls(TlsConfig value) {
            tls = Objects.requireNonNull(value, "tls");
            return this;
        }

        /**
         * @throws IllegalArgumentException naming every value that is not accepted
         */
        public ConnectionConfig build() {
            ConfigProblems problems = new ConfigProblems();
            problems.require(!frontends.isEmpty(), "frontends", "at least one address");
            frontends.forEach(frontend -> checkFrontend(frontend, problems));
            problems.require(!username.isEmpty(), "username", "must not be empty")
                    .require(
                            !username.contains(":"),
                            "username",
                            "must not contain ':', which ends the name in HTTP authentication")
                    .require(isPositive(connectTimeout), "connectTimeout", "at least 1 ms")
                    .require(
                            socketTimeout == null || isPositive(socketTimeout),
                            "socketTimeout",
                            "at least 1 ms")
                    .require(isPositive(continueTimeout), "continueTimeout", "at least 1 ms")
                    .require(maxConnections >= 1, "maxConnections", "at least 1");
            backendAddressMapping.forEach((from, to) -> checkMapping(from, to, problems));
            problems.throwIfAny("The connection to StarRocks");
            return new ConnectionConfig(this);
        }

        private static boolean isPositive(Duration duration) {
            return duration.toMillis() >= 1;
        }

        private static void checkFrontend(URI frontend, ConfigProblems problems) {
            boolean isHttp =
                    "http".equalsIgnoreCase(frontend.getScheme())
                            || "https".equalsIgnoreCase(frontend.getScheme());
            boolean isBare =
                    frontend.getRawAuthority() != null
                            && AUTHORITY.matcher(frontend.getRawAuthority()).matches()
                            && frontend.getQuery() == null
                            && frontend.getFragment() == null
                            && (frontend.getPath() == null
                                    || frontend.getPath().isEmpty()
                                    || frontend.getPath().equals("/"));
            // A user-info part may hold a password: the address itself is not repeated here.
            problems.require(
                    isHttp && isBare,
                    "frontends",
                    "http://host:port or https://host:port, without user, path or query");
        }

        private static void checkMapping(String from, String to, ConfigProblems problems) {
            problems.require(
                    ADDRESS.matcher(from).matches(),
                    "backendAddressMapping",
                    "host:port as the frontend names the backend, got '" + from + "'");
            problems.require(
                    MAPPED_ADDRESS.matcher(to).matches(),
                    "backendAddressMapping",
                    "[http[s]://]host:port to use for " + from + ", got '" + to + "'");
        }
    }
}
