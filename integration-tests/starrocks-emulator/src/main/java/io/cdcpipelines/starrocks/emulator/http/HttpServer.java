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

package io.cdcpipelines.starrocks.emulator.http;

import io.cdcpipelines.starrocks.emulator.fault.FaultInjector;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** A listening HTTP port. {@link #close()} also closes its connections; it may be called twice. */
public final class HttpServer implements AutoCloseable {
    private static final int MAX_LINE_BYTES = 1 << 16;
    private static final int MAX_HEADER_BYTES = 32_768;
    private static final int MAX_READ_BYTES = 1 << 20;

    private final Channel listener;
    private final ChannelGroup connections;

    /** The threads that servers share. */
    public record Threads(EventLoopGroup eventLoops, Executor workers) {}

    private HttpServer(Channel listener, ChannelGroup connections) {
        this.listener = listener;
        this.connections = connections;
    }

    /**
     * Listens.
     *
     * @param port 0 for a free one
     * @param tls what is spoken over, if anything
     */
    public static HttpServer start(
            String host,
            int port,
            HttpService service,
            ReplyStyle style,
            FaultInjector faults,
            Optional<SSLContext> tls,
            Threads threads)
            throws IOException {
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(threads.eventLoops())
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.AUTO_READ, false)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(
                                ChannelOption.RCVBUF_ALLOCATOR,
                                new AdaptiveRecvByteBufAllocator(512, 1 << 16, MAX_READ_BYTES))
                        .childHandler(
                                new ChannelInitializer<SocketChannel>() {
                                    @Override
                                    protected void initChannel(SocketChannel channel) {
                                        connections.add(channel);
                                        tls.ifPresent(
                                                context ->
                                                        channel.pipeline()
                                                                .addLast(secured(context)));
                                        EarlyReplyGate gate = new EarlyReplyGate();
                                        channel.pipeline()
                                                .addLast(gate)
                                                .addLast(
                                                        new HttpServerCodec(
                                                                MAX_LINE_BYTES,
                                                                MAX_HEADER_BYTES,
                                                                MAX_READ_BYTES))
                                                .addLast(new OneAtATimeHandler())
                                                .addLast(
                                                        new ExchangeHandler(
                                                                service,
                                                                style,
                                                                faults,
                                                                threads.workers(),
                                                                gate));
                                    }
                                });
        try {
            return new HttpServer(bootstrap.bind(host, port).sync().channel(), connections);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while binding port " + port, e);
        } catch (Exception e) {
            throw new IOException(
                    "cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private static SslHandler secured(SSLContext context) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        return new SslHandler(engine);
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Closes the connections that are open now; the port stays open. */
    public void dropConnections() {
        connections.close().awaitUninterruptibly();
    }

    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        dropConnections();
    }
}
