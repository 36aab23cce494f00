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

package io.cdcpipelines.starrocks.emulator;

import io.cdcpipelines.starrocks.emulator.auth.Accounts;
import io.cdcpipelines.starrocks.emulator.backend.Backend;
import io.cdcpipelines.starrocks.emulator.backend.BackendService;
import io.cdcpipelines.starrocks.emulator.backend.BackendServices;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.fault.FaultInjector;
import io.cdcpipelines.starrocks.emulator.http.DirectCalls;
import io.cdcpipelines.starrocks.emulator.http.HttpServer;
import io.cdcpipelines.starrocks.emulator.http.HttpService;
import io.cdcpipelines.starrocks.emulator.http.ReplyStyle;
import io.cdcpipelines.starrocks.emulator.load.DefaultValues;
import io.cdcpipelines.starrocks.emulator.load.H2ExpressionEngine;
import io.cdcpipelines.starrocks.emulator.load.LoadPlanner;
import io.cdcpipelines.starrocks.emulator.load.TableLoad;
import io.cdcpipelines.starrocks.emulator.rest.FrontendService;
import io.cdcpipelines.starrocks.emulator.rest.FrontendServices;
import io.cdcpipelines.starrocks.emulator.rest.LabelNodes;
import io.cdcpipelines.starrocks.emulator.transaction.TransactionRegistry;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLContext;

/**
 * The HTTP servers of the cluster and the threads behind them. Thread-safe; {@link #close()} is
 * idempotent and takes at most a few seconds.
 */
final class LoadServers implements AutoCloseable {
    private static final int EVENT_LOOPS = 2;
    private static final long CLOSE_SECONDS = 5;

    private final EmulatorOptions options;
    private final Cluster cluster;
    private final FaultInjector faults;
    private final H2ExpressionEngine expressions = new H2ExpressionEngine();
    private final EventLoopGroup eventLoops =
            new NioEventLoopGroup(EVENT_LOOPS, new DefaultThreadFactory("emulator-http", true));
    private final ExecutorService workers =
            Executors.newCachedThreadPool(new DefaultThreadFactory("emulator-worker", true));
    private final List<Backend> backends = new ArrayList<>();
    private final List<HttpServer> backendServers = new ArrayList<>();
    private final List<HttpServer> frontendServers = new ArrayList<>();
    private final Map<String, HttpService> services = new HashMap<>();
    private final LongAdder discardedRows = new LongAdder();
    private final LabelNodes labelNodes;

    LoadServers(
            EmulatorOptions options,
            Cluster cluster,
            Accounts accounts,
            TransactionRegistry transactions,
            FaultInjector faults)
            throws IOException {
        this.options = options;
        this.cluster = cluster;
        this.faults = faults;
        TableLoad.Environment loads =
                new TableLoad.Environment(
                        cluster, new LoadPlanner(cluster, expressions), new DefaultValues(cluster));
        BackendServices backendServices =
                new BackendServices(
                        cluster,
                        accounts,
                        transactions,
                        loads,
                        options.loadBodies(),
                        discardedRows);
        options.backendPorts()
                .forEach(p -> backends.add(new Backend(options.host(), backendServices)));
        labelNodes = new LabelNodes(backends, new Random());
        try {
            for (int i = 0; i < backends.size(); i++) {
                Backend backend = backends.get(i);
                HttpServer server =
                        start(
                                options.backendPorts().get(i),
                                new BackendService(backend),
                                ReplyStyle.BACKEND,
                                options.backendTls());
                backendServers.add(server);
                backend.httpPort(server.port());
            }
            startFrontends(
                    new FrontendServices(
                            cluster,
                            accounts,
                            transactions,
                            backends,
                            labelNodes,
                            () -> frontendAddress(0)));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void startFrontends(FrontendServices services) throws IOException {
        frontendServers.add(
                start(
                        options.httpPort(),
                        new FrontendService(services, FrontendService.Role.LEADER),
                        ReplyStyle.FRONTEND,
                        options.frontendTls()));
        for (int i = 0; i < options.followers(); i++) {
            frontendServers.add(
                    start(
                            0,
                            new FrontendService(services, FrontendService.Role.FOLLOWER),
                            ReplyStyle.FRONTEND,
                            options.frontendTls()));
        }
    }

    private HttpServer start(
            int port, HttpService service, ReplyStyle style, Optional<SSLContext> tls)
            throws IOException {
        HttpServer server =
                HttpServer.start(
                        options.host(),
                        port,
                        service,
                        style,
                        faults,
                        tls,
                        new HttpServer.Threads(eventLoops, workers));
        services.put(options.host() + ":" + server.port(), service);
        return server;
    }

    DirectCalls directCalls() {
        return new DirectCalls(services);
    }

    /** {@code host:port} of a frontend's HTTP server; the leader is the first. */
    String frontendAddress(int index) {
        return options.host() + ":" + frontendServers.get(index).port();
    }

    /** Rows of published loads that were counted and not kept. */
    long discardedRows() {
        return discardedRows.sum();
    }

    int frontends() {
        return frontendServers.size();
    }

    List<Backend> backends() {
        return List.copyOf(backends);
    }

    void switchLeader() {
        labelNodes.forgetAll();
    }

    /** The backend loses its open loads and its connections, and is no longer chosen. */
    void stopBackend(int index) {
        cluster.backendStopped(index);
        backends.get(index).stop();
        backendServers.get(index).dropConnections();
    }

    void startBackend(int index) {
        backends.get(index).start();
        cluster.backendStarted(index);
    }

    @Override
    public void close() {
        frontendServers.forEach(HttpServer::close);
        backendServers.forEach(HttpServer::close);
        workers.shutdownNow();
        eventLoops.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
        expressions.close();
    }
}
