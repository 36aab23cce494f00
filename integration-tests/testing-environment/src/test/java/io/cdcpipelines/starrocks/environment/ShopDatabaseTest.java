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

package io.cdcpipelines.starrocks.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopDatabaseTest {

    @TempDir Path directory;

    @Test
    void livesThroughTrafficAndSchemaChanges() throws SQLException {
        try (MySqlServer server = MySqlServer.in(directory).start()) {
            ShopDatabase shop = new ShopDatabase(server);
            shop.create();
            shop.fill(2000);
            assertThat(rows(server)).isEqualTo(500 + 100 + 2000 + 4000 + 2000 + 300 + 400);

            List<String> before = checksums(server);
            shop.traffic(0);
            assertThat(checksums(server)).doesNotContainAnyElementsOf(before);

            shop.traffic(1);
            for (ShopDatabase.SchemaChange change : ShopDatabase.SCHEMA_CHANGES) {
                server.execute(change.statements().toArray(String[]::new));
            }
            before = checksums(server);
            shop.traffic(2);
            shop.trafficAfterSchemaChanges();
            assertThat(checksums(server)).doesNotContainAnyElementsOf(before);
        }
    }

    private static List<String> tables() {
        List<String> tables = new ArrayList<>(ShopDatabase.PLAIN_TABLES);
        tables.addAll(ShopDatabase.ORDER_SHARDS);
        return tables;
    }

    private static long rows(MySqlServer server) throws SQLException {
        long rows = 0;
        for (String table : tables()) {
            rows += Long.parseLong(query(server, "SELECT COUNT(*) FROM " + table));
        }
        return rows;
    }

    private static List<String> checksums(MySqlServer server) throws SQLException {
        List<String> checksums = new ArrayList<>();
        for (String table : tables()) {
            checksums.add(table + query(server, "CHECKSUM TABLE " + table));
        }
        return checksums;
    }

    private static String query(MySqlServer server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(row.getMetaData().getColumnCount());
        }
    }
}
