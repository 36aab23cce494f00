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

import io.cdcpipelines.starrocks.core.buffer.Payload;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.io.SessionOutputBuffer;

/** A request without its address: method, path, headers and, of a load, the rows. Immutable. */
public final class HttpCall {
    private static final Headers[] NO_HEADERS = {};

    private final String method;
    private final String path;
    // Not one map: it would be copied with every header of every load.
    private final Headers[] headers;
    private final Payload body;
    private final BodyEncoding encoding;
    private final Handover handover;
    private final Duration patience;

    /** When a body leaves. */
    public enum Handover {
        /** When the server has asked for it, or stayed silent. */
        ON_DEMAND,
        /** With the headers. */
        AT_ONCE
    }

    private HttpCall(
            String method,
            String path,
            Headers[] headers,
            Payload body,
            BodyEncoding encoding,
            Handover handover,
            Duration patience) {
        this.method = method;
        this.path = path;
        this.headers = headers;
        this.body = body;
        this.encoding = encoding;
        this.handover = handover;
        this.patience = patience;
    }

    /**
     * @param path encoded, with the query if there is one
     */
    public static HttpCall get(String path) {
        return withoutBody("GET", path);
    }

    /** A request with an empty body. */
    public static HttpCall post(String path) {
        return withoutBody("POST", path);
    }

    private static HttpCall withoutBody(String method, String path) {
        return new HttpCall(
                method, path, NO_HEADERS, null, BodyEncoding.PLAIN, Handover.ON_DEMAND, null);
    }

    /** A request whose body is held back until the server asks for it. */
    public static HttpCall put(String path, Payload body) {
        return put(path, body, BodyEncoding.PLAIN);
    }

    public static HttpCall put(String path, Payload body, BodyEncoding encoding) {
        return new HttpCall("PUT", path, NO_HEADERS, body, encoding, Handover.ON_DEMAND, null);
    }

    /** Adds a header, which it must not have yet. */
    public HttpCall with(String header, String value) {
        return with(Headers.of(header, value));
    }

    /** Adds headers, of which it must have none yet. */
    public HttpCall with(Headers more) {
        for (Headers known : headers) {
            for (String name : more.values().keySet()) {
                if (known.values().containsKey(name)) {
                    throw new IllegalStateException("Header " + name + " was given before");
                }
            }
        }
        Headers[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = more;
        return new HttpCall(method, path, all, body, encoding, handover, patience);
    }

    /** For a question whose answer takes the server no work: does not wait longer than this. */
    public HttpCall within(Duration limit) {
        return new HttpCall(method, path, headers, body, encoding, handover, limit);
    }

    /**
     * The same with a body that does not wait to be asked for: only for a server that is known to
     * take loads itself.
     */
    public HttpCall atOnce() {
        return new HttpCall(method, path, headers, body, encoding, Handover.AT_ONCE, patience);
    }

    /**
     * Encodes a name as one segment of a path. A plain name stays as it is, because a backend does
     * not decode it.
     */
    public static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%7E", "~");
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /** Writes the headers as they travel. */
    void writeHeaders(SessionOutputBuffer buffer, OutputStream socket) throws IOException {
        for (Headers some : headers) {
            buffer.write(some.encoded(), socket);
        }
    }

    public Map<String, String> headers() {
        Map<String, String> all = new LinkedHashMap<>();
        for (Headers some : headers) {
            all.putAll(some.values());
        }
        return Collections.unmodifiableMap(all);
    }

    public Optional<Payload> body() {
        return Optional.ofNullable(body);
    }

    BodyEncoding encoding() {
        return encoding;
    }

    public Handover handover() {
        return handover;
    }

    /** The longest silence to bear; without it, the transport's. */
    public Optional<Duration> patience() {
        return Optional.ofNullable(patience);
    }

    /** Without headers: they hold the password. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
