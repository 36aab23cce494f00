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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.time.TestingTicker;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who stands still is cut, who moves is not. */
class WatchTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final TestingTicker ticker = new TestingTicker();
    private final Socket socket = new Socket();
    private final Watch watch = new Watch(socket, ticker);

    private boolean isCutAfter(Duration silence) {
        ticker.advance(silence);
        watch.check();
        assertThat(socket.isClosed()).isEqualTo(watch.isCut());
        return watch.isCut();
    }

    @Test
    void cutsAConnectionThatStandsStillForLongerThanTheLimit() throws Exception {
        watch.start(LIMIT);
        assertThat(isCutAfter(LIMIT)).isFalse();
        assertThat(isCutAfter(Duration.ofNanos(1))).isTrue();
    }

    @Test
    void countsFromTheLastProgress() throws Exception {
        watch.start(LIMIT);
        for (int i = 0; i < 5; i++) {
            assertThat(isCutAfter(Duration.ofSeconds(9))).isFalse();
            watch.progress();
        }
        assertThat(isCutAfter(Duration.ofSeconds(11))).isTrue();
    }

    @Test
    void leavesAloneWhatWaitsForNothing() throws Exception {
        assertThat(isCutAfter(Duration.ofDays(1))).isFalse();
        watch.start(LIMIT);
        watch.stop();
        assertThat(isCutAfter(Duration.ofDays(1))).isFalse();
    }

    @Test
    void tellsTheUserOfAConnectionThatItWasCut() throws Exception {
        watch.start(LIMIT);
        assertThat(isCutAfter(Duration.ofSeconds(11))).isTrue();
        assertThatThrownBy(watch::progress).isInstanceOf(IOException.class);
        assertThatThrownBy(watch::stop).isInstanceOf(IOException.class);
        assertThat(watch.isCut()).isTrue();
    }

    @Test
    void doesNotTakeAnOrdinaryEndForACut() {
        watch.closeSocket();
        assertThat(socket.isClosed()).isTrue();
        assertThat(watch.isCut()).isFalse();
    }
}
