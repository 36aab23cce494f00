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

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A shop in MySQL that a pipeline can keep: seven tables, one of them in two shards, with the
 * traffic and the schema changes of a living database. All of it is decided by its parameters
 * alone, so that runs can be repeated. One thread uses it.
 */
public final class ShopDatabase {

    /** Tables that arrive under their own names. */
    public static final List<String> PLAIN_TABLES =
            List.of(
                    "shop.customers",
                    "shop.products",
                    "shop.order_items",
                    "shop.payments",
                    "shop.stock",
                    "shop.reviews");

    /** The shards of {@link #ORDERS}. */
    public static final List<String> ORDER_SHARDS = List.of("shop.orders_1", "shop.orders_2");

    /** What the shards become where they are merged. */
    public static final String ORDERS = "shop.orders";

    /** No traffic touches keys below it, and no fill reaches it. */
    private static final int FIRST_LIVE_ORDER = 100_000_000;

    private final SourceDatabase source;

    public ShopDatabase(SourceDatabase source) {
        this.source = source;
    }

    /** Drops what is there and creates empty tables. */
    public void create() throws SQLException {
        source.execute(
                "DROP DATABASE IF EXISTS shop",
                "DROP DATABASE IF EXISTS shop_seed",
                "CREATE DATABASE shop CHARACTER SET utf8mb4",
                "CREATE DATABASE shop_seed CHARACTER SET utf8mb4",
                "CREATE TABLE shop_seed.numbers (n INT PRIMARY KEY)",
                """
                CREATE TABLE shop.customers (
                  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
                  name VARCHAR(120) NOT NULL COMMENT 'as the customer''s "passport" says',
                  email VARCHAR(200) DEFAULT NULL,
                  balance DECIMAL(12,2) NOT NULL DEFAULT '0.00',
                  newsletter TINYINT(1) NOT NULL DEFAULT '1',
                  birthday DATE,
                  created_at DATETIME(3) NOT NULL,
                  updated_at TIMESTAMP(6) NOT NULL
                    DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)
                ) COMMENT 'who buys'""",
                """
                CREATE TABLE shop.products (
                  sku VARCHAR(32) NOT NULL PRIMARY KEY,
                  title VARCHAR(100) NOT NULL,
                  price DECIMAL(10,2) NOT NULL,
                  weight DOUBLE,
                  attributes JSON,
                  category ENUM('books','music','garden','toys') NOT NULL,
                  tags SET('new','sale','rare') NOT NULL,
                  thumbnail VARBINARY(64)
                )""",
                order("shop.orders_1"),
                order("shop.orders_2"),
                """
                CREATE TABLE shop.order_items (
                  order_id BIGINT NOT NULL,
                  line SMALLINT NOT NULL,
                  sku VARCHAR(32) NOT NULL,
                  quantity INT UNSIGNED NOT NULL,
                  price DECIMAL(10,2) NOT NULL,
                  PRIMARY KEY (order_id, line)
                )""",
                """
                CREATE TABLE shop.payments (
                  id BIGINT NOT NULL PRIMARY KEY,
                  order_id BIGINT NOT NULL,
                  amount DECIMAL(14,4) NOT NULL,
                  paid TIMESTAMP(3) NULL,
                  reference CHAR(16) NOT NULL,
                  KEY by_order (order_id)
                )""",
                """
                CREATE TABLE shop.stock (
                  warehouse SMALLINT UNSIGNED NOT NULL,
                  sku VARCHAR(32) NOT NULL,
                  amount INT NOT NULL,
                  counted_on DATE,
                  PRIMARY KEY (warehouse, sku)
                )""",
                """
                CREATE TABLE shop.reviews (
                  id INT NOT NULL PRIMARY KEY,
                  sku VARCHAR(32) NOT NULL,
                  stars TINYINT UNSIGNED NOT NULL,
                  headline VARCHAR(40),
                  body TEXT,
                  read_at TIME(3)
                )""");
    }

    private static String order(String table) {
        return """
               CREATE TABLE %s (
                 id BIGINT NOT NULL PRIMARY KEY,
                 customer_id BIGINT UNSIGNED NOT NULL,
                 status ENUM('open','paid','shipped','returned') NOT NULL DEFAULT 'open',
                 total DECIMAL(12,2) NOT NULL,
                 ordered_at DATETIME(6) NOT NULL,
                 remark VARCHAR(255)
               )"""
                .formatted(table);
    }

    /** Fills the tables; about 4.65 rows per order altogether. */
    public void fill(int orders) throws SQLException {
        int customers = Math.max(1, orders / 4);
        int products = Math.max(1, orders / 20);
        try (Connection connection = source.connect();
                Statement sql = connection.createStatement()) {
            sql.execute("SET SESSION cte_max_recursion_depth = 2147483647");
            sql.execute(
                    ("REPLACE INTO shop_seed.numbers WITH RECURSIVE s (n) AS"
                                    + " (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < %d) SELECT n FROM s")
                            .formatted(orders));
            sql.execute(fillCustomers(customers));
            sql.execute(fillProducts(products));
            sql.execute(fillOrders("shop.orders_1", "n % 2 = 1", orders, customers));
            sql.execute(fillOrders("shop.orders_2", "n % 2 = 0", orders, customers));
            sql.execute(fillItems(1, orders, products));
            sql.execute(fillItems(2, orders, products));
            sql.execute(
                    """
                    INSERT INTO shop.payments
                    SELECT n, n, CRC32(n) %% 1000000 / 7,
                           IF(n %% 10 = 0, NULL, TIMESTAMP '2024-03-01 00:00:00' + INTERVAL n * 1001 MICROSECOND),
                           LEFT(MD5(n), 16)
                    FROM shop_seed.numbers WHERE n <= %d"""
                            .formatted(orders));
            sql.execute(
                    """
                    INSERT INTO shop.stock
                    SELECT w.n, CONCAT('SKU-', p.n), CRC32(CONCAT(w.n, ':', p.n)) %% 5000,
                           IF(p.n %% 9 = 0, NULL, DATE '2024-01-01' + INTERVAL p.n %% 366 DAY)
                    FROM shop_seed.numbers p JOIN shop_seed.numbers w ON w.n <= 3 WHERE p.n <= %d"""
                            .formatted(products));
            sql.execute(
                    """
                    INSERT INTO shop.reviews
                    SELECT n, CONCAT('SKU-', 1 + n %% %d), 1 + n %% 5,
                           IF(n %% 7 = 0, NULL, CONCAT('Stars: ', REPEAT(_utf8mb4 '⭐', 1 + n %% 5), ' 🚀')),
                           IF(n %% 11 = 0, '', CONCAT('"quoted" \\\\ back', CHAR(9), 'tab', CHAR(10), 'line ', n)),
                           SEC_TO_TIME(n %% 86400 + (n %% 1000) / 1000)
                    FROM shop_seed.numbers WHERE n <= %d"""
                            .formatted(products, orders / 5));
        }
    }

    private static String fillCustomers(int customers) {
        return """
               INSERT INTO shop.customers
                 (id, name, email, balance, newsletter, birthday, created_at, updated_at)
               SELECT n, CONCAT(ELT(1 + n %% 4, 'Zoë', 'Łukasz', '李', 'O''Neil'), ' ', n),
                      IF(n %% 13 = 0, NULL, CONCAT('c', n, '@example.com')),
                      (CAST(CRC32(n) AS SIGNED) %% 2000001 - 1000000) / 100, n %% 2,
                      IF(n %% 5 = 0, NULL, DATE '1920-01-01' + INTERVAL n %% 36000 DAY),
                      TIMESTAMP '2019-12-31 23:59:59.999' + INTERVAL n * 61 SECOND,
                      TIMESTAMP '2024-01-01 00:00:00.000001' + INTERVAL n * 1009 MICROSECOND
               FROM shop_seed.numbers WHERE n <= %d"""
                .formatted(customers);
    }

    private static String fillProducts(int products) {
        return """
               INSERT INTO shop.products
               SELECT CONCAT('SKU-', n), CONCAT('Product ', n), (CRC32(n) %% 99999 + 1) / 100,
                      IF(n %% 6 = 0, NULL, n / 7),
                      IF(n %% 8 = 0, NULL,
                         JSON_OBJECT('colour', ELT(1 + n %% 3, 'red', 'grün', 'blue'),
                                     'sizes', JSON_ARRAY(n %% 50, n %% 51), 'n', n)),
                      1 + n %% 4, n %% 8, IF(n %% 4 = 0, NULL, UNHEX(SHA2(n, 256)))
               FROM shop_seed.numbers WHERE n <= %d"""
                .formatted(products);
    }

    private static String fillOrders(String table, String shard, int orders, int customers) {
        return """
               INSERT INTO %s
               SELECT n, 1 + n %% %d, 1 + n %% 4, CRC32(n) %% 100000 / 100,
                      TIMESTAMP '2023-06-15 12:00:00' + INTERVAL n * 1000003 MICROSECOND,
                      IF(n %% 3 = 0, NULL, CONCAT('order ', n))
               FROM shop_seed.numbers WHERE n <= %d AND %s"""
                .formatted(table, customers, orders, shard);
    }

    private static String fillItems(int line, int orders, int products) {
        return """
               INSERT INTO shop.order_items
               SELECT n, %1$d, CONCAT('SKU-', 1 + (n * %1$d) %% %2$d), 1 + n %% 9, CRC32(n + %1$d) %% 99999 / 100
               FROM shop_seed.numbers WHERE n <= %3$d"""
                .formatted(line, products, orders);
    }

    /**
     * One round of what happens in a shop: new orders in both shards with items and payments,
     * changed and deleted rows, and changed primary keys. Uses no column that {@link
     * #SCHEMA_CHANGES} takes away.
     *
     * @param round 0, 1, 2 and so on; a round must not come twice
     */
    public void traffic(int round) throws SQLException {
        int first = FIRST_LIVE_ORDER + round * 100;
        try (Connection connection = source.connect();
                Statement sql = connection.createStatement()) {
            for (int i = 0; i < 20; i++) {
                insertOrder(sql, first + i);
            }
            int part = round % 17;
            changed(
                    sql,
                    "UPDATE shop.customers SET balance = balance + 1.01 WHERE id %% 17 = %d",
                    part);
            changed(
                    sql,
                    "UPDATE shop.products SET price = price * 1.1, weight = NULL WHERE CRC32(sku) %% 17 = %d",
                    part);
            changed(
                    sql,
                    "UPDATE shop.stock SET amount = amount - 1 WHERE CRC32(sku) %% 17 = %d",
                    part);
            changed(sql, "DELETE FROM shop.reviews WHERE id %% 290 = %d", round % 290);
            changed(sql, "DELETE FROM shop.orders_2 WHERE id %% 340 = %d", 2 * (round % 170));
            changed(sql, "UPDATE shop.orders_1 SET status = 'shipped' WHERE id %% 17 = %d", part);
            changeKeys(sql, round);
        }
    }

    private static void insertOrder(Statement sql, int id) throws SQLException {
        sql.execute(
                ("INSERT INTO shop.orders_%d (id, customer_id, total, ordered_at, remark)"
                                + " VALUES (%d, 1, 9.99, NOW(6), 'live \\\\ \"order\"')")
                        .formatted(1 + id % 2, id));
        sql.execute(
                "INSERT INTO shop.order_items VALUES (%1$d, 1, 'SKU-1', 1, 1.23), (%1$d, 2, 'SKU-1', 2, 4.56)"
                        .formatted(id));
        sql.execute(
                "INSERT INTO shop.payments VALUES (%1$d, %1$d, 9.99, NOW(3), LEFT(MD5(%1$d), 16))"
                        .formatted(id));
    }

    private static void changeKeys(Statement sql, int round) throws SQLException {
        int part = round % 17;
        changed(
                sql,
                "UPDATE shop.order_items SET line = line + 1000 WHERE line <= 30000 AND order_id %% 17 = %d"
                        + " ORDER BY line DESC",
                part);
        changed(sql, "UPDATE shop.payments SET id = -id WHERE id %% 17 = %d", part);
    }

    private static void changed(Statement sql, String template, int part) throws SQLException {
        sql.executeUpdate(template.formatted(part));
    }

    /** A change of the schema, as a sentence and as statements. */
    public record SchemaChange(String what, List<String> statements) {}

    /** In the order in which they can be made; each can be made once. */
    public static final List<SchemaChange> SCHEMA_CHANGES =
            List.of(
                    new SchemaChange(
                            "ADD COLUMN orders.channel with a default, in both shards",
                            List.of(
                                    "ALTER TABLE shop.orders_1 ADD COLUMN channel VARCHAR(20) DEFAULT 'web'",
                                    "ALTER TABLE shop.orders_2 ADD COLUMN channel VARCHAR(20) DEFAULT 'web'")),
                    new SchemaChange(
                            "ADD COLUMN customers.segment NOT NULL with a default, after email",
                            List.of(
                                    "ALTER TABLE shop.customers ADD COLUMN segment INT NOT NULL DEFAULT '7' AFTER email")),
                    new SchemaChange(
                            "DROP COLUMN customers.newsletter",
                            List.of("ALTER TABLE shop.customers DROP COLUMN newsletter")),
                    new SchemaChange(
                            "RENAME COLUMN products.title to name",
                            List.of("ALTER TABLE shop.products RENAME COLUMN title TO name")),
                    new SchemaChange(
                            "ADD COLUMN products.rating and products.maker NOT NULL without a default",
                            List.of(
                                    "ALTER TABLE shop.products ADD COLUMN rating DECIMAL(3,1) NOT NULL,"
                                            + " ADD COLUMN maker VARCHAR(20) NOT NULL")),
                    new SchemaChange(
                            "widen stock.amount from INT to BIGINT",
                            List.of("ALTER TABLE shop.stock MODIFY amount BIGINT NOT NULL")),
                    new SchemaChange(
                            "widen reviews.headline from 40 to 400 characters",
                            List.of("ALTER TABLE shop.reviews MODIFY headline VARCHAR(400)")));

    /** Traffic that needs what the schema changes made; follows the last of them. */
    public void trafficAfterSchemaChanges() throws SQLException {
        source.execute(
                "UPDATE shop.orders_1 SET channel = 'phone' WHERE id % 5 = 0",
                "UPDATE shop.orders_2 SET channel = NULL WHERE id % 7 = 0",
                "UPDATE shop.customers SET segment = id % 100 WHERE id % 3 = 0",
                "INSERT INTO shop.customers (name, created_at) VALUES ('after the change', '2024-05-05 05:05:05.005')",
                "UPDATE shop.products SET name = CONCAT('renamed ', name) WHERE category = 'toys'",
                "UPDATE shop.stock SET amount = amount + 3000000000000 WHERE warehouse = 2",
                "UPDATE shop.reviews SET headline = REPEAT(_utf8mb4 '🚀', 400) WHERE id % 10 = 3");
    }
}
