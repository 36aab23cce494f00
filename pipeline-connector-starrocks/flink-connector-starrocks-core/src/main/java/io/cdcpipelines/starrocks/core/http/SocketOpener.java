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

import io.cdcpipelines.starrocks.core.config.TlsConfig;
import io.cdcpipelines.starrocks.core.time.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Opens connections to servers. Thread-safe.
 *
 * <p>Sockets belong to channels: an interrupt closes them, so that a thread that waits for a server
 * can be stopped.
 */
final class SocketOpener {
    private final Duration timeout;
    private final TlsConfig trust;
    private final Ticker ticker;
    private final Watchdog watchdog;
    // Made when first needed: the store of trusted certificates is read then.
    private SSLSocketFactory tls;

    /**
     * @param timeout for each of connecting to an address and agreeing on TLS
     */
    SocketOpener(Duration timeout, TlsConfig trust, Ticker ticker, Watchdog watchdog) {
        this.timeout = timeout;
        this.trust = trust;
        this.ticker = ticker;
        this.watchdog = watchdog;
    }

    QuietConnection open(ServerAddress server) throws IOException {
        IOException failure = null;
        for (InetAddress address : InetAddress.getAllByName(server.host())) {
            try {
                return open(server, new InetSocketAddress(address, server.port()));
            } catch (IOException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
                if (Thread.currentThread().isInterrupted()) {
                    break;
                }
            }
        }
        throw failure;
    }

    private QuietConnection open(ServerAddress server, InetSocketAddress address)
            throws IOException {
        Socket socket = SocketChannel.open().socket();
        Watch watch = new Watch(socket, ticker);
        watchdog.add(watch);
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(address, Math.toIntExact(timeout.toMillis()));
            QuietConnection connection = new QuietConnection(server, watch);
            if (server.isSecure()) {
                connection.bind(secured(socket, server, watch), socket);
            } else {
                connection.bind(socket);
            }
            return connection;
        } catch (IOException | RuntimeException e) {
            watchdog.remove(watch);
            watch.closeSocket();
            throw e;
        }
    }

    private SSLSocket secured(Socket socket, ServerAddress server, Watch watch) throws IOException {
        SSLSocket secured =
                (SSLSocket) tls().createSocket(socket, server.host(), server.port(), true);
        if (trust.checksHostnames()) {
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
        }
        watch.start(timeout);
        secured.startHandshake();
        watch.stop();
        return secured;
    }

    private synchronized SSLSocketFactory tls() throws IOException {
        if (tls == null) {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, trustManagers(), null);
                tls = context.getSocketFactory();
            } catch (GeneralSecurityException e) {
                throw new SSLException("The trusted certificates cannot be read", e);
            }
        }
        return tls;
    }

    /** None at all stands for those of the Java runtime. */
    private TrustManager[] trustManagers() throws GeneralSecurityException, IOException {
        Optional<KeyStore> authorities = trust.trustStore();
        if (authorities.isEmpty()) {
            return null;
        }
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(authorities.get());
        return managers.getTrustManagers();
    }
}
