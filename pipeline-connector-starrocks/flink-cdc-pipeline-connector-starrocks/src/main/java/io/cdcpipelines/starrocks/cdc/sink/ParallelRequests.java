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

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Runs blocking requests at once, on daemon threads that live as long as the call. Stateless. */
final class ParallelRequests {

    private static final Duration NO_LIMIT = Duration.ofMillis(Long.MAX_VALUE);

    private ParallelRequests() {}

    /**
     * Returns when all requests have ended.
     *
     * @param name of the threads
     * @throws IOException the first failure, after all requests were tried
     */
    static void run(String name, int threadCount, Collection<Callable<Void>> requests)
            throws IOException, InterruptedException {
        IOException failure = null;
        for (Throwable next : failures(daemons(name), threadCount, requests, NO_LIMIT)) {
            if (failure == null) {
                failure = asIoException(next);
            } else {
                failure.addSuppressed(next);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static ThreadFactory daemons(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Returns when all requests have ended; what does not end within the limit is interrupted.
     *
     * @return why requests failed, in their order
     */
    static List<Throwable> failures(
            ThreadFactory threadFactory,
            int threadCount,
            Collection<Callable<Void>> requests,
            Duration limit)
            throws InterruptedException {
        List<Throwable> failures = new ArrayList<>();
        if (requests.isEmpty()) {
            return failures;
        }
        ExecutorService threads =
                Executors.newFixedThreadPool(Math.min(threadCount, requests.size()), threadFactory);
        try {
            for (Future<Void> ended :
                    threads.invokeAll(requests, limit.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    ended.get();
                } catch (ExecutionException e) {
                    failures.add(e.getCause());
                } catch (CancellationException e) {
                    failures.add(e);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        return failures;
    }

    private static IOException asIoException(Throwable cause) {
        return cause instanceof IOException
                ? (IOException) cause
                : new IOException(cause.getMessage(), cause);
    }
}
