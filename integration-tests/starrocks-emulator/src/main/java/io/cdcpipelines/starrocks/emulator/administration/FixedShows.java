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

import io.cdcpipelines.starrocks.emulator.frontend.ResultRows;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** SHOW statements whose answer never changes here; many tools ask them at login. Stateless. */
final class FixedShows {
    private static final Map<String, Supplier<ResultRows>> ANSWERS =
            Map.ofEntries(
                    Map.entry("WARNINGS", () -> new ResultRows("Level", "Code", "Message")),
                    Map.entry("ERRORS", () -> new ResultRows("Level", "Code", "Message")),
                    Map.entry("STATUS", () -> new ResultRows("Variable_name", "Value")),
                    Map.entry("GLOBAL STATUS", () -> new ResultRows("Variable_name", "Value")),
                    Map.entry("SESSION STATUS", () -> new ResultRows("Variable_name", "Value")),
                    Map.entry("COLLATION", FixedShows::collation),
                    Map.entry("CHARSET", FixedShows::charset),
                    Map.entry("CHAR SET", FixedShows::charset),
                    Map.entry("CHARACTER SET", FixedShows::charset),
                    Map.entry("ENGINES", FixedShows::engines),
                    Map.entry("CATALOGS", FixedShows::catalogs),
                    Map.entry("WAREHOUSES", FixedShows::warehouses),
                    Map.entry("PLUGINS", FixedShows::plugins),
                    Map.entry("TRIGGERS", FixedShows::triggers),
                    Map.entry("EVENTS", FixedShows::events),
                    Map.entry("PROCEDURE", FixedShows::routines),
                    Map.entry("FUNCTION", FixedShows::routines),
                    Map.entry(
                            "PRIVILEGES", () -> new ResultRows("Privilege", "Context", "Comment")),
                    Map.entry(
                            "OPEN",
                            () -> new ResultRows("Database", "Table", "In_use", "Name_locked")),
                    Map.entry("LOAD", () -> new ResultRows("JobId", "Label", "State")),
                    Map.entry("ROUTINE", () -> new ResultRows("Id", "Name", "State")),
                    Map.entry("STREAM", () -> new ResultRows("Label", "Id", "State")),
                    Map.entry("BROKER", () -> new ResultRows("Name", "IP", "Port", "Alive")),
                    Map.entry(
                            "RESOURCES",
                            () -> new ResultRows("Name", "ResourceType", "Key", "Value")),
                    Map.entry("FUNCTIONS", () -> new ResultRows("Function Name")),
                    Map.entry("MATERIALIZED", () -> new ResultRows("id", "database_name", "name")),
                    Map.entry("REPOSITORIES", () -> new ResultRows("RepoId", "RepoName")),
                    Map.entry("BACKUP", () -> new ResultRows("JobId", "SnapshotName", "State")),
                    Map.entry("RESTORE", () -> new ResultRows("JobId", "Label", "State")),
                    Map.entry("EXPORT", () -> new ResultRows("JobId", "QueryId", "State")),
                    Map.entry("DATA", () -> new ResultRows("TableName", "Size", "ReplicaCount")),
                    Map.entry(
                            "DELETE",
                            () ->
                                    new ResultRows(
                                            "TableName",
                                            "PartitionName",
                                            "CreateTime",
                                            "DeleteCondition",
                                            "State")),
                    Map.entry("RESOURCE GROUPS", FixedShows::resourceGroups),
                    Map.entry("STORAGE VOLUMES", () -> new ResultRows("Storage Volume")),
                    Map.entry("DYNAMIC PARTITION", FixedShows::dynamicPartitions),
                    Map.entry("ANALYZE", FixedShows::analyses),
                    Map.entry("STATS META", FixedShows::statistics),
                    Map.entry("HISTOGRAM META", FixedShows::histograms),
                    Map.entry("AUTHORS", () -> new ResultRows("Name", "Location", "Comment")),
                    Map.entry("ALL AUTHENTICATION", FixedShows::authentications),
                    Map.entry("AUTHENTICATION", FixedShows::authentications),
                    Map.entry("PROPERTY", () -> new ResultRows("Key", "Value")),
                    Map.entry("SQLBLACKLIST", () -> new ResultRows("Id", "Forbidden SQL")),
                    Map.entry("WHITELIST", () -> new ResultRows("user_name", "white_list")),
                    Map.entry("SMALL", () -> new ResultRows("Id", "DbName", "Catalog")),
                    Map.entry("FILE", () -> new ResultRows("Id", "DbName", "GlobalStateMgr")),
                    Map.entry("PIPES", () -> new ResultRows("DATABASE_NAME", "PIPE_ID")),
                    Map.entry("PROFILELIST", () -> new ResultRows("QueryId", "StartTime")),
                    Map.entry("ALTER MATERIALIZED", FixedShows::viewJobs));

    private FixedShows() {}

    /**
     * @param words what follows SHOW, in capitals: one word, or two where the first is not enough
     */
    static Optional<ResultRows> of(String words) {
        return Optional.ofNullable(ANSWERS.get(words)).map(Supplier::get);
    }

    private static ResultRows resourceGroups() {
        return new ResultRows(
                "name",
                "id",
                "cpu_weight",
                "exclusive_cpu_cores",
                "mem_limit",
                "big_query_cpu_second_limit",
                "big_query_scan_rows_limit",
                "big_query_mem_limit",
                "concurrency_limit",
                "spill_mem_limit_threshold",
                "classifiers");
    }

    private static ResultRows dynamicPartitions() {
        return new ResultRows(
                "TableName",
                "Enable",
                "TimeUnit",
                "Start",
                "End",
                "Prefix",
                "Buckets",
                "ReplicationNum",
                "StartOf",
                "LastUpdateTime",
                "LastSchedulerTime",
                "State",
                "LastCreatePartitionMsg",
                "LastDropPartitionMsg",
                "InScheduler");
    }

    private static ResultRows analyses() {
        return new ResultRows(
                "Id",
                "Database",
                "Table",
                "Columns",
                "Type",
                "Schedule",
                "Status",
                "StartTime",
                "EndTime",
                "Properties",
                "Reason");
    }

    private static ResultRows statistics() {
        return new ResultRows(
                "Database",
                "Table",
                "Columns",
                "Type",
                "UpdateTime",
                "Properties",
                "Healthy",
                "ColumnStats",
                "TabletStatsReportTime");
    }

    private static ResultRows histograms() {
        return new ResultRows("Database", "Table", "Column", "Type", "UpdateTime", "Properties");
    }

    private static ResultRows authentications() {
        return new ResultRows("UserIdentity", "Password", "AuthPlugin", "UserForAuthPlugin");
    }

    private static ResultRows viewJobs() {
        return new ResultRows(
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
                "Timeout");
    }

    private static ResultRows collation() {
        ResultRows rows =
                new ResultRows("Collation", "Charset", "Id", "Default", "Compiled", "Sortlen");
        rows.add("utf8_general_ci", "utf8", "33", "Yes", "Yes", "1");
        return rows;
    }

    private static ResultRows charset() {
        ResultRows rows = new ResultRows("Charset", "Description", "Default collation", "Maxlen");
        rows.add("utf8", "UTF-8 Unicode", "utf8_general_ci", "3");
        return rows;
    }

    private static ResultRows engines() {
        ResultRows rows =
                new ResultRows("Engine", "Support", "Comment", "Transactions", "XA", "Savepoints");
        rows.add("OLAP", "YES", "Default storage engine of StarRocks", "NO", "NO", "NO");
        rows.add("MySQL", "YES", "MySQL server which data is in it", "NO", "NO", "NO");
        rows.add(
                "ELASTICSEARCH",
                "YES",
                "ELASTICSEARCH cluster which data is in it",
                "NO",
                "NO",
                "NO");
        rows.add("HIVE", "YES", "HIVE database which data is in it", "NO", "NO", "NO");
        rows.add("ICEBERG", "YES", "ICEBERG data lake which data is in it", "NO", "NO", "NO");
        return rows;
    }

    private static ResultRows catalogs() {
        ResultRows rows = new ResultRows("Catalog", "Type", "Comment");
        rows.add(
                "default_catalog",
                "Internal",
                "An internal catalog contains this cluster's self-managed tables.");
        return rows;
    }

    private static ResultRows warehouses() {
        ResultRows rows = new ResultRows("Id", "Name", "State", "NodeCount");
        rows.add("0", "default_warehouse", "AVAILABLE", "1");
        return rows;
    }

    private static ResultRows plugins() {
        return new ResultRows(
                "Name",
                "Type",
                "Description",
                "Version",
                "JavaVersion",
                "ClassName",
                "SoName",
                "Sources",
                "Status",
                "Properties");
    }

    private static ResultRows triggers() {
        return new ResultRows(
                "Trigger",
                "Event",
                "Table",
                "Statement",
                "Timing",
                "Created",
                "sql_mode",
                "Definer",
                "character_set_client",
                "collation_connection",
                "Database Collation");
    }

    private static ResultRows events() {
        return new ResultRows(
                "Db",
                "Name",
                "Definer",
                "Time",
                "Type",
                "Execute at",
                "Interval value",
                "Interval field",
                "Status",
                "Ends",
                "Status",
                "Originator",
                "character_set_client",
                "collation_connection",
                "Database Collation");
    }

    private static ResultRows routines() {
        return new ResultRows(
                "Db",
                "Name",
                "Type",
                "Definer",
                "Modified",
                "Created",
                "Security_type",
                "Comment",
                "character_set_client",
                "collation_connection",
                "Database Collation");
    }
}
