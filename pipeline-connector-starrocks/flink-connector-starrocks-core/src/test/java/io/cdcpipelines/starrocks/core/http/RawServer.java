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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;

/**
 * A server on a real socket that does, byte by byte, what a test says, on one connection at a time.
 */
public final class RawServer implements AutoCloseable {

    /** What the server does on a connection; the connection is closed afterwards. */
    public interface Script {
        void run(Wire wire) throws Exception;
    }

    private static final int PATIENCE_MILLIS = 30_000;

    private final ServerSocket listener;
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final CountDownLatch done;
    private volatile Socket current;

    /** Runs the scripts, one per connection, in order. */
    public RawServer(Script... scripts) throws IOException {
        this(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), scripts);
    }

    public RawServer(ServerSocket listener, Script... scripts) {
        this.listener = listener;
        done = new CountDownLatch(scripts.length);
        Thread thread = new Thread(() -> run(scripts), "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Script... scripts) {
        for (Script script : scripts) {
            try (Socket socket = listener.accept()) {
                current = socket;
                run(script, socket);
            } catch (IOException e) {
                failures.add(e);
            }
        }
    }

    private void run(Script script, Socket socket) throws IOException {
        try {
            script.run(new Wire(socket));
        } catch (Throwable e) {
            failures.add(e);
        } finally {
            done.countDown();
            if (!socket.isClosed()) {
                // Over TLS, closing would wait this long for the client to close as well.
                socket.setSoTimeout(1);
            }
        }
    }

    public ServerAddress address() {
        String scheme = listener instanceof SSLServerSocket ? "https" : "http";
        return ServerAddress.parse(scheme + "://127.0.0.1:" + listener.getLocalPort())
                .orElseThrow();
    }

    /** Waits until every script has run, and fails if one did. */
    public void verify() throws InterruptedException {
        if (!done.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("A script of the server is not through");
        }
        if (!failures.isEmpty()) {
            throw new AssertionError("A script of the server failed", failures.peek());
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        Socket socket = current;
        if (socket != null) {
            socket.close();
        }
    }

    /** One connection, as bytes. */
    public static final class Wire {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        Wire(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.out = socket.getOutputStream();
            socket.setSoTimeout(PATIENCE_MILLIS);
        }

        /** Reads up to the blank line; empty if the client has closed. */
        public String readHead() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return head.toString(StandardCharsets.UTF_8);
                }
                head.write(next);
            }
            return head.toString(StandardCharsets.UTF_8);
        }

        public String readBody(int length) throws IOException {
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }

        /** What the client sends until it closes, or is silent for a while. */
        public String readRest(int patienceMillis) throws IOException {
            socket.setSoTimeout(patienceMillis);
            ByteArrayOutputStream rest = new ByteArrayOutputStream();
            try {
                for (int next = in.read(); next >= 0; next = in.read()) {
                    rest.write(next);
                }
            } catch (SocketTimeoutException | SocketException e) {
                // Silence, or an end without ceremony: either way there is no more.
            }
            if (!socket.isClosed()) {
                socket.setSoTimeout(PATIENCE_MILLIS);
            }
            return rest.toString(StandardCharsets.UTF_8);
        }

        public void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        public void reply(String json) throws IOException {
            write(
                    "HTTP/1.1 200 OK\r\nContent-Length: "
                            + json.getBytes(StandardCharsets.UTF_8).length
                            + "\r\n\r\n"
                            + json);
        }

        /** Closes so that the client finds its connection broken rather than ended. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        static boolean hasHeader(String head, String name, String value) {
            return head.toLowerCase(Locale.ROOT)
                    .contains("\r\n" + name.toLowerCase(Locale.ROOT) + ": " + value + "\r\n");
        }
    }
}
