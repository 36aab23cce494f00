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

package io.cdcpipelines.starrocks.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.cdc.sink.ExactlyOnceEventSink;
import io.cdcpipelines.starrocks.cdc.sink.StarRocksEventSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.cdc.common.configuration.ConfigOption;
import org.apache.flink.cdc.common.configuration.Configuration;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.factories.DataSinkFactory;
import org.apache.flink.cdc.common.factories.Factory;
import org.apache.flink.cdc.common.factories.FactoryHelper;
import org.apache.flink.cdc.common.function.HashFunction;
import org.apache.flink.cdc.common.function.HashFunctionProvider;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.sink.DataSink;
import org.apache.flink.cdc.common.sink.FlinkSinkProvider;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StarRocksDataSinkFactoryTest {
    private static final Schema SCHEMA =
            Schema.newBuilder()
                    .physicalColumn("id", DataTypes.INT().notNull())
                    .physicalColumn("note", DataTypes.STRING())
                    .primaryKey("id")
                    .build();
    private static final Schema WITHOUT_KEY =
            Schema.newBuilder()
                    .physicalColumn("id", DataTypes.INT())
                    .physicalColumn("note", DataTypes.STRING())
                    .build();

    private static DataSink create(Map<String, String> more) {
        Map<String, String> values = new HashMap<>(more);
        values.put("jdbc-url", "jdbc:mysql://fe1:9030");
        values.put("load-url", "fe1:8030");
        values.put("username", "root");
        values.put("password", "");
        return new StarRocksDataSinkFactory()
                .createDataSink(
                        new FactoryHelper.DefaultContext(
                                Configuration.fromMap(values),
                                new Configuration(),
                                StarRocksDataSinkFactoryTest.class.getClassLoader()));
    }

    @Test
    void isFoundByItsType() {
        List<String> identifiers =
                ServiceLoader.load(Factory.class).stream()
                        .filter(found -> DataSinkFactory.class.isAssignableFrom(found.type()))
                        .map(found -> found.get().identifier())
                        .collect(Collectors.toList());

        assertThat(identifiers).contains("starrocks");
    }

    /** Users come from Flink CDC's own connector with these keys in their files. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "jdbc-url,",
        "load-url,",
        "username,",
        "password,",
        "sink.label-prefix, flink",
        "sink.connect.timeout-ms, 30000",
        "sink.socket.timeout-ms, -1",
        "sink.wait-for-continue.timeout-ms, 30000",
        "sink.buffer-flush.max-bytes, 157286400",
        "sink.buffer-flush.interval-ms, 10000",
        "sink.scan-frequency.ms, 50",
        "sink.io.thread-count, 4",
        "sink.at-least-once.use-transaction-stream-load, true",
        "sink.metric.histogram-window-size, 100",
        "table.create.num-buckets,",
        "table.schema-change.timeout, PT30M",
        "unicode-char.max-bytes, 4",
    })
    void knowsTheKeysOfTheConnectorThatUsersComeFrom(String key, String defaultValue) {
        ConfigOption<?> option = options().get(key);

        assertThat(option).as(key).isNotNull();
        assertThat(option.hasDefaultValue() ? option.defaultValue().toString() : null)
                .isEqualTo(defaultValue);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "sink.semantic, at-least-once",
        "sink.exactly-once.on-forgotten-label, fail",
        "sink.distribution, table",
        "sink.backend-address-mapping, ''",
        "sink.retry.max-attempts, 10",
        "sink.retry.max-time, PT3M",
        "table.on-type-conflict, fail",
        "table.on-drop-table, rename",
        "table.on-drift, adapt",
        "table.on-missing-type, string",
        "sink.out-of-range, fail",
        "sink.rejected-rows.action, fail",
        "sink.rejected-rows.path,",
        "sink.rejected-rows.max-rows, 100",
        "sink.rejected-rows.show-values, false",
        "table.added-columns.fill-existing-rows, true",
        "table.dry-run, false",
        "table.create.distributed-by,",
        "table.create.order-by,",
        "table.create.partition-by,",
        "table.without-primary-key, fail",
        "table.duplicate-key.on-delete, fail",
        "sink.tls.ca-file,",
        "sink.tls.verify-hostname, true",
        "sink.tls.allow-plain-redirects, false",
        "sink.startup-check, fail",
    })
    void addsKeysOfItsOwn(String key, String defaultValue) {
        ConfigOption<?> option = options().get(key);

        assertThat(option.hasDefaultValue() ? option.defaultValue().toString() : null)
                .isEqualTo(defaultValue);
    }

    @Test
    void hasNoOtherKeys() {
        assertThat(options()).hasSize(17 + 26);
    }

    private static Map<String, ConfigOption<?>> options() {
        StarRocksDataSinkFactory factory = new StarRocksDataSinkFactory();
        Set<ConfigOption<?>> all = new HashSet<>(factory.requiredOptions());
        all.addAll(factory.optionalOptions());
        return all.stream().collect(Collectors.toMap(ConfigOption::key, option -> option));
    }

    /** The framework asks the very class of the sink for the serializer. */
    @Test
    void makesASinkWithACommitterUnderExactlyOnce() throws Exception {
        DataSink sink = create(Map.of("sink.semantic", "exactly-once"));

        Object made = copy(((FlinkSinkProvider) sink.getEventSinkProvider()).getSink());
        assertThat(made).isInstanceOf(ExactlyOnceEventSink.class);
        assertThat(Modifier.isPublic(made.getClass().getModifiers())).isTrue();
        assertThat(made.getClass().getDeclaredMethod("getCommittableSerializer").invoke(made))
                .isInstanceOf(SimpleVersionedSerializer.class);
    }

    @Test
    void makesASinkThatTravelsToTheTasks() throws Exception {
        DataSink sink = create(Map.of());

        assertThat(copy(((FlinkSinkProvider) sink.getEventSinkProvider()).getSink()))
                .isInstanceOf(StarRocksEventSink.class);
        assertThat(copy(sink.getMetadataApplier())).isNotNull();
        assertThat(copy(sink.getDataChangeEventHashFunctionProvider())).isNotNull();
    }

    private static Object copy(Object value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    /**
     * Flink CDC finds methods of the sink by reflection, and all of its signatures must resolve.
     */
    @Test
    void makesASinkWhoseClassFlinkCdcCanLookAt() {
        Sink<?> sink = ((FlinkSinkProvider) create(Map.of()).getEventSinkProvider()).getSink();

        assertThat(Modifier.isPublic(sink.getClass().getModifiers())).isTrue();
        assertThat(
                        Arrays.stream(sink.getClass().getDeclaredMethods())
                                .flatMap(method -> Arrays.stream(method.getParameterTypes()))
                                .map(Class::getSimpleName))
                .doesNotContain("WriterInitContext");
    }

    @Test
    void sendsAllChangesOfATableToOneWriter() {
        HashFunctionProvider<DataChangeEvent> provider =
                create(Map.of()).getDataChangeEventHashFunctionProvider(4);
        Set<Integer> writers = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            TableId table = TableId.tableId("shop", "t" + i);
            int hash = provider.getHashFunction(table, SCHEMA).hashcode(null);
            assertThat(hash).isNotNegative();
            assertThat(provider.getHashFunction(table, SCHEMA).hashcode(null)).isEqualTo(hash);
            writers.add(hash % 4);
        }
        assertThat(writers)
                .as("many tables reach all writers")
                .containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void spreadsATableByTheKeyOfItsSourceIfToldSo() {
        HashFunctionProvider<DataChangeEvent> provider =
                create(
                                Map.of(
                                        "sink.distribution", "primary-key",
                                        "table.rules.a.tables", "shop\\.same",
                                        "table.rules.a.unique-key", "ID",
                                        "table.rules.b.tables", "shop\\.other",
                                        "table.rules.b.unique-key", "id, note"))
                        .getDataChangeEventHashFunctionProvider(4);

        assertThat(hashes(provider, TableId.tableId("shop", "plain"), SCHEMA))
                .hasSizeGreaterThan(50);
        assertThat(hashes(provider, TableId.tableId("shop", "same"), SCHEMA))
                .hasSizeGreaterThan(50);
        assertThat(hashes(provider, TableId.tableId("shop", "other"), SCHEMA)).hasSize(1);
        assertThat(hashes(provider, TableId.tableId("shop", "plain"), WITHOUT_KEY)).hasSize(1);
        assertThat(hashes(provider, TableId.tableId("unrouted"), SCHEMA)).hasSize(1);
    }

    private static Set<Integer> hashes(
            HashFunctionProvider<DataChangeEvent> provider, TableId table, Schema schema) {
        HashFunction<DataChangeEvent> function = provider.getHashFunction(table, schema);
        BinaryRecordDataGenerator rows =
                new BinaryRecordDataGenerator(schema.getColumnDataTypes().toArray(new DataType[0]));
        Set<Integer> hashes = new HashSet<>();
        for (int id = 0; id < 100; id++) {
            hashes.add(
                    function.hashcode(
                            DataChangeEvent.insertEvent(
                                    table, rows.generate(new Object[] {id, null}))));
        }
        return hashes;
    }
}
