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

import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends requests over pooled connections of Apache HttpClient, and does nothing else: no redirects,
 * no repetitions, no cookies, no authentication of its own. Thread-safe; an interrupt closes the
 * connection that the thread waits for.
 */
final class ApacheTransport implements HttpTransport {
    private static final int MAX_REPLY_BYTES = 1 << 20;

    private final RequestConfig requests;
    private final CloseableHttpClient client;

    /**
     * @param answerTimeout the longest silence of a server that is borne
     */
    ApacheTransport(ConnectionConfig config, Duration answerTimeout) {
        Http1Config http1 =
                Http1Config.custom()
                        .setWaitForContinueTimeout(timeout(config.continueTimeout()))
                        .build();
        requests =
                RequestConfig.custom()
                        .setExpectContinueEnabled(true)
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setContentCompressionEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .setConnectionRequestTimeout(timeout(answerTimeout))
                        .setResponseTimeout(timeout(answerTimeout))
                        .build();
        client =
                HttpClients.custom()
                        .setConnectionManager(
                                ConnectionPool.create(
                                        http1,
                                        timeout(config.connectTimeout()),
                                        timeout(answerTimeout),
                                        config.maxConnections()))
                        .setRequestExecutor(new PatientRequestExecutor(http1))
                        .setDefaultRequestConfig(requests)
                        .setUserAgent("starrocks-cdc-connector")
                        .disableRedirectHandling()
                        .disableAutomaticRetries()
                        .disableCookieManagement()
                        .disableContentCompression()
                        .disableAuthCaching()
                        .disableConnectionState()
                        .build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }

    @Override
    public HttpReply send(ServerAddress server, HttpCall call)
            throws TransportException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        HttpHost host = new HttpHost(server.scheme(), server.host(), server.port());
        BasicClassicHttpRequest request =
                new BasicClassicHttpRequest(call.method(), host, call.path());
        call.headers().forEach(request::setHeader);
        PayloadEntity body = call.body().map(PayloadEntity::new).orElse(null);
        request.setEntity(body);
        HttpClientContext context = HttpClientContext.create();
        call.patience().ifPresent(limit -> context.setRequestConfig(patientFor(limit)));
        try {
            return client.execute(host, request, context, ApacheTransport::read);
        } catch (IllegalStateException e) {
            // The pool refuses to lend once it is shut down.
            throw new IllegalStateException("The Stream Load client is closed", e);
        } catch (IOException | UnresolvedAddressException e) {
            if (Thread.interrupted()) {
                InterruptedException interrupted = new InterruptedException();
                interrupted.addSuppressed(e);
                throw interrupted;
            }
            throw new TransportException(progress(e, body), describe(e), e);
        }
    }

    private RequestConfig patientFor(Duration limit) {
        return RequestConfig.copy(requests).setResponseTimeout(timeout(limit)).build();
    }

    private static HttpReply read(ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        Header location = response.getFirstHeader(HttpHeaders.LOCATION);
        String body = "";
        if (response.getEntity() != null) {
            try (InputStream in = response.getEntity().getContent()) {
                body = new String(in.readNBytes(MAX_REPLY_BYTES), StandardCharsets.UTF_8);
            }
        }
        return location == null
                ? HttpReply.of(status, body)
                : HttpReply.redirect(status, location.getValue());
    }

    private static TransportException.Progress progress(Exception e, PayloadEntity body) {
        boolean isBeforeSending =
                e instanceof ConnectException
                        || e instanceof ConnectTimeoutException
                        || e instanceof ConnectionRequestTimeoutException
                        || e instanceof UnknownHostException
                        || e instanceof NoRouteToHostException
                        || e instanceof UnresolvedAddressException
                        || e instanceof SSLHandshakeException;
        if (isBeforeSending) {
            return TransportException.Progress.NOT_CONNECTED;
        }
        return body != null && body.isStarted()
                ? TransportException.Progress.BODY_STARTED
                : TransportException.Progress.HEADERS_SENT;
    }

    private static String describe(Exception e) {
        if (e instanceof ConnectionRequestTimeoutException) {
            return "all connections of this client stayed in use";
        }
        if (e instanceof ConnectTimeoutException) {
            return "no connection in time";
        }
        if (e instanceof UnknownHostException || e instanceof UnresolvedAddressException) {
            return "unknown host";
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return "connection refused or no route";
        }
        if (e instanceof NoHttpResponseException) {
            return "the connection was closed without an answer";
        }
        if (e instanceof SocketTimeoutException) {
            return "no answer in time";
        }
        if (e instanceof SSLException) {
            return "TLS failed";
        }
        if (e.getCause() instanceof ProtocolException || e.getCause() instanceof ParseException) {
            return "the answer is not HTTP";
        }
        return "connection lost (" + e.getClass().getSimpleName() + ")";
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
