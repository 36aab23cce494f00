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

package io.cdcpipelines.starrocks.cdc;

import static org.apache.flink.cdc.common.configuration.ConfigOptions.key;

import io.cdcpipelines.starrocks.cdc.sink.ForgottenLabels;
import io.cdcpipelines.starrocks.cdc.sink.StartupMode;
import io.cdcpipelines.starrocks.cdc.table.DriftPolicy;
import io.cdcpipelines.starrocks.cdc.table.DropTablePolicy;
import io.cdcpipelines.starrocks.cdc.table.MissingTypePolicy;
import io.cdcpipelines.starrocks.cdc.table.TypeConflictPolicy;
import io.cdcpipelines.starrocks.cdc.table.UnappliedDeletes;
import io.cdcpipelines.starrocks.cdc.table.WithoutPrimaryKey;
import io.cdcpipelines.starrocks.cdc.type.OutOfRange;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.cdc.common.configuration.ConfigOption;

/** The keys of the sink block of a pipeline: the only place that spells them. */
final class StarRocksDataSinkOptions {

    static final ConfigOption<String> JDBC_URL =
            key("jdbc-url")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("MySQL protocol address of the frontends, as a JDBC URL");

    static final ConfigOption<String> LOAD_URL =
            key("load-url")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("HTTP addresses of the frontends, separated by ';'");

    static final ConfigOption<String> USERNAME =
            key("username").stringType().noDefaultValue().withDescription("StarRocks user");

    static final ConfigOption<String> PASSWORD =
            key("password")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Password of the user; may be empty");

    static final ConfigOption<Semantic> SINK_SEMANTIC =
            key("sink.semantic")
                    .enumType(Semantic.class)
                    .defaultValue(Semantic.AT_LEAST_ONCE)
                    .withDescription("What the sink promises about rows after a failure");

    static final ConfigOption<ForgottenLabels> SINK_ON_FORGOTTEN_LABEL =
            key("sink.exactly-once.on-forgotten-label")
                    .enumType(ForgottenLabels.class)
                    .defaultValue(ForgottenLabels.FAIL)
                    .withDescription(
                            "What becomes of a prepared transaction that StarRocks has forgotten");

    static final ConfigOption<Distribution> SINK_DISTRIBUTION =
            key("sink.distribution")
                    .enumType(Distribution.class)
                    .defaultValue(Distribution.TABLE)
                    .withDescription("How changes are spread over the writers");

    static final ConfigOption<String> SINK_LABEL_PREFIX =
            key("sink.label-prefix")
                    .stringType()
                    .defaultValue("flink")
                    .withDescription("Starts the label of every load");

    static final ConfigOption<Integer> SINK_CONNECT_TIMEOUT =
            key("sink.connect.timeout-ms")
                    .intType()
                    .defaultValue(30_000)
                    .withDescription("How long connecting to a server may take");

    static final ConfigOption<Integer> SINK_SOCKET_TIMEOUT =
            key("sink.socket.timeout-ms")
                    .intType()
                    .defaultValue(-1)
                    .withDescription(
                            "How long a server may stand still; -1 for as long as a load may take");

    static final ConfigOption<Integer> SINK_WAIT_FOR_CONTINUE_TIMEOUT =
            key("sink.wait-for-continue.timeout-ms")
                    .intType()
                    .defaultValue(30_000)
                    .withDescription("How long a server may take to ask for the rows of a load");

    static final ConfigOption<String> SINK_BACKEND_ADDRESS_MAPPING =
            key("sink.backend-address-mapping")
                    .stringType()
                    .defaultValue("")
                    .withDescription("Addresses to use instead of those that frontends name");

    static final ConfigOption<String> SINK_TLS_CA_FILE =
            key("sink.tls.ca-file")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Certificates of the authorities to trust, in PEM form");

    static final ConfigOption<Boolean> SINK_TLS_VERIFY_HOSTNAME =
            key("sink.tls.verify-hostname")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription("Whether a certificate has to name the host it comes from");

    static final ConfigOption<Boolean> SINK_TLS_ALLOW_PLAIN_REDIRECTS =
            key("sink.tls.allow-plain-redirects")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription("Whether https:// frontends may redirect loads to http://");

    static final ConfigOption<StartupMode> SINK_STARTUP_CHECK =
            key("sink.startup-check")
                    .enumType(StartupMode.class)
                    .defaultValue(StartupMode.FAIL)
                    .withDescription("What becomes of problems found when a job starts");

    static final ConfigOption<Long> SINK_BUFFER_FLUSH_MAX_BYTES =
            key("sink.buffer-flush.max-bytes")
                    .longType()
                    .defaultValue(157_286_400L)
                    .withDescription(
                            "Memory of a writer for rows that StarRocks does not have yet");

    static final ConfigOption<Long> SINK_BUFFER_FLUSH_INTERVAL =
            key("sink.buffer-flush.interval-ms")
                    .longType()
                    .defaultValue(10_000L)
                    .withDescription("How long a row waits at most before it is loaded");

    static final ConfigOption<Long> SINK_SCAN_FREQUENCY =
            key("sink.scan-frequency.ms")
                    .longType()
                    .defaultValue(50L)
                    .withDescription("Without effect: nothing is scanned");

    static final ConfigOption<Integer> SINK_IO_THREAD_COUNT =
            key("sink.io.thread-count")
                    .intType()
                    .defaultValue(4)
                    .withDescription("How many loads of one writer run at once");

    static final ConfigOption<Boolean> SINK_USE_TRANSACTION_STREAM_LOAD =
            key("sink.at-least-once.use-transaction-stream-load")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription("Whether a flush of several payloads is one transaction");

    static final ConfigOption<Integer> SINK_RETRY_MAX_ATTEMPTS =
            key("sink.retry.max-attempts")
                    .intType()
                    .defaultValue(10)
                    .withDescription("How often a request is tried, the first time included");

    static final ConfigOption<Duration> SINK_RETRY_MAX_TIME =
            key("sink.retry.max-time")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(3))
                    .withDescription("How long after its start a request may be tried again");

    static final ConfigOption<OutOfRange> SINK_OUT_OF_RANGE =
            key("sink.out-of-range")
                    .enumType(OutOfRange.class)
                    .defaultValue(OutOfRange.FAIL)
                    .withDescription("What happens to values that StarRocks cannot hold");

    static final ConfigOption<RejectedRowsAction> SINK_REJECTED_ROWS_ACTION =
            key("sink.rejected-rows.action")
                    .enumType(RejectedRowsAction.class)
                    .defaultValue(RejectedRowsAction.FAIL)
                    .withDescription("What becomes of rows that StarRocks does not take");

    static final ConfigOption<String> SINK_REJECTED_ROWS_PATH =
            key("sink.rejected-rows.path")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Directory of the files that take rejected rows");

    static final ConfigOption<Integer> SINK_REJECTED_ROWS_MAX_ROWS =
            key("sink.rejected-rows.max-rows")
                    .intType()
                    .defaultValue(100)
                    .withDescription(
                            "How many rows of a table a writer puts aside before the job fails");

    static final ConfigOption<Boolean> SINK_REJECTED_ROWS_SHOW_VALUES =
            key("sink.rejected-rows.show-values")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription("Whether messages repeat what StarRocks says of values");

    static final ConfigOption<Integer> SINK_METRIC_HISTOGRAM_WINDOW_SIZE =
            key("sink.metric.histogram-window-size")
                    .intType()
                    .defaultValue(100)
                    .withDescription("How many values the histograms look back on");

    static final ConfigOption<Integer> TABLE_CREATE_NUM_BUCKETS =
            key("table.create.num-buckets")
                    .intType()
                    .noDefaultValue()
                    .withDescription("Buckets of created tables");

    static final ConfigOption<String> TABLE_CREATE_DISTRIBUTED_BY =
            key("table.create.distributed-by")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Columns whose hash chooses the bucket of a row");

    static final ConfigOption<String> TABLE_CREATE_ORDER_BY =
            key("table.create.order-by")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Columns that rows are sorted by in storage");

    static final ConfigOption<String> TABLE_CREATE_PARTITION_BY =
            key("table.create.partition-by")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Columns or an expression that divide tables into partitions");

    static final ConfigOption<WithoutPrimaryKey> TABLE_WITHOUT_PRIMARY_KEY =
            key("table.without-primary-key")
                    .enumType(WithoutPrimaryKey.class)
                    .defaultValue(WithoutPrimaryKey.FAIL)
                    .withDescription("What becomes of tables whose source has no primary key");

    static final ConfigOption<UnappliedDeletes> TABLE_DUPLICATE_KEY_ON_DELETE =
            key("table.duplicate-key.on-delete")
                    .enumType(UnappliedDeletes.class)
                    .defaultValue(UnappliedDeletes.FAIL)
                    .withDescription("What a delete does in a DUPLICATE KEY table");

    /** Only in rules: which tables a rule is for. */
    static final ConfigOption<String> RULE_TABLES =
            key("tables")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Which database.table a rule is for, a regular expression");

    /** Only in rules: no two tables need have the same columns. */
    static final ConfigOption<String> RULE_UNIQUE_KEY =
            key("unique-key")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Columns that identify a row");

    static final ConfigOption<Duration> TABLE_SCHEMA_CHANGE_TIMEOUT =
            key("table.schema-change.timeout")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(30))
                    .withDescription("How long a schema change may take in StarRocks");

    static final ConfigOption<TypeConflictPolicy> TABLE_ON_TYPE_CONFLICT =
            key("table.on-type-conflict")
                    .enumType(TypeConflictPolicy.class)
                    .defaultValue(TypeConflictPolicy.FAIL)
                    .withDescription("What happens where StarRocks cannot change a type");

    static final ConfigOption<DropTablePolicy> TABLE_ON_DROP_TABLE =
            key("table.on-drop-table")
                    .enumType(DropTablePolicy.class)
                    .defaultValue(DropTablePolicy.RENAME)
                    .withDescription("What happens to a table whose source is dropped");

    static final ConfigOption<DriftPolicy> TABLE_ON_DRIFT =
            key("table.on-drift")
                    .enumType(DriftPolicy.class)
                    .defaultValue(DriftPolicy.ADAPT)
                    .withDescription("What happens to existing tables that differ from the source");

    static final ConfigOption<MissingTypePolicy> TABLE_ON_MISSING_TYPE =
            key("table.on-missing-type")
                    .enumType(MissingTypePolicy.class)
                    .defaultValue(MissingTypePolicy.STRING)
                    .withDescription("What becomes of columns whose type StarRocks does not have");

    static final ConfigOption<Boolean> TABLE_ADDED_COLUMNS_FILL_EXISTING_ROWS =
            key("table.added-columns.fill-existing-rows")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription("Whether existing rows get the default of an added column");

    static final ConfigOption<Boolean> TABLE_DRY_RUN =
            key("table.dry-run")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription("Whether changes of tables are only logged and rows left out");

    static final ConfigOption<Integer> UNICODE_CHAR_MAX_BYTES =
            key("unicode-char.max-bytes")
                    .intType()
                    .defaultValue(4)
                    .withDescription("Bytes that a column of created tables has per character");

    /** Starts the keys that become parameters of every load. */
    static final String SINK_PROPERTIES_PREFIX = "sink.properties.";

    /** Starts the keys that become properties of created tables. */
    static final String TABLE_CREATE_PROPERTIES_PREFIX = "table.create.properties.";

    /** Starts the keys that are about some tables: {@code table.rules.<name>.<setting>}. */
    static final String TABLE_RULES_PREFIX = "table.rules.";

    /** Starts the settings of a rule that become properties of created tables. */
    static final String RULE_PROPERTIES_PREFIX = "properties.";

    /** Keys of the sink block that the framework reads itself. */
    static final Set<String> FRAMEWORK_KEYS =
            Set.of("type", "name", "include.schema.changes", "exclude.schema.changes");

    private StarRocksDataSinkOptions() {}

    static Set<ConfigOption<?>> required() {
        return new LinkedHashSet<>(List.of(JDBC_URL, LOAD_URL, USERNAME, PASSWORD));
    }

    static Set<ConfigOption<?>> optional() {
        return new LinkedHashSet<>(
                List.of(
                        SINK_SEMANTIC,
                        SINK_ON_FORGOTTEN_LABEL,
                        SINK_DISTRIBUTION,
                        SINK_LABEL_PREFIX,
                        SINK_CONNECT_TIMEOUT,
                        SINK_SOCKET_TIMEOUT,
                        SINK_WAIT_FOR_CONTINUE_TIMEOUT,
                        SINK_BACKEND_ADDRESS_MAPPING,
                        SINK_TLS_CA_FILE,
                        SINK_TLS_VERIFY_HOSTNAME,
                        SINK_TLS_ALLOW_PLAIN_REDIRECTS,
                        SINK_STARTUP_CHECK,
                        SINK_BUFFER_FLUSH_MAX_BYTES,
                        SINK_BUFFER_FLUSH_INTERVAL,
                        SINK_SCAN_FREQUENCY,
                        SINK_IO_THREAD_COUNT,
                        SINK_USE_TRANSACTION_STREAM_LOAD,
                        SINK_RETRY_MAX_ATTEMPTS,
                        SINK_RETRY_MAX_TIME,
                        SINK_OUT_OF_RANGE,
                        SINK_REJECTED_ROWS_ACTION,
                        SINK_REJECTED_ROWS_PATH,
                        SINK_REJECTED_ROWS_MAX_ROWS,
                        SINK_REJECTED_ROWS_SHOW_VALUES,
                        SINK_METRIC_HISTOGRAM_WINDOW_SIZE,
                        TABLE_CREATE_NUM_BUCKETS,
                        TABLE_CREATE_DISTRIBUTED_BY,
                        TABLE_CREATE_ORDER_BY,
                        TABLE_CREATE_PARTITION_BY,
                        TABLE_WITHOUT_PRIMARY_KEY,
                        TABLE_DUPLICATE_KEY_ON_DELETE,
                        TABLE_SCHEMA_CHANGE_TIMEOUT,
                        TABLE_ON_TYPE_CONFLICT,
                        TABLE_ON_DROP_TABLE,
                        TABLE_ON_DRIFT,
                        TABLE_ON_MISSING_TYPE,
                        TABLE_ADDED_COLUMNS_FILL_EXISTING_ROWS,
                        TABLE_DRY_RUN,
                        UNICODE_CHAR_MAX_BYTES));
    }

    /** What a rule can say, by the names it has there, and the option that says it for all. */
    static Map<String, ConfigOption<?>> ruleSettings() {
        Map<String, ConfigOption<?>> settings = new LinkedHashMap<>();
        settings.put("tables", RULE_TABLES);
        settings.put("num-buckets", TABLE_CREATE_NUM_BUCKETS);
        settings.put("distributed-by", TABLE_CREATE_DISTRIBUTED_BY);
        settings.put("order-by", TABLE_CREATE_ORDER_BY);
        settings.put("partition-by", TABLE_CREATE_PARTITION_BY);
        settings.put("without-primary-key", TABLE_WITHOUT_PRIMARY_KEY);
        settings.put("unique-key", RULE_UNIQUE_KEY);
        settings.put("duplicate-key.on-delete", TABLE_DUPLICATE_KEY_ON_DELETE);
        settings.put("on-type-conflict", TABLE_ON_TYPE_CONFLICT);
        settings.put("on-drop-table", TABLE_ON_DROP_TABLE);
        settings.put("on-drift", TABLE_ON_DRIFT);
        settings.put("on-missing-type", TABLE_ON_MISSING_TYPE);
        settings.put("added-columns.fill-existing-rows", TABLE_ADDED_COLUMNS_FILL_EXISTING_ROWS);
        return settings;
    }
}
