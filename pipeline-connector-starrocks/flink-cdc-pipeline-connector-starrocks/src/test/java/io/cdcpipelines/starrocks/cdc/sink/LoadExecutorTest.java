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

package io.cdcpipelines.starrocks.cdc.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoadExecutorTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final TestingMailbox mailbox = new TestingMailbox();
    private final List<String> failures = new ArrayList<>();
    private final LoadExecutor executor =
            new LoadExecutor("loads of task 1", 2, mailbox, () -> failures.add("told"));

    @AfterEach
    void stop() throws InterruptedException {
        executor.stop(LIMIT);
    }

    private static Callable<String> failing(String message) {
        return () -> {
            throw new IOException(message);
        };
    }

    private void yieldToFailure() {
        assertThatThrownBy(mailbox::yield).hasCauseInstanceOf(LoadFailedException.class);
    }

    @Test
    void runsRequestsOnDaemonsNamedAfterTheTaskAndLettersOnTheMailboxThread() throws Exception {
        List<Thread> letterThreads = new ArrayList<>();
        List<String> results = new ArrayList<>();
        executor.submit(
                () -> Thread.currentThread().getName() + ", " + Thread.currentThread().isDaemon(),
                result -> {
                    results.add(result);
                    letterThreads.add(Thread.currentThread());
                });
        assertThat(executor.inFlight()).isEqualTo(1);

        executor.awaitLetter();

        assertThat(results).containsExactly("loads of task 1, true");
        assertThat(letterThreads).containsExactly(Thread.currentThread());
        assertThat(executor.inFlight()).isZero();
    }

    @Test
    void runsAsManyRequestsAtOnceAsItHasThreads() throws Exception {
        CountDownLatch bothRun = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            executor.submit(() -> meet(bothRun), result -> assertThat(result).isTrue());
        }
        executor.awaitAll();

        assertThat(executor.inFlight()).isZero();
    }

    private static boolean meet(CountDownLatch latch) throws InterruptedException {
        latch.countDown();
        return latch.await(20, TimeUnit.SECONDS);
    }

    @Test
    void keepsTheFirstFailureAndWhatFailedLater() {
        executor.submit(failing("first"), result -> {});
        executor.submit(failing("second"), result -> {});
        yieldToFailure();
        yieldToFailure();

        Throwable kept = catchThrowable(executor::checkFailure);
        List<String> messages = new ArrayList<>();
        messages.add(kept.getCause().getMessage());
        messages.add(kept.getSuppressed()[0].getMessage());
        assertThat(messages).containsExactlyInAnyOrder("first", "second");
        assertThat(failures).hasSize(2);
        assertThat(executor.inFlight()).isZero();
    }

    @Test
    void startsNothingAfterAFailure() {
        executor.submit(failing("first"), result -> {});
        yieldToFailure();

        executor.submit(() -> "late", result -> {});

        assertThat(executor.inFlight()).isZero();
    }

    @Test
    void failsWithTheErrorOfARequestThatDiesOfOne() {
        executor.submit(
                () -> {
                    throw new StackOverflowError("too deep");
                },
                result -> {});

        assertThatThrownBy(mailbox::yield).hasRootCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void stopInterruptsWhatRuns() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        executor.submit(
                () -> {
                    running.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return "interrupted";
                },
                result -> {});
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();

        executor.stop(LIMIT);

        assertThat(interrupted.getCount()).isZero();
    }

    @Test
    void runsLastRequestsAfterItWasStoppedAndReturnsTheirFailures() throws Exception {
        executor.stop(LIMIT);
        CountDownLatch ran = new CountDownLatch(1);

        List<Throwable> found =
                executor.runLast(
                        List.of(
                                () -> {
                                    throw new IOException("refused");
                                },
                                () -> {
                                    ran.countDown();
                                    return null;
                                }),
                        LIMIT);

        assertThat(ran.getCount()).isZero();
        assertThat(found).hasSize(1).first().asString().contains("refused");
    }

    @Test
    void givesLastRequestsUpAtTheirLimit() throws Exception {
        List<Throwable> found =
                executor.runLast(
                        List.of(
                                () -> {
                                    new CountDownLatch(1).await();
                                    return null;
                                }),
                        Duration.ofMillis(50));

        assertThat(found).hasSize(1);
    }
}
