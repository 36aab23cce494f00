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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.session.Session;
import io.cdcpipelines.starrocks.emulator.session.SystemVariables;
import io.cdcpipelines.starrocks.emulator.sql.Lexer;
import io.cdcpipelines.starrocks.emulator.sql.SqlError;
import io.cdcpipelines.starrocks.emulator.sql.SqlErrors;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult;
import io.cdcpipelines.starrocks.emulator.sql.StatementResult.ResultColumn;
import io.cdcpipelines.starrocks.emulator.sql.TableName;
import io.cdcpipelines.starrocks.emulator.sql.Token;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryEngineTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);

    private static final QueryTable TYPES =
            new QueryTable(
                    List.of(
                            field("id", DataType.of(TypeKind.INT)),
                            field("b", DataType.of(TypeKind.BOOLEAN)),
                            field("big", DataType.of(TypeKind.BIGINT)),
                            field("li", DataType.of(TypeKind.LARGEINT)),
                            field("f", DataType.of(TypeKind.FLOAT)),
                            field("d", DataType.of(TypeKind.DOUBLE)),
                            field("de", DataType.decimal(38, 10)),
                            field("ch", DataType.sized(TypeKind.CHAR, 10)),
                            field("Name", DataType.sized(TypeKind.VARCHAR, 20)),
                            field("bin", DataType.sized(TypeKind.VARBINARY, 0)),
                            field("dt", DataType.of(TypeKind.DATE)),
                            field("ts", DataType.of(TypeKind.DATETIME)),
                            field("j", DataType.of(TypeKind.JSON)),
                            field(
                                    "ar",
                                    new DataType(
                                            TypeKind.ARRAY,
                                            0,
                                            0,
                                            0,
                                            List.of(DataType.sized(TypeKind.VARCHAR, 5)),
                                            List.of()))),
                    List.of(
                            new Object[] {
                                1,
                                true,
                                9007199254740993L,
                                new BigInteger("170141183460469231731687303715884105727"),
                                1.1f,
                                0.1,
                                new BigDecimal("1234567890123456789012345678.0123456789"),
                                "ab ",
                                "O'Neil \uD83D\uDE00",
                                new byte[] {0, (byte) 0xff, 0x27},
                                LocalDate.of(2024, 2, 29),
                                LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000),
                                "{\"a\": {\"b\": [1, \"x\"]}}",
                                List.of("p", "q")
                            },
                            new Object[] {
                                2,
                                false,
                                -1L,
                                BigInteger.ONE.negate(),
                                -0.5f,
                                1e300,
                                new BigDecimal("-0.0000000001"),
                                "",
                                "x\ny\\z",
                                new byte[0],
                                LocalDate.of(1, 1, 1),
                                LocalDateTime.of(1, 1, 1, 0, 0),
                                "[]",
                                List.of()
                            },
                            new Object[] {
                                3, null, null, null, null, null, null, null, null, null, null, null,
                                null, null
                            }));

    private static final QueryTable ORDERS =
            new QueryTable(
                    List.of(
                            field("order_id", DataType.of(TypeKind.BIGINT)),
                            field("id", DataType.of(TypeKind.INT)),
                            field("key", DataType.sized(TypeKind.VARCHAR, 20)),
                            field("value", DataType.decimal(10, 2))),
                    List.of(
                            order(10, 1, "a", "1.50"),
                            order(11, 1, "b", "2.50"),
                            order(12, 2, "a", "4.00")));

    private static final Map<TableName, QueryTable> TABLES =
            Map.of(
                    new TableName(java.util.Optional.of("d"), "types"), TYPES,
                    new TableName(java.util.Optional.of("d"), "orders"), ORDERS,
                    new TableName(java.util.Optional.of("e"), "orders"), ORDERS);

    private static final Cluster CLUSTER = new Cluster(VersionProfile.V3_5, CLOCK, 1);
    private static final QueryEngine ENGINE =
            new QueryEngine(
                    QueryEngineTest::table,
                    new SystemVariables(VersionProfile.V3_5, ZoneOffset.UTC),
                    CLUSTER);

    private static QueryTable.Field field(String name, DataType type) {
        return new QueryTable.Field(name, type);
    }

    private static Object[] order(long order, int id, String key, String value) {
        return new Object[] {order, id, key, new BigDecimal(value)};
    }

    private static QueryTable table(Session session, TableName name) throws SqlError {
        QueryTable table =
                TABLES.get(new TableName(name.database().or(session::database), name.table()));
        if (table == null) {
            throw SqlErrors.unknownTable("d." + name.table());
        }
        return table;
    }

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    private static StatementResult.Rows query(String sql) throws SqlError {
        Session session = new Session(7, "root", "127.0.0.1");
        session.use("d");
        List<Token> tokens = new ArrayList<>(Lexer.tokens(sql));
        tokens.remove(tokens.size() - 1);
        return ENGINE.query(session, tokens);
    }

    /** Rows by {@code |}, values by a comma, as StarRocks prints them. */
    private static String printed(String sql) throws SqlError {
        StatementResult.Rows result = query(sql);
        return result.rows().stream()
                .map(row -> printed(result.columns(), row))
                .collect(Collectors.joining("|"));
    }

    private static String printed(List<ResultColumn> columns, Object[] row) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < row.length; i++) {
            values.add(row[i] == null ? "NULL" : ValueText.of(columns.get(i).type(), row[i]));
        }
        return String.join(",", values);
    }

    @Test
    void readsEveryTypeBackAsItWasStored() throws SqlError {
        StatementResult.Rows result = query("SELECT * FROM types ORDER BY id");

        assertThat(result.columns())
                .extracting(ResultColumn::label)
                .containsExactlyElementsOf(
                        TYPES.fields().stream().map(QueryTable.Field::name).toList());
        assertThat(result.columns())
                .extracting(ResultColumn::type)
                .containsExactlyElementsOf(
                        TYPES.fields().stream().map(QueryTable.Field::type).toList());
        for (int i = 0; i < 3; i++) {
            Object[] expected = TYPES.rows().get(i).clone();
            expected[13] = i == 0 ? "[\"p\",\"q\"]" : i == 1 ? "[]" : null;
            assertThat(result.rows().get(i)).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            textBlock =
                    """
        SELECT 1;                                                          1
        SELECT 'it''s', "dq", 'a\\\\b', 'n\\n';                              ^it's,dq,a\\b,n
        ^
        SELECT 1 + 1 AS two, 7 / 2, 7 DIV 2, 7 % 2;                        2,3.5,3,1
        SELECT 1/0, 7 % 0, 5 DIV 0, 1/(2-2), 8/4/2, 6/length('ab');        NULL,NULL,NULL,NULL,1,3
        SELECT sum(id) / count(*), 9 / types.id, -6 / -d.types.id FROM types WHERE id = 3 GROUP BY id; 3,3,2
        SELECT true || false, true && false, !true;                        1,0,0
        SELECT NULL <=> NULL, 1 <=> NULL;                                  1,0
        SELECT count(*), COUNT(b), sum(id), max(Name) FROM d.types;        ^3,2,6,x
        y\\z^
        SELECT types.NAME FROM types WHERE ID = 2;                         ^x
        y\\z^
        SELECT d.types.id FROM d.types WHERE d.types.b;                    1
        SELECT t.id, o.order_id FROM types t JOIN orders o ON t.id = o.id ORDER BY o.order_id; 1,10|1,11|2,12
        SELECT types.id, orders.order_id FROM types, orders WHERE types.id = orders.id AND `key` = 'b'; 1,11
        SELECT d.orders.value, e.orders.key FROM d.orders JOIN e.orders ON d.orders.order_id = e.orders.order_id WHERE d.orders.order_id = 12; 4.00,a
        SELECT types.id FROM types LEFT JOIN orders o USING (id) WHERE o.id IS NULL; 3
        SELECT id FROM (SELECT id, count(*) AS c FROM orders GROUP BY id) x WHERE c > 1; 1
        SELECT id FROM types WHERE id IN (SELECT id FROM orders) ORDER BY 1 DESC; 2|1
        SELECT id FROM types t WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.id = t.id); 3
        WITH x AS (SELECT id FROM orders), y (n) AS (SELECT 5) SELECT count(*), max(n) FROM x, y; 3,5
        SELECT 1 UNION ALL SELECT 2;                                       1|2
        (SELECT id FROM types) UNION (SELECT id FROM orders) ORDER BY id LIMIT 1, 2; 2|3
        SELECT key, sum(value) FROM orders GROUP BY key ORDER BY key;      a,5.50|b,2.50
        SELECT key, group_concat(order_id ORDER BY order_id SEPARATOR '+') FROM orders GROUP BY key HAVING count(*) > 1; a,10+12
        SELECT avg(order_id), avg(id), sum(order_id) FROM orders;          11,1.3333333333333333,33
        SELECT ndv(key), count(DISTINCT id) FROM orders;                   2,2
        SELECT CAST('12x' AS INT), CAST('12' AS INT), CAST(300 AS TINYINT); NULL,12,NULL
        SELECT CAST(de AS STRING), CAST(b AS VARCHAR(5)), CAST(d AS CHAR) FROM types WHERE id = 1; 1234567890123456789012345678.0123456789,1,0.1
        SELECT CAST('1.005' AS DECIMAL(10,2)), CAST('2024-01-02 03:04:05.1234567Z' AS DATETIME); 1.01,2024-01-02 03:04:05.123456
        SELECT CAST(li AS STRING), li + 0 FROM types WHERE id = 1;         170141183460469231731687303715884105727,170141183460469231731687303715884105727
        SELECT concat('a', 1, NULL), concat(id, '-', b) FROM types WHERE id = 1; NULL,1-1
        SELECT concat_ws(',', 'a', NULL, ts) FROM types WHERE id = 2;      a,0001-01-01 00:00:00
        SELECT md5('a'), crc32('a'), hex(255), hex('ab'), hex(bin) FROM types WHERE id = 1; 0cc175b9c0f1b6a831c399e269772661,3904355907,FF,6162,00FF27
        SELECT to_base64(bin), from_base64('YQ=='), from_binary(to_binary('ff', 'hex'), 'encode64') FROM types WHERE id = 1; AP8n,a,/w==
        SELECT if(id > 1, 'x', 'y'), ifnull(b, 9), coalesce(NULL, 3) FROM types WHERE id = 3; x,9,3
        SELECT length('\u00e9'), char_length('\u00e9'), upper('a'), left('abc', 2), reverse('abc'); 2,1,A,ab,cba
        SELECT date_format(ts, '%Y/%m/%d %H:%i:%s.%f') FROM types WHERE id = 1; 9999/12/31 23:59:59.999999
        SELECT date_add('2024-02-28', INTERVAL 2 DAY), date_sub(dt, INTERVAL 1 MONTH) FROM types WHERE id = 1; 2024-03-01 00:00:00,2024-01-29 00:00:00
        SELECT ts + INTERVAL -1 SECOND FROM types WHERE id = 1;            9999-12-31 23:59:58.999999
        SELECT datediff('2024-03-01', '2024-02-28'), year(dt), date(ts) FROM types WHERE id = 1; 2,2024,9999-12-31
        SELECT now(), current_timestamp, curdate(), unix_timestamp();      2026-01-02 03:04:05,2026-01-02 03:04:05,2026-01-02,1767323045
        SELECT version(), current_version(), database(), user(), connection_id(); 8.0.33,3.5.10-emulator,d,'root'@'%',7
        SELECT @@version_comment, @@session.autocommit, @@max_allowed_packet AS p; 3.5.10-emulator,1,33554432
        SELECT get_json_string(j, '$.a.b[1]'), get_json_int(j, '$.a.b[0]') FROM types WHERE id = 1; x,1
        SELECT x'41', CASE WHEN id = 1 THEN 'one' ELSE 'more' END FROM types WHERE id < 3 ORDER BY id; A,one|A,more
        SELECT id FROM types WHERE ts = '9999-12-31 23:59:59.999999' AND dt = '2024-02-29' AND name LIKE 'O\\'%'; 1
        SELECT id FROM types WHERE li > 0 AND de > 1 AND f > 1 AND b = true AND b = 1; 1
        SELECT id FROM types WHERE name REGEXP '^O';                       1
        SELECT 1 FROM dual;                                                1
        """)
    void evaluates(String sql, String expected) throws SqlError {
        assertThat(printed(sql)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
        SELECT id FROM types;                    id
        SELECT ID, t.Name FROM types t;          ID|Name
        SELECT COUNT(*), 1+1 FROM types;         count(*)|1 + 1
        SELECT id x, id AS y, 'a' FROM types;    x|y|'a'
        SELECT @@version_comment;                @@version_comment
        SELECT max(id), concat(id,'a') FROM types GROUP BY id; max(id)|concat(id, 'a')
        SELECT `a``b` FROM (SELECT 1 AS ab) x;   ab
        """)
    void labelsColumns(String sql, String labels) throws SqlError {
        assertThat(query(sql).columns())
                .extracting(ResultColumn::label)
                .containsExactly(labels.split("[|]"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
        SELECT nope FROM types;    1064;  42000; Getting analyzing error. Detail message: Column 'nope' cannot be resolved.
        SELECT 1 FROM d.nope;      5502;  42602; Getting analyzing error. Detail message: Unknown table 'd.nope'.
        SELECT @@nope;             1193;  HY000; Unknown system variable 'nope'
        SELECT no_such(1);         1064;  42000; No matching function with signature
        SELECT 1 FROM;             1064;  42000; Getting syntax error
        SELECT id, count(*) FROM types; 1064; 42000; must be an aggregate expression or appear in GROUP BY clause
        SELECT id, order_id FROM orders WHERE id > 99 GROUP BY id; 1064; 42000; 'order_id' must be an aggregate expression
        SELECT FILE_READ('/etc/hostname'); 1064; 42000; No matching function with signature: FILE_READ()
        SELECT listagg(id) FROM types; 1064; 42000; No matching function with signature
        SELECT * FROM system_range(1, 3); 1064; 42000; Unknown table function
        SELECT id FROM types FETCH FIRST 1 ROWS ONLY; 1064; 42000; Getting syntax error
        SELECT id FROM types OFFSET 1; 1064; 42000; Getting syntax error
        SELECT FROM types;         1064;  42000; Getting syntax error
        """)
    void refuses(String sql, int code, String state, String message) {
        assertThatThrownBy(() -> query(sql))
                .isInstanceOfSatisfying(
                        SqlError.class,
                        error -> {
                            assertThat(error.code()).isEqualTo(code);
                            assertThat(error.sqlState()).isEqualTo(state);
                            assertThat(error).hasMessageContaining(message);
                        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
        SELECT id FROM orders GROUP BY id HAVING id >= 2;            2
        SELECT key FROM orders GROUP BY key ORDER BY key DESC;       b|a
        SELECT id FROM types WHERE name IS NULL;                     3
        SELECT split_part('a,b,c', ',', 2), split_part('a,b', ',', -1), split_part('a', ',', 2); b,b,NULL
        SELECT substring_index('a.b.c', '.', 2), substring_index('a.b.c', '.', -1), find_in_set('b', 'a,b'); a.b,c,2
        SELECT starts_with('abc', 'ab'), ends_with('abc', 'x'), null_or_empty(NULL), strleft('abc', 2), strright('abc', 5); 1,0,1,ab,abc
        SELECT bin(5), str2date('2024-02-29', '%Y-%m-%d'), to_days('1970-01-01'), days_add('2024-02-28', 2), hours_add('2024-02-28', -1), bit_shift_left(1, 3); 101,2024-02-29,719528,2024-03-01 00:00:00,2024-02-27 23:00:00,8
        SELECT id FROM types MINUS SELECT id FROM orders ORDER BY 1; 3
        SELECT DISTINCT id AS n FROM orders HAVING id > 1;           2
        SELECT id FROM types WHERE Name COLLATE utf8_general_ci = 'x' OR id = 3; 3
        SELECT 1 'one', DATETIME '2024-01-02 03:04:05' "then", 'ab' RLIKE '^a'; 1,2024-01-02 03:04:05,1
        SELECT id FROM orders WHERE order_id > 10 AND order_id <= 11; 1
        SELECT a.order_id FROM orders a, orders b, orders c, orders e, types f WHERE a.order_id = b.order_id AND b.order_id = c.order_id AND c.order_id = e.order_id AND f.id = a.id AND a.id = 1 ORDER BY 1; 10|11
        """)
    void findsRowsByTheirValues(String sql, String expected) throws SqlError {
        assertThat(printed(sql)).isEqualTo(expected);
    }
}
