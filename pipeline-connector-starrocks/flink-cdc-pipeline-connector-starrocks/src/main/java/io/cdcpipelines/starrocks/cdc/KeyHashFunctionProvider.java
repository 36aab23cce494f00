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

import io.cdcpipelines.starrocks.cdc.table.ChosenColumns;
import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.function.HashFunction;
import org.apache.flink.cdc.common.function.HashFunctionProvider;
import org.apache.flink.cdc.common.schema.Schema;

/**
 * Spreads the rows of a table over the writers by the key that its source declares. Immutable.
 *
 * <p>A source tells a change of such a key as a delete and an insert, so that each of them finds
 * the writer of its key. It does not know of a key that the user named: there an update concerns
 * two keys, and the delete of the old one may overtake its insert on another writer. So tables with
 * such a key stay with one writer, and so do tables without any.
 */
final class KeyHashFunctionProvider implements HashFunctionProvider<DataChangeEvent> {
    private static final long serialVersionUID = 1L;

    private final TableRules rules;
    private final HashFunctionProvider<DataChangeEvent> byPrimaryKey;

    /**
     * @param byPrimaryKey for the tables that can be spread
     */
    KeyHashFunctionProvider(TableRules rules, HashFunctionProvider<DataChangeEvent> byPrimaryKey) {
        this.rules = rules;
        this.byPrimaryKey = byPrimaryKey;
    }

    @Override
    public HashFunction<DataChangeEvent> getHashFunction(TableId tableId, Schema schema) {
        return canBeSpread(tableId, schema)
                ? byPrimaryKey.getHashFunction(tableId, schema)
                : TableHashFunctionProvider.ofTable(tableId);
    }

    private boolean canBeSpread(TableId id, Schema schema) {
        if (schema.primaryKeys().isEmpty() || id.getSchemaName() == null) {
            return false;
        }
        TablePath path = TablePath.of(id.getSchemaName(), id.getTableName());
        Optional<ChosenColumns> named = rules.of(path).uniqueKey();
        return named.isEmpty()
                || lowerCase(named.get().names()).equals(lowerCase(schema.primaryKeys()));
    }

    private static Set<String> lowerCase(List<String> names) {
        return names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
