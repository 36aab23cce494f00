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

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Requests to the servers of a cluster without a network between, on the thread of the caller: the
 * same services, no sockets, no injected faults. Thread-safe.
 */
public final class DirectCalls {
    private final Map<String, HttpService> services;

    /** An answer; the location only of a redirect. */
    public record Reply(int status, Optional<String> location, String body) {}

    /**
     * @param services by {@code host:port}
     */
    public DirectCalls(Map<String, HttpService> services) {
        this.services = Map.copyOf(services);
    }

    /** Sends a request with the body that it has, of no bytes where it has none. */
    public Reply send(String address, HttpRequest request, byte[] body) {
        Call call = call(address, request);
        HttpReply reply = call.open().orElseGet(() -> call.complete(received(call, body)));
        return new Reply(
                reply.status(),
                Optional.ofNullable(reply.headers().get("location")),
                new String(reply.body(), StandardCharsets.UTF_8));
    }

    /** Sends a request whose connection breaks within the body. */
    public void tear(String address, HttpRequest request, byte[] partOfBody) {
        Call call = call(address, request);
        if (call.open().isEmpty()) {
            call.abandon(received(call, partOfBody));
        }
    }

    private Call call(String address, HttpRequest request) {
        HttpService service = services.get(address);
        if (service == null) {
            throw new IllegalArgumentException("No server at " + address);
        }
        return service.call(new RequestHead(request, "127.0.0.1"));
    }

    private static RequestBody received(Call call, byte[] bytes) {
        RequestBody body = RequestBody.of(call.bodyUse(), bytes.length);
        body.append(Unpooled.wrappedBuffer(bytes));
        return body;
    }
}
