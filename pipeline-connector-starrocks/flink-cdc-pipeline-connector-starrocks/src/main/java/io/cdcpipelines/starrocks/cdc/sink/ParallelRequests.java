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
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs blocking requests at once, on daemon threads that live as long as the call. Stateless. */
final class ParallelRequests {

    private ParallelRequests() {}

    /**
     * Returns when all requests have ended.
     *
     * @param name of the threads
     * @throws IOException the first failure, after all requests were tried
     */
    static void run(String name, int threadCount, Collection<Callable<Void>> requests)
            throws IOException, InterruptedException {
        if (requests.isEmpty()) {
            return;
        }
        ExecutorService threads =
                Executors.newFixedThreadPool(
                        Math.min(threadCount, requests.size()),
                        work -> {
                            Thread thread = new Thread(work, name);
                            thread.setDaemon(true);
                            return thread;
                        });
        try {
            throwFirstFailure(threads.invokeAll(requests));
        } finally {
            threads.shutdownNow();
        }
    }

    private static void throwFirstFailure(Collection<Future<Void>> ended)
            throws IOException, InterruptedException {
        IOException failure = null;
        for (Future<Void> request : ended) {
            try {
                request.get();
            } catch (ExecutionException e) {
                IOException next = asIoException(e.getCause());
                if (failure == null) {
                    failure = next;
                } else {
                    failure.addSuppressed(next);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static IOException asIoException(Throwable cause) {
        return cause instanceof IOException
                ? (IOException) cause
                : new IOException(cause.getMessage(), cause);
    }
}
