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

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads requests from a connection through one buffer. Used by one thread. */
final class HttpInput {
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final byte[] END_OF_LINE = {'\r', '\n'};

    private final ReadableByteChannel channel;
    // What is between its position and its limit has been received and not been read.
    private final ByteBuffer received;

    /**
     * @param buffer must have room for the longest head
     */
    HttpInput(ReadableByteChannel channel, ByteBuffer buffer) {
        this.channel = channel;
        this.received = buffer.clear().limit(0);
    }

    /** The next request, or nothing if the client has closed the connection. */
    Optional<RequestHead> head() throws IOException {
        if (!received.hasRemaining() && !receive()) {
            return Optional.empty();
        }
        return Optional.of(RequestHead.parse(textUntil(END_OF_HEAD)));
    }

    /** Hands over the body piece by piece; a piece is valid during the call. */
    long body(RequestHead head, Consumer<ByteBuffer> pieces) throws IOException {
        if (!head.isChunked()) {
            bytes(head.contentLength(), pieces);
            return head.contentLength();
        }
        long total = 0;
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            bytes(size, pieces);
            textUntil(END_OF_LINE);
            total += size;
        }
        textUntil(END_OF_LINE);
        return total;
    }

    private long chunkSize() throws IOException {
        return Long.parseLong(textUntil(END_OF_LINE).split(";")[0].strip(), 16);
    }

    private void bytes(long count, Consumer<ByteBuffer> pieces) throws IOException {
        long left = count;
        while (left > 0) {
            if (!received.hasRemaining() && !receive()) {
                throw new EOFException("The client went away within a body");
            }
            int length = (int) Math.min(left, received.remaining());
            pieces.accept(received.slice(received.position(), length));
            received.position(received.position() + length);
            left -= length;
        }
    }

    private String textUntil(byte[] end) throws IOException {
        int searched = 0;
        while (true) {
            int length = lengthUntil(end, searched);
            if (length >= 0) {
                byte[] text = new byte[length];
                received.get(text);
                received.position(received.position() + end.length);
                return new String(text, StandardCharsets.ISO_8859_1);
            }
            searched = Math.max(0, received.remaining() - end.length + 1);
            if (!receive()) {
                throw new EOFException("The client went away within a head");
            }
        }
    }

    /** How much is before the mark, or -1 if it has not come yet. */
    private int lengthUntil(byte[] end, int from) {
        for (int i = from; i + end.length <= received.remaining(); i++) {
            int matching = 0;
            while (matching < end.length
                    && received.get(received.position() + i + matching) == end[matching]) {
                matching++;
            }
            if (matching == end.length) {
                return i;
            }
        }
        return -1;
    }

    /** Waits for more; false at the end of the connection. */
    private boolean receive() throws IOException {
        received.compact();
        if (!received.hasRemaining()) {
            throw new IOException("The head of a request is too long");
        }
        int count = channel.read(received);
        received.flip();
        return count > 0;
    }
}
