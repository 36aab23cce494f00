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
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Serves one client until it leaves. Used by one thread. */
final class HttpConnection {
    // One read takes what the kernel has, and no byte of a body comes onto the heap.
    private static final ThreadLocal<ByteBuffer> BUFFERS =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(1 << 20));
    private static final byte[] CONTINUE =
            "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final Service service;
    private final HttpInput input;

    HttpConnection(SocketChannel channel, Service service, Pace pace) {
        this.channel = channel;
        this.service = service;
        this.input = new HttpInput(pace.of(channel), BUFFERS.get());
    }

    void serve() throws IOException {
        boolean isOpen = true;
        while (isOpen) {
            Optional<RequestHead> head = input.head();
            isOpen = head.isPresent() && serve(head.get());
        }
    }

    /** Whether the connection goes on. */
    private boolean serve(RequestHead head) throws IOException {
        boolean[] isRead = {!head.hasBody()};
        Reply reply =
                service.answer(
                        head,
                        pieces -> {
                            isRead[0] = true;
                            if (head.expectsContinue()) {
                                write(ByteBuffer.wrap(CONTINUE));
                            }
                            return input.body(head, pieces);
                        });
        // A body that comes without being asked for would be taken for the next request.
        boolean isLast = reply.isLast() || head.isLast() || !isRead[0] && !head.expectsContinue();
        write((isLast ? reply.closing() : reply).bytes());
        return !isLast;
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
