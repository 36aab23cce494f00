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

import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which values the lesser properties of a new table can have. Thread-safe. */
final class PropertyValueRules {
    private static final Set<String> MEDIA = Set.of("SSD", "HDD");
    private static final Set<String> QUORUMS = Set.of("MAJORITY", "ONE", "ALL");

    private PropertyValueRules() {}

    static void check(TableDraft draft) throws SqlError {
        for (Map.Entry<String, String> property : draft.properties().entrySet()) {
            check(draft, property.getKey(), property.getValue());
        }
    }

    private static void check(TableDraft draft, String key, String value) throws SqlError {
        switch (key) {
            case "storage_medium":
                if (!MEDIA.contains(value.toUpperCase(Locale.ROOT))) {
                    throw SqlErrors.analyzing("Invalid storage medium: " + value);
                }
                break;
            case "write_quorum":
                if (!QUORUMS.contains(value.toUpperCase(Locale.ROOT))) {
                    throw SqlErrors.general("Illegal write quorum: " + value);
                }
                break;
            case "bucket_size":
                requireNumber(value, 1, "Illegal bucket size: " + value);
                break;
            case "mutable_bucket_num":
                requireNumber(value, 1, "Illegal mutable bucket num: " + value);
                break;
            case "bloom_filter_columns":
                checkBloomFilter(draft, value);
                break;
            case "partition_live_number", "partition_ttl_number", "partition_ttl":
                requirePartitions(draft, key);
                break;
            default:
                if (key.startsWith("dynamic_partition.")) {
                    requirePartitions(draft, "dynamic partition");
                }
        }
    }

    private static void requireNumber(String value, long min, String refusal) throws SqlError {
        try {
            if (Long.parseLong(value) >= min) {
                return;
            }
        } catch (NumberFormatException e) {
            throw SqlErrors.general(refusal);
        }
        throw SqlErrors.general(refusal);
    }

    private static void requirePartitions(TableDraft draft, String what) throws SqlError {
        if (draft.partitionClause().isEmpty()) {
            throw SqlErrors.general("Only support " + what + " for partitioned tables");
        }
    }

    private static void checkBloomFilter(TableDraft draft, String columns) throws SqlError {
        for (String name : columns.split(",")) {
            Column column =
                    draft.columns().stream()
                            .filter(c -> c.name().equalsIgnoreCase(name.strip()))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            SqlErrors.general(
                                                    "Bloom filter column does not exist in table."
                                                            + " invalid column: "
                                                            + name));
            if (!canBeFiltered(column.type())) {
                throw SqlErrors.general(
                        column.type().kind()
                                + " is not supported in bloom filter index. invalid column: "
                                + name);
            }
            boolean isMerged =
                    draft.model() == KeysModel.UNIQUE_KEYS || draft.model() == KeysModel.AGG_KEYS;
            if (isMerged && !column.isKey()) {
                throw SqlErrors.general(
                        "Bloom filter index only used in columns of DUP_KEYS/PRIMARY table or key"
                                + " columns of UNIQUE_KEYS/AGG_KEYS table. invalid column: "
                                + name);
            }
        }
    }

    private static boolean canBeFiltered(DataType type) {
        return TypeRules.canBeKey(type)
                && type.kind() != TypeKind.TINYINT
                && type.kind() != TypeKind.BOOLEAN;
    }
}
