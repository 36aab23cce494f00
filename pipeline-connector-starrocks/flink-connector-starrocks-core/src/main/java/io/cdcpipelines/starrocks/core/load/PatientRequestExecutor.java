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

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;

/**
 * Sends a body only to a server that asked for it, or that stayed silent. Stateless.
 *
 * <p>The inherited executor, as of HttpCore 5.4, also sends the body after a final answer below
 * 400. A StarRocks frontend answers a load with 307 and closes: the rows would go to the wrong
 * server, and the redirect would be lost in a broken connection.
 */
final class PatientRequestExecutor extends HttpRequestExecutor {
    private final Http1Config config;

    PatientRequestExecutor(Http1Config config) {
        super(config, null, null);
        this.config = config;
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            HttpResponseInformationCallback callback,
            HttpContext context)
            throws IOException, HttpException {
        if (request.getEntity() == null || !request.containsHeader(HttpHeaders.EXPECT)) {
            return super.execute(request, connection, callback, context);
        }
        try {
            HttpCoreContext coreContext = HttpCoreContext.castOrCreate(context);
            coreContext.setSSLSession(connection.getSSLSession());
            coreContext.setEndpointDetails(connection.getEndpointDetails());
            connection.sendRequestHeader(request);
            connection.flush();
            ClassicHttpResponse response = exchange(request, connection);
            if (MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
                connection.receiveResponseEntity(response);
            }
            return response;
        } catch (HttpException | IOException | RuntimeException e) {
            connection.close(CloseMode.IMMEDIATE);
            throw e;
        }
    }

    private ClassicHttpResponse exchange(
            ClassicHttpRequest request, HttpClientConnection connection)
            throws IOException, HttpException {
        if (connection.isDataAvailable(config.getWaitForContinueTimeout())) {
            ClassicHttpResponse response = connection.receiveResponseHeader();
            if (response.getCode() >= HttpStatus.SC_SUCCESS) {
                // A declared body that was never sent leaves the connection of no use.
                connection.terminateRequest(request);
                connection.flush();
                return response;
            }
        }
        connection.sendRequestEntity(request);
        connection.flush();
        ClassicHttpResponse response = connection.receiveResponseHeader();
        while (response.getCode() < HttpStatus.SC_SUCCESS) {
            response = connection.receiveResponseHeader();
        }
        return response;
    }
}
