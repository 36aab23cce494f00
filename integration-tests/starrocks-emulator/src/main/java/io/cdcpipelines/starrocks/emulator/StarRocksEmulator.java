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

import io.cdcpipelines.starrocks.emulator.alter.AlterJobs;
import io.cdcpipelines.starrocks.emulator.alter.AlterScheduler;
import io.cdcpipelines.starrocks.emulator.auth.UserAccounts;
import io.cdcpipelines.starrocks.emulator.backend.Backend;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.fault.FaultInjector;
import io.cdcpipelines.starrocks.emulator.frontend.StatementOutcome;
import io.cdcpipelines.starrocks.emulator.http.BodyUse;
import io.cdcpipelines.starrocks.emulator.http.DirectCalls;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.transaction.TransactionRegistry;
import io.cdcpipelines.starrocks.emulator.transaction.TransactionSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;

/**
 * A StarRocks cluster in this process: one or more frontends and up to three backends on real
 * sockets. Thread-safe; {@link #close()} is idempotent.
 */
public final class StarRocksEmulator implements AutoCloseable {
    private final EmulatorOptions options;
    private final Cluster cluster;
    private final FaultInjector faults = new FaultInjector();
    private final TransactionRegistry transactions;
    private final AlterJobs alterJobs;
    private final AlterScheduler alterScheduler;
    private final TransactionSweeper sweeper;
    private final LoadServers loadServers;
    private final SqlServers sqlServers;

    private StarRocksEmulator(EmulatorOptions options) throws IOException {
        this.options = options;
        this.cluster =
                new Cluster(options.profile(), options.clock(), options.backendPorts().size());
        UserAccounts accounts = accounts(options.rootPassword());
        transactions = new TransactionRegistry(cluster, options.transactions());
        transactions.publishDelay(options.publishDelay());
        alterJobs = new AlterJobs(cluster, transactions, faults);
        alterScheduler = new AlterScheduler(alterJobs, options.alterTick());
        loadServers = new LoadServers(options, cluster, accounts, transactions, faults);
        sweeper =
                new TransactionSweeper(
                        transactions, loadServers.backends(), options.sweepInterval());
        try {
            sqlServers =
                    new SqlServers(
                            options,
                            cluster,
                            accounts,
                            alterJobs,
                            alterScheduler,
                            transactions,
                            loadServers,
                            faults);
        } catch (IOException e) {
            loadServers.close();
            throw e;
        }
        alterScheduler.start();
        sweeper.start();
    }

    private static UserAccounts accounts(String rootPassword) {
        UserAccounts accounts = new UserAccounts();
        try {
            if (!rootPassword.isEmpty()) {
                accounts.password("root", rootPassword);
            }
        } catch (SqlError e) {
            throw new IllegalStateException("root has no account", e);
        }
        return accounts;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Without a database: {@code jdbc:mysql://host:port}. */
    public String jdbcUrl() {
        return "jdbc:mysql://" + options.host() + ":" + mysqlPort();
    }

    public int mysqlPort() {
        return sqlServers.port();
    }

    /** {@code host:port} of the leader's HTTP server. */
    public String loadUrl() {
        return loadServers.frontendAddress(0);
    }

    /** {@code host:port} of each follower's HTTP server. */
    public List<String> followerLoadUrls() {
        return IntStream.range(1, loadServers.frontends())
                .mapToObj(loadServers::frontendAddress)
                .toList();
    }

    /** {@code host:port} of each backend's HTTP server. */
    public List<String> backendUrls() {
        return loadServers.backends().stream().map(Backend::address).toList();
    }

    /** The HTTP servers of frontends and backends without a network between. */
    public DirectCalls directCalls() {
        return loadServers.directCalls();
    }

    /** Rows of visible loads that were counted and not kept. */
    public long discardedRows() {
        return loadServers.discardedRows();
    }

    public FaultInjector faults() {
        return faults;
    }

    public Cluster cluster() {
        return cluster;
    }

    public TransactionRegistry transactions() {
        return transactions;
    }

    /** Executes statements as root, as a client of the MySQL port would. */
    public List<StatementOutcome> execute(String sql) {
        return sqlServers.execute(sql);
    }

    /** How long commits stay COMMITTED from now on before their rows are visible. */
    public void publishDelay(Duration delay) {
        transactions.publishDelay(delay);
    }

    /** Another frontend becomes the leader: which backend a label was sent to is forgotten. */
    public void switchLeader() {
        loadServers.switchLeader();
    }

    /** The backend dies and comes back: its open loads are lost, its connections closed. */
    public void restartBackend(int index) {
        stopBackend(index);
        startBackend(index);
    }

    /** The frontend sees the backend as dead from now on. */
    public void stopBackend(int index) {
        cluster.backendStopped(index);
        loadServers.stopBackend(index);
    }

    public void startBackend(int index) {
        cluster.backendStarted(index);
        loadServers.startBackend(index);
    }

    /** One round of everything that runs by the clock: timeouts, publishing, schema changes. */
    public void tick() {
        sweeper.sweep();
        alterJobs.tick();
    }

    @Override
    public void close() {
        alterScheduler.close();
        sweeper.close();
        sqlServers.close();
        loadServers.close();
    }

    /** Collects options; every one has a default. Used by one thread. */
    public static final class Builder {
        private VersionProfile profile = VersionProfile.V3_5;
        private Clock clock = Clock.systemDefaultZone();
        private String host = "127.0.0.1";
        private int mysqlPort;
        private int httpPort;
        private List<Integer> backendPorts = List.of(0);
        private int followers;
        private String rootPassword = "";
        private Duration alterTick = Duration.ofSeconds(10);
        private Duration sweepInterval = Duration.ofSeconds(30);
        private Duration publishDelay = Duration.ZERO;
        private TransactionSettings transactions = TransactionSettings.defaults();
        private BodyUse loadBodies = BodyUse.KEPT;
        private Optional<SSLContext> frontendTls = Optional.empty();
        private Optional<SSLContext> backendTls = Optional.empty();

        private Builder() {}

        public Builder profile(VersionProfile newProfile) {
            profile = newProfile;
            return this;
        }

        /** The clock of timeouts, publishing and timestamps. */
        public Builder clock(Clock newClock) {
            clock = newClock;
            return this;
        }

        /** The address to listen on, which redirects also name. */
        public Builder host(String newHost) {
            host = newHost;
            return this;
        }

        /** The frontend's MySQL port, 0 for a free one. */
        public Builder fePort(int port) {
            mysqlPort = port;
            return this;
        }

        /** The frontend's HTTP port, 0 for a free one. */
        public Builder feHttpPort(int port) {
            httpPort = port;
            return this;
        }

        /** The number of backends, on free ports. */
        public Builder backends(int count) {
            backendPorts = Collections.nCopies(count, 0);
            return this;
        }

        /** The HTTP ports of the backends. */
        public Builder backendPorts(List<Integer> ports) {
            backendPorts = List.copyOf(ports);
            return this;
        }

        /** Frontends besides the leader, which redirect to it. */
        public Builder followers(int count) {
            followers = count;
            return this;
        }

        public Builder rootPassword(String password) {
            rootPassword = password;
            return this;
        }

        /** The time between two rounds of schema-change jobs. */
        public Builder alterTick(Duration tick) {
            alterTick = tick;
            return this;
        }

        /** The time between two rounds of the timeout checkers. */
        public Builder sweepInterval(Duration interval) {
            sweepInterval = interval;
            return this;
        }

        /** How long a commit stays COMMITTED before its rows are visible. */
        public Builder publishDelay(Duration delay) {
            publishDelay = delay;
            return this;
        }

        public Builder transactions(TransactionSettings settings) {
            transactions = settings;
            return this;
        }

        /** Bodies of loads are only counted: for measuring clients. */
        public Builder discardLoads() {
            loadBodies = BodyUse.COUNTED;
            return this;
        }

        /**
         * As {@link #discardLoads}, and counts the rows of uncompressed JSON, see {@link
         * StarRocksEmulator#discardedRows()}.
         */
        public Builder discardLoadsCountingRows() {
            loadBodies = BodyUse.ROWS_COUNTED;
            return this;
        }

        /** Frontends speak HTTP over TLS alone, and offer TLS at the MySQL port. */
        public Builder frontendTls(SSLContext context) {
            frontendTls = Optional.of(context);
            return this;
        }

        /** Backends are behind TLS; frontends, which do not know, redirect to http:// addresses. */
        public Builder backendTls(SSLContext context) {
            backendTls = Optional.of(context);
            return this;
        }

        public StarRocksEmulator start() throws IOException {
            return new StarRocksEmulator(
                    new EmulatorOptions(
                            profile,
                            clock,
                            host,
                            mysqlPort,
                            httpPort,
                            backendPorts,
                            followers,
                            rootPassword,
                            alterTick,
                            sweepInterval,
                            publishDelay,
                            transactions,
                            loadBodies,
                            frontendTls,
                            backendTls));
        }
    }
}
