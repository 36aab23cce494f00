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

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.api.common.operators.MailboxExecutor;

/**
 * Runs blocking requests on a few daemon threads and returns every result by mailbox letter, so
 * that no state is touched outside the mailbox thread.
 *
 * <p>All methods are called from the mailbox thread. The first failure is kept: it fails the task
 * from the letter that brings it, and again from every later {@link #checkFailure()}, and no
 * request is started after it.
 */
final class LoadExecutor {
    private static final int LAST_THREADS = 8;

    private final ExecutorService threads;
    private final ThreadFactory threadFactory;
    private final ResultMail mail;
    private final Runnable onFailure;
    private int inFlight;
    private Optional<LoadFailedException> failure = Optional.empty();

    /**
     * @param name of the threads
     * @param onFailure is told of each failed request, on the mailbox thread
     */
    LoadExecutor(String name, int threadCount, MailboxExecutor mailbox, Runnable onFailure) {
        this.mail = new ResultMail(mailbox);
        this.onFailure = onFailure;
        this.threadFactory = daemons(name, Thread.currentThread().getContextClassLoader());
        this.threads = Executors.newFixedThreadPool(threadCount, threadFactory);
    }

    private static ThreadFactory daemons(String name, ClassLoader contextClassLoader) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            thread.setContextClassLoader(contextClassLoader);
            return thread;
        };
    }

    /**
     * Starts a request.
     *
     * @param letter receives the result on the mailbox thread; not called if the request fails
     */
    <T> void submit(Callable<T> request, Consumer<T> letter) {
        if (failure.isPresent()) {
            return;
        }
        inFlight++;
        mail.requested();
        threads.execute(() -> run(request, letter));
    }

    private <T> void run(Callable<T> request, Consumer<T> letter) {
        mail.started();
        try {
            T result = request.call();
            mail.add(() -> deliver(result, letter));
        } catch (Throwable e) {
            mail.addUrgent(() -> fail(e));
        }
    }

    private <T> void deliver(T result, Consumer<T> letter) {
        inFlight--;
        letter.accept(result);
    }

    private void fail(Throwable cause) throws LoadFailedException {
        inFlight--;
        onFailure.run();
        if (failure.isPresent()) {
            failure.get().addSuppressed(cause);
        } else {
            failure = Optional.of(new LoadFailedException(cause));
        }
        throw failure.get();
    }

    /** How many requests have not delivered their letter. */
    int inFlight() {
        return inFlight;
    }

    /**
     * @throws LoadFailedException the first failure of a request, if there was one
     */
    void checkFailure() throws LoadFailedException {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** Works on results, a timer or another letter, waiting for it if there is none. */
    void awaitLetter() throws LoadFailedException, InterruptedException {
        checkFailure();
        mail.awaitAny();
        checkFailure();
    }

    /** Works on letters until every request has delivered its own. */
    void awaitAll() throws LoadFailedException, InterruptedException {
        checkFailure();
        while (inFlight > 0) {
            mail.awaitMore();
            checkFailure();
        }
    }

    /**
     * Interrupts what runs and starts nothing more; what does not end within the limit is left
     * behind on its daemon thread.
     */
    void stop(Duration limit) throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Runs last requests, in parallel and on threads of their own, also after {@link #stop}. What
     * does not end within the limit is interrupted.
     *
     * @return the failures
     */
    List<Throwable> runLast(Collection<Callable<Void>> requests, Duration limit)
            throws InterruptedException {
        return ParallelRequests.failures(threadFactory, LAST_THREADS, requests, limit);
    }
}
