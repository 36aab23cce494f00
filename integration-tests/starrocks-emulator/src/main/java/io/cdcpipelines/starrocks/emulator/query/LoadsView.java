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

package io.cdcpipelines.starrocks.emulator.query;

import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.catalog.Database;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.session.AccessControl;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.session.TransactionLedger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** information_schema.loads: the load transactions of what the session may see. Under the lock. */
final class LoadsView {
    private final Cluster cluster;
    private final AccessControl access;
    private final TransactionLedger transactions;

    LoadsView(Cluster cluster, AccessControl access, TransactionLedger transactions) {
        this.cluster = cluster;
        this.access = access;
        this.transactions = transactions;
    }

    QueryTable of(Session session) {
        VirtualTable view =
                new VirtualTable()
                        .bigints("ID")
                        .texts("LABEL", "PROFILE_ID", "DB_NAME", "TABLE_NAME", "USER", "WAREHOUSE")
                        .texts("STATE", "PROGRESS", "TYPE", "PRIORITY")
                        .bigints("SCAN_ROWS", "SCAN_BYTES", "FILTERED_ROWS", "UNSELECTED_ROWS")
                        .bigints("SINK_ROWS")
                        .texts("RUNTIME_DETAILS")
                        .datetimes("CREATE_TIME", "LOAD_START_TIME", "LOAD_COMMIT_TIME")
                        .datetimes("LOAD_FINISH_TIME")
                        .texts("PROPERTIES", "ERROR_MSG", "TRACKING_SQL", "REJECTED_RECORD_PATH")
                        .bigints("JOB_ID");
        for (Database database : cluster.databases()) {
            transactions
                    .running(database.id())
                    .forEach(entry -> row(view, session, database, entry));
            transactions
                    .finished(database.id())
                    .forEach(entry -> row(view, session, database, entry));
        }
        return view.build();
    }

    private void row(
            VirtualTable view, Session session, Database database, TransactionLedger.Entry entry) {
        Optional<String> table = database.tableById(entry.tableId()).map(Table::name);
        if (table.isEmpty() || !access.isTableVisible(session, database.name(), table.get())) {
            return;
        }
        view.row(
                entry.id(),
                entry.label(),
                null,
                database.name(),
                table.get(),
                "",
                "default_warehouse",
                state(entry.status()),
                entry.status().equals("VISIBLE") ? "100%" : "0%",
                "STREAM_LOAD",
                "NORMAL",
                null,
                null,
                null,
                null,
                null,
                "",
                local(Optional.of(entry.prepareTime())),
                local(Optional.of(entry.prepareTime())),
                local(entry.commitTime()),
                local(entry.finishTime()),
                "",
                entry.reason().isEmpty() ? null : entry.reason(),
                null,
                null,
                entry.id());
    }

    private static String state(String status) {
        return switch (status) {
            case "VISIBLE" -> "FINISHED";
            // One t: so StarRocks spells it.
            case "COMMITTED" -> "COMMITED";
            case "ABORTED" -> "CANCELLED";
            case "PREPARED" -> "PREPARED";
            default -> "LOADING";
        };
    }

    private LocalDateTime local(Optional<Instant> moment) {
        ZoneId zone = cluster.clock().getZone();
        return moment.map(m -> LocalDateTime.ofInstant(m, zone).withNano(0)).orElse(null);
    }
}
