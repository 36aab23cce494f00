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

package io.cdcpipelines.starrocks.endtoend;

import io.cdcpipelines.starrocks.environment.FlinkJob;
import io.cdcpipelines.starrocks.environment.ShopDatabase;
import io.cdcpipelines.starrocks.environment.TableComparison;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A shop in MySQL, a job that keeps it in StarRocks, and the question whether it does. One thread
 * uses it.
 */
final class ShopPipeline {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Servers servers;
    private final FlinkJob job;
    private final Map<String, List<String>> sourcesOfTargets = new TreeMap<>();
    private final TableComparison comparison;

    private ShopPipeline(Servers servers, FlinkJob job) {
        this.servers = servers;
        this.job = job;
        this.comparison = new TableComparison(servers.mySql(), servers.starRocks(), "+00:00");
        ShopDatabase.PLAIN_TABLES.forEach(table -> sourcesOfTargets.put(table, List.of(table)));
    }

    /** The job writes {@code shop.orders_1} and {@code shop.orders_2} into {@code shop.orders}. */
    static ShopPipeline mergingShards(Servers servers, FlinkJob job) {
        ShopPipeline pipeline = new ShopPipeline(servers, job);
        pipeline.sourcesOfTargets.put(ShopDatabase.ORDERS, ShopDatabase.ORDER_SHARDS);
        return pipeline;
    }

    /** The job keeps all names. */
    static ShopPipeline keepingNames(Servers servers, FlinkJob job) {
        ShopPipeline pipeline = new ShopPipeline(servers, job);
        ShopDatabase.ORDER_SHARDS.forEach(
                table -> pipeline.sourcesOfTargets.put(table, List.of(table)));
        return pipeline;
    }

    /**
     * Returns once every table holds the same rows on both sides; fails with the first differences.
     */
    void awaitEqual(String when) {
        List<TableComparison.Outcome> last = new ArrayList<>();
        job.awaitWhileAlive(
                "MySQL and StarRocks are equal " + when,
                PATIENCE,
                () -> {
                    last.clear();
                    for (Map.Entry<String, List<String>> table : sourcesOfTargets.entrySet()) {
                        if (!TargetTables.exists(servers.starRocks(), table.getKey())) {
                            return false;
                        }
                        last.add(comparison.compare(table.getValue(), table.getKey()));
                        if (!last.get(last.size() - 1).isEqual()) {
                            return false;
                        }
                    }
                    return true;
                },
                () -> last.toString());
    }

    /**
     * Returns once the job reads the binlog; to be called when the snapshot has arrived, so that a
     * new row has no other way. Before that, a schema change in MySQL would meet a source that
     * still reads the snapshot, which Flink CDC 3.2 does not survive.
     */
    void awaitBinlogPhase() throws SQLException {
        servers.mySql()
                .execute(
                        "INSERT INTO shop.stock (warehouse, sku, amount) VALUES (65535, 'probe', 1)");
        job.awaitWhileAlive(
                "a new row arrives through the binlog",
                PATIENCE,
                () -> TargetTables.count(servers.starRocks(), "shop.stock", "sku = 'probe'") == 1);
    }

    /** Rows in all tables of MySQL together. */
    long sourceRows() throws SQLException {
        long rows = 0;
        try (Connection connection = servers.mySql().connect();
                Statement statement = connection.createStatement()) {
            for (List<String> tables : sourcesOfTargets.values()) {
                for (String table : tables) {
                    try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
                        row.next();
                        rows += row.getLong(1);
                    }
                }
            }
        }
        return rows;
    }

    /** Rows in all tables of StarRocks together. */
    long arrivedRows() throws SQLException {
        long rows = 0;
        for (String table : sourcesOfTargets.keySet()) {
            rows += TargetTables.count(servers.starRocks(), table, "true");
        }
        return rows;
    }
}
