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

package io.cdcpipelines.starrocks.emulator.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.fault.Fault;
import io.cdcpipelines.starrocks.emulator.fault.Operation;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MysqlServerTest {
    private static StarRocksEmulator emulator;

    @BeforeAll
    static void start() throws IOException, SQLException {
        emulator = StarRocksEmulator.builder().profile(VersionProfile.V3_5).start();
        try (Connection root = connect(Driver.CONNECTOR_J_9, "");
                Statement statement = root.createStatement()) {
            statement.execute("CREATE DATABASE d");
            statement.execute("CREATE DATABASE hidden");
            statement.execute(
                    "CREATE TABLE d.t (id INT NOT NULL, b BOOLEAN, ti TINYINT, si SMALLINT,"
                            + " bi BIGINT, li LARGEINT, f FLOAT, db DOUBLE, de DECIMAL(38,10),"
                            + " ch CHAR(10), vc VARCHAR(100), dt DATE, ts DATETIME, j JSON,"
                            + " vb VARBINARY) PRIMARY KEY(id)"
                            + " PROPERTIES('replication_num'='1')");
            statement.execute(
                    "INSERT INTO d.t VALUES (1, true, -128, -32768, -9223372036854775808,"
                            + " 170141183460469231731687303715884105727, 1.5, 0.1,"
                            + " 1234567890123456789012345678.0123456789, 'ch',"
                            + " 'it''s \\\\ \"\uD83D\uDE00\"', '2024-02-29',"
                            + " '2024-02-29 23:59:59.123456', '{\"a\": 1}', x'00ff27'),"
                            + " (2, false, 127, 32767, 0, 0, 0, 1e300, 0, '', '', '0001-01-01',"
                            + " '9999-12-31 00:00:00', '[]', x''),"
                            + " (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
                            + " NULL, NULL, NULL, NULL)");
            statement.execute("CREATE USER u1 IDENTIFIED BY 'pw1'");
            statement.execute("CREATE USER 'u2'@'%' IDENTIFIED BY 'p:w2 é'");
            statement.execute("GRANT SELECT, INSERT ON ALL TABLES IN DATABASE d TO USER u2");
        }
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @AfterEach
    void clearFaults() {
        emulator.faults().clear();
    }

    private static Connection connect(Driver driver, String path) throws SQLException {
        return driver.connect(emulator.mysqlPort(), "root", "", path);
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void clientsReadEveryType(Driver driver) throws SQLException {
        for (String parameters : List.of("d", "d?useServerPrepStmts=true")) {
            try (Connection connection = connect(driver, parameters);
                    PreparedStatement statement =
                            connection.prepareStatement("SELECT * FROM t ORDER BY id");
                    ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt("id")).isEqualTo(1);
                assertThat(rows.getBoolean("b")).isTrue();
                assertThat(rows.getByte("ti")).isEqualTo(Byte.MIN_VALUE);
                assertThat(rows.getShort("si")).isEqualTo(Short.MIN_VALUE);
                assertThat(rows.getLong("bi")).isEqualTo(Long.MIN_VALUE);
                assertThat(rows.getString("li"))
                        .isEqualTo("170141183460469231731687303715884105727");
                assertThat(rows.getFloat("f")).isEqualTo(1.5f);
                assertThat(rows.getDouble("db")).isEqualTo(0.1);
                assertThat(rows.getBigDecimal("de"))
                        .isEqualTo(new BigDecimal("1234567890123456789012345678.0123456789"));
                assertThat(rows.getString("ch")).isEqualTo("ch");
                assertThat(rows.getString("vc")).isEqualTo("it's \\ \"\uD83D\uDE00\"");
                assertThat(rows.getDate("dt")).isEqualTo(Date.valueOf("2024-02-29"));
                assertThat(rows.getTimestamp("ts"))
                        .isEqualTo(Timestamp.valueOf("2024-02-29 23:59:59.123456"));
                assertThat(rows.getString("j")).isEqualTo("{\"a\": 1}");
                assertThat(rows.getBytes("vb")).containsExactly(0, 0xff, 0x27);
                assertThat(rows.next()).isTrue();
                assertThat(rows.getTimestamp("ts"))
                        .isEqualTo(Timestamp.valueOf("9999-12-31 00:00:00"));
                assertThat(rows.getDouble("db")).isEqualTo(1e300);
                assertThat(rows.getBytes("vb")).isEmpty();
                assertThat(rows.next()).isTrue();
                for (int i = 2; i <= 15; i++) {
                    assertThat(rows.getObject(i)).isNull();
                }
                assertThat(rows.next()).isFalse();
            }
        }
    }

    @Test
    void columnsHaveTheTypesOfTheProtocol() throws SQLException {
        try (Connection connection = connect(Driver.CONNECTOR_J_9, "d?tinyInt1isBit=false");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM t")) {
            ResultSetMetaData meta = rows.getMetaData();
            List<Integer> types = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                types.add(meta.getColumnType(i));
            }
            assertThat(types)
                    .containsExactly(
                            Types.INTEGER,
                            Types.TINYINT,
                            Types.TINYINT,
                            Types.SMALLINT,
                            Types.BIGINT,
                            Types.CHAR,
                            Types.REAL,
                            Types.DOUBLE,
                            Types.DECIMAL,
                            Types.CHAR,
                            Types.VARCHAR,
                            Types.DATE,
                            Types.TIMESTAMP,
                            Types.CHAR,
                            Types.LONGVARBINARY);
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void parametersAreBoundAsTheyAre(Driver driver) throws SQLException {
        for (String parameters : List.of("d", "d?useServerPrepStmts=true")) {
            try (Connection connection = connect(driver, parameters);
                    PreparedStatement statement =
                            connection.prepareStatement(
                                    "SELECT ?, ?, ?, id FROM t WHERE id = ? AND '?' = '?'")) {
                statement.setString(1, "a'\\\"\n?");
                statement.setLong(2, -5);
                statement.setTimestamp(3, Timestamp.valueOf("2024-01-02 03:04:05.678"));
                statement.setInt(4, 2);
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo("a'\\\"\n?");
                    assertThat(rows.getLong(2)).isEqualTo(-5);
                    assertThat(rows.getString(3)).startsWith("2024-01-02 03:04:05.678");
                    assertThat(rows.getInt(4)).isEqualTo(2);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void rowsAreChanged(Driver driver) throws SQLException {
        try (Connection connection = connect(driver, "d");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE w (id INT, v VARCHAR(20) DEFAULT 'x', n INT NOT NULL)"
                            + " PRIMARY KEY(id) PROPERTIES('replication_num'='1')");
            assertThat(statement.executeUpdate("INSERT INTO w (id, n) VALUES (1, 10), (2, 20)"))
                    .isEqualTo(2);
            assertThat(
                            statement.executeUpdate(
                                    "UPDATE w SET v = concat(v, n), n = n + 1 WHERE id = 2"))
                    .isEqualTo(1);
            assertThat(statement.executeUpdate("DELETE FROM w WHERE id = 1")).isEqualTo(1);
            assertThat(statement.executeUpdate("INSERT INTO w SELECT id + 5, v, n FROM w"))
                    .isEqualTo(1);
            try (ResultSet rows =
                    statement.executeQuery(
                            "SELECT group_concat(concat(id, v, n) ORDER BY id) FROM w")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("2x2021,7x2021");
            }
            statement.execute("DROP TABLE w FORCE");
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void packetsOfMoreThanSixteenMegabytesPass(Driver driver) throws SQLException {
        String big = "x".repeat(17 << 20);
        try (Connection connection = connect(driver, "d?maxAllowedPacket=100000000");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT length('" + big + "'), 1 AS one")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(big.length());
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void pingAndDatabaseChangeAreAnswered(Driver driver) throws SQLException {
        try (Connection connection = connect(driver, "")) {
            assertThat(connection.isValid(5)).isTrue();
            connection.setCatalog("d");
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT database(), count(*) FROM t")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("d");
                assertThat(rows.getInt(2)).isEqualTo(3);
            }
            assertThat(connection.getMetaData().getTables("d", null, "t", null).next()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "u1, bad, '', 1045, 28000, Access denied for user 'u1' (using password: YES)",
        "nouser, x, '', 1045, 28000, Access denied for user 'nouser' (using password: YES)",
        "root, bad, '', 1045, 28000, Access denied for user 'root' (using password: YES)",
        "u1, '', '', 1045, 28000, Access denied for user 'u1' (using password: NO)",
        "u1, pw1, nodb, 5501, 3F000, Unknown database 'nodb'",
        "u1, pw1, d, 0, 08S01, Communications link failure",
        "u2, p:w2 é, hidden, 0, 08S01, Communications link failure",
    })
    void loginIsRefused(
            String user, String password, String database, int code, String state, String message) {
        for (Driver driver : List.of(Driver.CONNECTOR_J_8, Driver.CONNECTOR_J_9)) {
            assertThatThrownBy(() -> driver.connect(emulator.mysqlPort(), user, password, database))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> {
                                assertThat(e.getErrorCode()).isEqualTo(code);
                                assertThat(e.getSQLState()).isEqualTo(state);
                                assertThat(e.getMessage()).startsWith(message);
                            });
        }
    }

    @ParameterizedTest
    @EnumSource(Driver.class)
    void usersSeeOnlyWhatIsTheirs(Driver driver) throws SQLException {
        try (Connection connection = driver.connect(emulator.mysqlPort(), "u2", "p:w2 é", "d");
                Statement statement = connection.createStatement()) {
            assertThat(names(statement, "SHOW DATABASES"))
                    .containsExactly("d", "information_schema");
            assertThat(
                            names(
                                    statement,
                                    "SELECT schema_name FROM information_schema.schemata ORDER BY 1"))
                    .containsExactly("d", "information_schema");
            assertThatThrownBy(() -> statement.execute("DROP TABLE t"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(5203));
            assertThatThrownBy(() -> statement.execute("DELETE FROM t WHERE id = 1"))
                    .hasMessageContaining(
                            "you need (at least one of) the DELETE privilege(s) on TABLE t");
            assertThatThrownBy(() -> statement.execute("CREATE USER x IDENTIFIED BY 'y'"))
                    .hasMessageContaining("the GRANT privilege(s) on SYSTEM");
        }
    }

    private static List<String> names(Statement statement, String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** The driver is told of more results than it has asked for. */
    @Test
    void severalStatementsAreExecutedThoughConnectorJCannotReadTheAnswers() throws SQLException {
        try (Connection connection = connect(Driver.CONNECTOR_J_8, "d");
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("SELECT 1; SELECT 2"))
                    .isInstanceOf(Exception.class);
        }
    }

    @Test
    void faultsComeBeforeAndAfterAStatement() throws SQLException {
        try (Connection connection = connect(Driver.CONNECTOR_J_9, "d");
                Statement statement = connection.createStatement()) {
            emulator.faults()
                    .add(
                            Operation.STATEMENT,
                            sql -> sql.startsWith("SELECT 7"),
                            1,
                            1,
                            new Fault.Reply(Fault.Moment.BEFORE, 1064, "injected"));
            assertThatThrownBy(() -> statement.execute("SELECT 7")).hasMessage("injected");
            emulator.faults()
                    .add(
                            Operation.STATEMENT,
                            sql -> sql.startsWith("CREATE TABLE"),
                            1,
                            1,
                            new Fault.Drop(Fault.Moment.AFTER));
            assertThatThrownBy(
                            () ->
                                    statement.execute(
                                            "CREATE TABLE lost (id INT) PRIMARY KEY(id)"
                                                    + " PROPERTIES('replication_num'='1')"))
                    .hasMessageContaining("Communications link failure");
        }
        try (Connection connection = connect(Driver.CONNECTOR_J_9, "d");
                Statement statement = connection.createStatement()) {
            assertThat(names(statement, "SHOW TABLES LIKE 'lost'")).containsExactly("lost");
            statement.execute("DROP TABLE lost");
        }
    }

    @Test
    void faultsComeAtLogin() {
        emulator.faults()
                .failNext(Operation.LOGIN, new Fault.Reply(Fault.Moment.BEFORE, 1040, "too many"));
        assertThatThrownBy(() -> connect(Driver.CONNECTOR_J_9, "d"))
                .hasMessageContaining("too many");
        emulator.faults().failNext(Operation.LOGIN, new Fault.Drop(Fault.Moment.BEFORE));
        assertThatThrownBy(() -> connect(Driver.CONNECTOR_J_9, "d"))
                .hasMessageContaining("Communications link failure");
    }

    @Test
    void killClosesTheConnection() throws SQLException {
        try (Connection victim = connect(Driver.CONNECTOR_J_9, "d");
                Statement asked = victim.createStatement();
                Connection killer = connect(Driver.CONNECTOR_J_9, "d");
                Statement kill = killer.createStatement()) {
            String id = names(asked, "SELECT connection_id()").get(0);
            kill.execute("KILL " + id);
            assertThatThrownBy(() -> asked.execute("SELECT 1")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> kill.execute("KILL 999999"))
                    .hasMessage("Unknown thread id: 999999");
        }
    }

    @Test
    void closingEndsOpenConnectionsInTime() throws Exception {
        StarRocksEmulator other = StarRocksEmulator.builder().start();
        try (Connection connection =
                        Driver.CONNECTOR_J_9.connect(other.mysqlPort(), "root", "", "");
                Statement statement = connection.createStatement()) {
            long start = System.nanoTime();
            other.close();
            other.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(20));
            assertThatThrownBy(() -> statement.execute("SELECT 1"))
                    .isInstanceOf(SQLException.class);
        }
    }
}
