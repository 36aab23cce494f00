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

import io.cdcpipelines.starrocks.core.config.Secret;
import io.cdcpipelines.starrocks.core.config.TlsConfig;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How to reach the query port of the frontends: immutable, validated, its text masks the password.
 */
public final class JdbcConfig implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int DEFAULT_QUERY_PORT = 9030;
    private static final Pattern URL =
            Pattern.compile("jdbc:mysql://([^/?\\s]+)(?:/[^?\\s]*)?(?:\\?(\\S*))?");
    private static final Pattern ADDRESS =
            Pattern.compile("(\\[[0-9a-fA-F:]+]|[^:\\[\\]@()=]+)(?::(\\d{1,5}))?");

    private final List<String> addresses;
    private final Map<String, String> driverProperties;
    private final String username;
    private final Secret password;
    private final Duration connectTimeout;
    private final Duration socketTimeout;
    private final TlsConfig tls;

    private JdbcConfig(
            List<String> addresses,
            Map<String, String> driverProperties,
            String username,
            Secret password,
            Duration connectTimeout,
            Duration socketTimeout,
            TlsConfig tls) {
        this.addresses = List.copyOf(addresses);
        this.driverProperties = Collections.unmodifiableMap(new LinkedHashMap<>(driverProperties));
        this.username = Objects.requireNonNull(username, "username");
        this.password = Objects.requireNonNull(password, "password");
        this.connectTimeout = connectTimeout;
        this.socketTimeout = socketTimeout;
        this.tls = Objects.requireNonNull(tls, "tls");
    }

    /**
     * @param url {@code jdbc:mysql://host[:port][,host[:port]...][/][?property=value...]}; a
     *     database in it is ignored, because names are always qualified
     * @param socketTimeout how long to wait for the answer to one statement
     * @throws IllegalArgumentException if the URL has another form, or carries credentials; the
     *     message does not repeat it
     */
    public static JdbcConfig parse(
            String url,
            String username,
            Secret password,
            Duration connectTimeout,
            Duration socketTimeout) {
        Matcher matcher = URL.matcher(url.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "A JDBC URL looks like jdbc:mysql://fe1:9030,fe2:9030");
        }
        List<String> addresses = new ArrayList<>();
        for (String address : matcher.group(1).split(",", -1)) {
            addresses.add(address(address));
        }
        return new JdbcConfig(
                addresses,
                properties(matcher.group(2) == null ? "" : matcher.group(2)),
                username,
                password,
                connectTimeout,
                socketTimeout,
                TlsConfig.standard());
    }

    /** The same with other words on whom to trust. */
    public JdbcConfig withTls(TlsConfig newTls) {
        return new JdbcConfig(
                addresses,
                driverProperties,
                username,
                password,
                connectTimeout,
                socketTimeout,
                newTls);
    }

    /** The same for one of the addresses, with limits of its own. */
    JdbcConfig only(String address, Duration newConnectTimeout, Duration newSocketTimeout) {
        return new JdbcConfig(
                List.of(address),
                driverProperties,
                username,
                password,
                newConnectTimeout,
                newSocketTimeout,
                tls);
    }

    private static String address(String text) {
        Matcher matcher = ADDRESS.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "Every address of a JDBC URL is a host name or IP address, with a port if it is"
                            + " not "
                            + DEFAULT_QUERY_PORT
                            + ", and without credentials");
        }
        int port =
                matcher.group(2) == null ? DEFAULT_QUERY_PORT : Integer.parseInt(matcher.group(2));
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("A port is 1 to 65535, got " + port);
        }
        return matcher.group(1) + ":" + port;
    }

    private static Map<String, String> properties(String query) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                continue;
            }
            String key = pair.substring(0, equals);
            if (key.equalsIgnoreCase("user") || key.equalsIgnoreCase("password")) {
                throw new IllegalArgumentException(
                        "A JDBC URL must not carry the user or the password; they have options of"
                                + " their own");
            }
            properties.put(key, pair.substring(equals + 1));
        }
        return properties;
    }

    /** Each as {@code host:port}, in the order in which they are tried. */
    public List<String> addresses() {
        return addresses;
    }

    /** What the URL hands on to the driver. */
    public Map<String, String> driverProperties() {
        return driverProperties;
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

    public Duration socketTimeout() {
        return socketTimeout;
    }

    public TlsConfig tls() {
        return tls;
    }

    @Override
    public String toString() {
        return "user " + username + " at " + String.join(", ", addresses);
    }
}
