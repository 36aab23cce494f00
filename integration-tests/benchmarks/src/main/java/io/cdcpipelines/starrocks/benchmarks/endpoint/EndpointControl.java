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
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Talks to the control port of an endpoint from another process. Thread-safe. */
public final class EndpointControl {
    private final String host;
    private final int port;

    /**
     * @param address {@code host:port}
     */
    public EndpointControl(String address) {
        int colon = address.lastIndexOf(':');
        this.host = address.substring(0, colon);
        this.port = Integer.parseInt(address.substring(colon + 1));
    }

    /** Counts from zero, and from now on looks into the rows when it is asked for counters. */
    public void keepLoads() throws IOException {
        send(Control.KEEP);
    }

    /** Counts from zero, and from now on drops rows without looking at them. */
    public void discardLoads() throws IOException {
        send(Control.DISCARD);
    }

    /** The backend reads no faster than this from now on. */
    public void limitTo(long bytesPerSecond) throws IOException {
        send(Control.PACE + bytesPerSecond);
    }

    /** The backend reads as fast as it can again. */
    public void lift() throws IOException {
        limitTo(Pace.UNLIMITED);
    }

    public Counters counters() throws IOException {
        return send(Control.COUNTERS);
    }

    private Counters send(String command) throws IOException {
        try (Socket socket = new Socket(host, port)) {
            socket.getOutputStream().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            return Counters.parse(in.readLine());
        }
    }
}
