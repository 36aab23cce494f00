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
import org.junit.jupiter.api.Test;

/** The budget is kept, counted in pages, whoever brings them back. */
class PagePoolTest {
    private static final int PAGE = RowBuffer.MAX_TOKEN_BYTES;

    @Test
    void handsOutNoMoreThanTheBudgetHolds() {
        PagePool pool = new PagePool(3 * PAGE + 5, PAGE);
        assertThat(pool.budgetBytes()).isEqualTo(3 * PAGE);
        byte[] page = pool.acquire();
        pool.acquire();
        pool.acquire();
        assertThat(pool.usedBytes()).isEqualTo(3 * PAGE);
        assertThatThrownBy(pool::acquire)
                .isInstanceOf(PoolExhaustedException.class)
                .hasMessageContaining(String.valueOf(3 * PAGE))
                .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());

        pool.release(page);
        assertThat(pool.acquire()).isSameAs(page);
    }

    @Test
    void remembersTheMostThatWasInUse() {
        PagePool pool = new PagePool(10 * PAGE, PAGE);
        byte[] first = pool.acquire();
        byte[] second = pool.acquire();
        pool.release(first);
        pool.release(second);
        pool.acquire();
        assertThat(pool.usedBytes()).isEqualTo(PAGE);
        assertThat(pool.highWaterBytes()).isEqualTo(2 * PAGE);
    }

    @Test
    void refusesPagesThatItDidNotHandOut() {
        PagePool pool = new PagePool(2 * PAGE, PAGE);
        assertThatThrownBy(() -> pool.release(new byte[PAGE]))
                .isInstanceOf(IllegalStateException.class);
        pool.acquire();
        assertThatThrownBy(() -> pool.release(new byte[PAGE + 1]))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void takesPagesBackAfterItWasClosed() {
        PagePool pool = new PagePool(2 * PAGE, PAGE);
        byte[] page = pool.acquire();
        pool.close();
        pool.release(page);
        assertThat(pool.usedBytes()).isZero();
        assertThatThrownBy(pool::acquire).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesABudgetOfLessThanAPage() {
        assertThatThrownBy(() -> new PagePool(PAGE - 1, PAGE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PagePool(PAGE, PAGE - 1))
                .isInstanceOf(IllegalArgumentException.class);
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
                                        byte[] one = pool.acquire();
                                        byte[] two = pool.acquire();
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
