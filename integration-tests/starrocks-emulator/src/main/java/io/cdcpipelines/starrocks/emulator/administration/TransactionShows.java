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

package io.cdcpipelines.starrocks.emulator.administration;

import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.catalog.Database;
import io.cdcpipelines.starrocks.emulator.frontend.ResultRows;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.session.TransactionLedger;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import io.cdcpipelines.starrocks.emulator.sql.TokenCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** SHOW TRANSACTION, and SHOW PROC of transactions. Thread-safe. */
final class TransactionShows {
    private static final String UNSET = "\\N";
    private static final String[] LABELS = {
        "TransactionId",
        "Label",
        "Coordinator",
        "TransactionStatus",
        "LoadJobSourceType",
        "PrepareTime",
        "CommitTime",
        "PublishTime",
        "FinishTime",
        "Reason",
        "ErrorReplicasCount",
        "ListenerId",
        "TimeoutMs",
        "ErrMsg"
    };

    private final Cluster cluster;
    private final TransactionLedger transactions;

    TransactionShows(Cluster cluster, TransactionLedger transactions) {
        this.cluster = cluster;
        this.transactions = transactions;
    }

    /**
     * @param cursor behind SHOW TRANSACTION
     */
    StatementResult transaction(Session session, TokenCursor cursor) throws SqlError {
        Optional<String> named =
                cursor.acceptAny("FROM", "IN")
                        ? Optional.of(cursor.tableName().table())
                        : session.database();
        if (!cursor.accept("WHERE")) {
            throw SqlErrors.analyzing("should supply condition like: ID = $transaction_id");
        }
        String column = cursor.identifier();
        cursor.expectSymbol("=");
        if (!column.equalsIgnoreCase("id")) {
            throw SqlErrors.analyzing("should supply condition like: ID = $transaction_id");
        }
        long id = cursor.integer();
        cursor.expectEnd();
        if (named.isEmpty()) {
            throw SqlErrors.noDatabaseSelected(cluster.profile());
        }
        long databaseId = databaseId(named.get());
        return rows(List.of(transaction(databaseId, id))).result();
    }

    private TransactionLedger.Entry transaction(long databaseId, long id) throws SqlError {
        return transactions
                .find(id)
                .filter(entry -> entry.databaseId() == databaseId)
                .orElseThrow(
                        () -> SqlErrors.analyzing("transaction with id " + id + " does not exist"));
    }

    /**
     * @param path the parts behind {@code /transactions}
     */
    StatementResult proc(List<String> path) throws SqlError {
        if (path.isEmpty()) {
            return databases();
        }
        long databaseId = number(path.get(0));
        if (path.size() == 1) {
            ResultRows rows = new ResultRows("State", "Number");
            rows.add("running", Integer.toString(transactions.running(databaseId).size()));
            rows.add("finished", Integer.toString(transactions.finished(databaseId).size()));
            return rows.result();
        }
        return switch (path.get(1)) {
            case "running" -> rows(newestFirst(transactions.running(databaseId))).result();
            case "finished" -> rows(newestFirst(transactions.finished(databaseId))).result();
            default -> rows(List.of(transaction(databaseId, number(path.get(1))))).result();
        };
    }

    private static List<TransactionLedger.Entry> newestFirst(
            List<TransactionLedger.Entry> entries) {
        List<TransactionLedger.Entry> sorted = new ArrayList<>(entries);
        sorted.sort((a, b) -> Long.compare(b.id(), a.id()));
        return sorted;
    }

    private static long number(String text) throws SqlError {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw SqlErrors.general("Invalid db id format: " + text);
        }
    }

    private StatementResult databases() {
        ResultRows rows = new ResultRows("DbId", "DbName");
        cluster.lock().lock();
        try {
            for (Database database : cluster.databases()) {
                rows.add(Long.toString(database.id()), database.name());
            }
        } finally {
            cluster.lock().unlock();
        }
        return rows.result();
    }

    private long databaseId(String name) throws SqlError {
        cluster.lock().lock();
        try {
            return cluster.database(name)
                    .map(Database::id)
                    .orElseThrow(() -> SqlErrors.unknownDatabase(name));
        } finally {
            cluster.lock().unlock();
        }
    }

    private ResultRows rows(List<TransactionLedger.Entry> entries) {
        ResultRows rows = new ResultRows(LABELS);
        for (TransactionLedger.Entry entry : entries) {
            rows.add(
                    Long.toString(entry.id()),
                    entry.label(),
                    entry.coordinator(),
                    entry.status(),
                    "BACKEND_STREAMING",
                    time(Optional.of(entry.prepareTime())),
                    time(entry.commitTime()),
                    time(entry.finishTime()),
                    time(entry.finishTime()),
                    entry.reason(),
                    "0",
                    "-1",
                    Long.toString(entry.timeout().toMillis()),
                    "");
        }
        return rows;
    }

    private String time(Optional<Instant> moment) {
        return moment.map(m -> NodeShows.time(cluster.clock(), m)).orElse(UNSET);
    }
}
