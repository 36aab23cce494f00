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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.cdc.common.data.LocalZonedTimestampData;
import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.data.TimestampData;
import org.apache.flink.cdc.common.data.ZonedTimestampData;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of values that StarRocks cannot hold: never another value. */
@Timeout(120)
class OutOfRangeTest {
    private static final LocalDateTime TOO_LATE = LocalDateTime.of(10_000, 1, 1, 0, 0);
    private static final LocalDateTime TOO_EARLY = LocalDateTime.of(-1, 12, 31, 23, 59);

    private static final Path PAGE = Path.of("..", "..", "docs", "type-mapping.md");
    private static final Pattern ROW =
            Pattern.compile("\\| ([^|]+) \\| ([^|]+) \\| (the same|NULL) \\|");

    private static final String NO_SUCH_TIME = "a date or time outside of the years 0 to 9999";
    private static final String NO_NUMBER =
            "NaN and infinities in FLOAT and DOUBLE, which StarRocks cannot store";
    private static final String IN_A_KEY = "either of them in a key";
    private static final String TOO_LONG = "text or bytes beyond the length of the column";
    private static final String TOO_LONG_A_KEY =
            "a key of more than 128 encoded bytes, or what the backends are configured for";

    private static StarRocksEmulator server;
    private static int tables;

    @BeforeAll
    static void start() throws Exception {
        server = StarRocksEmulator.builder().start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A table of a sink of its own: {@code id INT}, the tried column, {@code v INT}. */
    private static final class Tried implements AutoCloseable {
        private final TableId id = TableId.tableId("d", "out_of_range_" + tables++);
        private final SinkTask task;
        private final DataType type;

        Tried(DataType type, String outOfRange, String... key) throws Exception {
            this.type = type;
            task =
                    new SinkTask(
                            server,
                            Map.of(
                                    "sink.out-of-range",
                                    outOfRange,
                                    "table.create.properties.replication_num",
                                    "1"));
            Schema schema =
                    Schema.newBuilder()
                            .physicalColumn("id", DataTypes.INT().notNull())
                            .physicalColumn("tried", type)
                            .physicalColumn("v", DataTypes.INT())
                            .primaryKey(key)
                            .build();
            task.change(new CreateTableEvent(id, schema));
        }

        RecordData record(int number, Object value) {
            DataType[] types = {DataTypes.INT(), type, DataTypes.INT()};
            return new BinaryRecordDataGenerator(types)
                    .generate(new Object[] {number, value, 10 * number});
        }

        void insert(int number, Object value) throws Exception {
            task.write(DataChangeEvent.insertEvent(id, record(number, value)));
        }

        void delete(int number, Object value) throws Exception {
            task.write(DataChangeEvent.deleteEvent(id, record(number, value)));
        }

        List<String> rows() throws Exception {
            task.flush();
            List<String> rows = new ArrayList<>();
            try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), "root", "");
                    Statement statement = connection.createStatement();
                    ResultSet result =
                            statement.executeQuery(
                                    "SELECT id, tried, v FROM d."
                                            + id.getTableName()
                                            + " ORDER BY id")) {
                while (result.next()) {
                    rows.add(row(result));
                }
            }
            return rows;
        }

        private static String row(ResultSet result) throws SQLException {
            return result.getString(1) + ", " + result.getString(2) + ", " + result.getString(3);
        }

        @Override
        public void close() {
            task.close();
        }
    }

    /** What the documentation says, by value: with {@code fail}, then with {@code store-null}. */
    private static Map<String, List<String>> documented() throws IOException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1), List.of(row.group(2), row.group(3)));
            }
        }
        return rows;
    }

    @Test
    void triesEveryValueOfThePage() throws IOException {
        Map<String, List<String>> rows = documented();

        assertThat(rows.keySet())
                .containsExactlyInAnyOrder(
                        NO_SUCH_TIME, NO_NUMBER, IN_A_KEY, TOO_LONG, TOO_LONG_A_KEY);
        for (String value : List.of(NO_SUCH_TIME, NO_NUMBER)) {
            assertThat(rows.get(value)).containsExactly("the job fails", "NULL");
        }
        assertThat(rows.get(IN_A_KEY))
                .containsExactly(
                        "the job fails; NaN and infinities are kept, because a FLOAT is text there",
                        "the same");
        for (String value : List.of(TOO_LONG, TOO_LONG_A_KEY)) {
            assertThat(rows.get(value).get(0)).startsWith("StarRocks refuses the load");
            assertThat(rows.get(value).get(1)).isEqualTo("the same");
        }
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments(DataTypes.DATE(), (int) LocalDate.of(10_000, 1, 1).toEpochDay()),
                arguments(DataTypes.DATE(), (int) LocalDate.of(-1, 12, 31).toEpochDay()),
                arguments(DataTypes.TIMESTAMP(6), TimestampData.fromLocalDateTime(TOO_LATE)),
                arguments(DataTypes.TIMESTAMP(6), TimestampData.fromLocalDateTime(TOO_EARLY)),
                arguments(
                        DataTypes.TIMESTAMP_LTZ(6),
                        LocalZonedTimestampData.fromInstant(TOO_LATE.toInstant(ZoneOffset.UTC))),
                arguments(
                        DataTypes.TIMESTAMP_TZ(6),
                        ZonedTimestampData.fromOffsetDateTime(TOO_LATE.atOffset(ZoneOffset.UTC))),
                arguments(DataTypes.FLOAT(), Float.NaN),
                arguments(DataTypes.FLOAT(), Float.POSITIVE_INFINITY),
                arguments(DataTypes.DOUBLE(), Double.NaN),
                arguments(DataTypes.DOUBLE(), Double.NEGATIVE_INFINITY));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("values")
    void failsTheJobAndNamesTheColumn(DataType type, Object value) throws Exception {
        try (Tried tried = new Tried(type, "fail", "id")) {
            tried.insert(1, null);

            assertThatThrownBy(() -> tried.insert(2, value))
                    .hasMessageContainingAll(
                            tried.id.getTableName(), "Column tried", type.asSummaryString());
            assertThat(tried.rows()).containsExactly("1, null, 10");
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("values")
    void storesNullIfTheUserWantsIt(DataType type, Object value) throws Exception {
        try (Tried tried = new Tried(type.notNull(), "store-null", "id")) {
            tried.insert(1, value);
            tried.insert(2, value);
            tried.delete(1, value);

            assertThat(tried.rows()).containsExactly("2, null, 20");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "store-null"})
    void neverStoresNullInAKey(String outOfRange) throws Exception {
        Object tooLate = TimestampData.fromLocalDateTime(TOO_LATE);
        try (Tried tried = new Tried(DataTypes.TIMESTAMP(6), outOfRange, "id", "tried")) {
            assertThatThrownBy(() -> tried.insert(1, tooLate))
                    .hasMessageContainingAll(tried.id.getTableName(), "Column tried");
        }
    }

    /** A FLOAT is text in a key, which holds them all. */
    @ParameterizedTest
    @ValueSource(strings = {"fail", "store-null"})
    void keepsWhatIsNoNumberInAKey(String outOfRange) throws Exception {
        try (Tried tried = new Tried(DataTypes.DOUBLE(), outOfRange, "id", "tried")) {
            tried.insert(1, Double.NaN);
            tried.insert(1, Double.NEGATIVE_INFINITY);
            tried.insert(2, Double.NaN);
            tried.delete(2, Double.NaN);

            assertThat(tried.rows()).containsExactlyInAnyOrder("1, NaN, 10", "1, -Infinity, 10");
        }
    }

    /** The last moment of the year 9999 in the zone of the pipeline, whatever year it is in UTC. */
    @Test
    void takesTheLastMomentThatStarRocksHas() throws Exception {
        Instant last = LocalDateTime.of(9999, 12, 31, 23, 59, 59).toInstant(ZoneOffset.UTC);
        try (Tried tried = new Tried(DataTypes.TIMESTAMP_LTZ(6), "fail", "id")) {
            tried.insert(1, LocalZonedTimestampData.fromInstant(last));

            assertThat(tried.rows()).hasSize(1).first().asString().contains("9999-12-31 23:59:59");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "store-null"})
    void leavesTextsThatAreTooLongToStarRocksWhichRefusesThem(String outOfRange) throws Exception {
        try (Tried tried = new Tried(DataTypes.VARCHAR(2), outOfRange, "id")) {
            tried.insert(1, text("x".repeat(8)));
            assertThat(tried.rows()).containsExactly("1, xxxxxxxx, 10");

            tried.insert(2, text("x".repeat(9)));
            assertThatThrownBy(tried::rows)
                    .hasMessageContaining(tried.id.getTableName())
                    .hasStackTraceContaining("too many filtered rows");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "store-null"})
    void leavesKeysThatAreTooLongToStarRocksWhichRefusesThem(String outOfRange) throws Exception {
        try (Tried tried = new Tried(DataTypes.VARCHAR(100), outOfRange, "tried")) {
            tried.insert(1, text("x".repeat(128)));
            assertThat(tried.rows()).hasSize(1);

            tried.insert(2, text("x".repeat(129)));
            assertThatThrownBy(tried::rows)
                    .hasMessageContaining(tried.id.getTableName())
                    .hasStackTraceContaining("primary key size exceed the limit");
        }
    }

    private static BinaryStringData text(String text) {
        return BinaryStringData.fromString(text);
    }
}
