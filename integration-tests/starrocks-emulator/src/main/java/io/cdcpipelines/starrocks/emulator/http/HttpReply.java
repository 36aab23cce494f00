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

package io.cdcpipelines.starrocks.emulator.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A complete answer. Immutable. */
public final class HttpReply {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final boolean isClosing;

    private HttpReply(int status, Map<String, String> headers, byte[] body, boolean isClosing) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.isClosing = isClosing;
    }

    public static HttpReply of(int status, String contentType, String body) {
        return new HttpReply(
                status,
                Map.of("content-type", contentType),
                body.getBytes(StandardCharsets.UTF_8),
                false);
    }

    public HttpReply withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpReply(status, more, body, isClosing);
    }

    /** After this reply the server closes the connection. */
    public HttpReply closing() {
        return new HttpReply(status, headers, body, true);
    }

    /** Another status and body on the same connection terms, for an injected fault. */
    HttpReply replaced(int newStatus, String newBody) {
        return new HttpReply(
                newStatus, headers, newBody.getBytes(StandardCharsets.UTF_8), isClosing);
    }

    /** Whether it sends the client elsewhere. */
    public boolean isRedirect() {
        return status == 307;
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    boolean isClosing() {
        return isClosing;
    }
}
