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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory budget of a writer, handed out in pages. Pages are allocated when first needed and
 * kept for reuse; used and free ones together never exceed the budget.
 *
 * <p>The first page of a buffer is small and each further one is twice as large, up to the full
 * size: a table with few rows takes little, one with many takes large pages.
 *
 * <p>Any thread may call it: pages are taken by the task thread and may come back from an I/O
 * thread, hence the lock. It is taken once per page, never per row.
 */
public final class PagePool implements AutoCloseable {
    private static final int MAX_SIZES = 5;

    private final long budgetBytes;
    private final int[] sizes;
    private final List<ArrayDeque<byte[]>> free = new ArrayList<>();
    private final PoolExhaustedException exhausted;

    private long freeBytes;
    private long usedBytes;
    private long sealedBytes;
    private long highWaterBytes;
    private long peakSinceTrim;
    private boolean closed;

    /**
     * @param budgetBytes the most that all pages together may take; at least one page
     * @param pageBytes the size of a full page, at least {@value RowBuffer#MAX_TOKEN_BYTES}
     */
    public PagePool(long budgetBytes, int pageBytes) {
        if (pageBytes < RowBuffer.MAX_TOKEN_BYTES || budgetBytes < pageBytes) {
            throw new IllegalArgumentException(
                    "A pool needs pages of at least "
                            + RowBuffer.MAX_TOKEN_BYTES
                            + " bytes and a budget of at least one page, got pages of "
                            + pageBytes
                            + " and a budget of "
                            + budgetBytes);
        }
        this.budgetBytes = budgetBytes;
        this.sizes = sizesUpTo(pageBytes);
        for (int i = 0; i < sizes.length; i++) {
            free.add(new ArrayDeque<>());
        }
        this.exhausted = new PoolExhaustedException(budgetBytes);
    }

    private static int[] sizesUpTo(int pageBytes) {
        int count = 1;
        while (count < MAX_SIZES && pageBytes >> count >= RowBuffer.MAX_TOKEN_BYTES) {
            count++;
        }
        int[] sizes = new int[count];
        for (int i = 0; i < count; i++) {
            sizes[i] = pageBytes >> (count - 1 - i);
        }
        return sizes;
    }

    /**
     * Hands out a page.
     *
     * @param position how many pages the buffer has already; tells the size
     * @throws PoolExhaustedException if the budget has no room for it
     */
    synchronized byte[] acquire(int position) {
        if (closed) {
            throw new IllegalStateException("The page pool is closed");
        }
        int sizeIndex = Math.min(position, sizes.length - 1);
        int size = sizes[sizeIndex];
        if (usedBytes + size > budgetBytes) {
            throw exhausted;
        }
        byte[] page = free.get(sizeIndex).poll();
        if (page == null) {
            keepFree(budgetBytes - usedBytes - size);
            page = new byte[size];
        } else {
            freeBytes -= size;
        }
        usedBytes += size;
        highWaterBytes = Math.max(highWaterBytes, usedBytes);
        peakSinceTrim = Math.max(peakSinceTrim, usedBytes);
        return page;
    }

    synchronized void release(byte[] page) {
        int sizeIndex = sizeIndexOf(page);
        if (sizeIndex < 0 || usedBytes - sealedBytes < page.length) {
            throw new IllegalStateException("A page came back that this pool did not hand out");
        }
        usedBytes -= page.length;
        if (!closed) {
            free.get(sizeIndex).push(page);
            freeBytes += page.length;
        }
    }

    private int sizeIndexOf(byte[] page) {
        int index = sizes.length - 1;
        while (index >= 0 && sizes[index] != page.length) {
            index--;
        }
        return index;
    }

    /** The pages, which are in use, hold rows that no more are added to. */
    synchronized void seal(byte[][] pages) {
        sealedBytes += memoryOf(pages);
    }

    synchronized void releaseSealed(byte[][] pages) {
        sealedBytes -= memoryOf(pages);
        for (byte[] page : pages) {
            release(page);
        }
    }

    static long memoryOf(byte[][] pages) {
        long bytes = 0;
        for (byte[] page : pages) {
            bytes += page.length;
        }
        return bytes;
    }

    /** The most that all pages together may take. */
    public long budgetBytes() {
        return budgetBytes;
    }

    /** What the pages take that are in use now, filled or not. */
    public synchronized long usedBytes() {
        return usedBytes;
    }

    /** The part of {@link #usedBytes()} that payloads hold. */
    public synchronized long sealedBytes() {
        return sealedBytes;
    }

    /** What pages take that are kept for reuse. */
    public synchronized long freeBytes() {
        return freeBytes;
    }

    /** The most that was ever in use at once. */
    public synchronized long highWaterBytes() {
        return highWaterBytes;
    }

    /** Lets go of free pages that would not have been missed since this was last called. */
    public synchronized void trim() {
        keepFree(peakSinceTrim - usedBytes);
        peakSinceTrim = usedBytes;
    }

    private void keepFree(long bytes) {
        for (int i = sizes.length - 1; i >= 0 && freeBytes > bytes; i--) {
            while (freeBytes > bytes && free.get(i).poll() != null) {
                freeBytes -= sizes[i];
            }
        }
    }

    /** Drops the free pages; pages still in use are dropped when they come back. */
    @Override
    public synchronized void close() {
        closed = true;
        keepFree(0);
    }
}
