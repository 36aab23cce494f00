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

import io.cdcpipelines.starrocks.core.buffer.Payload;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A request without its address: method, path, headers and, of a load, the rows. Immutable. */
final class HttpCall {
    private final String method;
    private final String path;
    private final Map<String, String> headers;
    private final Payload body;
    private final Duration patience;

    private HttpCall(
            String method,
            String path,
            Map<String, String> headers,
            Payload body,
            Duration patience) {
        this.method = method;
        this.path = path;
        this.headers = headers;
        this.body = body;
        this.patience = patience;
    }

    /**
     * @param path encoded, with the query if there is one
     */
    static HttpCall get(String path) {
        return new HttpCall("GET", path, Map.of(), null, null);
    }

    /** A request with an empty body. */
    static HttpCall post(String path) {
        return new HttpCall("POST", path, Map.of(), null, null);
    }

    /** A request whose body is held back until the server asks for it. */
    static HttpCall put(String path, Payload body) {
        return new HttpCall("PUT", path, Map.of(), body, null);
    }

    HttpCall with(String header, String value) {
        return with(Map.of(header, value));
    }

    HttpCall with(Map<String, String> more) {
        Map<String, String> merged = new LinkedHashMap<>(headers);
        merged.putAll(more);
        return new HttpCall(method, path, Collections.unmodifiableMap(merged), body, patience);
    }

    /** For a question whose answer takes the server no work: does not wait longer than this. */
    HttpCall within(Duration limit) {
        return new HttpCall(method, path, headers, body, limit);
    }

    /** Encodes a name as one segment of a path. */
    static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    Map<String, String> headers() {
        return headers;
    }

    Optional<Payload> body() {
        return Optional.ofNullable(body);
    }

    /** The longest silence to bear; without it, the transport's. */
    Optional<Duration> patience() {
        return Optional.ofNullable(patience);
    }

    /** Without headers: they hold the password. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
