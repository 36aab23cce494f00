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

package io.cdcpipelines.starrocks.benchmarks.endpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An HTTP response. Immutable.
 *
 * @param status code and reason
 * @param headers each with its line end
 * @param body in ASCII
 * @param isLast whether the server closes the connection after it
 */
record Reply(String status, String headers, String body, boolean isLast) {

    static Reply ok(String json) {
        return new Reply("200 OK", "Content-Type: text/html\r\n", json, false);
    }

    static Reply redirect(String location) {
        return new Reply("307 Temporary Redirect", "Location: " + location + "\r\n", "", false);
    }

    static Reply notFound() {
        return new Reply("404 Not Found", "", "", true);
    }

    Reply closing() {
        return new Reply(status, headers, body, true);
    }

    ByteBuffer bytes() {
        String text =
                "HTTP/1.1 "
                        + status
                        + "\r\n"
                        + headers
                        + (isLast ? "Connection: close\r\n" : "")
                        + "Content-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body;
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
