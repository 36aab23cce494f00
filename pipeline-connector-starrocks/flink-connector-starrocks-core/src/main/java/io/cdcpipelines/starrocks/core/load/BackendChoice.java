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

import io.cdcpipelines.starrocks.core.http.ServerAddress;
import io.cdcpipelines.starrocks.core.time.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Remembers the backends that took single loads, so that the next ones can go there directly: a
 * frontend closes the connection after each load that it redirects. Thread-safe; the lock guards
 * the places that nobody has taken.
 *
 * <p>There are as many places as loads were ever under way at once, and loads take turns in using
 * them. Each asks a frontend by itself, every minute anew: frontends spread what they redirect over
 * the backends that are alive, so that the places, and with them the loads, are spread as well. And
 * since a place serves one load at a time, there are never more connections than places.
 */
final class BackendChoice {
    private static final long TRUSTED_NANOS = Duration.ofMinutes(1).toNanos();

    private final Ticker ticker;
    private final Deque<Place> free = new ArrayDeque<>();

    BackendChoice(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Hands out the place that was not used for the longest time. */
    synchronized Place take() {
        Place place = free.poll();
        return place == null ? new Place(ticker) : place;
    }

    synchronized void giveBack(Place place) {
        free.add(place);
    }

    /** Takes note of who did not accept a load: the frontend knows which backends are alive. */
    synchronized void forget(ServerAddress server) {
        free.stream().filter(place -> place.isAt(server)).forEach(Place::forget);
    }

    /** Remembers one backend. Belongs to the thread that took it, or to the choice. */
    static final class Place {
        private final Ticker ticker;
        // Absent until a frontend has named one.
        private ServerAddress backend;
        private long namedAt;

        private Place(Ticker ticker) {
            this.ticker = ticker;
        }

        Optional<ServerAddress> backend() {
            if (backend != null && ticker.nanos() - namedAt > TRUSTED_NANOS) {
                backend = null;
            }
            return Optional.ofNullable(backend);
        }

        private boolean isAt(ServerAddress server) {
            return server.equals(backend);
        }

        /** Takes note of who accepted a load. */
        void remember(Answer answer) {
            if (answer.route() == Answer.Route.REDIRECTED) {
                backend = answer.server();
                namedAt = ticker.nanos();
            }
        }

        void forget() {
            backend = null;
        }
    }
}
