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

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tables of information_schema that have no rows here: clients ask for them all the same.
 * Stateless.
 */
final class EmptySystemTables {
    private EmptySystemTables() {}

    static Map<String, QueryTable> of(VersionProfile profile) {
        Map<String, QueryTable> tables = new LinkedHashMap<>();
        constraints(tables);
        privileges(tables);
        tables.put(
                "events",
                new VirtualTable()
                        .texts("EVENT_CATALOG", "EVENT_SCHEMA", "EVENT_NAME", "DEFINER")
                        .texts("TIME_ZONE", "EVENT_BODY", "EVENT_DEFINITION", "EVENT_TYPE")
                        .datetimes("EXECUTE_AT")
                        .texts("INTERVAL_VALUE", "INTERVAL_FIELD", "SQL_MODE")
                        .datetimes("STARTS", "ENDS")
                        .texts("STATUS", "ON_COMPLETION")
                        .datetimes("CREATED", "LAST_ALTERED", "LAST_EXECUTED")
                        .texts("EVENT_COMMENT")
                        .bigints("ORIGINATOR")
                        .texts("CHARACTER_SET_CLIENT", "COLLATION_CONNECTION")
                        .texts("DATABASE_COLLATION")
                        .build());
        partitions(tables);
        loads(tables);
        materializedViews(tables);
        backends(tables);
        if (profile == VersionProfile.V3_5) {
            tables.put("keywords", new VirtualTable().texts("WORD").bigints("RESERVED").build());
            tables.put(
                    "applicable_roles",
                    new VirtualTable()
                            .texts("USER", "HOST", "GRANTEE", "GRANTEE_HOST", "ROLE_NAME")
                            .texts("ROLE_HOST", "IS_GRANTABLE", "IS_DEFAULT", "IS_MANDATORY")
                            .build());
        }
        return tables;
    }

    private static void constraints(Map<String, QueryTable> tables) {
        tables.put(
                "referential_constraints",
                new VirtualTable()
                        .texts("CONSTRAINT_CATALOG", "CONSTRAINT_SCHEMA", "CONSTRAINT_NAME")
                        .texts("UNIQUE_CONSTRAINT_CATALOG", "UNIQUE_CONSTRAINT_SCHEMA")
                        .texts("UNIQUE_CONSTRAINT_NAME", "MATCH_OPTION", "UPDATE_RULE")
                        .texts("DELETE_RULE", "TABLE_NAME", "REFERENCED_TABLE_NAME")
                        .build());
    }

    private static void privileges(Map<String, QueryTable> tables) {
        String[] suffix = {"PRIVILEGE_TYPE", "IS_GRANTABLE"};
        tables.put(
                "user_privileges",
                new VirtualTable().texts("GRANTEE", "TABLE_CATALOG").texts(suffix).build());
        tables.put(
                "schema_privileges",
                new VirtualTable()
                        .texts("GRANTEE", "TABLE_CATALOG", "TABLE_SCHEMA")
                        .texts(suffix)
                        .build());
        tables.put(
                "table_privileges",
                new VirtualTable()
                        .texts("GRANTEE", "TABLE_CATALOG", "TABLE_SCHEMA", "TABLE_NAME")
                        .texts(suffix)
                        .build());
        tables.put(
                "column_privileges",
                new VirtualTable()
                        .texts("GRANTEE", "TABLE_CATALOG", "TABLE_SCHEMA", "TABLE_NAME")
                        .texts("COLUMN_NAME")
                        .texts(suffix)
                        .build());
    }

    private static void partitions(Map<String, QueryTable> tables) {
        tables.put(
                "partitions",
                new VirtualTable()
                        .texts("TABLE_CATALOG", "TABLE_SCHEMA", "TABLE_NAME", "PARTITION_NAME")
                        .texts("SUBPARTITION_NAME")
                        .bigints("PARTITION_ORDINAL_POSITION")
                        .texts("PARTITION_METHOD", "SUBPARTITION_METHOD")
                        .texts("PARTITION_EXPRESSION", "SUBPARTITION_EXPRESSION")
                        .texts("PARTITION_DESCRIPTION")
                        .bigints("TABLE_ROWS", "AVG_ROW_LENGTH", "DATA_LENGTH")
                        .build());
        tables.put(
                "partitions_meta",
                new VirtualTable()
                        .texts("DB_NAME", "TABLE_NAME", "PARTITION_NAME")
                        .bigints("PARTITION_ID", "COMPACT_VERSION", "VISIBLE_VERSION")
                        .datetimes("VISIBLE_VERSION_TIME")
                        .bigints("NEXT_VERSION", "DATA_VERSION", "VERSION_EPOCH")
                        .texts("VERSION_TXN_TYPE", "PARTITION_KEY", "PARTITION_VALUE")
                        .texts("DISTRIBUTION_KEY")
                        .bigints("BUCKETS", "REPLICATION_NUM")
                        .texts("STORAGE_MEDIUM")
                        .datetimes("COOLDOWN_TIME", "LAST_CONSISTENCY_CHECK_TIME")
                        .bigints("IS_IN_MEMORY", "IS_TEMP")
                        .texts("DATA_SIZE")
                        .bigints("ROW_COUNT")
                        .build());
    }

    private static void loads(Map<String, QueryTable> tables) {
        tables.put(
                "load_tracking_logs",
                new VirtualTable()
                        .bigints("ID")
                        .texts("LABEL", "DATABASE_NAME", "TRACKING_LOG", "TYPE")
                        .build());
        tables.put(
                "routine_load_jobs",
                new VirtualTable()
                        .bigints("ID")
                        .texts("NAME")
                        .datetimes("CREATE_TIME", "PAUSE_TIME", "END_TIME")
                        .texts("DB_NAME", "TABLE_NAME", "STATE")
                        .bigints("CURRENT_TASK_NUM")
                        .texts("JOB_PROPERTIES", "DATA_SOURCE_PROPERTIES", "CUSTOM_PROPERTIES")
                        .texts("STATISTICS", "PROGRESS", "REASONS_OF_STATE_CHANGED")
                        .texts("ERROR_LOG_URLS", "TRACKING_SQL", "OTHER_MSG")
                        .build());
        tables.put(
                "stream_loads",
                new VirtualTable()
                        .texts("LABEL")
                        .bigints("ID")
                        .texts("LOAD_ID")
                        .bigints("TXN_ID")
                        .texts("DB_NAME", "TABLE_NAME", "STATE", "ERROR_MSG", "TRACKING_URL")
                        .bigints("CHANNEL_NUM", "PREPARED_CHANNEL_NUM", "NUM_ROWS_NORMAL")
                        .bigints("NUM_ROWS_AB_NORMAL", "NUM_ROWS_UNSELECTED", "NUM_LOAD_BYTES")
                        .bigints("TIMEOUT_SECOND")
                        .datetimes("CREATE_TIME_MS", "BEFORE_LOAD_TIME_MS", "END_TIME_MS")
                        .texts("TRACKING_SQL")
                        .build());
        tables.put(
                "tasks",
                new VirtualTable()
                        .texts("TASK_NAME")
                        .datetimes("CREATE_TIME")
                        .texts("SCHEDULE", "CATALOG", "DATABASE", "DEFINITION")
                        .datetimes("EXPIRE_TIME")
                        .texts("PROPERTIES", "CREATOR")
                        .build());
        tables.put(
                "task_runs",
                new VirtualTable()
                        .texts("QUERY_ID", "TASK_NAME")
                        .datetimes("CREATE_TIME", "FINISH_TIME")
                        .texts("STATE", "CATALOG", "DATABASE", "DEFINITION")
                        .datetimes("EXPIRE_TIME")
                        .bigints("ERROR_CODE")
                        .texts("ERROR_MESSAGE", "PROGRESS", "EXTRA_MESSAGE", "PROPERTIES")
                        .texts("JOB_ID")
                        .build());
        tables.put(
                "pipes",
                new VirtualTable()
                        .texts("DATABASE_NAME")
                        .bigints("PIPE_ID")
                        .texts("PIPE_NAME", "PROPERTIES", "STATE", "TABLE_NAME")
                        .texts("LOAD_STATUS", "LAST_ERROR")
                        .datetimes("CREATED_TIME")
                        .build());
    }

    private static void materializedViews(Map<String, QueryTable> tables) {
        tables.put(
                "materialized_views",
                new VirtualTable()
                        .bigints("MATERIALIZED_VIEW_ID")
                        .texts("TABLE_SCHEMA", "TABLE_NAME", "REFRESH_TYPE", "IS_ACTIVE")
                        .texts("INACTIVE_REASON", "PARTITION_TYPE")
                        .bigints("TASK_ID")
                        .texts("TASK_NAME")
                        .datetimes("LAST_REFRESH_START_TIME", "LAST_REFRESH_FINISHED_TIME")
                        .texts("LAST_REFRESH_STATE", "LAST_REFRESH_ERROR_CODE")
                        .texts("LAST_REFRESH_ERROR_MESSAGE")
                        .bigints("TABLE_ROWS")
                        .texts("MATERIALIZED_VIEW_DEFINITION", "EXTRA_MESSAGE")
                        .build());
    }

    private static void backends(Map<String, QueryTable> tables) {
        tables.put(
                "be_tablets",
                new VirtualTable()
                        .bigints("BE_ID", "TABLE_ID", "PARTITION_ID", "TABLET_ID", "NUM_VERSION")
                        .bigints("MAX_VERSION", "MIN_VERSION", "NUM_ROWSET", "NUM_ROW")
                        .bigints("DATA_SIZE", "INDEX_MEM", "CREATE_TIME")
                        .texts("STATE", "TYPE", "DATA_DIR")
                        .bigints("SHARD_ID", "SCHEMA_HASH")
                        .build());
        tables.put(
                "be_configs",
                new VirtualTable()
                        .bigints("BE_ID")
                        .texts("NAME", "VALUE", "TYPE", "DEFAULT")
                        .bigints("MUTABLE")
                        .build());
        tables.put(
                "be_metrics",
                new VirtualTable()
                        .bigints("BE_ID")
                        .texts("NAME", "LABELS")
                        .bigints("VALUE")
                        .build());
        tables.put(
                "fe_metrics",
                new VirtualTable().texts("FE_ID", "NAME", "LABELS").bigints("VALUE").build());
        tables.put(
                "be_txns",
                new VirtualTable()
                        .bigints("BE_ID")
                        .texts("LOAD_ID")
                        .bigints("TXN_ID", "PARTITION_ID", "TABLET_ID", "CREATE_TIME")
                        .bigints("COMMIT_TIME", "PUBLISH_TIME")
                        .texts("ROWSET_ID")
                        .bigints("NUM_SEGMENT", "NUM_DELFILE", "NUM_ROW", "DATA_SIZE", "VERSION")
                        .build());
        tables.put(
                "be_logs",
                new VirtualTable()
                        .bigints("BE_ID")
                        .texts("LEVEL")
                        .bigints("TIMESTAMP", "TID")
                        .texts("LOG")
                        .build());
    }
}
