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
import io.cdcpipelines.starrocks.emulator.auth.UserAccounts;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.fault.FaultInjector;
import io.cdcpipelines.starrocks.emulator.frontend.CatalogStatements;
import io.cdcpipelines.starrocks.emulator.frontend.SqlFrontend;
import io.cdcpipelines.starrocks.emulator.frontend.StatementOutcome;
import io.cdcpipelines.starrocks.emulator.session.AccessControl;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.session.StatementExecutor;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.storage.InMemoryRowStore;
import java.io.IOException;
import java.util.List;

/** The SQL side of the leader and its MySQL port. Thread-safe; {@link #close()} is idempotent. */
final class SqlServers implements AutoCloseable {
    private final SqlFrontend frontend;

    SqlServers(
            EmulatorOptions options,
            Cluster cluster,
            UserAccounts accounts,
            AlterJobs alterJobs,
            FaultInjector faults)
            throws IOException {
        StatementExecutor unsupported =
                (session, statement) -> {
                    throw new SqlError(1064, "42000", "Not supported");
                };
        frontend =
                new SqlFrontend(
                        options.profile(),
                        new CatalogStatements(
                                cluster,
                                alterJobs,
                                InMemoryRowStore::create,
                                AccessControl.unrestricted()),
                        unsupported,
                        unsupported);
    }

    int port() {
        return 0;
    }

    List<StatementOutcome> execute(String sql) {
        return frontend.execute(new Session(0, "root", "%"), sql);
    }

    @Override
    public void close() {
        // Nothing is open yet.
    }
}
