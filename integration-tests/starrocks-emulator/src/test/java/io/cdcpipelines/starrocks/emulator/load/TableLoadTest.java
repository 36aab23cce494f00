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

package io.cdcpipelines.starrocks.emulator.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.emulator.ManualClock;
import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.DataType;
import io.cdcpipelines.starrocks.emulator.catalog.Database;
import io.cdcpipelines.starrocks.emulator.catalog.DefaultValue;
import io.cdcpipelines.starrocks.emulator.catalog.KeysModel;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.catalog.TypeKind;
import io.cdcpipelines.starrocks.emulator.storage.InMemoryRowStore;
import io.cdcpipelines.starrocks.emulator.storage.RowStore.Change;
import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import io.cdcpipelines.starrocks.emulator.transaction.PendingWrite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table is {@code t(id INT key, v VARCHAR(10), n INT NOT NULL DEFAULT '7', b VARBINARY)}. */
class TableLoadTest {
    private final Cluster cluster = new Cluster(VersionProfile.V3_5, new ManualClock(), 1);
    private final H2ExpressionEngine expressions = new H2ExpressionEngine();
    private final TableLoad.Environment environment =
            new TableLoad.Environment(
                    cluster, new LoadPlanner(cluster, expressions), new DefaultValues(cluster));
    private final Map<String, String> headers = new HashMap<>();
    private final Database database = new Database(cluster.nextId(), "d");
    private Table table;
    private TableLoad load;

    @BeforeEach
    void createTable() {
        cluster.add(database);
        table = create("t", KeysModel.PRIMARY_KEYS, DataType.of(TypeKind.INT));
        headers.put("format", "json");
    }

    @AfterEach
    void close() {
        expressions.close();
    }

    private Table create(String name, KeysModel model, DataType keyType) {
        DefaultValue none = new DefaultValue.None();
        List<Column> columns =
                List.of(
                        column("id", keyType, true, false, none),
                        column("v", DataType.sized(TypeKind.VARCHAR, 10), false, true, none),
                        column(
                                "n",
                                DataType.of(TypeKind.INT),
                                false,
                                false,
                                new DefaultValue.Literal("7")),
                        column("b", DataType.of(TypeKind.VARBINARY), false, true, none));
        TreeMap<String, String> properties = new TreeMap<>(Map.of("replication_num", "1"));
        Table created =
                new Table(
                        cluster.nextId(),
                        database.id(),
                        name,
                        "",
                        model,
                        columns,
                        List.of(),
                        new Table.Distribution(List.of("id"), 1),
                        Optional.empty(),
                        properties,
                        InMemoryRowStore.create(model, columns),
                        cluster.clock().instant());
        database.add(created);
        return created;
    }

    private static Column column(
            String name,
            DataType type,
            boolean isKey,
            boolean isNullable,
            DefaultValue defaultValue) {
        return new Column(
                name, name, type, isKey, isNullable, false, Optional.empty(), defaultValue, "");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "objects without separator|{\"id\":1,\"n\":1}{\"id\":2,\"n\":2}|1 null 1;2 null 2",
                "objects in lines|~{\"id\":1,\"n\":1}\n{\"id\":2,\"n\":2}\n~|1 null 1;2 null 2",
                "missing key is NULL and not the default|{\"id\":1}|",
                "key in another case is unknown|{\"ID\":1,\"id\":2,\"n\":1,\"V\":\"x\"}|2 null 1",
                "first of equal keys counts|{\"id\":1,\"id\":2,\"n\":1,\"n\":5}|1 null 1",
                "unknown keys are skipped|{\"x\":{\"id\":[5]},\"id\":1,\"y\":[{}],\"n\":1}|1 null 1",
                "last row of a key wins|{\"id\":1,\"n\":1}{\"id\":1,\"n\":2}|1 null 2",
                "delete after put|{\"id\":1,\"n\":1}{\"id\":1,\"n\":0,\"__op\":1}|",
                "put after delete|{\"id\":1,\"n\":0,\"__op\":1}{\"id\":1,\"n\":3,\"__op\":0}|1 null 3",
                "any other operation deletes|{\"id\":1,\"n\":1}{\"id\":1,\"n\":1,\"__op\":\"2\"}|",
                "too long becomes NULL|{\"id\":1,\"v\":\"12345678901\",\"n\":1}|1 null 1",
                "unreadable becomes NULL and is needed|{\"id\":1,\"n\":\"x\"}|"
            })
    void readsJsonObjects(String name, String body, String expected) throws LoadException {
        headers.put("max_filter_ratio", "1");

        publish(body);

        assertThat(rows()).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "false|[{\"id\":1}]|The value is array type in json document stream, you can set"
                        + " strip_outer_array=true to parse each element of the array as individual rows",
                "true|{\"id\":1}|the value should be array type with strip_outer_array=true",
                "false|x|illegal json started with [x]",
                "false|{\"id\":1}{\"id\":|Failed to iterate document stream",
                "false|{\"id\":01}|Failed to iterate document stream",
                "false|{\"id\":1},{\"id\":2}|Failed to iterate document stream",
                "true|[{\"id\":1},]|Failed to iterate document stream"
            })
    void malformedJsonFailsTheWholeLoad(String isStripped, String body, String message) {
        headers.put("strip_outer_array", isStripped);
        headers.put("max_filter_ratio", "1");

        assertThatThrownBy(() -> publish(body)).hasMessageStartingWith(message);
    }

    @Test
    void invalidUtf8FailsTheWholeLoad() throws LoadException {
        byte[] body = "{\"id\":1,\"n\":1,\"v\":\"?\"}".getBytes(StandardCharsets.UTF_8);
        body[body.length - 3] = (byte) 0xFF;
        load = open();

        assertThatThrownBy(() -> load.load(body, body.length))
                .isInstanceOf(LoadException.class)
                .hasMessageStartingWith("Failed to iterate document stream");
    }

    @Test
    void arraysAreStrippedAndWhatFollowsIsIgnored() throws LoadException {
        headers.put("strip_outer_array", "true");

        publish("[{\"id\":1,\"n\":1},{\"id\":2,\"n\":2}] [{\"id\":3,\"n\":3}]");

        assertThat(rows()).isEqualTo("1 null 1;2 null 2");
    }

    @Test
    void jsonRootAndPathsSelectWhatIsLoaded() throws LoadException {
        headers.put("json_root", "$.data");
        headers.put("strip_outer_array", "true");
        headers.put("jsonpaths", "[\"$.k.id\",\"$.names[1]\",\"$.op\"]");
        headers.put("columns", "id, v, __op");

        publish(
                "{\"data\":[{\"k\":{\"id\":1},\"names\":[\"a\",\"b\"],\"op\":0},"
                        + "{\"k\":{\"id\":2},\"op\":0}]}");

        assertThat(rows()).isEqualTo("1 b 7;2 null 7");
    }

    @Test
    void operationNeedNotHaveAPath() throws LoadException {
        headers.put("jsonpaths", "[\"$.id\",\"$.v\",\"$.n\"]");

        publish("{\"id\":1,\"n\":1,\"__op\":1}");

        assertThat(rows()).isEqualTo("1 null 1");
    }

    @ParameterizedTest(name = "columns: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "id,v,n|{\"id\":1,\"v\":\"a\",\"n\":2}|1 a 2 null",
                "`id`, `V`|{\"id\":1,\"V\":\"a\"}|1 a 7 null",
                "id, x, v=x|{\"id\":1,\"x\":\"a\"}|1 a 7 null",
                "id, v='k', n=9|{\"id\":1}|1 k 9 null",
                "id, x, n=x+1|{\"id\":1,\"x\":4}|1 null 5 null",
                "id, x, v=concat(x,'-',upper(x))|{\"id\":1,\"x\":\"a\"}|1 a-A 7 null",
                "id, x, b=to_binary(x,'encode64')|{\"id\":1,\"x\":\"AP8=\"}|1 null 7 00ff",
                "id, x, b=to_binary(x)|{\"id\":1,\"x\":\"00FF\"}|1 null 7 00ff",
                "id, x, b=to_binary(x,\"utf8\")|{\"id\":1,\"x\":\"é\"}|1 null 7 c3a9",
                "id, x, b=to_binary(x,'encode64')|{\"id\":1,\"x\":\"%\"}|1 null 7 null",
                "id, x, b=to_binary(x,'encode64')|{\"id\":1,\"x\":\"\"}|1 null 7 null",
                "id, x, b=to_binary(x,'encode64')|{\"id\":1,\"x\":\"=\"}|~1 null 7 ~",
                "id, v, b=to_binary(v,'hex')|{\"id\":1,\"v\":\"0a\"}|1 0a 7 0a",
                "id, __op='delete'|{\"id\":1}|",
                "id, v, __op|{\"id\":1,\"__op\":\"0\"}|1 null 7 null"
            })
    void columnsHeaderMapsFields(String columns, String body, String expected)
            throws LoadException {
        headers.put("columns", columns);
        headers.put("strict_mode", "true");

        publish(body);

        assertThat(fullRows()).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "columns|v,n|Column has no default value. column: id",
                "columns|id,v,V|Duplicate column: V",
                "columns|id,,v|Getting syntax error at line 1, column 12. Detail message: Unexpected"
                        + " input ',', the most similar input is {a legal identifier}.",
                "columns|id,__op='merge'|load op type string not supported: merge",
                "merge_condition|nope|Merge condition column nope does not exist.",
                "merge_condition|id|Merge condition column id should not be primary key!",
                "merge_condition|v|Merge condition column has invalid type",
                "timezone|Nowhere/X|Unknown or incorrect time zone: 'Nowhere/X'",
                "where|nope = 1|unknown column in where statement. the column 'nope' in where clause"
                        + " must be in the target table.",
                "strict_mode|maybe|Invalid strict mode format. Must be bool type",
                "format|xml|unknown data format, format=xml",
                "compression|rot13|Unsupported compression type: rot13",
                "trim_space|maybe|Invalid trim space format. Must be bool type",
                "partial_update|maybe|Invalid partial update flag format. Must be bool type",
                "skip_header|x|Invalid csv load skip_header format",
                "skip_header|-1|skip_header must be equal or greater than 0",
                "log_rejected_record_num|-2|log_rejected_record_num must be equal or greater than"
                        + " -1",
                "load_mem_limit|x|Invalid load mem limit format",
                "load_mem_limit|-1|load_mem_limit must be equal or greater than 0",
                "partitions|p1|Unknown partition 'p1' in table 't'",
                "temporary_partitions|t|Unknown partition 't' in table 't'",
                "column_separator|\\x0|Invalid delimiter '0': hex length must be a even number"
            })
    void badHeadersAreRefused(String header, String value, String message) {
        headers.put(header, value);

        assertThatThrownBy(this::open)
                .isInstanceOf(LoadException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void partialUpdateNeedsKeysAndAPrimaryKeyTable() {
        headers.put("partial_update", "true");
        headers.put("columns", "v");
        assertThatThrownBy(this::open).hasMessage("key column id not in partial update columns");

        table = create("dup", KeysModel.DUP_KEYS, DataType.of(TypeKind.INT));
        assertThatThrownBy(this::open).hasMessage("Only primary key table support partial update");
    }

    @Test
    void partialUpdateKeepsTheOtherColumns() throws LoadException {
        publish("{\"id\":1,\"v\":\"a\",\"n\":1}");
        headers.put("partial_update", "true");
        headers.put("columns", "id,n");

        publish("{\"id\":1,\"n\":2}{\"id\":2,\"n\":3}");

        assertThat(rows()).isEqualTo("1 a 2;2 null 3");
    }

    @Test
    void conditionalUpdateKeepsTheGreaterValue() throws LoadException {
        publish("{\"id\":1,\"v\":\"a\",\"n\":5}{\"id\":2,\"v\":\"b\",\"n\":5}");
        headers.put("merge_condition", "n");

        publish("{\"id\":1,\"v\":\"c\",\"n\":4}{\"id\":2,\"v\":\"d\",\"n\":5}");

        assertThat(rows()).isEqualTo("1 a 5;2 d 5");
    }

    @Test
    void unselectedRowsAreCountedAndDoNotCountAsFiltered() throws LoadException {
        headers.put("where", "n > 1 AND v <> \"x\"");

        publish(
                "{\"id\":1,\"v\":\"a\",\"n\":1}{\"id\":2,\"v\":\"x\",\"n\":2}"
                        + "{\"id\":3,\"v\":\"a\",\"n\":2}");

        assertThat(rows()).isEqualTo("3 a 2");
        assertThat(load.counts()).isEqualTo(new LoadCounts(3, 1, 0, 2));
    }

    @ParameterizedTest(name = "{0} of 10 bad rows at ratio {1}")
    @CsvSource({"1,0.1,true", "2,0.1,false", "1,0,false", "0,0,true"})
    void filteredRowsHaveALimit(int bad, String ratio, boolean isLoaded) throws LoadException {
        headers.put("max_filter_ratio", ratio);
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            body.append("{\"id\":").append(i).append(",\"n\":").append(i < bad ? "null}" : "1}");
        }
        load = open();
        load(body.toString());

        if (isLoaded) {
            load.finish();
        } else {
            assertThatThrownBy(load::finish).hasMessage("too many filtered rows");
        }
        assertThat(load.counts().filtered()).isEqualTo(bad);
        assertThat(load.errorRows()).hasSize(bad);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"id\":1,\"n\":null}|NULL value in non-nullable column 'n'",
                "{\"id\":1,\"n\":1,\"__op\":null}|NULL value in non-nullable column '__op'",
                "{\"id\":1,\"__op\":1}|NULL value in non-nullable column 'n'",
                "{\"id\":1,\"n\":\"x\"}|Value 'x' is out of range. The type of 'n' is INT",
                "{\"id\":1,\"n\":1,\"v\":\"ééééééé\"}|String 'ééééééé'(length=14) is too long. The max"
                        + " length of 'v' is 10"
            })
    void strictModeTellsWhatIsWrongWithARow(String row, String reason) throws LoadException {
        headers.put("strict_mode", "true");
        load = open();

        load(row);

        assertThat(load.errorRows()).containsExactly("Error: " + reason + ". Row: " + row);
    }

    @Test
    void onlyTheFirstErrorRowsAreKept() throws LoadException {
        load = open();
        load("{\"id\":null}".repeat(60));

        assertThat(load.errorRows()).hasSize(50);
        assertThat(load.counts().filtered()).isEqualTo(60);
    }

    @ParameterizedTest(name = "key of {0} bytes")
    @CsvSource({"128,true", "129,false"})
    void keysHaveALimitInBytes(int bytes, boolean isLoaded) throws LoadException {
        table = create("keys", KeysModel.PRIMARY_KEYS, DataType.sized(TypeKind.VARCHAR, 1000));
        String row = "{\"id\":\"" + "x".repeat(bytes) + "\",\"n\":1}";

        if (isLoaded) {
            publish(row);
        } else {
            assertThatThrownBy(() -> publish(row)).hasMessage("primary key size exceed the limit.");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "last row without delimiter|~1,a,1\n2,b,2~|1 a 1;2 b 2",
                "blank rows are skipped|~\n1,a,1\n\n~|1 a 1",
                "NULL and empty text|~1,\\N,1\n2,,2\n~|1 null 1;2  2",
                "carriage return is data|~1,a,1\n2,b\r,2\n~|1 a 1;2 b\r 2",
                "too few fields|~1,a\n2,b,2\n~|2 b 2",
                "too many fields|~1,a,1,x\n2,b,2\n~|2 b 2",
                "quotes are data|~1,\"a\",1\n~|1 \"a\" 1"
            })
    void readsPlainCsv(String name, String body, String expected) throws LoadException {
        csv();

        publish(body);

        assertThat(rows()).isEqualTo(expected);
    }

    @Test
    void csvRowsOfTheWrongWidthTellTheirDelimiters() throws LoadException {
        csv();
        load = open();
        load("1,a\n");

        assertThat(load.errorRows())
                .containsExactly(
                        "Error: Target column count: 3 doesn't match source value column count: 2."
                                + " Column separator: ',', Row delimiter: '\\n'. Row: 1,a");
    }

    @Test
    void csvRowsMustBeUtf8() throws LoadException {
        csv();
        load = open();
        byte[] body = {'1', ',', (byte) 0xC3, ',', '1', '\n'};

        load.load(body, body.length);

        assertThat(load.counts()).isEqualTo(new LoadCounts(1, 0, 1, 0));
        assertThat(load.errorRows().get(0)).startsWith("Error: Invalid UTF-8 row. Row: ");
    }

    @Test
    void separatorsMayBeHexAndLong() throws LoadException {
        csv();
        headers.put("column_separator", "\\x0102");
        headers.put("row_delimiter", "0x03");

        publish("1\u0001\u0002a\n\u0001\u0001\u00021\u00032\u0001\u0002b\u0001\u00022");

        assertThat(rows()).isEqualTo("1 a\n\u0001 1;2 b 2");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "enclosed delimiters are data|~1,\"a,\n\",1\n~|~1 a,\n 1~",
                "doubled quote|~1,\"a\"\"b\",1\n~|1 a\"b 1",
                "escaped quote|~1,a\\\"b,1\n~|1 a\"b 1",
                "escaped separator|~1,a\\,b,1\n~|1 a,b 1",
                "escaped NULL sign|~1,\\\\N,1\n~|1 null 1",
                "escaped letter|~1,\\N,1\n~|1 N 1"
            })
    void readsQuotedCsv(String name, String body, String expected) throws LoadException {
        csv();
        headers.put("enclose", "\"");
        headers.put("escape", "\\");

        publish(body);

        assertThat(rows()).isEqualTo(expected);
    }

    @Test
    void headerRowsAreSkippedAndBlanksTrimmed() throws LoadException {
        csv();
        headers.put("skip_header", "1");
        headers.put("trim_space", "true");

        publish("id,v,n\n 1 , a b ,2\n");

        assertThat(rows()).isEqualTo("1 a b 2");
    }

    @Test
    void transactionsIgnoreQuotingAndJoinBodies() throws LoadException {
        csv();
        headers.put("enclose", "\"");
        headers.put("skip_header", "1");
        load = environment.open(LoadRequest.inTransaction(this::header), target());

        load("1,\"a\",1\n2,b,");
        load("2\n");
        publish();

        assertThat(rows()).isEqualTo("1 \"a\" 1;2 b 2");
    }

    @Test
    void compressedJsonIsUnderstood() throws LoadException, IOException {
        headers.put("compression", "gzip");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("{\"id\":1,\"n\":1}".getBytes(StandardCharsets.UTF_8));
        }
        load = open();

        load.load(bytes.toByteArray(), bytes.size());
        publish();

        assertThat(rows()).isEqualTo("1 null 1");
    }

    /** Overlong, torn, half of a surrogate pair, and beyond Unicode; none of them in a column. */
    @ParameterizedTest
    @ValueSource(strings = {"c0af", "e28261", "eda080", "f4908080", "80", "ff"})
    void invalidUtf8FailsTheLoadWhereverItStands(String hex) throws LoadException {
        byte[] start = "{\"id\":1,\"n\":1,\"unknown\":\"".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(start);
        body.writeBytes(HexFormat.of().parseHex(hex));
        body.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
        load = open();

        assertThatThrownBy(() -> load.load(body.toByteArray(), body.size()))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void deleteWithAMergeConditionFailsTheLoad() throws LoadException {
        headers.put("merge_condition", "n");
        load = open();

        assertThatThrownBy(() -> load("{\"id\":1,\"n\":1,\"__op\":1}"))
                .hasMessage(
                        "memtable of tablet "
                                + (table.indexId() + 1)
                                + " delete with condition column n");
    }

    /** Strict mode does not look at expressions, but the table does at their length. */
    @ParameterizedTest
    @CsvSource({"10,true", "11,false"})
    void resultsOfExpressionsMustFit(int length, boolean isLoaded) throws LoadException {
        headers.put("columns", "id,n,tmp,v=tmp");
        headers.put("max_filter_ratio", "1");
        String text = "x".repeat(length);

        publish("{\"id\":1,\"n\":1,\"tmp\":\"" + text + "\"}");

        assertThat(rows()).isEqualTo(isLoaded ? "1 " + text + " 1" : "");
        assertThat(load.errorRows())
                .hasSize(isLoaded ? 0 : 1)
                .allMatch(
                        line ->
                                line.startsWith(
                                        "Error: String 'xxxxxxxxxxx'(length=11) is too long."
                                                + " The max length of 'v' is 10. Row: "));
    }

    @ParameterizedTest
    @CsvSource({"0.5,1,true", "abc,1,false", "'0.5,x',1,true", "2,5,true", "5e-1,1,true"})
    void filterRatioIsReadAsFarAsItIsANumber(String ratio, int bad, boolean isLoaded)
            throws LoadException {
        headers.put("max_filter_ratio", ratio);
        load = open();
        load("{\"id\":1,\"n\":1}" + "{\"id\":null}".repeat(bad));

        if (isLoaded) {
            publish();
            assertThat(rows()).isEqualTo("1 null 1");
        } else {
            assertThatThrownBy(load::finish).hasMessage("too many filtered rows");
        }
    }

    @Test
    void duplicateKeyTablesKnowNoOperation() throws LoadException {
        table = create("dup", KeysModel.DUP_KEYS, DataType.of(TypeKind.INT));

        publish("{\"id\":1,\"n\":1,\"__op\":1}{\"id\":1,\"n\":1}");

        assertThat(rows()).isEqualTo("1 null 1;1 null 1");
    }

    @Test
    void rowsOfATruncatedTableVanish() throws LoadException {
        load = open();
        load("{\"id\":1,\"n\":1}");
        PendingWrite write = load.finish();
        table.rows().apply(List.of(new Change(new Object[] {9, "z", 9, null}, false)));
        table.rows().clear();

        write.publish();

        assertThat(write.target()).isEqualTo(PendingWrite.Target.TRUNCATED);
        assertThat(rows()).isEmpty();
    }

    private void csv() {
        headers.put("format", "csv");
        headers.put("columns", "id,v,n");
        headers.put("column_separator", ",");
        headers.put("max_filter_ratio", "1");
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    private TableLoad open() throws LoadException {
        return environment.open(LoadRequest.single(this::header), target());
    }

    private LoadTarget target() {
        return new LoadTarget(database.id(), "d", table.name(), table.id());
    }

    private void load(String body) throws LoadException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        load.load(bytes, bytes.length);
    }

    private void publish(String body) throws LoadException {
        load = open();
        load(body);
        publish();
    }

    private void publish() throws LoadException {
        load.finish().publish();
    }

    private String rows() {
        return print(3);
    }

    private String fullRows() {
        return print(4);
    }

    private String print(int columns) {
        return table.rows().snapshot().stream()
                .map(row -> print(row, columns))
                .sorted()
                .collect(Collectors.joining(";"));
    }

    private static String print(Object[] row, int columns) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < columns; i++) {
            Object value = row[i];
            text.append(i == 0 ? "" : " ");
            text.append(
                    value instanceof byte[] bytes
                            ? HexFormat.of().formatHex(bytes)
                            : String.valueOf(value));
        }
        return text.toString();
    }
}
