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

import io.cdcpipelines.starrocks.environment.Eventually;
import io.cdcpipelines.starrocks.environment.FlinkJob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pipelines about the layout of tables, with the tables that they speak of. */
@ExtendWith(SharedServers.class)
class TableExamplesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Servers servers;

    TableExamplesIT(Servers servers) {
        this.servers = servers;
    }

    @BeforeEach
    void beginAnew() throws SQLException {
        servers.mySql().execute("DROP DATABASE IF EXISTS shop", "CREATE DATABASE shop");
        servers.starRocks().execute("DROP DATABASE IF EXISTS shop");
    }

    private void awaitRows(FlinkJob job, String when, String query, String... rows) {
        List<String> last = new ArrayList<>();
        job.awaitWhileAlive(
                "rows are right " + when,
                PATIENCE,
                () -> {
                    last.clear();
                    String table = query.replaceFirst(".* FROM (\\S+).*", "$1");
                    if (TargetTables.exists(servers.starRocks(), table)) {
                        last.addAll(rowsOf(query));
                    }
                    return last.equals(List.of(rows));
                },
                last::toString);
    }

    /** Each row as its columns with blanks between them. */
    private List<String> rowsOf(String query) throws SQLException {
        try (Connection connection = servers.starRocks().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> fields = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    fields.add(rows.getString(i));
                }
                found.add(String.join(" ", fields));
            }
            return found;
        }
    }

    private String definitionOf(String table) throws SQLException {
        try (Connection connection = servers.starRocks().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + table)) {
            row.next();
            return row.getString(2);
        }
    }

    @Test
    void layTablesOutByRules() throws SQLException {
        servers.mySql()
                .execute(
                        "CREATE TABLE shop.orders (id INT PRIMARY KEY, note VARCHAR(20),"
                                + " ordered_at DATETIME NOT NULL)",
                        "INSERT INTO shop.orders VALUES (1, 'a', '2024-01-31 10:00:00'),"
                                + " (2, 'b', '2024-02-01 10:00:00')",
                        "CREATE TABLE shop.payments (id INT PRIMARY KEY, customer_id INT)",
                        "INSERT INTO shop.payments VALUES (1, 7)",
                        "CREATE TABLE shop.archive_2023 (id INT PRIMARY KEY)",
                        "INSERT INTO shop.archive_2023 VALUES (1)");
        FlinkJob job = servers.submit(servers.example("per-table-rules.yaml"));
        try {
            String orders = "SELECT id, note FROM shop.orders ORDER BY id";
            awaitRows(job, "after the snapshot", orders, "1 a", "2 b");
            awaitRows(job, "in the other tables", "SELECT * FROM shop.payments", "1 7");
            awaitRows(job, "in all tables", "SELECT * FROM shop.archive_2023", "1");
            servers.mySql()
                    .execute(
                            "UPDATE shop.orders SET ordered_at = '2024-03-01 00:00:00' WHERE id = 1",
                            "UPDATE shop.orders SET note = 'B' WHERE id = 2",
                            "INSERT INTO shop.orders VALUES (3, 'c', '2024-03-02 00:00:00')",
                            "INSERT INTO shop.orders VALUES (4, 'd', '2024-03-03 00:00:00')",
                            "DELETE FROM shop.orders WHERE id = 3");
            awaitRows(job, "after changes", orders, "1 a", "2 B", "4 d");

            assertThat(definitionOf("shop.orders"))
                    .contains("PRIMARY KEY(`id`, `ordered_at`)")
                    .contains("PARTITION BY date_trunc('month', ordered_at)")
                    .contains("DISTRIBUTED BY HASH(`id`) BUCKETS 4")
                    .contains("\"compression\" = \"LZ4\"");
            assertThat(definitionOf("shop.payments")).contains("ORDER BY(`customer_id`, `id`)");
            assertThat(definitionOf("shop.archive_2023")).contains("\"compression\" = \"ZSTD\"");
        } finally {
            job.cancel();
        }
    }

    @Test
    void mergeShardsWhoseKeysCollide() throws SQLException {
        servers.mySql()
                .execute(
                        "DROP DATABASE IF EXISTS shop_1",
                        "CREATE DATABASE shop_1",
                        "CREATE TABLE shop_1.orders (id INT PRIMARY KEY, note VARCHAR(20),"
                                + " amount INT)",
                        "INSERT INTO shop_1.orders VALUES (1, 'a', 10), (2, 'b', 20)",
                        "DROP DATABASE IF EXISTS shop_2",
                        "CREATE DATABASE shop_2",
                        "CREATE TABLE shop_2.orders (id INT PRIMARY KEY, note VARCHAR(20))",
                        "INSERT INTO shop_2.orders VALUES (1, 'A'), (2, 'B')");
        FlinkJob job = servers.submit(servers.example("sharded-merge-colliding-keys.yaml"));
        try {
            // All columns, because one that only one shard has may come later.
            String orders = "SELECT * FROM shop.orders ORDER BY shard, id";
            awaitRows(
                    job,
                    "after the snapshot",
                    orders,
                    "shop_1 1 a 10",
                    "shop_1 2 b 20",
                    "shop_2 1 A null",
                    "shop_2 2 B null");
            servers.mySql()
                    .execute(
                            "UPDATE shop_1.orders SET note = 'aa' WHERE id = 1",
                            "DELETE FROM shop_2.orders WHERE id = 2",
                            "INSERT INTO shop_1.orders VALUES (3, 'c', 30)",
                            "INSERT INTO shop_2.orders VALUES (3, 'C')",
                            "UPDATE shop_2.orders SET id = 9 WHERE id = 1",
                            "UPDATE shop_2.orders SET note = 'CC' WHERE id = 3",
                            "DELETE FROM shop_1.orders WHERE id = 3");
            awaitRows(
                    job,
                    "after changes of the same keys",
                    orders,
                    "shop_1 1 aa 10",
                    "shop_1 2 b 20",
                    "shop_2 3 CC null",
                    "shop_2 9 A null");
            assertThat(definitionOf("shop.orders")).contains("PRIMARY KEY(`shard`, `id`)");
            assertThat(job.rootException()).isEmpty();
        } finally {
            job.cancel();
            servers.mySql().execute("DROP DATABASE shop_1", "DROP DATABASE shop_2");
        }
    }

    @Test
    void changeNothingInADryRun() throws SQLException {
        servers.mySql()
                .execute(
                        "CREATE TABLE shop.tried (id INT PRIMARY KEY, note VARCHAR(20))",
                        "INSERT INTO shop.tried VALUES (1, 'a')");
        FlinkJob job =
                servers.submit(
                        servers.example("mysql-to-starrocks.yaml")
                                .with("pipeline", "parallelism", 1)
                                .with("sink", "table.dry-run", true));
        try {
            awaitLog(job, "Dry run: would change table shop.tried: CREATE TABLE IF NOT EXISTS");
            awaitCheckpoint(job);
            servers.mySql()
                    .execute(
                            "ALTER TABLE shop.tried ADD COLUMN amount INT",
                            "INSERT INTO shop.tried VALUES (2, 'b', 20)");
            // Planned with the table that was never created.
            awaitLog(job, "ALTER TABLE `shop`.`tried` ADD COLUMN `amount` INT NULL");
            awaitCheckpoint(job);

            assertThat(rowsOf("SHOW DATABASES LIKE 'shop'")).isEmpty();
            assertThat(job.rootException()).isEmpty();
        } finally {
            job.cancel();
        }
    }

    private void awaitLog(FlinkJob job, String text) {
        job.awaitWhileAlive(
                "the log has: " + text, PATIENCE, () -> servers.flink().allLogs().contains(text));
    }

    private void awaitCheckpoint(FlinkJob job) {
        long before = job.completedCheckpoints();
        job.awaitWhileAlive(
                "another checkpoint", PATIENCE, () -> job.completedCheckpoints() > before);
    }

    @Test
    void takeTablesWithoutAPrimaryKey() throws SQLException {
        servers.mySql()
                .execute(
                        "CREATE TABLE shop.subscriptions (topic VARCHAR(20) NOT NULL,"
                                + " customer_id INT NOT NULL, note VARCHAR(20))",
                        "INSERT INTO shop.subscriptions VALUES ('news', 1, 'x'), ('news', 2, 'y'),"
                                + " ('offers', 1, NULL)",
                        "CREATE TABLE shop.clicks (page VARCHAR(20), clicked_at DATETIME)",
                        "INSERT INTO shop.clicks VALUES ('home', '2024-01-01 00:00:00'),"
                                + " ('home', '2024-01-01 00:00:00')");
        FlinkJob job = servers.submit(servers.example("no-primary-key.yaml"));
        try {
            String subscriptions =
                    "SELECT topic, customer_id, note FROM shop.subscriptions ORDER BY topic,"
                            + " customer_id";
            String clicks = "SELECT page FROM shop.clicks ORDER BY page";
            awaitRows(
                    job,
                    "after the snapshot",
                    subscriptions,
                    "news 1 x",
                    "news 2 y",
                    "offers 1 null");
            awaitRows(job, "as they came", clicks, "home", "home");
            servers.mySql()
                    .execute(
                            "UPDATE shop.subscriptions SET note = 'X' WHERE topic = 'news' AND"
                                    + " customer_id = 1",
                            "UPDATE shop.subscriptions SET topic = 'tips' WHERE topic = 'news' AND"
                                    + " customer_id = 2",
                            "DELETE FROM shop.subscriptions WHERE topic = 'offers'",
                            "INSERT INTO shop.clicks VALUES ('about', '2024-01-02 00:00:00')",
                            "UPDATE shop.clicks SET page = 'contact' WHERE page = 'about'",
                            "DELETE FROM shop.clicks WHERE page = 'home' LIMIT 1",
                            "INSERT INTO shop.clicks VALUES ('last', NULL)");
            awaitRows(job, "after changes", subscriptions, "news 1 X", "tips 2 y");
            awaitRows(job, "of a log", clicks, "about", "contact", "home", "home", "last");

            assertThat(definitionOf("shop.subscriptions"))
                    .contains("PRIMARY KEY(`customer_id`, `topic`)");
            assertThat(definitionOf("shop.clicks"))
                    .contains("DUPLICATE KEY(`clicked_at`)")
                    .contains("PARTITION BY date_trunc('day', clicked_at)");
            assertThat(job.rootException()).isEmpty();
        } finally {
            job.cancel();
        }
    }

    @Test
    void giveTablesOtherNames() throws SQLException {
        servers.starRocks().execute("DROP DATABASE IF EXISTS lake");
        servers.mySql()
                .execute(
                        "DROP DATABASE IF EXISTS crm",
                        "CREATE DATABASE crm",
                        "CREATE TABLE crm.calls (id INT PRIMARY KEY, note VARCHAR(20))",
                        "INSERT INTO crm.calls VALUES (1, 'a'), (2, 'b')",
                        "CREATE TABLE shop.usr (id INT PRIMARY KEY, name VARCHAR(20))",
                        "INSERT INTO shop.usr VALUES (1, 'Ada')",
                        "CREATE TABLE shop.orders (id INT PRIMARY KEY)",
                        "INSERT INTO shop.orders VALUES (7)");
        FlinkJob job = servers.submit(servers.example("renamed-tables.yaml"));
        try {
            String calls = "SELECT * FROM lake.crm_calls ORDER BY id";
            String users = "SELECT * FROM shop.users ORDER BY id";
            awaitRows(job, "under the prefix", calls, "1 a", "2 b");
            awaitRows(job, "under the new name", users, "1 Ada");
            awaitRows(job, "under the old name", "SELECT * FROM shop.orders", "7");
            servers.mySql()
                    .execute(
                            "ALTER TABLE crm.calls ADD COLUMN minutes INT",
                            "UPDATE crm.calls SET minutes = 5 WHERE id = 1",
                            "DELETE FROM crm.calls WHERE id = 2",
                            "ALTER TABLE shop.usr ADD COLUMN age INT",
                            "INSERT INTO shop.usr VALUES (2, 'Alan', 41)");
            awaitRows(job, "after changes under the prefix", calls, "1 a 5");
            awaitRows(job, "after changes under the new name", users, "1 Ada null", "2 Alan 41");

            assertThat(definitionOf("shop.users")).contains("BUCKETS 2");
            assertThat(rowsOf("SHOW TABLES FROM shop")).containsExactly("orders", "users");
            assertThat(job.rootException()).isEmpty();
        } finally {
            job.cancel();
            servers.mySql().execute("DROP DATABASE crm");
        }
    }

    @Test
    void useTablesAsTheyAre() throws SQLException {
        createSource("reporting.totals", "id INT PRIMARY KEY, total INT, note VARCHAR(20)");
        servers.mySql().execute("INSERT INTO reporting.totals VALUES (1, 10, 'a')");
        createTarget("reporting.totals", "id INT NOT NULL, total BIGINT, region VARCHAR(9)");
        String before = definitionOf("reporting.totals");
        FlinkJob job = servers.submit(servers.example("existing-tables.yaml"));
        try {
            String totals = "SELECT * FROM reporting.totals ORDER BY id";
            awaitRows(job, "after the snapshot", totals, "1 10 null");
            servers.mySql().execute("INSERT INTO reporting.totals VALUES (2, 20, 'b')");
            awaitRows(job, "after a change", totals, "1 10 null", "2 20 null");

            assertThat(definitionOf("reporting.totals")).isEqualTo(before);
            assertThat(servers.flink().allLogs()).contains("reporting.totals", "note");
        } finally {
            job.cancel();
            servers.mySql().execute("DROP DATABASE reporting");
        }
    }

    @Test
    void refuseTablesThatDiffer() throws SQLException {
        createSource("accounting.entries", "id INT PRIMARY KEY, amount INT, note VARCHAR(20)");
        createTarget("accounting.entries", "id INT NOT NULL, amount BIGINT, region VARCHAR(9)");
        String before = definitionOf("accounting.entries");
        FlinkJob job = servers.submit(servers.example("existing-tables.yaml"));
        try {
            String failure =
                    Eventually.present(
                            "the job fails",
                            PATIENCE,
                            () -> Optional.of(job.rootException()).filter(e -> !e.isEmpty()));

            assertThat(failure).contains("accounting.entries", "amount", "note", "region");
            assertThat(definitionOf("accounting.entries")).isEqualTo(before);
        } finally {
            job.cancel();
            servers.mySql().execute("DROP DATABASE accounting");
        }
    }

    private void createSource(String table, String columns) throws SQLException {
        String database = table.substring(0, table.indexOf('.'));
        servers.mySql()
                .execute(
                        "DROP DATABASE IF EXISTS " + database,
                        "CREATE DATABASE " + database,
                        "CREATE TABLE %s (%s)".formatted(table, columns));
    }

    private void createTarget(String table, String columns) throws SQLException {
        String database = table.substring(0, table.indexOf('.'));
        servers.starRocks()
                .execute(
                        "DROP DATABASE IF EXISTS " + database,
                        "CREATE DATABASE " + database,
                        ("CREATE TABLE %s (%s) PRIMARY KEY (id) DISTRIBUTED BY HASH (id)"
                                        + " PROPERTIES ('replication_num' = '1')")
                                .formatted(table, columns));
    }
}
