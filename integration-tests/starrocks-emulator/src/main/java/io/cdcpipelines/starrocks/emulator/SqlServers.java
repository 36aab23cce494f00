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

import io.cdcpipelines.starrocks.emulator.administration.AdministrationStatements;
import io.cdcpipelines.starrocks.emulator.administration.FrontendConfig;
import io.cdcpipelines.starrocks.emulator.alter.AlterJobs;
import io.cdcpipelines.starrocks.emulator.alter.AlterScheduler;
import io.cdcpipelines.starrocks.emulator.auth.Authorizer;
import io.cdcpipelines.starrocks.emulator.auth.UserAccounts;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.fault.FaultInjector;
import io.cdcpipelines.starrocks.emulator.frontend.CatalogStatements;
import io.cdcpipelines.starrocks.emulator.frontend.SqlFrontend;
import io.cdcpipelines.starrocks.emulator.frontend.StatementOutcome;
import io.cdcpipelines.starrocks.emulator.mysql.ConnectionFactory;
import io.cdcpipelines.starrocks.emulator.mysql.MysqlServer;
import io.cdcpipelines.starrocks.emulator.query.QueryStatements;
import io.cdcpipelines.starrocks.emulator.session.ClusterNodes;
import io.cdcpipelines.starrocks.emulator.session.Connections;
import io.cdcpipelines.starrocks.emulator.session.DatabaseSelection;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.session.StatementAccess;
import io.cdcpipelines.starrocks.emulator.session.SystemVariables;
import io.cdcpipelines.starrocks.emulator.session.TransactionLedger;
import io.cdcpipelines.starrocks.emulator.storage.InMemoryRowStore;
import io.cdcpipelines.starrocks.emulator.transaction.TransactionRegistry;
import io.cdcpipelines.starrocks.emulator.transaction.TransactionSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** The SQL side of the leader and its MySQL port. Thread-safe; {@link #close()} is idempotent. */
final class SqlServers implements AutoCloseable {
    private final EmulatorOptions options;
    private final LoadServers loadServers;
    private final QueryStatements queries;
    private final SqlFrontend frontend;
    private final MysqlServer server;

    SqlServers(
            EmulatorOptions options,
            Cluster cluster,
            UserAccounts accounts,
            AlterJobs alterJobs,
            AlterScheduler alterScheduler,
            TransactionRegistry transactions,
            LoadServers loadServers,
            FaultInjector faults)
            throws IOException {
        this.options = options;
        this.loadServers = loadServers;
        Authorizer authorizer = new Authorizer(accounts);
        StatementAccess access = new StatementAccess(authorizer);
        SystemVariables variables =
                new SystemVariables(options.profile(), options.clock().getZone());
        TransactionLedger ledger = new RegistryLedger(cluster, transactions);
        Connections connections = new Connections(options.clock());
        queries = new QueryStatements(cluster, authorizer, access, variables, ledger);
        frontend =
                new SqlFrontend(
                        options.profile(),
                        new CatalogStatements(
                                cluster,
                                alterJobs,
                                InMemoryRowStore::create,
                                access,
                                queries.systemTables()),
                        queries,
                        new AdministrationStatements(
                                cluster,
                                accounts,
                                authorizer,
                                variables,
                                connections,
                                config(options, alterScheduler, transactions),
                                new Nodes(),
                                ledger,
                                queries));
        try {
            server =
                    new MysqlServer(
                            InetAddress.getByName(options.host()),
                            options.mysqlPort(),
                            new ConnectionFactory(
                                    frontend::execute,
                                    new DatabaseSelection(cluster, authorizer),
                                    accounts,
                                    cluster,
                                    connections,
                                    faults,
                                    options.frontendTls()),
                            connections);
        } catch (IOException e) {
            queries.close();
            throw e;
        }
    }

    private static FrontendConfig config(
            EmulatorOptions options,
            AlterScheduler alterScheduler,
            TransactionRegistry transactions) {
        FrontendConfig config = new FrontendConfig();
        String alterInterval = "alter_scheduler_interval_millisecond";
        config.initial(alterInterval, Long.toString(options.alterTick().toMillis()));
        config.onChange(
                alterInterval,
                value -> alterScheduler.interval(Duration.ofMillis(Long.parseLong(value))));
        config.onChange(
                "empty_load_as_error",
                value -> transactions.isEmptyLoadAnError(Boolean.parseBoolean(value)));
        for (String key : TransactionSettings.KEYS) {
            config.onChange(key, value -> transactions.configure(key, Long.parseLong(value)));
        }
        return config;
    }

    int port() {
        return server.port();
    }

    List<StatementOutcome> execute(String sql) {
        return frontend.execute(new Session(0, "root", "%"), sql);
    }

    @Override
    public void close() {
        server.close();
        queries.close();
    }

    /** Asked when a statement shows the nodes, by when all servers listen. */
    private final class Nodes implements ClusterNodes {
        @Override
        public String host() {
            return options.host();
        }

        @Override
        public int frontendMysqlPort() {
            return port();
        }

        @Override
        public int frontendHttpPort() {
            String address = loadServers.frontendAddress(0);
            return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        }

        @Override
        public List<Integer> backendHttpPorts() {
            return loadServers.backends().stream()
                    .map(backend -> backend.address())
                    .map(address -> address.substring(address.lastIndexOf(':') + 1))
                    .map(Integer::valueOf)
                    .toList();
        }
    }
}
