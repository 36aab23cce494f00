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

import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The configuration of the frontend that ADMIN SHOW and ADMIN SET FRONTEND CONFIG know: those keys
 * that concern loads, transactions and schema changes. Thread-safe; listeners are called by the
 * thread that sets.
 */
public final class FrontendConfig {

    /** A key and what ADMIN SHOW prints of it. */
    record Entry(
            String key,
            String aliases,
            String value,
            String type,
            boolean isMutable,
            String comment) {
        Entry withValue(String newValue) {
            return new Entry(key, aliases, newValue, type, isMutable, comment);
        }
    }

    private final Map<String, Entry> entries = new TreeMap<>();
    private final Map<String, List<Consumer<String>>> listeners = new TreeMap<>();

    public FrontendConfig() {
        integer("alter_scheduler_interval_millisecond", 10000, true);
        integer("alter_table_timeout_second", 86400, true);
        integer("default_replication_num", 3, true);
        flag("empty_load_as_error", true);
        flag("enable_dict_optimize_stream_load", true);
        flag("enable_fast_schema_evolution_in_share_data_mode", true);
        flag("enable_strict_storage_medium_check", false);
        flag("enable_sync_publish", true);
        flag("disable_load_job", false);
        flag("allow_system_reserved_names", false);
        integer("label_clean_interval_second", 14400, false);
        integer("label_keep_max_num", 1000, true);
        integer("label_keep_max_second", 259200, true);
        add(
                new Entry(
                        "lake_publish_delete_txnlog_max_threads",
                        "[]",
                        "16",
                        "int",
                        true,
                        "the max number of threads for lake table delete txnLog when enable batch"
                                + " publish"));
        flag("lake_use_combined_txn_log", false);
        integer("max_column_number_per_table", 10000, true);
        integer("max_running_txn_num_per_db", 1000, true);
        integer("max_stream_load_batch_size_mb", 100, true);
        integer("max_stream_load_timeout_second", 259200, true);
        integer("max_varchar_length", 1048576, true);
        integer("merge_commit_txn_state_dispatch_retry_interval_ms", 200, true);
        integer("merge_commit_txn_state_dispatch_retry_times", 3, true);
        integer("min_load_timeout_second", 1, true);
        integer("prepared_transaction_default_timeout_second", 86400, true);
        integer("stream_load_default_timeout_second", 600, true);
        integer("stream_load_max_txn_num_per_be", -1, true);
        add(
                new Entry(
                        "stream_load_profile_collect_threshold_second",
                        "[stream_load_profile_collect_second]",
                        "0",
                        "long",
                        true,
                        ""));
        integer("stream_load_task_keep_max_num", 1000, true);
        integer("stream_load_task_keep_max_second", 259200, true);
        integer("transaction_clean_interval_second", 30, false);
        integer("txn_rollback_limit", 100, false);
    }

    private void integer(String key, long value, boolean isMutable) {
        add(new Entry(key, "[]", Long.toString(value), "int", isMutable, ""));
    }

    private void flag(String key, boolean value) {
        add(new Entry(key, "[]", Boolean.toString(value), "boolean", true, ""));
    }

    private void add(Entry entry) {
        entries.put(entry.key(), entry);
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** Calls the listener with every value that is set from now on. */
    public synchronized void onChange(String key, Consumer<String> listener) {
        if (!entries.containsKey(key)) {
            throw new IllegalArgumentException("no configuration key: " + key);
        }
        listeners.computeIfAbsent(key, k -> new ArrayList<>()).add(listener);
    }

    /** Shows another value from now on, without telling the listeners. */
    public synchronized void initial(String key, String value) {
        entries.put(key, entries.get(key).withValue(value));
    }

    synchronized void set(String key, String value) throws SqlError {
        Entry entry = entries.get(key);
        if (entry == null || !entry.isMutable()) {
            throw SqlErrors.general("Config '" + key + "' does not exist or is not mutable");
        }
        boolean isValid =
                switch (entry.type()) {
                    case "boolean" -> value.matches("(?i)true|false");
                    default -> value.matches("-?\\d{1,18}");
                };
        if (!isValid) {
            throw SqlErrors.general("Invalid config value: '" + value + "' for " + key);
        }
        entries.put(key, entry.withValue(value));
        listeners.getOrDefault(key, List.of()).forEach(listener -> listener.accept(value));
    }
}
