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

package io.cdcpipelines.starrocks.benchmarks.pipeline;

import io.cdcpipelines.starrocks.environment.StarRocksEnvironment;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks StarRocks every 100 ms, table by table, for the latest transaction that is visible. What is
 * noted is later than the truth by up to a round. Runs on one thread.
 */
final class VisibilityObserver implements Runnable {
    private static final long ROUND_NANOS = 100_000_000;

    private final StarRocksEnvironment starRocks;
    private final int tables;
    private final LagBook book;
    private volatile boolean isStopped;
    private volatile Exception failure;
    private volatile double roundMillis;

    VisibilityObserver(StarRocksEnvironment starRocks, int tables, LagBook book) {
        this.starRocks = starRocks;
        this.tables = tables;
        this.book = book;
    }

    /** Ends after the round. */
    void stop() {
        isStopped = true;
    }

    void failIfFailed() {
        if (failure != null) {
            throw new IllegalStateException("StarRocks refused a query", failure);
        }
    }

    /** The longest time that a round has taken. */
    double longestRoundMillis() {
        return roundMillis;
    }

    @Override
    public void run() {
        try (Connection connection = starRocks.connect();
                Statement statement = connection.createStatement()) {
            while (!isStopped) {
                long start = System.nanoTime();
                for (int table = 0; table < tables; table++) {
                    look(statement, table);
                }
                roundMillis = Math.max(roundMillis, (System.nanoTime() - start) / 1e6);
                LockSupport.parkNanos(start + ROUND_NANOS - System.nanoTime());
            }
        } catch (SQLException | RuntimeException e) {
            failure = e;
        }
    }

    private void look(Statement statement, int table) throws SQLException {
        try (ResultSet result =
                statement.executeQuery("SELECT MAX(seq) FROM " + LagTables.name(table))) {
            result.next();
            int transaction = result.getInt(1);
            book.seen(table, transaction, System.nanoTime());
        }
    }
}
