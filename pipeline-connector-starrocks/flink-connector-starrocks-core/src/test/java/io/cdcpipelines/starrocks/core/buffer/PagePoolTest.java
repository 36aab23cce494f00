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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The budget is kept, whatever sizes the pages have and whoever brings them back. */
class PagePoolTest {
    private static final int PAGE = RowBuffer.MAX_TOKEN_BYTES;

    @Test
    void handsOutNoMoreThanTheBudgetHolds() {
        PagePool pool = new PagePool(3 * PAGE + 5, PAGE);
        assertThat(pool.budgetBytes()).isEqualTo(3 * PAGE + 5);
        byte[] page = pool.acquire(0);
        pool.acquire(0);
        pool.acquire(0);
        assertThat(pool.usedBytes()).isEqualTo(3 * PAGE);
        assertThatThrownBy(() -> pool.acquire(0))
                .isInstanceOf(PoolExhaustedException.class)
                .hasMessageContaining(String.valueOf(3 * PAGE + 5))
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());

        pool.release(page);
        assertThat(pool.acquire(0)).isSameAs(page);
    }

    @Test
    void remembersTheMostThatWasInUse() {
        PagePool pool = new PagePool(10 * PAGE, PAGE);
        byte[] first = pool.acquire(0);
        byte[] second = pool.acquire(0);
        pool.release(first);
        pool.release(second);
        pool.acquire(0);
        assertThat(pool.usedBytes()).isEqualTo(PAGE);
        assertThat(pool.highWaterBytes()).isEqualTo(2 * PAGE);
    }

    @Test
    void refusesPagesThatItDidNotHandOut() {
        PagePool pool = new PagePool(2 * PAGE, PAGE);
        assertThatThrownBy(() -> pool.release(new byte[PAGE]))
                .isInstanceOf(IllegalStateException.class);
        pool.acquire(0);
        assertThatThrownBy(() -> pool.release(new byte[PAGE + 1]))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void takesPagesBackAfterItWasClosed() {
        PagePool pool = new PagePool(2 * PAGE, PAGE);
        byte[] page = pool.acquire(0);
        pool.close();
        pool.release(page);
        assertThat(pool.usedBytes()).isZero();
        assertThatThrownBy(() -> pool.acquire(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesABudgetOfLessThanAPage() {
        assertThatThrownBy(() -> new PagePool(PAGE - 1, PAGE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PagePool(PAGE, PAGE - 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void handsOutLargerPagesTheMoreABufferHas() {
        PagePool pool = new PagePool(1 << 20, 32 << 10);
        assertThat(IntStream.range(0, 7).map(position -> pool.acquire(position).length))
                .containsExactly(2 << 10, 4 << 10, 8 << 10, 16 << 10, 32 << 10, 32 << 10, 32 << 10);
        assertThat(pool.usedBytes()).isEqualTo(126 << 10);
    }

    @Test
    void hasNoPageTooSmallForAToken() {
        PagePool pool = new PagePool(64 * PAGE, 3 * PAGE);
        assertThat(IntStream.range(0, 3).map(position -> pool.acquire(position).length))
                .containsExactly(3 * PAGE / 2, 3 * PAGE, 3 * PAGE);
    }

    @Test
    void countsPagesThatAreKeptTowardsTheBudgetToo() {
        PagePool pool = new PagePool(64 << 10, 32 << 10);
        List<byte[]> small = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            small.add(pool.acquire(0));
        }
        assertThatThrownBy(() -> pool.acquire(0)).isInstanceOf(PoolExhaustedException.class);
        small.forEach(pool::release);
        assertThat(pool.freeBytes()).isEqualTo(64 << 10);

        byte[] large = pool.acquire(9);

        assertThat(pool.usedBytes()).isEqualTo(32 << 10);
        assertThat(pool.freeBytes()).as("small pages made way").isEqualTo(32 << 10);
        pool.acquire(9);
        assertThat(pool.freeBytes()).isZero();
        pool.release(large);
        assertThat(pool.acquire(9)).isSameAs(large);
    }

    @Test
    void letsGoOfPagesThatWereNotNeededForAWhile() {
        PagePool pool = new PagePool(10 * PAGE, PAGE);
        List<byte[]> pages = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            pages.add(pool.acquire(0));
        }
        pages.forEach(pool::release);
        pool.trim();
        assertThat(pool.freeBytes()).as("all were needed at once").isEqualTo(8 * PAGE);

        byte[] one = pool.acquire(0);
        byte[] two = pool.acquire(0);
        pool.release(one);
        pool.release(two);
        pool.trim();
        assertThat(pool.freeBytes()).isEqualTo(2 * PAGE);

        pool.acquire(0);
        pool.trim();
        assertThat(pool.freeBytes()).isZero();
        pool.trim();
        assertThat(pool.usedBytes()).as("what is in use stays").isEqualTo(PAGE);
        assertThat(pool.highWaterBytes()).isEqualTo(8 * PAGE);
    }

    @Test
    void tellsWhatIsSealed() {
        PagePool pool = new PagePool(10 * PAGE, PAGE);
        byte[][] pages = {pool.acquire(0), pool.acquire(1)};
        byte[] open = pool.acquire(0);
        assertThat(pool.sealedBytes()).isZero();

        pool.seal(pages);
        assertThat(pool.sealedBytes()).isEqualTo(2 * PAGE);
        pool.release(open);
        assertThat(pool.sealedBytes()).isEqualTo(2 * PAGE);
        assertThatThrownBy(() -> pool.release(pages[0])).isInstanceOf(IllegalStateException.class);

        pool.releaseSealed(pages);
        assertThat(pool.sealedBytes()).isZero();
        assertThat(pool.usedBytes()).isZero();
    }

    @Test
    void countsRightWhenSeveralThreadsBringPagesBack() throws Exception {
        PagePool pool = new PagePool(64 * PAGE, PAGE);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                runs.add(
                        threads.submit(
                                () -> {
                                    for (int i = 0; i < 5_000; i++) {
                                        byte[] one = pool.acquire(0);
                                        byte[] two = pool.acquire(0);
                                        pool.release(one);
                                        pool.release(two);
                                    }
                                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(pool.usedBytes()).isZero();
        assertThat(pool.highWaterBytes()).isBetween(2L * PAGE, 8L * PAGE);
    }
}
