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

package io.cdcpipelines.starrocks.core.load;

import java.time.Duration;
import java.util.Optional;

/**
 * Remembers the backend that took the last single load, so that the next one can go there directly:
 * a frontend closes the connection after each load that it redirects. The frontend is asked again
 * every minute, since it spreads the load over its backends. Thread-safe; the lock keeps address
 * and time together.
 */
final class BackendChoice {
    private static final long TRUSTED_NANOS = Duration.ofMinutes(1).toNanos();

    private final Ticker ticker;
    private ServerAddress backend;
    private long namedAt;

    BackendChoice(Ticker ticker) {
        this.ticker = ticker;
    }

    synchronized Optional<ServerAddress> choice() {
        if (backend != null && ticker.nanos() - namedAt > TRUSTED_NANOS) {
            backend = null;
        }
        return Optional.ofNullable(backend);
    }

    /** Takes note of who accepted a load. */
    synchronized void remember(Answer answer) {
        if (answer.route() == Answer.Route.REDIRECTED) {
            backend = answer.server();
            namedAt = ticker.nanos();
        }
    }

    /** Takes note of who did not: the frontend knows which backends are alive. */
    synchronized void forget(Answer answer) {
        if (answer.server().equals(backend)) {
            backend = null;
        }
    }
}
