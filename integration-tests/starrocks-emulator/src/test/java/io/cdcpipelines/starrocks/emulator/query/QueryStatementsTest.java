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

package io.cdcpipelines.starrocks.emulator.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.emulator.SqlSessionFixture;
import io.cdcpipelines.starrocks.emulator.VersionProfile;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryStatementsTest {
    private SqlSessionFixture sql;

    @BeforeEach
    void start() throws Exception {
        sql = SqlSessionFixture.start(VersionProfile.V3_5);
        sql.update("CREATE DATABASE d");
        sql.update("USE d");
        sql.update(
                "CREATE TABLE pk (id INT, k2 VARCHAR(20), a INT, b VARCHAR(5) DEFAULT 'dflt',"
                        + " n INT NOT NULL DEFAULT '7', ts DATETIME DEFAULT CURRENT_TIMESTAMP)"
                        + " PRIMARY KEY(id, k2) COMMENT 'the \"table\"'"
                        + " PROPERTIES('replication_num'='1')");
        sql.update(
                "CREATE TABLE dup (id INT, de DECIMAL(5,2)) DUPLICATE KEY(id)"
                        + " PROPERTIES('replication_num'='1')");
        sql.update(
                "CREATE TABLE js (id INT, j JSON, d DOUBLE) DUPLICATE KEY(id)"
                        + " PROPERTIES('replication_num'='1')");
        sql.update(
                "CREATE TABLE arrays (id INT, i ARRAY<INT>, s ARRAY<STRING>) DUPLICATE KEY(id)"
                        + " PROPERTIES('replication_num'='1')");
        sql.update("INSERT INTO pk (id, k2, a) VALUES (1, 'a', 10), (2, 'b', NULL)");
        sql.update("INSERT INTO dup VALUES (1, 1.005), (1, 1.005), (2, NULL)");
    }

    @AfterEach
    void stop() throws SQLException {
        sql.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            textBlock =
                    """
        INSERT INTO pk (id, k2, n) VALUES (1, 'a', 1);        OK 1; SELECT a, b, n FROM pk WHERE id = 1; null,dflt,1
        INSERT INTO pk (k2, id, n) VALUES ('c', 1 + 2, DEFAULT); OK 1; SELECT id, n FROM pk WHERE k2 = 'c'; 3,7
        INSERT INTO d.pk (id, k2) SELECT id + 10, 'x' FROM dup; OK 3; SELECT id FROM pk WHERE k2 = 'x' ORDER BY id; 11|12
        INSERT INTO dup SELECT * FROM dup;                    OK 3; SELECT count(*), sum(de) FROM dup; 6,4.04
        INSERT OVERWRITE dup VALUES (9, 9);                   OK 1; SELECT * FROM dup; 9,9.00
        INSERT INTO dup VALUES (-5, '12.345'), (6, -0.005);   OK 2; SELECT * FROM dup WHERE id NOT IN (1, 2) ORDER BY id; -5,12.35|6,-0.01
        INSERT INTO pk (id, k2, b) VALUES (5, '\u00e9', 'abcd\u00e9'); ERR 1064 42000 Insert has filtered data; SELECT count(*) FROM pk; 2
        INSERT INTO pk (id, k2) VALUES (5, NULL);             ERR 1064 42000 Insert has filtered data; SELECT count(*) FROM pk; 2
        INSERT INTO dup VALUES (3000000000, 1);               ERR 1064 42000 Insert has filtered data; SELECT count(*) FROM dup; 3
        INSERT INTO js VALUES (1, '{"b":1,"a":[1,2]}', 1), (2, 'text', 1); OK 2; SELECT j FROM js ORDER BY id; {"a": [1, 2], "b": 1}|"text"
        INSERT INTO js VALUES (1, '{"b":', 1);                ERR 1064 42000 Insert has filtered data; SELECT count(*) FROM js; 0
        INSERT INTO js VALUES (1, NULL, 1e100), (2, NULL, -0.1); OK 2; SELECT sum(d), avg(d) FROM js; 1.0E100,5.0E99
        DELETE FROM pk WHERE a = 10 AND k2 LIKE 'a%';         OK 1; SELECT id FROM pk; 2
        DELETE FROM dup WHERE id = 1;                         OK 2; SELECT id FROM dup; 2
        DELETE FROM d.pk WHERE id IN (SELECT id FROM d.pk WHERE a IS NULL); OK 1; SELECT id FROM pk; 1
        DELETE FROM pk USING dup WHERE pk.id = dup.id AND dup.de IS NULL; OK 1; SELECT id FROM pk; 1
        UPDATE pk SET a = a * 2 + id, b = upper(k2) WHERE id = 1; OK 1; SELECT a, b FROM pk ORDER BY id; 21,A|null,dflt
        UPDATE d.pk SET a = (SELECT count(*) FROM d.dup) WHERE id > 0; OK 2; SELECT a FROM pk; 3|3
        INSERT INTO arrays VALUES (1, [1, 2, NULL], ['a', 'c']); OK 1; SELECT i, s FROM arrays; [1,2,null],["a","c"]
        CREATE TABLE c PRIMARY KEY(id) PROPERTIES('replication_num'='1') AS SELECT id, upper(k2) AS u, a FROM pk; OK 2; SELECT * FROM c ORDER BY id; 1,A,10|2,B,null
        CREATE TABLE IF NOT EXISTS d.c (x, y) PROPERTIES('replication_num'='1') AS SELECT id, sum(de) FROM dup GROUP BY id; OK 2; SELECT x, y FROM c ORDER BY x; 1,2.02|2,null
        UPDATE pk SET a = 1;                                  OK 2; SELECT a FROM pk; 1|1
        UPDATE pk SET n = DEFAULT, b = 'x' WHERE id = 2;      OK 1; SELECT n, b FROM pk WHERE id = 2; 7,x
        """)
    void changesRows(String statement, String answer, String query, String rows) {
        assertThat(sql.answer(statement)).isEqualTo(answer);
        assertThat(sql.answer(query)).isEqualTo(rows);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            textBlock =
                    """
        INSERT INTO d.nope VALUES (1);             ERR 1064 42000 Getting analyzing error. Detail message: Table nope is not found.
        INSERT INTO nodb.t VALUES (1);             ERR 5501 3F000 Getting analyzing error. Detail message: Unknown database 'nodb'.
        INSERT INTO d.pk (id) VALUES (1);          ERR 6014 42000 Getting analyzing error. Detail message: missing key columns:k2 for primary key table.
        INSERT INTO d.pk VALUES (1);               ERR 5604 42601 Getting analyzing error. Detail message: Inserted target column count: 6 doesn't match select/value column count: 1.
        INSERT INTO d.pk (id,k2,nope) VALUES (1,'a',2); ERR 1064 42000 Getting analyzing error. Detail message: Unknown column 'nope' in 'pk'.
        UPDATE d.dup SET de = 1 WHERE id = 1;      ERR 1064 42000 Getting analyzing error. Detail message: only support updating primary key table.
        CREATE TABLE d.pk AS SELECT 1 AS id;       ERR 1050 42S01 Getting analyzing error. Detail message: Table 'pk' already exists.
        UPDATE d.pk SET a = 1, b = 'x';            ERR 1064 42000 Getting analyzing error. Detail message: must specify where clause to prevent full table update.
        INSERT d.pk VALUES (1);                    ERR 1064 42000 Getting syntax error at line 1, column 7. Detail message: Unexpected input 'd', the most similar input is {'INTO'}.
        UPDATE d.pk SET id = 1 WHERE id = 1;       ERR 1064 42000 Getting analyzing error. Detail message: primary key column cannot be updated: id.
        EXPLAIN d.pk;                              ERR 1064 42000 Getting syntax error at line 1, column 8. Detail message: Unexpected input 'd', the most similar input is {'SELECT', '('}.
        SELECT 1 FROM nodb.t;                      ERR 5501 3F000 Getting analyzing error. Detail message: Unknown database 'nodb'.
        SELECT * FROM d.PK;                        ERR 5502 42602 Getting analyzing error. Detail message: Unknown table 'd.PK'.
        SELECT * FROM D.pk;                        ERR 5501 3F000 Getting analyzing error. Detail message: Unknown database 'D'.
        SELECT 1 FROM information_schema.nope;     ERR 5502 42602 Getting analyzing error. Detail message: Unknown table 'information_schema.nope'.
        """)
    void refuses(String statement, String error) {
        assertThat(sql.answer(statement)).isEqualTo(error);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            textBlock =
                    """
        SELECT TABLE_NAME, TABLE_ROWS, TABLE_COMMENT FROM information_schema.tables WHERE TABLE_SCHEMA = 'd' ORDER BY 1; ^arrays,0,|dup,3,|js,0,|pk,2,the "table"^
        select table_name from INFORMATION_SCHEMA.TABLES where table_schema in ('d') and table_name like 'd%'; dup
        SELECT COLUMN_NAME, ORDINAL_POSITION, COLUMN_DEFAULT, IS_NULLABLE, COLUMN_TYPE, COLUMN_KEY, COLUMN_SIZE, DECIMAL_DIGITS FROM information_schema.columns WHERE table_schema = 'd' AND table_name = 'pk' AND column_key = ''; a,3,null,YES,int(11),,10,0|b,4,dflt,YES,varchar(5),,5,null|n,5,7,NO,int(11),,10,0|ts,6,CURRENT_TIMESTAMP,YES,datetime,,null,null
        SELECT TABLE_MODEL, PRIMARY_KEY, DISTRIBUTE_TYPE FROM information_schema.tables_config WHERE table_name = 'pk'; PRIMARY_KEYS,`id`, `k2`,HASH
        SELECT count(*) FROM information_schema.schemata WHERE schema_name IN ('d', 'information_schema'); 2
        SELECT count(*) FROM information_schema.statistics; 0
        SELECT t.table_name, count(*) FROM information_schema.tables t JOIN information_schema.columns c ON t.table_schema = c.table_schema AND t.table_name = c.table_name WHERE t.table_schema = 'd' GROUP BY t.table_name ORDER BY 1; arrays,3|dup,2|js,3|pk,6
        SELECT count(*) FROM information_schema.loads; 0
        SELECT count(*) FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS; 0
        SELECT WORD FROM INFORMATION_SCHEMA.KEYWORDS WHERE RESERVED = 1 ORDER BY WORD; ^^
        SELECT table_name FROM information_schema.tables WHERE table_name = 'dup' HAVING table_type IN ('BASE TABLE') ORDER BY 1; dup
        DESC information_schema.schema_privileges; GRANTEE,varchar(65533),YES,false,null,|TABLE_CATALOG,varchar(65533),YES,false,null,|TABLE_SCHEMA,varchar(65533),YES,false,null,|PRIVILEGE_TYPE,varchar(65533),YES,false,null,|IS_GRANTABLE,varchar(65533),YES,false,null,
        SHOW TABLES FROM information_schema LIKE 'table%'; table_constraints|table_privileges|tables|tables_config
        """)
    void showsTheCatalog(String query, String rows) {
        assertThat(sql.answer(query)).isEqualTo(rows);
    }

    @Test
    void seesColumnsAddedSinceTheLastQuery() throws SQLException {
        assertThat(sql.answer("SELECT * FROM dup WHERE id = 2")).isEqualTo("2,null");
        sql.update("ALTER TABLE dup ADD COLUMN c INT DEFAULT '5'");

        assertThat(sql.answer("SELECT * FROM dup WHERE id = 2")).isEqualTo("2,null,5");
    }

    @Test
    void needsABackendForRowsAndNotForTheCatalog() {
        sql.emulator().stopBackend(0);

        assertThat(sql.answer("SELECT * FROM dup"))
                .startsWith("ERR 1064 42000 Backend node not found.");
        assertThat(sql.answer("INSERT INTO dup VALUES (1, 1)"))
                .startsWith("ERR 1064 42000 Getting analyzing error. Detail message: Tablet lost");
        assertThat(sql.answer("SELECT 1")).isEqualTo("1");
    }
}
