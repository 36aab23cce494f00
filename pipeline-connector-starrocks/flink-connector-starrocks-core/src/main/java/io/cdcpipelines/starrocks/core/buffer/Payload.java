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
import java.util.Arrays;
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
    private final int start;
    private final int[] ends;
    private final long bytes;
    private final long rows;
    private final long deletes;
    private final Extent extent;
    private final AtomicBoolean released;

    private enum Extent {
        WHOLE,
        PART
    }

    Payload(PagePool pool, byte[][] pages, int[] lengths, long bytes, long rows, long deletes) {
        this(pool, pages, 0, lengths, bytes, rows, deletes, Extent.WHOLE, new AtomicBoolean());
        pool.seal(pages);
    }

    /**
     * @param start where the bytes begin in the first page
     * @param ends where they end in each page
     */
    private Payload(
            PagePool pool,
            byte[][] pages,
            int start,
            int[] ends,
            long bytes,
            long rows,
            long deletes,
            Extent extent,
            AtomicBoolean released) {
        this.pool = pool;
        this.pages = pages;
        this.start = start;
        this.ends = ends;
        this.bytes = bytes;
        this.rows = rows;
        this.deletes = deletes;
        this.extent = extent;
        this.released = released;
    }

    /**
     * Some neighbouring rows, to be sent on their own. They share the pages of this payload: a part
     * can be read until this payload is released, and is not released itself. It does not know how
     * many of its rows delete one.
     *
     * @param from the position of its first byte
     * @param to the position after its last byte
     * @param partRows how many rows that are
     */
    public Payload part(long from, long to, long partRows) {
        if (extent == Extent.PART || from < 0 || from >= to || to > bytes) {
            throw new IllegalArgumentException("No bytes " + from + " to " + to + " in " + this);
        }
        int first = 0;
        long firstStart = 0;
        while (from >= firstStart + ends[first]) {
            firstStart += ends[first++];
        }
        int last = first;
        long lastStart = firstStart;
        while (to > lastStart + ends[last]) {
            lastStart += ends[last++];
        }
        int[] partEnds = Arrays.copyOfRange(ends, first, last + 1);
        partEnds[last - first] = (int) (to - lastStart);
        return new Payload(
                pool,
                Arrays.copyOfRange(pages, first, last + 1),
                (int) (from - firstStart),
                partEnds,
                to - from,
                partRows,
                0,
                Extent.PART,
                released);
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
        int from = start;
        for (int i = 0; i < pages.length; i++) {
            out.write(pages[i], from, ends[i] - from);
            from = 0;
        }
    }

    /**
     * Gives the pages back.
     *
     * @throws IllegalStateException if it was called before, or this is a part of a payload
     */
    public void release() {
        if (extent == Extent.PART) {
            throw new IllegalStateException("A part of a payload was released");
        }
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
