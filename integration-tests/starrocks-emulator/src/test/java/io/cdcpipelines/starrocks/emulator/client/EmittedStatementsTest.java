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

package io.cdcpipelines.starrocks.emulator.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.core.catalog.ColumnAddition;
import io.cdcpipelines.starrocks.core.catalog.ColumnCast;
import io.cdcpipelines.starrocks.core.catalog.SqlStatement;
import io.cdcpipelines.starrocks.core.catalog.StatementRenderer;
import io.cdcpipelines.starrocks.core.table.ColumnDefault;
import io.cdcpipelines.starrocks.core.table.KeyModel;
import io.cdcpipelines.starrocks.core.table.Partitioning;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import io.cdcpipelines.starrocks.core.table.TablePath;
import io.cdcpipelines.starrocks.emulator.SqlSessionFixture;
import io.cdcpipelines.starrocks.emulator.VersionProfile;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every kind of statement that the connector writes, with what frontends of StarRocks 3.3 and 3.5
 * answered to statements of that shape: which are taken, and for which reason the others are not.
 */
class EmittedStatementsTest {
    private static final String OK = "OK";
    private static final TablePath PATH = TablePath.of("d", "t");
    private static final StarRocksType TEXT = StarRocksType.varchar(20);

    /** {@code id, k2} as the key, then {@code a INT DEFAULT '7', b VARCHAR(20)}. */
    private static final StarRocksTable TABLE =
            table(
                    PATH,
                    column("id", StarRocksType.INT).asNotNull(),
                    column("k2", TEXT).asNotNull(),
                    column("a", StarRocksType.INT).withDefault(ColumnDefault.literal("7")),
                    column("b", TEXT));

    /**
     * @param method of the renderer
     * @param before what is done before, and has to succeed
     * @param answers what an answer starts with, by version
     */
    private record Case(
            String method,
            List<SqlStatement> before,
            SqlStatement statement,
            Map<VersionProfile, String> answers) {

        static Case of(String method, SqlStatement statement, String answer) {
            return of(method, statement, answer, answer);
        }

        static Case of(String method, SqlStatement statement, String on33, String on35) {
            return new Case(
                    method,
                    List.of(StatementRenderer.createTable(TABLE)),
                    statement,
                    Map.of(VersionProfile.V3_3, on33, VersionProfile.V3_5, on35));
        }
    }

    private static StarRocksColumn column(String name, StarRocksType type) {
        return StarRocksColumn.of(name, type);
    }

    private static StarRocksTable table(TablePath path, StarRocksColumn... columns) {
        List<String> keys =
                Arrays.stream(columns)
                        .filter(column -> !column.isNullable())
                        .map(StarRocksColumn::name)
                        .toList();
        return StarRocksTable.builder(path)
                .columns(List.of(columns))
                .primaryKey(keys)
                .buckets(1)
                .properties(Map.of("replication_num", "1"))
                .build();
    }

    private static Case created(String answer, StarRocksColumn... columns) {
        return Case.of(
                "createTable",
                StatementRenderer.createTable(table(TablePath.of("d", "new"), columns)),
                answer);
    }

    private static String analyzing(int code, String state, String message) {
        return "ERR " + code + " " + state + " Getting analyzing error. Detail message: " + message;
    }

    private static String analyzing(String message) {
        return analyzing(1064, "42000", message);
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>(tables());
        cases.addAll(layouts());
        cases.addAll(changesOfColumns());
        cases.addAll(changesOfTables());
        return cases;
    }

    private static List<Case> tables() {
        StarRocksColumn id = column("id", StarRocksType.INT).asNotNull();
        List<Case> cases = new ArrayList<>();
        for (StarRocksType type :
                List.of(
                        StarRocksType.BOOLEAN,
                        StarRocksType.TINYINT,
                        StarRocksType.SMALLINT,
                        StarRocksType.INT,
                        StarRocksType.BIGINT,
                        StarRocksType.LARGEINT,
                        StarRocksType.varchar(1048576),
                        StarRocksType.DATE,
                        StarRocksType.DATETIME)) {
            cases.add(created(OK, column("k", type).asNotNull(), column("v", type)));
        }
        Map.of(
                        StarRocksType.FLOAT,
                        "float",
                        StarRocksType.DOUBLE,
                        "double",
                        StarRocksType.decimal(38, 0),
                        "decimal(38, 0)",
                        StarRocksType.charOf(255),
                        "char(255)",
                        StarRocksType.JSON,
                        "json",
                        StarRocksType.VARBINARY,
                        "varbinary")
                .forEach(
                        (type, printed) -> {
                            cases.add(created(OK, id, column("v", type)));
                            cases.add(
                                    created(
                                            analyzing(
                                                    "primary key column[k] type not supported: "
                                                            + printed
                                                            + "."),
                                            column("k", type).asNotNull()));
                        });
        cases.add(
                created(
                        analyzing(1060, "42S21", "Duplicate column name 'ID'."),
                        id,
                        column("ID", TEXT)));
        cases.add(
                created(
                        analyzing(1166, "42000", "Incorrect column name 'a=b'."),
                        id,
                        column("a=b", TEXT)));
        cases.add(
                created(
                        analyzing(
                                "Column name [__op] is a system reserved name. Please choose a"
                                        + " different one.."),
                        id,
                        column("__op", TEXT)));
        cases.add(defaulted(StarRocksType.INT, "0", OK));
        cases.add(defaulted(StarRocksType.INT, "", "Invalid number format: ."));
        cases.add(
                defaulted(
                        StarRocksType.TINYINT, "128", "Number out of range[128]. type: TINYINT."));
        cases.add(defaulted(StarRocksType.varchar(5), "", OK));
        cases.add(
                defaulted(
                        StarRocksType.varchar(5), "abcdef", "Default value is too long: abcdef."));
        cases.add(
                defaulted(
                        StarRocksType.DATE, "0000-00-00", "date literal [0000-00-00] is invalid."));
        cases.add(
                Case.of(
                        "createTable",
                        StatementRenderer.createTable(
                                StarRocksTable.builder(TablePath.of("d", "new"))
                                        .column(column("a", StarRocksType.INT))
                                        .key(KeyModel.DUPLICATE, List.of("a"))
                                        .properties(Map.of("replication_num", "4"))
                                        .build()),
                        analyzing("Table replication num should be less than of equal to")));
        cases.add(Case.of("createTable", StatementRenderer.createTable(TABLE), OK));
        return cases;
    }

    /** Distribution, sort key and partitions; no record has the last two, but the sources have. */
    private static List<Case> layouts() {
        return List.of(
                laidOut(OK, table -> table.distributionColumns(List.of("k2"))),
                laidOut(OK, table -> table.distributionColumns(List.of("ID", "k2"))),
                laidOut(
                        "ERR 1064 42000 Distribution column[a] is not key column",
                        table -> table.distributionColumns(List.of("a"))),
                laidOut(
                        analyzing("Distribution column(nope) doesn't exist.."),
                        table -> table.distributionColumns(List.of("nope"))),
                laidOut(OK, table -> table.sortColumns(List.of("b", "id"))),
                laidOut(
                        analyzing("sort key column[f] type not supported: float."),
                        table ->
                                table.column(column("f", StarRocksType.FLOAT))
                                        .sortColumns(List.of("f"))),
                laidOut(OK, table -> table.partitioning(Partitioning.byColumns(List.of("k2")))),
                laidOut("ERR", table -> table.partitioning(Partitioning.byColumns(List.of("a")))));
    }

    private static Case laidOut(String answer, UnaryOperator<StarRocksTable.Builder> layout) {
        StarRocksTable.Builder table =
                StarRocksTable.builder(TablePath.of("d", "new"))
                        .columns(TABLE.columns())
                        .primaryKey(TABLE.keyColumns())
                        .properties(TABLE.properties());
        return Case.of(
                "createTable", StatementRenderer.createTable(layout.apply(table).build()), answer);
    }

    private static Case defaulted(StarRocksType type, String value, String answer) {
        return created(
                answer.equals(OK) ? OK : analyzing("Invalid default value for 'v': " + answer),
                column("id", StarRocksType.INT).asNotNull(),
                column("v", type).withDefault(ColumnDefault.literal(value)));
    }

    private static List<Case> changesOfColumns() {
        ColumnDefault zero = ColumnDefault.literal("0");
        return List.of(
                added(OK, ColumnAddition.last(column("n", TEXT).withComment("it's \\ \"n\""))),
                added(OK, ColumnAddition.after(column("n", TEXT), "A")),
                added(
                        OK,
                        ColumnAddition.last(
                                column("n", StarRocksType.INT).asNotNull().withDefault(zero))),
                added(
                        "ERR 1064 42000",
                        ColumnAddition.last(column("n", StarRocksType.INT).asNotNull())),
                added("ERR", ColumnAddition.last(column("B", TEXT))),
                Case.of("dropColumns", StatementRenderer.dropColumns(PATH, List.of("a", "b")), OK),
                Case.of("dropColumns", StatementRenderer.dropColumns(PATH, List.of("k2")), "ERR"),
                modified(
                        OK,
                        column("a", StarRocksType.BIGINT).withDefault(ColumnDefault.literal("7"))),
                modified("ERR 1064 42000", column("a", StarRocksType.BIGINT)),
                modified("ERR 1064 42000", column("b", StarRocksType.varchar(10))),
                modified("ERR 1064 42000", column("b", TEXT).asNotNull()),
                Case.of("renameColumn", StatementRenderer.renameColumn(PATH, "a", "x y"), OK),
                Case.of("renameColumn", StatementRenderer.renameColumn(PATH, "id", "列"), OK),
                Case.of(
                        "renameColumn",
                        StatementRenderer.renameColumn(PATH, "a", "A"),
                        "ERR 1060 42S21 Duplicate column name 'A'"),
                Case.of(
                        "renameColumn",
                        StatementRenderer.renameColumn(PATH, "nope", "x"),
                        "ERR 5509 42S22 Unknown column 'nope' in 't'"),
                Case.of(
                        "commentColumn",
                        StatementRenderer.commentColumn(PATH, "id", "it's"),
                        "ERR 1064 42000 Getting syntax error",
                        OK),
                Case.of(
                        "convertColumns",
                        StatementRenderer.convertColumns(
                                PATH, List.of(new ColumnCast("a", "b", TEXT))),
                        OK));
    }

    private static Case added(String answer, ColumnAddition addition) {
        return Case.of("addColumns", StatementRenderer.addColumns(PATH, List.of(addition)), answer);
    }

    private static Case modified(String answer, StarRocksColumn column) {
        return Case.of(
                "modifyColumns", StatementRenderer.modifyColumns(TABLE, List.of(column)), answer);
    }

    private static List<Case> changesOfTables() {
        TablePath nowhere = TablePath.of("d", "nope");
        return List.of(
                Case.of("createDatabase", StatementRenderer.createDatabase("a-b"), OK),
                Case.of("createDatabase", StatementRenderer.createDatabase("d"), OK),
                Case.of(
                        "createDatabase",
                        StatementRenderer.createDatabase("1a"),
                        analyzing(1102, "42000", "Incorrect database name '1a'.")),
                Case.of("commentTable", StatementRenderer.commentTable(PATH, "a\n'b' \\"), OK),
                Case.of("renameTable", StatementRenderer.renameTable(PATH, "t 2"), OK),
                Case.of(
                        "renameTable",
                        StatementRenderer.renameTable(nowhere, "x"),
                        analyzing("Table nope is not found.")),
                Case.of("truncateTable", StatementRenderer.truncateTable(PATH), OK),
                Case.of("truncateTable", StatementRenderer.truncateTable(nowhere), "ERR"),
                Case.of("dropTable", StatementRenderer.dropTable(PATH), OK),
                Case.of("dropTable", StatementRenderer.dropTable(nowhere), OK));
    }

    @ParameterizedTest
    @EnumSource(VersionProfile.class)
    void areTakenOrRefusedAsRecorded(VersionProfile profile) throws Exception {
        List<String> different = new ArrayList<>();
        try (SqlSessionFixture server = SqlSessionFixture.start(profile)) {
            for (Case one : cases()) {
                server.answer("DROP DATABASE IF EXISTS d FORCE");
                assertThat(server.answer("CREATE DATABASE d")).startsWith(OK);
                one.before().forEach(sql -> assertThat(server.answer(sql.sql())).startsWith(OK));
                String answer = server.answer(one.statement().sql());
                if (!answer.startsWith(one.answers().get(profile))) {
                    different.add(one.statement().sql() + " -> " + answer);
                }
            }
        }
        assertThat(different).isEmpty();
    }

    @Test
    void areAllOfTheRenderer() {
        Set<String> methods =
                Arrays.stream(StatementRenderer.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(Method::getName)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(cases()).extracting(Case::method).containsAll(methods);
    }
}
