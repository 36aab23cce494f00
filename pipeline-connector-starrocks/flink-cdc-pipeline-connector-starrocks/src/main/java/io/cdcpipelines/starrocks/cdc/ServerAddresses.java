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

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the addresses that users write. Stateless; what cannot be read gives no result. */
final class ServerAddresses {
    /** Names of containers may have underscores. */
    private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]+)*\\.?";

    private static final String HOST = "(?:\\[[0-9A-Fa-f:.]+]|" + NAME + ")";
    private static final Pattern HTTP =
            Pattern.compile(
                    "(?:(https?)://)?(" + HOST + "):(\\d{1,5})/?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME_AND_PORT = Pattern.compile("(" + NAME + "):(\\d{1,5})");
    private static final int MAX_PORT = 65_535;

    private ServerAddresses() {}

    /** {@code [http[s]://]host:port} of one or more servers, separated by {@code ;} or a comma. */
    static Optional<List<URI>> http(String text) {
        List<URI> addresses = new ArrayList<>();
        for (String part : parts(text)) {
            Optional<URI> address = httpAddress(part);
            if (address.isEmpty()) {
                return Optional.empty();
            }
            addresses.add(address.get());
        }
        return addresses.isEmpty() ? Optional.empty() : Optional.of(addresses);
    }

    private static Optional<URI> httpAddress(String text) {
        Matcher matcher = HTTP.matcher(text);
        if (!matcher.matches() || !isPort(matcher.group(3))) {
            return Optional.empty();
        }
        String scheme = matcher.group(1) == null ? "http" : matcher.group(1);
        try {
            String address = scheme.toLowerCase(Locale.ROOT) + "://" + matcher.group(2);
            return Optional.of(new URI(address + ":" + matcher.group(3)));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * What may be shown of a text that may hold credentials, before an {@code @} or as parameters.
     */
    static String masked(String address) {
        return address.contains("@") ? "***" : address.replaceAll("\\?.*", "?***");
    }

    /** {@code host:port=[https://]host:port} of zero or more servers. */
    static Optional<Map<String, String>> mapping(String text) {
        Map<String, String> mapping = new LinkedHashMap<>();
        for (String part : parts(text)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                return Optional.empty();
            }
            String from = part.substring(0, equals).trim();
            String to = part.substring(equals + 1).trim();
            boolean isPair = isNameAndPort(from) && isNameAndPort(withoutScheme(to));
            if (!isPair || mapping.put(from, to) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(mapping);
    }

    private static boolean isNameAndPort(String text) {
        Matcher matcher = NAME_AND_PORT.matcher(text);
        return matcher.matches() && isPort(matcher.group(2));
    }

    private static String withoutScheme(String address) {
        return address.replaceFirst("^https?://", "");
    }

    private static boolean isPort(String digits) {
        int port = Integer.parseInt(digits);
        return port >= 1 && port <= MAX_PORT;
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        for (String part : text.split("[;,]")) {
            if (!part.trim().isEmpty()) {
                parts.add(part.trim());
            }
        }
        return parts;
    }
}
