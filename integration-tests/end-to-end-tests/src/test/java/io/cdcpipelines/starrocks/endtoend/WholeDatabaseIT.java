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

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.environment.FlinkJob;
import io.cdcpipelines.starrocks.environment.ShopDatabase;
import io.cdcpipelines.starrocks.environment.ShopDatabase.SchemaChange;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The main job: a whole database with merged shards, from the snapshot through changes of rows and
 * schema.
 */
@ExtendWith(SharedServers.class)
class WholeDatabaseIT {

    private final Servers servers;

    WholeDatabaseIT(Servers servers) {
        this.servers = servers;
    }

    @Test
    void keepsAWholeDatabaseThroughEveryChange() throws SQLException {
        ShopDatabase shop = new ShopDatabase(servers.mySql());
        shop.create();
        shop.fill(8000);
        servers.starRocks().execute("DROP DATABASE IF EXISTS shop");

        FlinkJob job = servers.submit(servers.example("sharded-merge.yaml"));
        try {
            ShopPipeline pipeline = ShopPipeline.mergingShards(servers, job);
            pipeline.awaitEqual("after the snapshot");
            pipeline.awaitBinlogPhase();

            shop.traffic(0);
            pipeline.awaitEqual("after inserts, updates, deletes and changed keys");

            int round = 1;
            for (SchemaChange change : ShopDatabase.SCHEMA_CHANGES) {
                servers.mySql().execute(change.statements().toArray(String[]::new));
                shop.traffic(round++);
            }
            shop.trafficAfterSchemaChanges();
            pipeline.awaitEqual("after all schema changes");

            assertThat(TargetTables.exists(servers.starRocks(), "shop.orders_1")).isFalse();
            assertThat(typesOf("shop.customers"))
                    .containsEntry("segment", "int")
                    .doesNotContainKey("newsletter");
            assertThat(typesOf("shop.products")).containsKey("name").doesNotContainKey("title");
            assertThat(typesOf("shop.stock")).containsEntry("amount", "bigint");
            assertThat(typesOf("shop.reviews")).containsEntry("headline", "varchar(1600)");
            assertThat(typesOf("shop.orders")).containsKey("channel");
            assertThat(job.rootException()).isEmpty();
        } finally {
            job.cancel();
        }
    }

    private Map<String, String> typesOf(String table) throws SQLException {
        try (Connection connection = servers.starRocks().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW FULL COLUMNS FROM " + table)) {
            Map<String, String> types = new HashMap<>();
            while (rows.next()) {
                // Some versions print a display width: int(11).
                String type = rows.getString("Type").replaceFirst("int\\(\\d+\\)", "int");
                types.put(rows.getString("Field"), type);
            }
            return types;
        }
    }
}
