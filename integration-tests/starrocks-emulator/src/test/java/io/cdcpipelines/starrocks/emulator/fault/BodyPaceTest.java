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

package io.cdcpipelines.starrocks.emulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodyPaceTest {
    private static final long A_DAY_OF_BYTES = 86_400;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final BlockingQueue<String> gone = new LinkedBlockingQueue<>();
    private final BodyPace pace = new BodyPace();

    @AfterEach
    void stop() {
        thread.shutdownNow();
    }

    private void read(String name, long bytes) {
        pace.await(bytes, thread, () -> gone.add(name));
    }

    private String next() throws InterruptedException {
        return gone.poll(20, TimeUnit.SECONDS);
    }

    /** What has gone on once the thread has done all that was due. */
    private int goneSoFar() throws Exception {
        thread.submit(() -> {}).get();
        return gone.size();
    }

    @Test
    void isUnlimitedAtFirst() throws Exception {
        read("one", Long.MAX_VALUE);
        assertThat(next()).isEqualTo("one");
    }

    @Test
    void letsNobodyReadOnWhileFrozen() throws Exception {
        pace.freeze();
        read("one", 1);
        read("two", 1);
        assertThat(goneSoFar()).isZero();

        pace.lift();
        assertThat(next()).isEqualTo("one");
        assertThat(next()).isEqualTo("two");
    }

    @Test
    void makesAllReadersWaitForEachOther() throws Exception {
        pace.limitTo(1);
        read("slow", A_DAY_OF_BYTES);
        read("behind it", 0);
        assertThat(goneSoFar()).isZero();

        pace.lift();
        assertThat(next()).isEqualTo("slow");
        assertThat(next()).isEqualTo("behind it");
        read("later", A_DAY_OF_BYTES);
        assertThat(next()).isEqualTo("later");
    }

    @Test
    void letsReadOnInTime() throws Exception {
        pace.limitTo(1_000_000);
        long start = System.nanoTime();
        read("one", 50_000);
        assertThat(next()).isEqualTo("one");
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(50_000_000);
    }

    @Test
    void changesForThoseThatWait() throws Exception {
        pace.limitTo(1);
        read("one", A_DAY_OF_BYTES);
        pace.freeze();
        assertThat(goneSoFar()).isZero();
        pace.limitTo(1_000);
        assertThat(next()).isEqualTo("one");
    }

    @Test
    void hasToBePositive() {
        assertThatThrownBy(() -> pace.limitTo(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
