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

import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The PROPERTIES of CREATE TABLE and ALTER TABLE ... SET. Thread-safe. */
final class TableProperties {
    static final String REPLICATION_NUM = "replication_num";
    static final String FAST_SCHEMA_EVOLUTION = "fast_schema_evolution";
    private static final String DEFAULT_REPLICATION_NUM = "3";

    private static final Set<String> COMPRESSIONS =
            Set.of("LZ4", "LZ4_FRAME", "ZLIB", "ZSTD", "SNAPPY", "GZIP", "DEFLATE", "BZIP2");

    /** Known at creation and without a meaning here. */
    private static final Set<String> IGNORED =
            Set.of(
                    "light_schema_change",
                    "storage_type",
                    "storage_format",
                    "short_key",
                    "tablet_type",
                    "version_info",
                    "enable_load_profile");

    /** Known at creation, and printed as given by SHOW CREATE TABLE. */
    private static final Set<String> KEPT =
            Set.of(
                    "storage_medium",
                    "storage_cooldown_time",
                    "storage_cooldown_ttl",
                    "bloom_filter_columns",
                    "bloom_filter_fpp",
                    "colocate_with",
                    "in_memory",
                    "persistent_index_type",
                    "write_quorum",
                    "binlog_enable",
                    "binlog_ttl_second",
                    "binlog_max_size",
                    "partition_live_number",
                    "partition_ttl",
                    "partition_ttl_number",
                    "partition_retention_condition",
                    "primary_index_cache_expire_sec",
                    "foreign_key_constraints",
                    "unique_constraints",
                    "mutable_bucket_num",
                    "base_compaction_forbidden_time_ranges",
                    "labels.location",
                    "datacache.partition_duration",
                    "flat_json.enable",
                    "bucket_size");

    /** What ALTER TABLE ... SET can change. */
    private static final Set<String> CHANGEABLE =
            Set.of(
                    REPLICATION_NUM,
                    "default.replication_num",
                    "default.storage_medium",
                    "storage_type",
                    "tablet_type",
                    "flat_json.enable",
                    "partition_retention_condition",
                    "storage_cooldown_ttl",
                    "in_memory",
                    "enable_persistent_index",
                    "replicated_storage",
                    "bucket_size",
                    "mutable_bucket_num",
                    "write_quorum",
                    "colocate_with",
                    "bloom_filter_columns",
                    "bloom_filter_fpp",
                    "binlog_enable",
                    "binlog_ttl_second",
                    "binlog_max_size",
                    "partition_live_number",
                    "partition_ttl",
                    "partition_ttl_number",
                    "primary_index_cache_expire_sec",
                    "foreign_key_constraints",
                    "unique_constraints",
                    "labels.location",
                    "enable_load_profile",
                    "base_compaction_forbidden_time_ranges",
                    "datacache.partition_duration");

    private final Cluster cluster;

    TableProperties(Cluster cluster) {
        this.cluster = cluster;
    }

    /** What a new table has: what is given over what a table of the model has anyway. */
    SortedMap<String, String> ofNewTable(String table, TableDraft draft) throws SqlError {
        Map<String, String> given = draft.properties();
        checkReplication(table, given);
        SortedMap<String, String> properties = new TreeMap<>();
        properties.put("compression", compression(given));
        if (draft.model() == KeysModel.PRIMARY_KEYS) {
            properties.put(
                    "enable_persistent_index", booleanText(given, "enable_persistent_index"));
        }
        properties.put(FAST_SCHEMA_EVOLUTION, fastSchemaEvolution(given));
        properties.put("replicated_storage", booleanText(given, "replicated_storage"));
        properties.put(
                REPLICATION_NUM, given.getOrDefault(REPLICATION_NUM, DEFAULT_REPLICATION_NUM));
        if (draft.distribution().isRandom()) {
            properties.put("bucket_size", given.getOrDefault("bucket_size", "4294967296"));
        }
        Map<String, String> unknown = new TreeMap<>();
        for (Map.Entry<String, String> property : given.entrySet()) {
            String key = property.getKey();
            if (KEPT.contains(key) || key.startsWith("dynamic_partition.")) {
                properties.put(key, property.getValue());
            } else if (!properties.containsKey(key)
                    && !IGNORED.contains(key)
                    && !key.equals("enable_persistent_index")) {
                unknown.put(key, property.getValue());
            }
        }
        PropertyValueRules.check(draft);
        if (!unknown.isEmpty()) {
            throw SqlErrors.general("Unknown properties: " + unknown);
        }
        return properties;
    }

    private void checkReplication(String table, Map<String, String> given) throws SqlError {
        String text = given.getOrDefault(REPLICATION_NUM, DEFAULT_REPLICATION_NUM);
        int number;
        try {
            number = Short.parseShort(text);
        } catch (NumberFormatException e) {
            throw SqlErrors.general(
                    "For input string: \""
                            + text
                            + "\" table="
                            + table
                            + ", properties.replication_num="
                            + text);
        }
        if (number <= 0) {
            throw SqlErrors.analyzing("Replication num should larger than 0");
        }
        List<Long> backends = cluster.aliveBackendIds();
        if (number <= backends.size()) {
            return;
        }
        if (given.containsKey(REPLICATION_NUM)) {
            throw SqlErrors.analyzing(
                    "Table replication num should be less than of equal to the number of available"
                            + " BE nodes. You can change this default by setting the"
                            + " replication_num table properties. Current alive backend is ["
                            + join(backends)
                            + "].");
        }
        throw SqlErrors.general(
                "Table replication num should be less than or equal to the number of available"
                        + " backends. You can change this default by setting the"
                        + " replication_num table properties. Current available backends: ["
                        + join(backends)
                        + "], table="
                        + table
                        + ", replication_num="
                        + number
                        + ", default_replication_num="
                        + DEFAULT_REPLICATION_NUM);
    }

    private static String join(List<Long> ids) {
        StringBuilder text = new StringBuilder();
        for (long id : ids) {
            text.append(text.length() == 0 ? "" : ",").append(id);
        }
        return text.toString();
    }

    private static String compression(Map<String, String> given) throws SqlError {
        String name = given.getOrDefault("compression", "LZ4");
        String algorithm = name.toUpperCase(Locale.ROOT).replaceFirst("^ZSTD\\([0-9]+\\)$", "ZSTD");
        if (!COMPRESSIONS.contains(algorithm)) {
            throw SqlErrors.general("unknown compression type: " + name);
        }
        return name.toUpperCase(Locale.ROOT);
    }

    private static String fastSchemaEvolution(Map<String, String> given) throws SqlError {
        String value = given.getOrDefault(FAST_SCHEMA_EVOLUTION, "true");
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw SqlErrors.general("fast_schema_evolution must be `true` or `false`");
        }
        return value.toLowerCase(Locale.ROOT);
    }

    private static String booleanText(Map<String, String> given, String key) {
        return Boolean.toString(Boolean.parseBoolean(given.getOrDefault(key, "true")));
    }

    /** Refuses what ALTER TABLE ... SET cannot change. */
    void checkChange(Table table, Map<String, String> changed) throws SqlError {
        if (changed.size() > 1 && !isDynamicPartition(changed)) {
            throw SqlErrors.common("Can only set one table property at a time");
        }
        for (String key : changed.keySet()) {
            if (!CHANGEABLE.contains(key) && !key.startsWith("dynamic_partition.")) {
                throw SqlErrors.common("Unknown properties: " + changed);
            }
            int backends = cluster.aliveBackendIds().size();
            PropertyChangeRules.check(table, key, changed.get(key), backends);
        }
    }

    private static boolean isDynamicPartition(Map<String, String> changed) {
        return changed.keySet().stream().allMatch(key -> key.startsWith("dynamic_partition."));
    }
}
