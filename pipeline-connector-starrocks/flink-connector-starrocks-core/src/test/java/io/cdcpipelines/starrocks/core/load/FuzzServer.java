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

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server that carries everything out, or so its answers would say if they arrived as they are: a
 * damage is done to each of them. Any thread may call it.
 */
final class FuzzServer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong requests = new AtomicLong();
    private volatile ReplyDamage damage;
    private volatile Random random;

    FuzzServer() throws IOException {
        start(this::accept);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "fuzz-server");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    long requests() {
        return requests.get();
    }

    /** From now on answers are damaged like this. */
    void damage(ReplyDamage newDamage, long seed) {
        damage = newDamage;
        random = new Random(seed);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 64 << 10);
            String head = readHead(in);
            while (!head.isEmpty()) {
                requests.incrementAndGet();
                boolean isKept = damage.answer(success(head), head, address(), random, out);
                out.flush();
                if (!isKept) {
                    return;
                }
                head = readHead(in);
            }
        } catch (IOException e) {
            // The client has had enough.
        } finally {
            open.remove(socket);
        }
    }

    /** Empty at the end of the connection. What is left of a body ends at no blank line. */
    private static String readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.write(next);
            last = last << 8 | next;
            if (last == 0x0d0a0d0a) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    private static String success(String head) {
        String request = head.substring(0, head.indexOf('\r'));
        if (request.contains("get_load_state")) {
            return "{\"state\":\"VISIBLE\",\"status\":\"OK\",\"code\":\"0\",\"msg\":\"Success\"}";
        }
        if (request.contains("_stream_load")) {
            return "{\"TxnId\":7,\"Label\":\"l1\",\"Status\":\"Success\",\"Message\":\"OK\","
                    + "\"NumberTotalRows\":1,\"NumberLoadedRows\":1,\"LoadTimeMs\":9}";
        }
        return "{\"Status\":\"OK\",\"Message\":\"\",\"Label\":\"l1\",\"TxnId\":101}";
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
