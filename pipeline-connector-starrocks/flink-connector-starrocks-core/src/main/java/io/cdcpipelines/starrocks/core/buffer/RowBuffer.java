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

import java.util.Arrays;

/**
 * Rows being written, as bytes in pages of a pool. A row that fails leaves no bytes behind.
 *
 * <p>Used by one thread. Small tokens are written in place: {@link #reserve(int)}, store into
 * {@link #page()} from {@link #position()} on, {@link #advanceTo(int)}. A page that has no room for
 * a token is left with a gap; anything longer than a token goes through {@link #write} and may span
 * pages.
 */
public final class RowBuffer {

    /** The longest run of bytes that {@link #reserve(int)} grants. */
    public static final int MAX_TOKEN_BYTES = 128;

    private static final byte[] NO_PAGE = {};

    private final PagePool pool;

    private byte[][] pages = new byte[4][];
    private int[] lengths = new int[4];
    private int pageCount;
    private byte[] page = NO_PAGE;
    private int position;
    private long bytesInFullPages;
    private long rows;
    private long deletes;

    private int markPageCount;
    private int markPosition;
    private long markBytesInFullPages;

    public RowBuffer(PagePool pool) {
        this.pool = pool;
    }

    /** Rows completed since the buffer was last empty. */
    public long rows() {
        return rows;
    }

    /** Bytes written, those of an unfinished row included. */
    public long bytes() {
        return bytesInFullPages + position;
    }

    /** What its pages take, filled or not. */
    public long memoryBytes() {
        long memory = 0;
        for (int i = 0; i < pageCount; i++) {
            memory += pages[i].length;
        }
        return memory;
    }

    /** Whether nothing was written; an unfinished row counts as something. */
    public boolean isEmpty() {
        return pageCount == 0;
    }

    /** Remembers where the row starts. */
    public void beginRow() {
        markPageCount = pageCount;
        markPosition = position;
        markBytesInFullPages = bytesInFullPages;
    }

    /** Completes a row that puts a row. */
    public void endUpsert() {
        rows++;
    }

    /** Completes a row that deletes one. */
    public void endDelete() {
        rows++;
        deletes++;
    }

    /** Forgets everything written since {@link #beginRow()}. */
    public void rollbackRow() {
        while (pageCount > markPageCount) {
            pageCount--;
            pool.release(pages[pageCount]);
            pages[pageCount] = null;
        }
        page = pageCount == 0 ? NO_PAGE : pages[pageCount - 1];
        position = markPosition;
        bytesInFullPages = markBytesInFullPages;
    }

    /** The page being written. */
    public byte[] page() {
        return page;
    }

    /** Where in {@link #page()} the next byte goes. */
    public int position() {
        return position;
    }

    /** How many bytes the page being written has left. */
    public int room() {
        return page.length - position;
    }

    /** Declares everything before {@code newPosition} of the page written. */
    public void advanceTo(int newPosition) {
        position = newPosition;
    }

    /**
     * Makes sure that the page has room for {@code length} bytes in a row.
     *
     * @param length at most {@link #MAX_TOKEN_BYTES}
     * @throws PoolExhaustedException if that takes a further page and there is none
     */
    public void reserve(int length) {
        if (page.length - position < length) {
            nextPage();
        }
    }

    /**
     * Copies bytes, over as many pages as it takes.
     *
     * @throws PoolExhaustedException if that takes a further page and there is none
     */
    public void write(byte[] source, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (position == page.length) {
                nextPage();
            }
            int count = Math.min(left, page.length - position);
            System.arraycopy(source, from, page, position, count);
            position += count;
            from += count;
            left -= count;
        }
    }

    private void nextPage() {
        byte[] next = pool.acquire(pageCount);
        if (pageCount > 0) {
            lengths[pageCount - 1] = position;
            bytesInFullPages += position;
        }
        if (pageCount == pages.length) {
            pages = Arrays.copyOf(pages, pageCount * 2);
            lengths = Arrays.copyOf(lengths, pageCount * 2);
        }
        pages[pageCount++] = next;
        page = next;
        position = 0;
    }

    /**
     * Turns the rows into a payload, which then owns their pages, and starts over empty.
     *
     * @throws IllegalStateException if there is no row
     */
    public Payload seal() {
        if (rows == 0) {
            throw new IllegalStateException("A buffer without rows was sealed");
        }
        lengths[pageCount - 1] = position;
        Payload payload =
                new Payload(
                        pool,
                        Arrays.copyOf(pages, pageCount),
                        Arrays.copyOf(lengths, pageCount),
                        bytes(),
                        rows,
                        deletes);
        reset();
        return payload;
    }

    /** Throws all rows away. */
    public void discard() {
        for (int i = 0; i < pageCount; i++) {
            pool.release(pages[i]);
        }
        reset();
    }

    private void reset() {
        Arrays.fill(pages, 0, pageCount, null);
        pageCount = 0;
        page = NO_PAGE;
        position = 0;
        bytesInFullPages = 0;
        rows = 0;
        deletes = 0;
        beginRow();
    }
}
