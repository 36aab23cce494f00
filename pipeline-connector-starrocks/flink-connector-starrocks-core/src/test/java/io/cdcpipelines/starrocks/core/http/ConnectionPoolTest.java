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

import io.cdcpipelines.starrocks.core.config.TlsConfig;
import io.cdcpipelines.starrocks.core.time.TestingTicker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections are used again, never by two, and never more than allowed. */
@Timeout(60)
class ConnectionPoolTest {
    private static final Duration PATIENCE = Duration.ofMillis(20);

    private final TestingTicker ticker = new TestingTicker();
    private final Watchdog watchdog = new Watchdog();
    private final ConnectionPool pool =
            new ConnectionPool(
                    2,
                    new SocketOpener(
                            Duration.ofSeconds(30), TlsConfig.standard(), ticker, watchdog),
                    watchdog,
                    ticker);

    private ServerSocket first;
    private ServerSocket second;

    @BeforeEach
    void listen() throws IOException {
        first = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        second = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        pool.close();
        first.close();
        second.close();
    }

    private static ServerAddress address(ServerSocket server) {
        return ServerAddress.parse("http://127.0.0.1:" + server.getLocalPort()).orElseThrow();
    }

    private QuietConnection lend(ServerSocket server) throws Exception {
        return pool.lend(address(server), PATIENCE);
    }

    @Test
    void lendsAConnectionAgain() throws Exception {
        QuietConnection connection = lend(first);
        pool.giveBack(connection);
        assertThat(lend(first)).isSameAs(connection);
    }

    @Test
    void neverLendsAConnectionToTwo() throws Exception {
        assertThat(lend(first)).isNotSameAs(lend(first));
    }

    @Test
    void lendsTheOneUsedLast() throws Exception {
        QuietConnection earlier = lend(first);
        QuietConnection later = lend(first);
        pool.giveBack(earlier);
        pool.giveBack(later);
        assertThat(lend(first)).isSameAs(later);
    }

    @Test
    void refusesWhatGoesBeyondTheLimit() throws Exception {
        QuietConnection one = lend(first);
        lend(second);
        assertThatThrownBy(() -> lend(second)).isInstanceOf(ConnectionPool.AllLentException.class);
        pool.discard(one);
        assertThat(lend(second).isOpen()).isTrue();
    }

    @Test
    void closesTheLongestIdleToMakeRoomForAnotherServer() throws Exception {
        QuietConnection earlier = lend(first);
        QuietConnection later = lend(first);
        pool.giveBack(earlier);
        pool.giveBack(later);
        assertThat(lend(second).isOpen()).isTrue();
        assertThat(earlier.isOpen()).isFalse();
        assertThat(lend(first)).isSameAs(later);
    }

    @Test
    void opensAnotherInPlaceOfOneThatTheServerHasClosed() throws Exception {
        QuietConnection connection = lend(first);
        pool.giveBack(connection);
        first.accept().close();
        ticker.advance(Duration.ofMillis(501));
        QuietConnection other = lend(first);
        assertThat(other).isNotSameAs(connection);
        assertThat(connection.isOpen()).isFalse();
        assertThat(other.isOpen()).isTrue();
    }

    @Test
    void givesTheirPlaceBackForConnectionsThatCannotBeOpened() throws Exception {
        second.close();
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> lend(second)).isInstanceOf(ConnectException.class);
        }
        lend(first);
        assertThat(lend(first).isOpen()).isTrue();
    }

    private static boolean isEnded(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    @Test
    void closesWhatIsLentAndWhatIsKept() throws Exception {
        QuietConnection lent = lend(first);
        QuietConnection kept = lend(first);
        pool.giveBack(kept);
        pool.close();
        assertThat(isEnded(first.accept())).isTrue();
        assertThat(isEnded(first.accept())).isTrue();
        pool.giveBack(lent);
        assertThat(lent.isOpen()).isFalse();
        assertThatThrownBy(() -> lend(first))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The Stream Load client is closed");
    }
}
