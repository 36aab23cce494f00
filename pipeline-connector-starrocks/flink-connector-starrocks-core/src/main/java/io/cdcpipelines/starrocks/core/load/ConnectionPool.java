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
import java.net.Proxy;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes pools of connections whose sockets belong to channels: an interrupt closes them, so that a
 * thread that waits for a server can be stopped. Stateless.
 */
final class ConnectionPool extends PoolingHttpClientConnectionManagerBuilder {

    /** After this much idling a server may have closed the connection. */
    private static final TimeValue TRUSTED_IDLE_TIME = TimeValue.ofMilliseconds(500);

    private ConnectionPool() {}

    static PoolingHttpClientConnectionManager create(
            Http1Config http1, Timeout connectTimeout, Timeout socketTimeout, int connections) {
        return new ConnectionPool()
                .setConnectionFactory(socket -> QuietConnection.create(http1, socket))
                .setMaxConnTotal(connections)
                .setMaxConnPerRoute(connections)
                .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                                .setConnectTimeout(connectTimeout)
                                .setSocketTimeout(socketTimeout)
                                .setValidateAfterInactivity(TRUSTED_IDLE_TIME)
                                .build())
                .build();
    }

    @Override
    protected HttpClientConnectionOperator createConnectionOperator(
            SchemePortResolver portResolver, DnsResolver dnsResolver, TlsSocketStrategy tls) {
        return new DefaultHttpClientConnectionOperator(
                ConnectionPool::openSocket,
                portResolver,
                dnsResolver,
                RegistryBuilder.<TlsSocketStrategy>create()
                        .register(URIScheme.HTTPS.id, tls)
                        .build());
    }

    private static Socket openSocket(Proxy proxy) throws IOException {
        return proxy == null ? SocketChannel.open().socket() : new Socket(proxy);
    }
}
