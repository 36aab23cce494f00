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

package io.cdcpipelines.starrocks.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Interrupts a thread while it waits for an answer. Stateless. */
final class InterruptedCall {
    private static final long PATIENCE_SECONDS = 30;

    private InterruptedCall() {}

    /**
     * @param received opens when the server has the request
     * @return how the call ended, null if it got an answer
     */
    static Throwable outcome(HttpTransport transport, ServerAddress server, CountDownLatch received)
            throws Exception {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread caller =
                new Thread(
                        () -> {
                            try {
                                transport.send(server, HttpCall.get("/"));
                                outcome.complete(null);
                            } catch (IOException | InterruptedException e) {
                                outcome.complete(e);
                            }
                        });
        caller.start();
        assertThat(received.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        caller.interrupt();
        return outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
