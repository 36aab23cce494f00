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

package io.cdcpipelines.starrocks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.cdc.schema.StarRocksMetadataApplier;
import io.cdcpipelines.starrocks.cdc.table.ChosenColumns;
import io.cdcpipelines.starrocks.cdc.table.ChosenPartitions;
import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import io.cdcpipelines.starrocks.cdc.table.WithoutPrimaryKey;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.catalog.JdbcConfig;
import io.cdcpipelines.starrocks.core.catalog.JdbcStarRocksCatalog;
import io.cdcpipelines.starrocks.core.config.Secret;
import io.cdcpipelines.starrocks.core.table.KeyModel;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.TablePath;
import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.VersionProfile;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.cdc.common.event.AddColumnEvent;
import org.apache.flink.cdc.common.event.AlterColumnTypeEvent;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DropColumnEvent;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.exceptions.SchemaEvolveException;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** StarRocks takes tables as rules lay them out, and they are used like any other afterwards. */
class LaidOutTablesIT {
    private static final TableId ID = TableId.tableId("shop", "t");
    private static final TablePath PATH = TablePath.of("shop", "t");

    private StarRocksEmulator starRocks;

    /** A layout, and lines that SHOW CREATE TABLE prints of it. */
    private record Layout(String name, TableSettings settings, Schema schema, List<String> lines) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Schema.Builder columns() {
        return Schema.newBuilder()
                .physicalColumn("note", DataTypes.VARCHAR(10))
                .physicalColumn("id", DataTypes.BIGINT().notNull())
                .physicalColumn("created at", DataTypes.TIMESTAMP(0).notNull())
                .physicalColumn("region", DataTypes.VARCHAR(5).notNull())
                .physicalColumn("amount", DataTypes.DECIMAL(10, 2))
                .physicalColumn("ratio", DataTypes.DOUBLE());
    }

    private static Schema keyed(String... key) {
        return columns().primaryKey(key).build();
    }

    private static TableSettings.Builder settings() {
        return TableSettings.builder();
    }

    private static TableSettings.Builder appendOnly() {
        return settings().withoutPrimaryKey(WithoutPrimaryKey.DUPLICATE_KEY);
    }

    private static ChosenColumns named(String... names) {
        return ChosenColumns.of("option", List.of(names));
    }

    private static ChosenPartitions by(String text) {
        return ChosenPartitions.parse("option", text).orElseThrow();
    }

    private static List<Layout> layouts() {
        Schema keyless = columns().build();
        return List.of(
                new Layout(
                        "plain",
                        settings().build(),
                        keyed("id"),
                        List.of("PRIMARY KEY(`id`)", "DISTRIBUTED BY HASH(`id`)")),
                new Layout(
                        "buckets and order",
                        settings().buckets(3).order(named("REGION", "id")).build(),
                        keyed("id"),
                        List.of(
                                "DISTRIBUTED BY HASH(`id`) BUCKETS 3 ",
                                "ORDER BY(`region`, `id`)")),
                new Layout(
                        "partitions of time",
                        settings()
                                .partitions(by("date_trunc('day', `created at`)"))
                                .distribution(named("id"))
                                .build(),
                        keyed("id", "created at"),
                        List.of(
                                "PRIMARY KEY(`id`, `created at`)",
                                "PARTITION BY date_trunc('day', `created at`)",
                                "DISTRIBUTED BY HASH(`id`)")),
                new Layout(
                        "partitions of columns",
                        settings().partitions(by("region, `id`")).build(),
                        keyed("region", "id"),
                        List.of("PARTITION BY (`region`, `id`)")),
                new Layout(
                        "partition keys and options of a transform",
                        settings().build(),
                        columns()
                                .primaryKey("id", "region")
                                .partitionKey("region")
                                .option("compression", "ZSTD")
                                .build(),
                        List.of("PARTITION BY (`region`)", "\"compression\" = \"ZSTD\",")),
                new Layout(
                        "a named key",
                        settings().uniqueKey(named("amount", "note")).build(),
                        keyless,
                        List.of("PRIMARY KEY(`amount`, `note`)")),
                new Layout(
                        "rows as they come",
                        appendOnly().build(),
                        keyless,
                        List.of("DUPLICATE KEY(`note`)", "DISTRIBUTED BY RANDOM")),
                new Layout(
                        "rows as they come, laid out",
                        appendOnly()
                                .order(named("created at", "amount"))
                                .partitions(by("date_trunc('month', `created at`)"))
                                .distribution(named("region"))
                                .buckets(2)
                                .properties(Map.of("compression", "ZSTD"))
                                .build(),
                        keyless,
                        List.of(
                                "DUPLICATE KEY(`created at`, `amount`)",
                                "PARTITION BY date_trunc('month', `created at`)",
                                "DISTRIBUTED BY HASH(`region`) BUCKETS 2 ",
                                "\"compression\" = \"ZSTD\",")),
                new Layout(
                        "rows as they come in random buckets",
                        appendOnly().buckets(5).build(),
                        keyless,
                        List.of("DISTRIBUTED BY RANDOM BUCKETS 5 ")));
    }

    static List<Arguments> layoutsInAllVersions() {
        List<Arguments> all = new ArrayList<>();
        for (VersionProfile profile : VersionProfile.values()) {
            layouts().forEach(layout -> all.add(Arguments.of(layout, profile)));
        }
        return all;
    }

    private void start(VersionProfile profile) throws Exception {
        starRocks =
                StarRocksEmulator.builder()
                        .profile(profile)
                        .backends(1)
                        .rootPassword("root-secret")
                        .alterTick(Duration.ofMillis(50))
                        .start();
    }

    @AfterEach
    void stop() {
        starRocks.close();
    }

    private JdbcConfig config() {
        return JdbcConfig.parse(
                starRocks.jdbcUrl(),
                "root",
                Secret.of("root-secret"),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30));
    }

    private StarRocksMetadataApplier applier(TableSettings settings) {
        return StarRocksMetadataApplier.overJdbc(
                config(),
                new TypeMappings(ZoneOffset.UTC, 4),
                TableRules.of(List.of(), settings),
                Duration.ofMinutes(1));
    }

    private StarRocksTable table() {
        try (JdbcStarRocksCatalog catalog = new JdbcStarRocksCatalog(config())) {
            return catalog.table(PATH).orElseThrow();
        }
    }

    private List<String> definition() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                starRocks.jdbcUrl() + "/?sslMode=DISABLED", "root", "root-secret");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW CREATE TABLE shop.t")) {
            row.next();
            return row.getString(2).lines().toList();
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("layoutsInAllVersions")
    void areCreatedOnceAndFollowTheirSource(Layout layout, VersionProfile profile)
            throws Exception {
        start(profile);
        StarRocksMetadataApplier applier = applier(layout.settings());
        List<SchemaChangeEvent> life =
                List.of(
                        new CreateTableEvent(ID, layout.schema()),
                        new AddColumnEvent(
                                ID,
                                List.of(
                                        AddColumnEvent.first(
                                                Column.physicalColumn("n", DataTypes.INT())))),
                        new AlterColumnTypeEvent(ID, Map.of("ratio", DataTypes.STRING())),
                        new DropColumnEvent(ID, List.of("n")));

        for (SchemaChangeEvent event : life) {
            applier.applySchemaChange(event);
            StarRocksTable once = table();
            applier.applySchemaChange(event);

            assertThat(table()).isEqualTo(once);
            assertThat(definition()).containsAll(layout.lines());
        }
        assertThat(table().column("ratio").orElseThrow().type().isText()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(VersionProfile.class)
    void widenAndLoseColumnsThatRowsAreSortedByWhereThereIsNoKey(VersionProfile profile)
            throws Exception {
        start(profile);
        StarRocksMetadataApplier applier = applier(appendOnly().order(named("id", "note")).build());
        applier.applySchemaChange(new CreateTableEvent(ID, columns().build()));

        List<SchemaChangeEvent> changes =
                List.of(
                        new AlterColumnTypeEvent(ID, Map.of("note", DataTypes.VARCHAR(30))),
                        new AlterColumnTypeEvent(ID, Map.of("id", DataTypes.DECIMAL(20, 0))),
                        new DropColumnEvent(ID, List.of("id")));
        for (SchemaChangeEvent change : changes) {
            applier.applySchemaChange(change);
            applier.applySchemaChange(change);
        }

        assertThat(table().keyModel()).isEqualTo(KeyModel.DUPLICATE);
        assertThat(table().keyColumns()).containsExactly("note");
        assertThat(table().column("note").orElseThrow().type().length()).isEqualTo(120);
        assertThat(table().column("note").orElseThrow().isNullable()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(VersionProfile.class)
    void takeTheNumberOfReplicasThatARuleChooses(VersionProfile profile) throws Exception {
        start(profile);
        CreateTableEvent event = new CreateTableEvent(ID, keyed("id"));

        assertThatThrownBy(
                        () ->
                                applier(
                                                settings()
                                                        .properties(Map.of("replication_num", "2"))
                                                        .build())
                                        .applySchemaChange(event))
                .isInstanceOf(SchemaEvolveException.class)
                .hasMessageContaining("replication");
        applier(settings().build()).applySchemaChange(event);
        assertThat(table().properties()).containsEntry("replication_num", "1");
    }

    @ParameterizedTest
    @EnumSource(VersionProfile.class)
    void nameThePropertyThatStarRocksDoesNotKnow(VersionProfile profile) throws Exception {
        start(profile);
        Schema schema = columns().primaryKey("id").option("no_such_property", "1").build();

        assertThatThrownBy(
                        () ->
                                applier(settings().build())
                                        .applySchemaChange(new CreateTableEvent(ID, schema)))
                .isInstanceOf(SchemaEvolveException.class)
                .hasMessageContaining("no_such_property");
    }
}
