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

import io.cdcpipelines.starrocks.environment.SourceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;

/**
 * Changes MySQL at a steady rate: each transaction deletes one row of a table, updates one and
 * inserts two. The row inserted last carries the transaction's number, and as the changes of a
 * table stay in order, all of them are visible where it is. Runs on one thread.
 */
final class ChangeWriter implements Runnable {
    static final int CHANGES_PER_TRANSACTION = 4;

    private final SourceDatabase mysql;
    private final int tables;
    private final LagBook book;
    private final long nanosBetween;
    private final int maxTransactions;
    private volatile boolean isStopped;
    private volatile Exception failure;

    /**
     * @param rate changes per second
     */
    ChangeWriter(SourceDatabase mysql, int tables, LagBook book, int rate, int maxTransactions) {
        this.mysql = mysql;
        this.tables = tables;
        this.book = book;
        this.nanosBetween = 1_000_000_000L * CHANGES_PER_TRANSACTION / rate;
        this.maxTransactions = maxTransactions;
    }

    /** No transaction begins after this. */
    void stop() {
        isStopped = true;
    }

    void failIfFailed() {
        if (failure != null) {
            throw new IllegalStateException("MySQL refused a change", failure);
        }
    }

    @Override
    public void run() {
        try (Connection connection = mysql.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            long start = System.nanoTime();
            for (int n = 0; n < maxTransactions && !isStopped; n++) {
                // Behind time, it catches up, so that the rate is kept on average.
                LockSupport.parkNanos(start + n * nanosBetween - System.nanoTime());
                change(statement, n);
                book.committing(n, System.nanoTime());
                connection.commit();
            }
        } catch (SQLException | RuntimeException e) {
            failure = e;
        }
    }

    private void change(Statement statement, int n) throws SQLException {
        String table = LagTables.name(n % tables);
        int round = n / tables;
        // Each round adds two ids above those of the round before and takes the lowest one away.
        long firstNew = LagTables.FIRST_ROWS + 2L * round;
        statement.execute("DELETE FROM " + table + " WHERE id = " + round);
        statement.execute(
                "UPDATE %s SET customer = %d, status = 'paid', amount = amount + 1 WHERE id = %d"
                        .formatted(table, n, round + LagTables.FIRST_ROWS / 2));
        statement.execute(
                "INSERT INTO %s VALUES (%d, -1, %d, 'new', %d.25, SHA1(%d), NOW()), (%d, %d, %d, 'new', %d.75, SHA1(%d), NOW())"
                        .formatted(table, firstNew, n, n, n, firstNew + 1, n, n, n, -n));
    }
}
