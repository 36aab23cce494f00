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

import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import java.util.Locale;
import java.util.Set;

/** Which values ALTER TABLE ... SET takes for a property that it can change. Stateless. */
final class PropertyChangeRules {
    private static final Set<String> FLAGS =
            Set.of("enable_persistent_index", "replicated_storage", "flat_json.enable");
    private static final Set<String> QUORUMS = Set.of("MAJORITY", "ONE", "ALL");

    private PropertyChangeRules() {}

    /**
     * @param backends how many backends are alive
     */
    static void check(Table table, String key, String value, int backends) throws SqlError {
        if (FLAGS.contains(key) && !isFlag(value)) {
            throw SqlErrors.common("Property " + key + " must be bool type(false/true)");
        }
        switch (key) {
            case TableProperties.REPLICATION_NUM, "default.replication_num" ->
                    checkReplication(value, backends);
            case "write_quorum" -> {
                if (!QUORUMS.contains(value.toUpperCase(Locale.ROOT))) {
                    throw SqlErrors.common("Property write_quorum not valid");
                }
            }
            case "primary_index_cache_expire_sec" -> {
                if (!value.matches("\\d{1,9}")) {
                    throw SqlErrors.common("Property " + key + " must be integer: " + value);
                }
            }
            case "base_compaction_forbidden_time_ranges" -> {
                if (table.model() == KeysModel.PRIMARY_KEYS) {
                    throw SqlErrors.common(
                            "Property "
                                    + key
                                    + " not support primary keys table or cloud native table");
                }
            }
            case "storage_type" -> throw SqlErrors.common("Can't change storage type");
            case "tablet_type" -> throw SqlErrors.common("Alter tablet type not supported");
            case "binlog_enable" -> {
                if (!value.equals("true") && !value.equals("false")) {
                    throw SqlErrors.common("Property binlog_enable must be true of false");
                }
            }
            default -> {}
        }
    }

    private static boolean isFlag(String value) {
        return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
    }

    private static void checkReplication(String value, int backends) throws SqlError {
        short number;
        try {
            number = Short.parseShort(value);
        } catch (NumberFormatException e) {
            throw SqlErrors.general("For input string: \"" + value + "\"");
        }
        if (number <= 0) {
            throw SqlErrors.analyzing("Replication num should larger than 0");
        }
        if (number > backends) {
            throw SqlErrors.analyzing(
                    "Table replication num should be less than of equal to the number of"
                            + " available BE nodes. You can change this default by setting the"
                            + " replication_num table properties.");
        }
    }
}
