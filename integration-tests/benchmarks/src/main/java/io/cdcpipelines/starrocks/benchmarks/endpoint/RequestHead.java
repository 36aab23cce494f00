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

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Request line and headers of an HTTP request. Immutable. */
final class RequestHead {
    private final String method;
    private final String path;
    private final Map<String, String> headers;

    private RequestHead(String method, String path, Map<String, String> headers) {
        this.method = method;
        this.path = path;
        this.headers = headers;
    }

    /**
     * @param text from the request line to the last header, without the empty line
     */
    static RequestHead parse(String text) throws IOException {
        String[] lines = text.split("\r\n");
        String[] request = lines[0].split(" ");
        if (request.length != 3) {
            throw new IOException("Not a request line: " + lines[0]);
        }
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1) {
                throw new IOException("Not a header: " + lines[i]);
            }
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        return new RequestHead(request[0], request[1], headers);
    }

    String method() {
        return method;
    }

    /** With the query. */
    String path() {
        return path;
    }

    /**
     * @param name in lower case
     */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    boolean expectsContinue() {
        return header("expect").isPresent();
    }

    boolean isChunked() {
        return header("transfer-encoding").filter("chunked"::equalsIgnoreCase).isPresent();
    }

    long contentLength() {
        return header("content-length").map(Long::parseLong).orElse(0L);
    }

    boolean hasBody() {
        return isChunked() || contentLength() > 0;
    }

    boolean isLast() {
        return header("connection").filter("close"::equalsIgnoreCase).isPresent();
    }
}
