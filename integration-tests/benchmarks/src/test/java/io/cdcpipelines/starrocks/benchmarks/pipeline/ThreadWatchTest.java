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

package io.cdcpipelines.starrocks.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.environment.Eventually;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ThreadWatchTest {
    private static final double WORK_SECONDS = 0.2;
    private static final String THREAD = "starrocks-load ";

    private final LinuxProcess self = new LinuxProcess(ProcessHandle.current().pid());

    @Test
    void addsUpByRoleWhatThreadsThatLiveHaveSpent() throws Exception {
        ThreadWatch watch = new ThreadWatch(self);
        CountDownLatch worked = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        Thread thread =
                new Thread(
                        () -> {
                            work();
                            worked.countDown();
                            await(looked);
                        },
                        THREAD);
        thread.start();
        worked.await();

        Map<ThreadRole, Double> seconds = watch.cpuSeconds();
        looked.countDown();
        thread.join();
        Eventually.holds("the thread is gone", Duration.ofSeconds(30), () -> !isListed(THREAD));
        assertThat(seconds).containsOnlyKeys(ThreadRole.values());
        assertThat(seconds.get(ThreadRole.SINK_IO)).isGreaterThanOrEqualTo(WORK_SECONDS * 0.9);
        assertThat(seconds.get(ThreadRole.SINK_TASK)).isZero();
    }

    @Test
    void countsAsRestWhatNobodySaw() throws Exception {
        ThreadWatch watch = new ThreadWatch(self);
        Thread thread = new Thread(this::work, THREAD);
        thread.start();
        thread.join();
        // Java sees the end of a thread before Linux does.
        Eventually.holds("the thread is gone", Duration.ofSeconds(30), () -> !isListed(THREAD));

        Map<ThreadRole, Double> seconds = watch.cpuSeconds();
        assertThat(seconds.get(ThreadRole.SINK_IO)).isZero();
        assertThat(seconds.get(ThreadRole.REST)).isGreaterThanOrEqualTo(WORK_SECONDS * 0.9);
    }

    @Test
    void knowsThePeakOfAProcess() {
        assertThat(self.peakMemoryMb()).isBetween(10.0, 100_000.0);
    }

    /** Uses the processor for a while. */
    private void work() {
        while (threadsNamed(THREAD).noneMatch(thread -> thread.cpuSeconds() >= WORK_SECONDS)) {
            Thread.onSpinWait();
        }
    }

    private boolean isListed(String name) {
        return threadsNamed(name).findAny().isPresent();
    }

    private Stream<LinuxProcess.ThreadTime> threadsNamed(String name) {
        return self.threads().stream().filter(thread -> thread.name().equals(name));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
