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

package io.cdcpipelines.starrocks.emulator.mysql;

import io.cdcpipelines.starrocks.emulator.session.Connections;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MySQL port of a frontend: one daemon thread for each connection. {@link #close()} may be
 * called by any thread and more than once; it ends every connection and waits for at most five
 * seconds.
 */
public final class MysqlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MysqlServer.class);
    private static final long CLOSE_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int BACKLOG = 512;

    private final ServerSocket serverSocket;
    private final ConnectionFactory connectionFactory;
    private final Connections connections;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /**
     * Listens from now on.
     *
     * @param host the address to listen on
     * @param port 0 for a free one
     */
    public MysqlServer(
            InetAddress host,
            int port,
            ConnectionFactory connectionFactory,
            Connections connections)
            throws IOException {
        this.connectionFactory = connectionFactory;
        this.connections = connections;
        serverSocket = new ServerSocket();
        try {
            serverSocket.setReuseAddress(true);
            serverSocket.bind(new InetSocketAddress(host, port), BACKLOG);
        } catch (IOException e) {
            serverSocket.close();
            throw e;
        }
        start(this::accept, "starrocks-mysql-" + port());
    }

    public int port() {
        return serverSocket.getLocalPort();
    }

    private void start(Runnable task, String name) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                task.run();
                            } finally {
                                threads.remove(Thread.currentThread());
                            }
                        },
                        name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        while (!serverSocket.isClosed()) {
            try {
                Socket socket = serverSocket.accept();
                sockets.add(socket);
                long id = connections.nextId();
                start(() -> serve(socket, id), "starrocks-mysql-" + port() + "-" + id);
            } catch (IOException e) {
                if (!serverSocket.isClosed()) {
                    LOG.warn("Could not accept a MySQL connection on port {}", port(), e);
                }
            }
        }
    }

    private void serve(Socket socket, long id) {
        try (socket) {
            socket.setTcpNoDelay(true);
            connectionFactory.create(socket, id).serve();
        } catch (SocketException e) {
            LOG.debug("MySQL connection {} was closed", id, e);
        } catch (IOException | MalformedPacketException e) {
            LOG.debug("MySQL connection {} ended", id, e);
        } catch (RuntimeException e) {
            LOG.error("MySQL connection {} failed", id, e);
        } finally {
            connections.remove(id);
            sockets.remove(socket);
        }
    }

    @Override
    public void close() {
        closeQuietly(serverSocket);
        sockets.forEach(MysqlServer::closeQuietly);
        threads.forEach(Thread::interrupt);
        long deadline = System.nanoTime() + CLOSE_TIMEOUT_NANOS;
        for (Thread thread : threads) {
            if (!join(thread, deadline)) {
                return;
            }
        }
    }

    private static boolean join(Thread thread, long deadline) {
        try {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis > 0 && thread != Thread.currentThread()) {
                thread.join(millis);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.debug("Could not close a socket", e);
        }
    }
}
