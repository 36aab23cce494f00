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

import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import io.cdcpipelines.starrocks.core.http.TransportException.Progress;
import io.cdcpipelines.starrocks.core.time.Ticker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;

/**
 * Sends requests over pooled connections of Apache HttpCore, and does nothing else: no redirects,
 * no repetitions, no cookies, no authentication of its own. Thread-safe; an interrupt closes the
 * connection that the thread waits for.
 */
public final class ApacheTransport implements HttpTransport {
    private final ConnectionPool pool;
    private final Duration answerTimeout;
    private final Duration continueTimeout;

    /**
     * @param answerTimeout the longest silence of a server that is borne
     */
    public ApacheTransport(ConnectionConfig config, Duration answerTimeout, Ticker ticker) {
        this.answerTimeout = answerTimeout;
        this.continueTimeout = config.continueTimeout();
        Watchdog watchdog = new Watchdog();
        pool =
                new ConnectionPool(
                        config.maxConnections(),
                        new SocketOpener(config.connectTimeout(), config.tls(), ticker, watchdog),
                        watchdog,
                        ticker);
    }

    @Override
    public HttpReply send(ServerAddress server, HttpCall call)
            throws TransportException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return exchange(connectionTo(server), call);
    }

    private QuietConnection connectionTo(ServerAddress server)
            throws TransportException, InterruptedException {
        try {
            return pool.lend(server, answerTimeout);
        } catch (IOException e) {
            throwIfInterrupted(e);
            throw new TransportException(Progress.NOT_CONNECTED, describe(e), e);
        }
    }

    private HttpReply exchange(QuietConnection connection, HttpCall call)
            throws TransportException, InterruptedException {
        Exchange exchange = new Exchange(connection, call);
        Duration patience = call.patience().orElse(answerTimeout);
        boolean isThrough = false;
        try {
            HttpReply reply = exchange.run(patience, continueTimeout);
            isThrough = true;
            return reply;
        } catch (HttpException | IOException e) {
            throwIfInterrupted(e);
            throw new TransportException(
                    exchange.isBodyStarted() ? Progress.BODY_STARTED : Progress.HEADERS_SENT,
                    connection.watch().isCut() ? exchange.describeSilence(patience) : describe(e),
                    e);
        } finally {
            if (isThrough && exchange.isReusable()) {
                pool.giveBack(connection);
            } else {
                pool.discard(connection);
            }
        }
    }

    private static void throwIfInterrupted(Exception cause) throws InterruptedException {
        if (Thread.interrupted()) {
            InterruptedException interrupted = new InterruptedException();
            interrupted.addSuppressed(cause);
            throw interrupted;
        }
    }

    private static String describe(Exception e) {
        if (e instanceof ConnectionPool.AllLentException) {
            return "all connections of this client stayed in use";
        }
        if (e instanceof UnknownHostException) {
            return "unknown host";
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return "connection refused or no route";
        }
        if (e instanceof NoHttpResponseException) {
            return "the connection was closed without an answer";
        }
        if (e instanceof SocketTimeoutException) {
            return "no connection in time";
        }
        if (e instanceof SSLException) {
            return TlsFailure.describe((SSLException) e);
        }
        if (e instanceof HttpException) {
            return "the answer is not HTTP";
        }
        return "connection lost (" + e.getClass().getSimpleName() + ")";
    }

    @Override
    public void close() {
        pool.close();
    }
}
