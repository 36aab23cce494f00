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

package io.cdcpipelines.starrocks.emulator.administration;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.emulator.SqlSessionFixture;
import io.cdcpipelines.starrocks.emulator.VersionProfile;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdministrationStatementsTest {
    private static SqlSessionFixture sql;

    @BeforeAll
    static void start() throws Exception {
        sql = SqlSessionFixture.start(VersionProfile.V3_3);
        sql.update("CREATE DATABASE d");
        sql.update("CREATE TABLE d.t (id INT) PRIMARY KEY(id) PROPERTIES('replication_num'='1')");
    }

    @AfterAll
    static void stop() throws SQLException {
        sql.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SHOW ENGINES x",
                "SHOW PROCESSLIST x",
                "SHOW BACKENDS LIKE 'x'",
                "SHOW VARIABLES LIKE 'a' 'b'",
                "SHOW PROC '/backends' x",
                "BEGIN x",
                "COMMIT x",
                "START x",
                "SYNC x",
                "ANALYZE x",
                "LOCK x"
            })
    void refusesWordsThatTheGrammarDoesNotHave(String statement) {
        assertThat(sql.answer(statement))
                .startsWith("ERR 1064 42000 Getting syntax error at line 1");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            textBlock =
                    """
        SET NAMES utf8mb4;                           SELECT @@character_set_client; utf8mb4
        SET NAMES 'utf8' COLLATE utf8_general_ci;    SELECT @@character_set_results; utf8
        SET character_set_results = NULL;            SELECT 1; 1
        SET sql_mode = 'STRICT_TRANS_TABLES,ONLY_FULL_GROUP_BY'; SELECT @@sql_mode; STRICT_TRANS_TABLES,ONLY_FULL_GROUP_BY
        SET @@session.sql_mode = concat(@@sql_mode, ',ANSI'); SELECT @@sql_mode; STRICT_TRANS_TABLES,ONLY_FULL_GROUP_BY,ANSI
        SET cbo_enable_low_cardinality_optimize = OFF; SELECT @@cbo_enable_low_cardinality_optimize; 0
        SET broadcast_row_limit = 5, spill_mode = 'force'; SELECT @@broadcast_row_limit, @@spill_mode; 5,force
        GRANT SELECT ON ALL VIEWS IN DATABASE d TO root; SELECT 1; 1
        GRANT SELECT ON TABLE d.t, d.t TO root;      SELECT 1; 1
        REVOKE SELECT ON TABLE d.t, d.t FROM root;   SELECT 1; 1
        LOCK TABLES t READ;                          SELECT 1; 1
        ALTER USER root DEFAULT ROLE ALL;            SELECT 1; 1
        SET sql_mode = DEFAULT;                      SELECT @@sql_mode; ONLY_FULL_GROUP_BY
        SET autocommit = 0, SESSION query_timeout = 12; SELECT @@autocommit, @@query_timeout; 0,12
        SET autocommit = ON;                         SHOW VARIABLES LIKE 'autocommit'; autocommit,true
        SET GLOBAL wait_timeout = 77;                SELECT @@global.wait_timeout; 77
        SET @a = 1, @b := 'it''s';                   SELECT @a + 1, @b, @c; 2,it's,null
        SET time_zone = '+08:00';                    SHOW SESSION VARIABLES WHERE variable_name = 'time_zone'; time_zone,+08:00
        SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED; SELECT 1; 1
        START TRANSACTION;                           SELECT 1; 1
        """)
    void setsVariables(String statement, String query, String expected) {
        assertThat(sql.answer(statement)).isEqualTo("OK 0");
        assertThat(sql.answer(query)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            textBlock =
                    """
        SHOW VARIABLES LIKE 'version';                  version,5.1.0
        SHOW VARIABLES LIKE 'lower_case%';              lower_case_table_names,0
        SHOW WARNINGS;                                  ^^
        SHOW COLLATION;                                 utf8_general_ci,utf8,33,Yes,Yes,1
        SHOW CATALOGS;                                  default_catalog,Internal,An internal catalog contains this cluster's self-managed tables.
        ADMIN SHOW FRONTEND CONFIG LIKE 'label_keep%';  label_keep_max_num,[],1000,int,true,|label_keep_max_second,[],259200,int,true,
        SHOW PROC '/transactions';                      10002,d
        SHOW TRANSACTION FROM d WHERE ID = 99;          ERR 1064 42000 Getting analyzing error. Detail message: transaction with id 99 does not exist.
        SET nope = 1;                                   ^ERR 1193 HY000 Unknown system variable 'nope', the most similar variables are {'license', 'init_connect', 'sql_mode'}^
        SET version = 'x';                              ERR 1238 HY000 Variable 'version' is a read only variable
        SET sql_mode = 'NO_SUCH_MODE';                  ERR 1231 42000 Variable 'sql_mode' can't be set to the value of 'NO_SUCH_MODE'
        ADMIN SET FRONTEND CONFIG ('nope' = '1');       ERR 1064 42000 Config 'nope' does not exist or is not mutable
        SHOW GRANTS;                                    'root'@'%',null,GRANT 'root' TO USER 'root'@'%'
        """)
    void shows(String statement, String expected) {
        String answer = sql.answer(statement);
        if (statement.startsWith("SET nope")) {
            assertThat(answer).startsWith("ERR 1193 HY000 Unknown system variable 'nope'");
        } else if (statement.startsWith("SHOW PROC")) {
            assertThat(answer).matches("\\d+,d");
        } else {
            assertThat(answer).isEqualTo(expected);
        }
    }

    @Test
    void showsWhereNodesListen() {
        assertThat(sql.answer("SHOW FRONTENDS"))
                .contains("," + sql.emulator().mysqlPort() + ",")
                .contains(",LEADER,");
        String port = sql.emulator().backendUrls().get(0).split(":")[1];
        assertThat(sql.answer("SHOW BACKENDS")).contains("," + port + ",");
        assertThat(sql.answer("SHOW PROCESSLIST")).contains(",Query,").contains("SHOW PROCESSLIST");
    }

    @Test
    void usersComeAndGo() throws SQLException {
        assertThat(sql.answer("CREATE USER IF NOT EXISTS 'u'@'%' IDENTIFIED BY 'one'"))
                .isEqualTo("OK 0");
        assertThat(sql.answer("CREATE USER u IDENTIFIED BY 'x'"))
                .isEqualTo(
                        "ERR 1064 42000 Getting analyzing error. Detail message: Operation CREATE"
                                + " USER failed for 'u'@'%' : user already exists.");
        assertThat(asUser("u", "one", "USE d")).startsWith("ERR 5203 42000 Access denied;");

        sql.update("GRANT SELECT ON d.t TO USER u");
        assertThat(asUser("u", "one", "SELECT count(*) FROM d.t")).isEqualTo("OK");
        assertThat(asUser("u", "one", "INSERT INTO d.t VALUES (1)"))
                .isEqualTo(
                        "ERR 5203 42000 Access denied; you need (at least one of) the INSERT"
                                + " privilege(s) on TABLE t for this operation. Please ask the admin to"
                                + " grant permission(s) or try activating existing roles using <set"
                                + " [default] role>. Current role(s): NONE. Inactivated role(s): NONE.");
        assertThat(sql.answer("SHOW GRANTS FOR u"))
                .isEqualTo("'u'@'%',default_catalog,GRANT SELECT ON TABLE d.t TO USER 'u'@'%'");

        sql.update("ALTER USER u IDENTIFIED BY 'two'");
        assertThat(asUser("u", "one", "SELECT 1")).startsWith("ERR 1045 28000 Access denied for");
        assertThat(asUser("u", "two", "SET PASSWORD = PASSWORD('three')")).isEqualTo("OK");
        assertThat(asUser("u", "three", "SELECT 1")).isEqualTo("OK");

        sql.update("REVOKE SELECT ON d.t FROM USER u");
        assertThat(asUser("u", "three", "SELECT count(*) FROM d.t")).startsWith("ERR 5203");
        sql.update("DROP USER u");
        assertThat(asUser("u", "three", "SELECT 1")).startsWith("ERR 1045");
    }

    @Test
    void rolesCountOnceTheyAreActive() throws SQLException {
        sql.update("CREATE USER r IDENTIFIED BY ''");
        sql.update("CREATE ROLE writer");
        sql.update("GRANT ALL ON ALL TABLES IN DATABASE d TO ROLE writer");
        sql.update("GRANT CREATE TABLE ON DATABASE d TO ROLE writer");
        sql.update("GRANT writer TO r");
        assertThat(asUser("r", "", "SELECT * FROM d.t"))
                .contains("Current role(s): NONE. Inactivated role(s): [writer].");

        sql.update("SET DEFAULT ROLE writer TO r");
        assertThat(asUser("r", "", "INSERT INTO d.t VALUES (5)")).isEqualTo("OK");
        assertThat(
                        asUser(
                                "r",
                                "",
                                "CREATE TABLE d.made (id INT) PRIMARY KEY(id)"
                                        + " PROPERTIES('replication_num'='1')"))
                .isEqualTo("OK");
        sql.update("DROP USER r");
        sql.update("DROP ROLE writer");
    }

    private static String asUser(String user, String password, String statement) {
        try (Connection connection =
                        DriverManager.getConnection(sql.emulator().jdbcUrl(), user, password);
                Statement jdbc = connection.createStatement()) {
            jdbc.execute(statement);
            return "OK";
        } catch (SQLException e) {
            return "ERR " + e.getErrorCode() + " " + e.getSQLState() + " " + e.getMessage();
        }
    }
}
