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

/**
 * The memory budget of a writer, in pages of one size. Pages are allocated when first needed and
 * kept for reuse.
 *
 * <p>Any thread may call it: pages are taken by the task thread and may come back from an I/O
 * thread, hence the lock. It is taken once per page, never per row.
 */
public final class PagePool implements AutoCloseable {
    private final int pageBytes;
    private final int maxPages;
    private final PoolExhaustedException exhausted;

    private final ArrayDeque<byte[]> free = new ArrayDeque<>();
    private int usedPages;
    private int highWaterPages;
    private boolean closed;

    /**
     * @param budgetBytes the most that all pages together may take; at least one page
     * @param pageBytes at least {@value RowBuffer#MAX_TOKEN_BYTES}
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
        this.pageBytes = pageBytes;
        this.maxPages = (int) Math.min(Integer.MAX_VALUE, budgetBytes / pageBytes);
        this.exhausted = new PoolExhaustedException(budgetBytes());
    }

    /**
     * @throws PoolExhaustedException if every page is in use
     */
    synchronized byte[] acquire() {
        if (closed) {
            throw new IllegalStateException("The page pool is closed");
        }
        if (usedPages == maxPages) {
            throw exhausted;
        }
        byte[] page = free.poll();
        if (page == null) {
            page = new byte[pageBytes];
        }
        usedPages++;
        highWaterPages = Math.max(highWaterPages, usedPages);
        return page;
    }

    synchronized void release(byte[] page) {
        if (page.length != pageBytes || usedPages == 0) {
            throw new IllegalStateException("A page came back that this pool did not hand out");
        }
        usedPages--;
        if (!closed) {
            free.push(page);
        }
    }

    public int pageBytes() {
        return pageBytes;
    }

    /** What all pages together take when every one is in use: whole pages only. */
    public long budgetBytes() {
        return (long) maxPages * pageBytes;
    }

    /** What the pages take that are in use now, filled or not. */
    public synchronized long usedBytes() {
        return (long) usedPages * pageBytes;
    }

    /** The most that was ever in use at once. */
    public synchronized long highWaterBytes() {
        return (long) highWaterPages * pageBytes;
    }

    /** Drops the free pages; pages still in use are dropped when they come back. */
    @Override
    public synchronized void close() {
        closed = true;
        free.clear();
    }
}
