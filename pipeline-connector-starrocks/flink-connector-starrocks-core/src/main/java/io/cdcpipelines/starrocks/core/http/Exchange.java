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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.util.Timeout;

/**
 * One request and its answer over one connection. Used by one thread.
 *
 * <p>A body that is held back goes only to a server that asked for it, or that stayed silent; never
 * to one that gave its final answer before. A StarRocks frontend answers a load with 307 and
 * closes: the rows would go to the wrong server, and the redirect would be lost in a broken
 * connection.
 */
final class Exchange {
    private static final int MAX_REPLY_BYTES = 1 << 20;

    private final QuietConnection connection;
    private final WireRequest request;
    // A declared body that was never sent leaves a connection of no use.
    private boolean isReusable;
    private boolean isSent;
    private boolean isCutShort;

    Exchange(QuietConnection connection, HttpCall call) {
        this.connection = connection;
        this.request = new WireRequest(connection.server(), call, connection.watch());
    }

    /**
     * @param patience how long the server may stand still, in taking the request or in answering
     * @param continueTimeout how long it may take to ask for the body
     */
    HttpReply run(Duration patience, Duration continueTimeout) throws IOException, HttpException {
        connection.watch().start(patience);
        connection.sendRequestHeader(request);
        ClassicHttpResponse response =
                request.isHeldBack() ? awaitDemand(continueTimeout) : sendBody();
        HttpReply reply = read(response);
        connection.watch().stop();
        return reply;
    }

    private ClassicHttpResponse awaitDemand(Duration continueTimeout)
            throws IOException, HttpException {
        connection.flush();
        isSent = true;
        if (connection.isDataAvailable(Timeout.of(continueTimeout))) {
            ClassicHttpResponse response = receiveHead();
            if (response.getCode() >= HttpStatus.SC_SUCCESS) {
                return response;
            }
        }
        return sendBody();
    }

    private ClassicHttpResponse sendBody() throws IOException, HttpException {
        isSent = false;
        connection.sendRequestEntity(request);
        connection.flush();
        connection.watch().progress();
        isSent = true;
        isReusable = true;
        ClassicHttpResponse response = receiveHead();
        while (response.getCode() < HttpStatus.SC_SUCCESS) {
            response = receiveHead();
        }
        return response;
    }

    private ClassicHttpResponse receiveHead() throws IOException, HttpException {
        try {
            return connection.receiveResponseHeader();
        } catch (RuntimeException e) {
            // The library trusts servers to count from 1.
            throw new ProtocolException("The head of the answer cannot be read", e);
        }
    }

    private HttpReply read(ClassicHttpResponse response) throws IOException, HttpException {
        int status = response.getCode();
        Header location = response.getFirstHeader(HttpHeaders.LOCATION);
        String text = readText(response);
        isReusable &=
                !isCutShort
                        && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(
                                request, response, null);
        return location == null
                ? HttpReply.of(status, text)
                : HttpReply.redirect(status, location.getValue());
    }

    private String readText(ClassicHttpResponse response) throws IOException, HttpException {
        if (!MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
            return "";
        }
        connection.receiveResponseEntity(response);
        HttpEntity entity = response.getEntity();
        long length = entity.getContentLength();
        InputStream in = entity.getContent();
        byte[] bytes =
                length >= 0 && length <= MAX_REPLY_BYTES
                        ? readExactly(in, (int) length)
                        : in.readNBytes(MAX_REPLY_BYTES + 1);
        isCutShort = bytes.length > MAX_REPLY_BYTES;
        if (!isCutShort) {
            // To close it means to read it to its end, which a longer one may not have.
            in.close();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] readExactly(InputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readNBytes(bytes, 0, length);
        return bytes;
    }

    /** Whether the connection can take a further request, once this one has its reply. */
    boolean isReusable() {
        return isReusable;
    }

    /** What the server did wrong, after its connection was cut for standing still so long. */
    String describeSilence(Duration patience) {
        String limit = patience.toMillis() + " ms, the socket timeout";
        return isSent
                ? "no answer within " + limit
                : "the server stopped reading and took nothing within " + limit;
    }

    /** Whether a byte of the body may have left. */
    boolean isBodyStarted() {
        return request.isBodyStarted();
    }
}
