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

package io.cdcpipelines.starrocks.emulator.frontend;

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.alter.AlterJobs;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.fault.FaultInjector;
import io.cdcpipelines.starrocks.emulator.session.AccessControl;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.session.SystemTables;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import io.cdcpipelines.starrocks.emulator.storage.InMemoryRowStore;
import io.cdcpipelines.starrocks.emulator.transaction.RunningTransactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A frontend without sockets, whose clock and transactions a test moves. */
public final class TestFrontend implements RunningTransactions {

    /** A clock that stands still until it is moved. */
    static final class ManualClock extends Clock {
        private Instant now = Instant.parse("2026-01-02T03:04:05.678901Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }

        void advance(Duration duration) {
            now = now.plus(duration);
        }
    }

    final ManualClock clock = new ManualClock();
    final FaultInjector faults = new FaultInjector();
    final Cluster cluster;
    final AlterJobs jobs;
    private final SqlFrontend frontend;
    private final Session session = new Session(1, "root", "127.0.0.1");
    private final List<Long> open = new ArrayList<>();
    private long lastTransactionId;

    public TestFrontend(VersionProfile profile) {
        this(profile, "CREATE DATABASE d; USE d");
    }

    /**
     * @param setUp what the session executes first
     */
    TestFrontend(VersionProfile profile, String setUp) {
        cluster = new Cluster(profile, clock, 3);
        jobs = new AlterJobs(cluster, this, faults);
        CatalogStatements catalog =
                new CatalogStatements(
                        cluster,
                        jobs,
                        InMemoryRowStore::create,
                        AccessControl.unrestricted(),
                        SystemTables.none());
        frontend =
                new SqlFrontend(
                        profile,
                        catalog,
                        (s, statement) -> new StatementResult.Ok(1),
                        (s, statement) -> new StatementResult.Ok(2));
        ok(setUp);
    }

    static TestFrontend latest() {
        return new TestFrontend(VersionProfile.V3_5);
    }

    List<StatementOutcome> outcomes(String sql) {
        return frontend.execute(session, sql);
    }

    /** {@code OK}, or code, state and text of the error of the last statement. */
    String answer(String sql) {
        List<StatementOutcome> outcomes = outcomes(sql);
        if (outcomes.get(outcomes.size() - 1) instanceof StatementOutcome.Failure failure) {
            return failure.error().code()
                    + " ("
                    + failure.error().sqlState()
                    + ") "
                    + failure.error().getMessage();
        }
        return "OK";
    }

    void ok(String sql) {
        String answer = answer(sql);
        if (!answer.equals("OK")) {
            throw new AssertionError(sql + " -> " + answer);
        }
    }

    List<Object[]> rows(String sql) {
        if (outcomes(sql).get(0) instanceof StatementOutcome.Success success
                && success.result() instanceof StatementResult.Rows rows) {
            return rows.rows();
        }
        throw new AssertionError("no rows: " + answer(sql));
    }

    /** One column of a result. */
    List<Object> column(String sql, int index) {
        return rows(sql).stream().map(r -> r[index]).toList();
    }

    Table table(String name) {
        return cluster.table("d", name).orElseThrow();
    }

    /** The definitions of all columns, as SHOW CREATE TABLE prints them. */
    String columns(String table) {
        String definition = (String) rows("SHOW CREATE TABLE " + table).get(0)[1];
        return definition
                .lines()
                .filter(line -> line.startsWith("  `"))
                .map(line -> line.strip().replaceAll(",$", "").replace(" COMMENT \"\"", ""))
                .collect(Collectors.joining(", "));
    }

    long beginTransaction() {
        open.add(nextTransactionId());
        return lastTransactionId;
    }

    void endTransaction(long id) {
        open.remove(id);
    }

    @Override
    public boolean isAnyRunning(long tableId, long watershed) {
        return open.stream().anyMatch(id -> id <= watershed);
    }

    @Override
    public long nextTransactionId() {
        return ++lastTransactionId;
    }
}
