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

import io.cdcpipelines.starrocks.emulator.alter.AlterJob;
import io.cdcpipelines.starrocks.emulator.alter.AlterJob.State;
import io.cdcpipelines.starrocks.emulator.alter.AlterJobs;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.catalog.Database;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.session.AccessControl;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.sql.RowFilter;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** SHOW of jobs, partitions, indexes and sizes. Used under the lock of the cluster. */
final class TableDetailStatements {
    private static final Set<String> JOB_COLUMNS =
            Set.of("tablename", "createtime", "finishtime", "state");
    private static final Set<String> JOB_OPERATORS = Set.of("=", ">=", "<=", ">", "<", "!=");

    private static final String STORAGE_SIZE = "StorageSize";
    private static final List<String> PARTITION_COLUMNS =
            List.of(
                    "PartitionId",
                    "PartitionName",
                    "VisibleVersion",
                    "VisibleVersionTime",
                    "VisibleVersionHash",
                    "State",
                    "PartitionKey",
                    "Range",
                    "DistributionKey",
                    "Buckets",
                    "ReplicationNum",
                    "StorageMedium",
                    "CooldownTime",
                    "LastConsistencyCheckTime",
                    "DataSize",
                    STORAGE_SIZE,
                    "IsInMemory",
                    "RowCount",
                    "DataVersion",
                    "VersionEpoch",
                    "VersionTxnType");

    private final Cluster cluster;
    private final CatalogLookup lookup;
    private final AccessControl access;
    private final AlterJobs jobs;

    TableDetailStatements(
            Cluster cluster, CatalogLookup lookup, AccessControl access, AlterJobs jobs) {
        this.cluster = cluster;
        this.lookup = lookup;
        this.access = access;
        this.jobs = jobs;
    }

    CatalogAction alterJobs(Session session, Statement.ShowAlterTable statement) throws SqlError {
        Database database = lookup.database(session, statement.database());
        checkFilter(statement.filter());
        return switch (statement.kind()) {
            case COLUMN ->
                    () ->
                            columnJobs(session, database)
                                    .result(statement.filter(), "TableName", true);
            case ROLLUP ->
                    new ResultRows(
                                    "JobId",
                                    "TableName",
                                    "CreateTime",
                                    "FinishedTime",
                                    "BaseIndexName",
                                    "RollupIndexName",
                                    "RollupId",
                                    "TransactionId",
                                    "State",
                                    "Msg",
                                    "Progress",
                                    "Timeout")
                            ::result;
            case OPTIMIZE ->
                    new ResultRows(
                                    "JobId",
                                    "TableName",
                                    "CreateTime",
                                    "FinishTime",
                                    "Operation",
                                    "TransactionId",
                                    "State",
                                    "Msg",
                                    "Progress",
                                    "Timeout")
                            ::result;
        };
    }

    private static void checkFilter(RowFilter filter) throws SqlError {
        if (filter.alternatives().size() > 1) {
            throw SqlErrors.common("Only allow compound predicate with operator AND");
        }
        List<RowFilter.Condition> conditions =
                filter.alternatives().isEmpty() ? List.of() : filter.alternatives().get(0);
        for (RowFilter.Condition condition : conditions) {
            if (!JOB_COLUMNS.contains(condition.column().toLowerCase(Locale.ROOT))) {
                throw SqlErrors.common(
                        "The columns of TableName/CreateTime/FinishTime/State are supported.");
            }
            if (!JOB_OPERATORS.contains(condition.operator())) {
                throw SqlErrors.common("The operator =|>=|<=|>|<|!= are supported.");
            }
            checkValue(condition);
        }
        for (RowFilter.SortItem item : filter.order()) {
            if (!columnJobRows().hasColumn(item.column())) {
                throw SqlErrors.common("Title name[" + item.column() + "] does not exist");
            }
        }
    }

    /** Names and states are compared for equality with a text only, times with any text. */
    private static void checkValue(RowFilter.Condition condition) throws SqlError {
        boolean isTime = condition.column().toLowerCase(Locale.ROOT).endsWith("time");
        if (isTime && !condition.isText()) {
            throw SqlErrors.common(
                    "Where clause : CreateTime/FinishTime =|>=|<=|>|<|!="
                            + " \"2019-12-02|2019-12-02 14:54:00\"");
        }
        if (!isTime && (!condition.isText() || !condition.operator().equals("="))) {
            throw SqlErrors.common(
                    "Where clause : TableName = \"table1\" or State ="
                            + " \"FINISHED|CANCELLED|RUNNING|PENDING|WAITING_TXN\"");
        }
    }

    private static ResultRows columnJobRows() {
        return new ResultRows(
                "JobId",
                "TableName",
                "CreateTime",
                "FinishTime",
                "IndexName",
                "IndexId",
                "OriginIndexId",
                "SchemaVersion",
                "TransactionId",
                "State",
                "Msg",
                "Progress",
                "Timeout");
    }

    private ResultRows columnJobs(Session session, Database database) {
        ResultRows rows = columnJobRows();
        for (AlterJob job : jobs.ofDatabase(database.id())) {
            if (!access.isTableVisible(session, database.name(), job.tableName())) {
                continue;
            }
            rows.add(
                    Long.toString(job.id()),
                    job.tableName(),
                    Timestamps.text(cluster, job.created()),
                    job.finished().map(t -> Timestamps.text(cluster, t)).orElse(null),
                    job.tableName(),
                    Long.toString(job.indexId()),
                    Long.toString(job.originIndexId()),
                    job.schemaVersion(),
                    Long.toString(job.watershed()),
                    job.state().name(),
                    job.message(),
                    progress(job),
                    Long.toString(job.change().timeout().toSeconds()));
        }
        return rows;
    }

    /** Tasks done and to do, one for each replica, while there are any. */
    private static String progress(AlterJob job) {
        String replicas = job.table().properties().getOrDefault("replication_num", "1");
        return job.state() == State.RUNNING ? "0/" + replicas : null;
    }

    CatalogAction index(Session session, Statement.ShowIndex statement) throws SqlError {
        String database = lookup.databaseName(session, statement.table().database());
        String name = statement.table().table();
        Table table =
                lookup.database(database)
                        .table(name)
                        .orElseThrow(() -> SqlErrors.unknownTable(database + "." + name));
        return () -> {
            ResultRows rows =
                    new ResultRows(
                            "Table",
                            "Non_unique",
                            "Key_name",
                            "Seq_in_index",
                            "Column_name",
                            "Collation",
                            "Cardinality",
                            "Sub_part",
                            "Packed",
                            "Null",
                            "Index_type",
                            "Comment");
            table.indexes()
                    .forEach(
                            (index, columns) ->
                                    rows.add(
                                            table.name(),
                                            "",
                                            index,
                                            "",
                                            String.join(",", columns),
                                            "",
                                            "",
                                            "",
                                            "",
                                            "",
                                            "BITMAP",
                                            ""));
            return rows.result();
        };
    }

    /** One partition for the whole table: rows are not kept by partition. */
    CatalogAction partitions(Session session, Statement.ShowPartitions statement) throws SqlError {
        Table table = lookup.table(session, statement.table());
        return () -> {
            List<String> labels = new ArrayList<>(PARTITION_COLUMNS);
            List<String> row = new ArrayList<>(partition(table));
            if (!cluster.profile().showsStorageSize()) {
                row.remove(labels.indexOf(STORAGE_SIZE));
                labels.remove(STORAGE_SIZE);
            }
            ResultRows rows = new ResultRows(labels.toArray(String[]::new));
            rows.add(row.toArray(String[]::new));
            return rows.result(statement.filter(), "PartitionName", true);
        };
    }

    private List<String> partition(Table table) {
        List<String> hashColumns = table.distribution().columns();
        return Arrays.asList(
                Long.toString(table.indexId()),
                table.name(),
                "1",
                Timestamps.text(cluster, table.created()),
                "0",
                "NORMAL",
                "",
                "",
                hashColumns.isEmpty() ? "ALL KEY" : String.join(", ", hashColumns),
                Integer.toString(Math.max(1, table.distribution().buckets())),
                table.properties().get("replication_num"),
                "SSD",
                "9999-12-31 15:59:59",
                null,
                "0B",
                "0B",
                "false",
                Long.toString(table.rows().rowCount()),
                "1",
                "0",
                "TXN_NORMAL");
    }

    CatalogAction data(Session session, Statement.ShowData statement) throws SqlError {
        Table table = lookup.table(session, statement.table());
        return () -> {
            ResultRows rows =
                    new ResultRows("TableName", "IndexName", "Size", "ReplicaCount", "RowCount");
            String replicas = table.properties().get("replication_num");
            String count = Long.toString(table.rows().rowCount());
            rows.add(table.name(), table.name(), "0.000 B", replicas, count);
            rows.add("", "Total", "0.000 B", replicas, "");
            return rows.result();
        };
    }
}
