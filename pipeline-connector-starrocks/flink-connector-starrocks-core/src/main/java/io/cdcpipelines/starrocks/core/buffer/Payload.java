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

package io.cdcpipelines.starrocks.core.buffer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sealed rows, ready to be sent as often as it takes.
 *
 * <p>Any thread may read it until its owner calls {@link #release()}, once, after which its pages
 * belong to other rows. The flag is atomic because owner and reader may be different threads.
 */
public final class Payload {
    private final PagePool pool;
    private final byte[][] pages;
    private final int[] lengths;
    private final long bytes;
    private final long rows;
    private final long deletes;
    private final AtomicBoolean released = new AtomicBoolean();

    Payload(PagePool pool, byte[][] pages, int[] lengths, long bytes, long rows, long deletes) {
        this.pool = pool;
        this.pages = pages;
        this.lengths = lengths;
        this.bytes = bytes;
        this.rows = rows;
        this.deletes = deletes;
        pool.seal(pages);
    }

    public long bytes() {
        return bytes;
    }

    /** What its pages take, filled or not. */
    public long memoryBytes() {
        return PagePool.memoryOf(pages);
    }

    public long rows() {
        return rows;
    }

    /** How many of the rows delete one. */
    public long deletes() {
        return deletes;
    }

    /**
     * Writes all bytes, from the first, straight from the pages.
     *
     * @throws IllegalStateException if the payload was released
     */
    public void writeTo(OutputStream out) throws IOException {
        if (released.get()) {
            throw new IllegalStateException("A released payload was read");
        }
        for (int i = 0; i < pages.length; i++) {
            out.write(pages[i], 0, lengths[i]);
        }
    }

    /**
     * Gives the pages back.
     *
     * @throws IllegalStateException if it was called before
     */
    public void release() {
        if (!released.compareAndSet(false, true)) {
            throw new IllegalStateException("A payload was released twice");
        }
        pool.releaseSealed(pages);
    }

    @Override
    public String toString() {
        return rows + " rows, " + bytes + " bytes";
    }
}
