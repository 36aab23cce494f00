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

package io.cdcpipelines.starrocks.benchmarks.endpoint;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;

/** Accepts connections on a loopback port and gives each one a thread. Thread-safe. */
final class Server {
    private static final int BACKLOG = 1024;

    private final ServerSocketChannel listener;
    private final Executor threads;
    private final Pace pace;

    /** Listens; connections wait until it is started. */
    Server(Executor threads, Pace pace) throws IOException {
        this.threads = threads;
        this.pace = pace;
        this.listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    }

    /** {@code host:port}. */
    String address() {
        InetSocketAddress local = (InetSocketAddress) listener.socket().getLocalSocketAddress();
        return local.getAddress().getHostAddress() + ":" + local.getPort();
    }

    void start(Service service, Ledger ledger) {
        threads.execute(() -> accept(service, ledger));
    }

    private void accept(Service service, Ledger ledger) {
        try {
            while (true) {
                SocketChannel channel = listener.accept();
                ledger.opened();
                threads.execute(() -> serve(channel, service, ledger));
            }
        } catch (IOException e) {
            throw new IllegalStateException("The endpoint cannot accept connections", e);
        }
    }

    private void serve(SocketChannel channel, Service service, Ledger ledger) {
        try (channel) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            new HttpConnection(channel, service, pace).serve();
        } catch (IOException e) {
            // Clients may go away as they like; what is missing shows in the counters.
        } finally {
            ledger.closed();
        }
    }
}
