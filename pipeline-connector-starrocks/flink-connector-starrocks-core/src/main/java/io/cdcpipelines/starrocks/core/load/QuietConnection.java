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
import java.net.Socket;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.util.Timeout;

/**
 * A pooled connection that never logs what passes over it: HttpClient's own writes headers, and
 * with them the password, and rows to the log once its level is DEBUG. Headers travel as UTF-8,
 * since they hold names of tables and columns. Used by one thread at a time, except for closing.
 */
final class QuietConnection extends DefaultBHttpClientConnection
        implements ManagedHttpClientConnection {
    private Timeout timeoutInUse = Timeout.DISABLED;

    private QuietConnection(Http1Config config) {
        super(
                config,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE),
                StandardCharsets.UTF_8.newEncoder());
    }

    static QuietConnection create(Http1Config config, Socket socket) throws IOException {
        QuietConnection connection = new QuietConnection(config);
        if (socket != null) {
            connection.bind(socket);
        }
        return connection;
    }

    @Override
    public Socket getSocket() {
        SocketHolder holder = getSocketHolder();
        return holder == null ? null : holder.getSocket();
    }

    @Override
    public void setSocketTimeout(Timeout timeout) {
        super.setSocketTimeout(timeout);
        timeoutInUse = timeout;
    }

    @Override
    public void passivate() {
        super.setSocketTimeout(Timeout.ZERO_MILLISECONDS);
    }

    @Override
    public void activate() {
        super.setSocketTimeout(timeoutInUse);
    }
}
