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

package io.cdcpipelines.starrocks.quickstart;

import io.cdcpipelines.starrocks.environment.ShopDatabase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which tables of MySQL become which table of StarRocks; names are {@code database.table}. */
final class ShopTables {
    private ShopTables() {}

    /** The sources of each target: the two shards of the orders become one table. */
    static Map<String, List<String>> sourcesByTarget() {
        Map<String, List<String>> sources = new LinkedHashMap<>();
        ShopDatabase.PLAIN_TABLES.forEach(table -> sources.put(table, List.of(table)));
        sources.put(ShopDatabase.ORDERS, ShopDatabase.ORDER_SHARDS);
        return sources;
    }
}
