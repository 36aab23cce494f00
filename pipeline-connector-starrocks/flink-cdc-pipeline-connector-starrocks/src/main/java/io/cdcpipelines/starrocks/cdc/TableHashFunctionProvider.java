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

import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.function.HashFunction;
import org.apache.flink.cdc.common.function.HashFunctionProvider;
import org.apache.flink.cdc.common.schema.Schema;

/**
 * Sends all changes of a table to one writer. Stateless.
 *
 * <p>Every writer of a table adds loads and transactions to it, which are what StarRocks has few
 * of: 1000 versions per tablet and 1000 running transactions per database (StarRocks 3.1 and
 * later).
 */
final class TableHashFunctionProvider implements HashFunctionProvider<DataChangeEvent> {
    private static final long serialVersionUID = 1L;

    @Override
    public HashFunction<DataChangeEvent> getHashFunction(TableId tableId, Schema schema) {
        return ofTable(tableId);
    }

    static HashFunction<DataChangeEvent> ofTable(TableId tableId) {
        // The framework takes the remainder as an index, which must not be negative.
        int hash = tableId.toString().hashCode() & Integer.MAX_VALUE;
        return event -> hash;
    }
}
