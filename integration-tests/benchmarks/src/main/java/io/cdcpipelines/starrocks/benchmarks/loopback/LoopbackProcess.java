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

package io.cdcpipelines.starrocks.benchmarks.loopback;

import io.cdcpipelines.starrocks.benchmarks.endpoint.Counters;
import io.cdcpipelines.starrocks.benchmarks.endpoint.EndpointControl;
import io.cdcpipelines.starrocks.benchmarks.measure.Figures;
import io.cdcpipelines.starrocks.benchmarks.measure.Spec;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A program of its own that sends bytes into an endpoint as fast as the machine's loopback takes
 * them, in loads of the size that sinks send: the ceiling of everybody else.
 */
public final class LoopbackProcess {
    private static final int LOAD_BYTES = 64 << 20;
    private static final int WRITE_BYTES = 256 << 10;

    private final SocketChannel channel;
    private final ByteBuffer head;
    private final ByteBuffer piece = ByteBuffer.allocateDirect(WRITE_BYTES);
    private final ByteBuffer reply = ByteBuffer.allocate(4096);

    private LoopbackProcess(SocketChannel channel) {
        this.channel = channel;
        String request =
                "PUT /api/bench/loopback/_stream_load HTTP/1.1\r\nContent-Length: "
                        + LOAD_BYTES
                        + "\r\n\r\n";
        this.head = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
    }

    public static void main(String[] arguments) throws IOException {
        Spec spec = Spec.read(Path.of(arguments[0]));
        EndpointControl control = new EndpointControl(spec.endpoint().control());
        String[] backend = spec.endpoint().backend().split(":");
        InetSocketAddress address = new InetSocketAddress(backend[0], Integer.parseInt(backend[1]));
        try (SocketChannel channel = SocketChannel.open(address)) {
            LoopbackProcess sender = new LoopbackProcess(channel);
            sender.sendFor(spec.warmUp());
            control.discardLoads();
            double seconds = sender.sendFor(spec.measured());
            Counters counters = control.counters();
            Figures figures = new Figures();
            figures.put("seconds", seconds);
            figures.put("MB/s", counters.bytes() / seconds / 1e6);
            figures.write(Path.of(arguments[1]));
        }
    }

    /** The seconds that it took. */
    private double sendFor(Duration atLeast) throws IOException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < atLeast.toNanos()) {
            send();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void send() throws IOException {
        write(head.rewind());
        for (int sent = 0; sent < LOAD_BYTES; sent += WRITE_BYTES) {
            write(piece.clear());
        }
        // The answer is short and comes in one piece.
        if (channel.read(reply.clear()) < 0) {
            throw new EOFException("The endpoint went away");
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
