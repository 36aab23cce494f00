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
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Sends a payload as one LZ4 frame, as StarRocks calls it {@code lz4_frame} (3.2.7 and 3.3.1 and
 * later). Thread-safe; keeps as many buffers as payloads were ever sent at once, and the lock
 * guards those that nobody uses.
 */
public final class Lz4Encoding implements BodyEncoding {

    /** The memory that sending one payload takes. */
    public static final int BUFFER_BYTES = Lz4Frame.BUFFER_BYTES;

    private final Deque<Lz4Frame> free = new ArrayDeque<>();

    @Override
    public void write(Payload payload, OutputStream out) throws IOException {
        Lz4Frame frame = take();
        try {
            frame.write(payload, out);
        } finally {
            giveBack(frame);
        }
    }

    private synchronized Lz4Frame take() {
        Lz4Frame frame = free.poll();
        return frame == null ? new Lz4Frame() : frame;
    }

    private synchronized void giveBack(Lz4Frame frame) {
        free.push(frame);
    }

    @Override
    public boolean keepsLength() {
        return false;
    }
}
