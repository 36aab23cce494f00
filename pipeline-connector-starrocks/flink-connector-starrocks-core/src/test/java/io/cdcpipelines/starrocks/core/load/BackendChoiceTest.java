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

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.core.http.HttpReply;
import io.cdcpipelines.starrocks.core.http.ServerAddress;
import io.cdcpipelines.starrocks.core.load.Answer.Route;
import io.cdcpipelines.starrocks.core.load.BackendChoice.Place;
import io.cdcpipelines.starrocks.core.time.TestingTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Loads go to backends directly, and to all of them in turn. */
class BackendChoiceTest {
    private final TestingTicker ticker = new TestingTicker();
    private final BackendChoice choice = new BackendChoice(ticker);

    private static ServerAddress backend(int number) {
        return ServerAddress.parse("http://be" + number + ":8040").orElseThrow();
    }

    private static Answer accepted(int backend, Route route) {
        return Answer.of(backend(backend), route, HttpReply.of(200, "{\"Status\":\"Success\"}"));
    }

    /** As many loads at once as backends are given; a frontend names these. */
    private void loadAtOnce(int... backends) {
        List<Place> places = new ArrayList<>();
        for (int backend : backends) {
            Place place = choice.take();
            place.remember(accepted(backend, Route.REDIRECTED));
            places.add(place);
        }
        places.forEach(choice::giveBack);
    }

    /** Where the next load would go, 0 for a frontend. */
    private int next() {
        Place place = choice.take();
        try {
            return place.backend().map(server -> server.host().charAt(2) - '0').orElse(0);
        } finally {
            choice.giveBack(place);
        }
    }

    @Test
    void knowsNobodyAtFirst() {
        assertThat(next()).isZero();
    }

    @Test
    void takesTurnsAmongTheBackendsThatServedLoadsAtOnce() {
        loadAtOnce(1, 2, 3);
        assertThat(List.of(next(), next(), next(), next(), next(), next()))
                .containsExactly(1, 2, 3, 1, 2, 3);
    }

    @Test
    void keepsToOneBackendWhereOneLoadFollowsAnother() {
        loadAtOnce(1);
        assertThat(List.of(next(), next(), next())).containsExactly(1, 1, 1);
    }

    @Test
    void asksAFrontendAgainAfterAMinute() {
        loadAtOnce(1, 2);
        ticker.advance(Duration.ofSeconds(60));
        assertThat(next()).isEqualTo(1);
        ticker.advance(Duration.ofNanos(1));
        assertThat(List.of(next(), next())).containsExactly(0, 0);
    }

    @Test
    void forgetsABackendThatFailedInEveryPlace() {
        loadAtOnce(1, 2, 1);
        choice.forget(backend(1));
        assertThat(List.of(next(), next(), next())).containsExactly(0, 2, 0);
    }

    @Test
    void prolongsNothingWhenABackendWasAskedDirectly() {
        loadAtOnce(1);
        ticker.advance(Duration.ofSeconds(40));
        Place place = choice.take();
        place.remember(accepted(1, Route.BACKEND));
        choice.giveBack(place);
        ticker.advance(Duration.ofSeconds(40));
        assertThat(next()).isZero();
    }
}
