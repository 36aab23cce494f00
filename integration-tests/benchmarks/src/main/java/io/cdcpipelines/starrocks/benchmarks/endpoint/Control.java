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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Resets and tells the counters of an endpoint and sets its pace: one command per connection, one
 * line back.
 */
final class Control {
    static final String KEEP = "keep";
    static final String DISCARD = "discard";
    static final String COUNTERS = "counters";
    static final String PACE = "pace ";

    private final ServerSocket listener;
    private final Ledger ledger;
    private final Pace pace;

    Control(Ledger ledger, Pace pace) throws IOException {
        this.ledger = ledger;
        this.pace = pace;
        this.listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    }

    /** {@code host:port}. */
    String address() {
        return listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort();
    }

    /** Serves one client after the other, for ever. */
    void serve() throws IOException {
        while (true) {
            try (Socket socket = listener.accept()) {
                serve(socket);
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String command = String.valueOf(in.readLine());
        if (command.startsWith(PACE)) {
            pace.limitTo(Long.parseLong(command.substring(PACE.length())));
        } else if (!command.equals(COUNTERS)) {
            ledger.reset(command.equals(KEEP));
        }
        OutputStream out = socket.getOutputStream();
        out.write((ledger.counters().line() + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
