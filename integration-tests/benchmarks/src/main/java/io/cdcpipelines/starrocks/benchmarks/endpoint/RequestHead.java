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
    private static final String END_OF_LINE = "\r\n";

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
        int end = endOfLine(text, 0);
        int afterMethod = text.indexOf(' ');
        int afterPath = text.indexOf(' ', afterMethod + 1);
        if (afterMethod < 0 || afterPath < 0 || afterPath > end) {
            throw new IOException("Not a request line: " + text.substring(0, end));
        }
        return new RequestHead(
                text.substring(0, afterMethod),
                text.substring(afterMethod + 1, afterPath),
                headers(text, end + END_OF_LINE.length()));
    }

    private static Map<String, String> headers(String text, int from) throws IOException {
        Map<String, String> headers = new HashMap<>();
        int start = from;
        while (start < text.length()) {
            int end = endOfLine(text, start);
            int colon = text.indexOf(':', start);
            if (colon <= start || colon > end) {
                throw new IOException("Not a header: " + text.substring(start, end));
            }
            headers.put(
                    text.substring(start, colon).toLowerCase(Locale.ROOT),
                    text.substring(colon + 1, end).strip());
            start = end + END_OF_LINE.length();
        }
        return headers;
    }

    private static int endOfLine(String text, int from) {
        int end = text.indexOf(END_OF_LINE, from);
        return end < 0 ? text.length() : end;
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
