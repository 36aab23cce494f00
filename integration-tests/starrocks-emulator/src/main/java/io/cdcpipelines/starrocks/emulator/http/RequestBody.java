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

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** A body while it arrives, in one growing array. Used by one thread at a time. */
public final class RequestBody {
    private static final int MAX_FIRST_BYTES = 64 << 20;
    private static final int MIN_BYTES = 1 << 12;

    private final BodyUse use;
    private final JsonRowCount rowCount = new JsonRowCount();
    private byte[] bytes;
    private int length;
    private long received;

    private RequestBody(BodyUse use, int capacity) {
        this.use = use;
        this.bytes = new byte[capacity];
    }

    /**
     * @param announced the length that the client announced, or 0
     */
    static RequestBody of(BodyUse use, long announced) {
        int capacity = use == BodyUse.KEPT ? (int) Math.min(announced, MAX_FIRST_BYTES) : 0;
        return new RequestBody(use, capacity);
    }

    void append(ByteBuf content) {
        int count = content.readableBytes();
        received += count;
        if (use == BodyUse.ROWS_COUNTED) {
            content.forEachByte(rowCount);
        }
        if (use != BodyUse.KEPT) {
            return;
        }
        if (length + count > bytes.length) {
            int wanted = Math.max(length + count, bytes.length * 2);
            bytes = Arrays.copyOf(bytes, Math.max(wanted, MIN_BYTES));
        }
        content.readBytes(bytes, length, count);
        length += count;
    }

    /** The array, of which {@link #length()} bytes are in use. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** How many bytes came, also where they were discarded. */
    public long received() {
        return received;
    }

    /** How many rows a body of JSON had, if the rows are counted; else 0. */
    public long countedRows() {
        return rowCount.rows();
    }
}
