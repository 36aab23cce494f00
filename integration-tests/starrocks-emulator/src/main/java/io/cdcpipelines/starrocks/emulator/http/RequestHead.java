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

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The request line and the headers of a request. Immutable. */
public record RequestHead(HttpRequest request, String clientAddress) {

    public String method() {
        return request.method().name();
    }

    public String uri() {
        return request.uri();
    }

    /** The path as it was sent, still encoded. */
    public String path() {
        return new QueryStringDecoder(uri()).rawPath();
    }

    /** The first parameter of that name; none in a query that cannot be decoded. */
    public Optional<String> parameter(String name) {
        try {
            List<String> values = new QueryStringDecoder(uri()).parameters().get(name);
            return values == null ? Optional.empty() : Optional.of(values.get(0));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A header whose bytes are read as UTF-8; names are case-insensitive. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.headers().get(name))
                .map(
                        v ->
                                new String(
                                        v.getBytes(StandardCharsets.ISO_8859_1),
                                        StandardCharsets.UTF_8));
    }

    public boolean isHttp10() {
        return request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    }

    public boolean isKeepAlive() {
        return HttpUtil.isKeepAlive(request);
    }

    /** Whether the client waits for {@code 100 Continue}. */
    public boolean expectsContinue() {
        return !isHttp10()
                && request.headers().containsValue(HttpHeaderNames.EXPECT, "100-continue", true);
    }

    /** The announced length of the body; empty where it comes in chunks or not at all. */
    public Optional<Long> contentLength() {
        long length = HttpUtil.getContentLength(request, -1L);
        return length < 0 ? Optional.empty() : Optional.of(length);
    }
}
