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

import io.cdcpipelines.starrocks.cdc.type.ColumnMapping;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.catalog.JdbcConfig;
import io.cdcpipelines.starrocks.core.catalog.JdbcStarRocksCatalog;
import io.cdcpipelines.starrocks.core.catalog.StarRocksCatalog;
import io.cdcpipelines.starrocks.core.config.Secret;
import io.cdcpipelines.starrocks.core.table.ColumnDefault;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.TablePath;
import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.VersionProfile;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypeRoot;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every type of Flink CDC, in the key and outside of it, nullable or not, with a default or
 * without: the connector creates the column, loads values into it, and they read back exactly.
 *
 * <p>That is every type of the Flink CDC on the class path, 3.2: it has neither the type VARIANT,
 * which came with 3.6, nor records that hold one. The connector's own tests of types write VARIANTs
 * where they run with 3.6; their column and their JSON are those of ARRAY, MAP and ROW here.
 */
@Timeout(300)
class EveryTypeTest {
    private static final TypeMappings MAPPINGS = new TypeMappings(ZoneOffset.UTC, 4);

    /** Whether a column is nullable and has a default, and its name. */
    private enum Variant {
        NULLABLE(true, false),
        REQUIRED(false, false),
        NULLABLE_WITH_DEFAULT(true, true),
        REQUIRED_WITH_DEFAULT(false, true);

        final boolean isNullable;
        final boolean hasDefault;

        Variant(boolean isNullable, boolean hasDefault) {
            this.isNullable = isNullable;
            this.hasDefault = hasDefault;
        }

        DataType of(DataType type) {
            return isNullable ? type.nullable() : type.notNull();
        }

        void addTo(Schema.Builder schema, CdcType type) {
            schema.physicalColumn(
                    name(), of(type.type()), "", hasDefault ? type.sourceDefault() : null);
        }
    }

    /** One server, one sink, and what was found to be otherwise than it should. */
    private static final class Round {
        private final SinkTask task;
        private final StarRocksCatalog catalog;
        private final Connection connection;
        private final List<String> differences = new ArrayList<>();
        private int tables;
        private int cases;

        Round(SinkTask task, StarRocksCatalog catalog, Connection connection) {
            this.task = task;
            this.catalog = catalog;
            this.connection = connection;
        }

        private TableId create(Schema schema) throws Exception {
            TableId id = TableId.tableId("d", "t" + tables++);
            task.change(new CreateTableEvent(id, schema));
            return id;
        }

        private StarRocksColumn column(TableId id, String name) {
            return catalog.table(TablePath.of("d", id.getTableName()))
                    .orElseThrow()
                    .column(name)
                    .orElseThrow();
        }

        private void check(CdcType type, Object where, Object expected, Object actual) {
            if (!Objects.equals(expected, actual)) {
                differences.add(
                        "%s %s: expected %s, was %s".formatted(type, where, expected, actual));
            }
        }

        /**
         * All variants side by side, behind a number of the row. The last row has NULLs, in columns
         * that the source declares NOT NULL too: rows of merged tables do.
         */
        void asValues(CdcType type) throws Exception {
            Schema.Builder schema =
                    Schema.newBuilder().physicalColumn("id", DataTypes.INT().notNull());
            for (Variant variant : Variant.values()) {
                variant.addTo(schema, type);
            }
            TableId id = create(schema.primaryKey("id").build());
            for (Variant variant : Variant.values()) {
                checkValueColumn(type, variant, column(id, variant.name()));
            }
            int last = type.values().size();
            for (int row = 0; row <= last; row++) {
                Object value = type.values().get(row % last);
                List<Object> fields = new ArrayList<>(List.of(row));
                for (Variant variant : Variant.values()) {
                    fields.add(row == last ? null : value);
                }
                task.write(DataChangeEvent.insertEvent(id, record(type, true, fields)));
            }
            task.flush();
            checkValues(type, id);
            cases += Variant.values().length;
        }

        private void checkValueColumn(CdcType type, Variant variant, StarRocksColumn column) {
            ColumnMapping mapping = MAPPINGS.value(variant.of(type.type()));
            check(type, variant + " type", mapping.type(), column.type());
            check(type, variant + " nullable", true, column.isNullable());
            String expected = variant.hasDefault ? type.targetDefault() : null;
            check(
                    type,
                    variant + " default",
                    expected,
                    column.defaultValue().map(ColumnDefault::text).orElse(null));
        }

        private void checkValues(CdcType type, TableId id) throws SQLException {
            int rows = 0;
            int last = type.values().size();
            try (Statement statement = connection.createStatement();
                    ResultSet result =
                            statement.executeQuery(
                                    "SELECT * FROM d.%s ORDER BY id"
                                            .formatted(id.getTableName()))) {
                while (result.next()) {
                    check(type, "row", rows, result.getInt("id"));
                    String present = type.text().apply(type.values().get(rows % last));
                    for (Variant variant : Variant.values()) {
                        String read = type.reading().of(result.getBytes(variant.name()));
                        check(type, variant, rows == last ? null : present, read);
                    }
                    rows++;
                }
            }
            check(type, "rows", last + 1, rows);
        }

        /** One table with this variant as its key; the row of the first value is deleted again. */
        void asKey(CdcType type, Variant variant) throws Exception {
            Schema.Builder schema = Schema.newBuilder();
            variant.addTo(schema, type);
            schema.physicalColumn("v", DataTypes.INT()).primaryKey(variant.name());
            TableId id = create(schema.build());
            StarRocksColumn column = column(id, variant.name());
            ColumnMapping mapping = MAPPINGS.key(variant.of(type.type()));
            check(type, "key " + variant + " type", mapping.type(), column.type());
            check(type, "key " + variant + " nullable", false, column.isNullable());
            check(type, "key " + variant + " default", true, column.defaultValue().isEmpty());

            Map<String, Integer> expected = new LinkedHashMap<>();
            for (int row = 0; row < type.values().size(); row++) {
                Object value = type.values().get(row);
                expected.put(type.text().apply(value), row);
                task.write(
                        DataChangeEvent.insertEvent(id, record(type, false, List.of(value, row))));
            }
            Object first = type.values().get(0);
            expected.remove(type.text().apply(first));
            task.write(DataChangeEvent.deleteEvent(id, record(type, false, List.of(first, 0))));
            task.flush();
            check(type, "key " + variant, expected, keys(type, id, variant));
            cases++;
        }

        private Map<String, Integer> keys(CdcType type, TableId id, Variant variant)
                throws SQLException {
            Map<String, Integer> found = new LinkedHashMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet result =
                            statement.executeQuery("SELECT * FROM d." + id.getTableName())) {
                while (result.next()) {
                    found.put(
                            type.readingAsKey().of(result.getBytes(variant.name())),
                            result.getInt("v"));
                }
            }
            return found;
        }
    }

    @ParameterizedTest(name = "StarRocks {0}, {1}")
    @CsvSource({"V3_3, json", "V3_3, csv", "V3_5, json", "V3_5, csv"})
    void isCreatedLoadedAndReadBackExactly(VersionProfile profile, String format) throws Exception {
        try (StarRocksEmulator server = StarRocksEmulator.builder().profile(profile).start();
                SinkTask task =
                        new SinkTask(
                                server,
                                Map.of(
                                        "table.create.num-buckets", "1",
                                        "table.create.properties.replication_num", "1",
                                        "sink.properties.format", format));
                StarRocksCatalog catalog = catalog(server);
                Connection connection = DriverManager.getConnection(server.jdbcUrl(), "root", "")) {
            Round round = new Round(task, catalog, connection);
            for (CdcType type : CdcTypes.all()) {
                round.asValues(type);
                for (Variant variant : Variant.values()) {
                    round.asKey(type, variant);
                }
            }
            System.out.printf("Types, %s, %s: %,d cases%n", profile, format, round.cases);
            assertThat(round.differences).isEmpty();
            assertThat(round.cases).isEqualTo(CdcTypes.all().size() * 2 * Variant.values().length);
        }
    }

    @Test
    void triesEveryTypeWithADefault() {
        assertThat(CdcTypes.all()).allMatch(type -> type.sourceDefault() != null);
    }

    @Test
    void leavesOutNoTypeOfTheFramework() {
        Set<DataTypeRoot> tried = EnumSet.noneOf(DataTypeRoot.class);
        CdcTypes.all().forEach(type -> tried.add(type.type().getTypeRoot()));

        assertThat(tried).containsExactlyInAnyOrder(DataTypeRoot.values());
    }

    private static StarRocksCatalog catalog(StarRocksEmulator server) {
        return new JdbcStarRocksCatalog(
                JdbcConfig.parse(
                        server.jdbcUrl(),
                        "root",
                        Secret.of(""),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60)));
    }

    /**
     * A record of a table of this test.
     *
     * @param isOfValues whether the type's fields come behind a number, or one before it
     */
    private static RecordData record(CdcType type, boolean isOfValues, List<Object> fields) {
        if (type.isNested()) {
            return objects(fields);
        }
        DataType[] types = new DataType[fields.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = i == (isOfValues ? 0 : 1) ? DataTypes.INT() : type.held();
        }
        return new BinaryRecordDataGenerator(types).generate(fields.toArray());
    }

    private static RecordData objects(List<Object> fields) {
        return (RecordData)
                Proxy.newProxyInstance(
                        RecordData.class.getClassLoader(),
                        new Class<?>[] {RecordData.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getArity" -> fields.size();
                                    case "isNullAt" -> fields.get((int) arguments[0]) == null;
                                    default -> fields.get((int) arguments[0]);
                                });
    }
}
