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
import io.cdcpipelines.starrocks.cdc.table.ColumnTrail;
import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.catalog.JdbcConfig;
import io.cdcpipelines.starrocks.core.catalog.JdbcStarRocksCatalog;
import io.cdcpipelines.starrocks.core.config.Secret;
import io.cdcpipelines.starrocks.core.table.ColumnDefault;
import io.cdcpipelines.starrocks.core.table.StarRocksColumn;
import io.cdcpipelines.starrocks.core.table.StarRocksTable;
import io.cdcpipelines.starrocks.core.table.StarRocksType;
import io.cdcpipelines.starrocks.core.table.TablePath;
import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.fault.Fault;
import io.cdcpipelines.starrocks.emulator.fault.Operation;
import io.cdcpipelines.starrocks.emulator.frontend.StatementOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.cdc.common.event.AddColumnEvent;
import org.apache.flink.cdc.common.event.AlterColumnTypeEvent;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DropColumnEvent;
import org.apache.flink.cdc.common.event.RenameColumnEvent;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.exceptions.SchemaEvolveException;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Applies schema changes over the MySQL protocol, without a pipeline around. */
class SchemaChangesIT {
    private static final String DATABASE = "shop";
    private static final String TABLE = "or ders";
    private static final TablePath PATH = TablePath.of(DATABASE, TABLE);
    private static final TableId ID = TableId.tableId(DATABASE, TABLE);
    private static final String COMMENT = "it's \"q\" \\ 😀 日本\n) ENGINE=OLAP \nDUPLICATE KEY(`x`)";

    private static final CreateTableEvent CREATE =
            new CreateTableEvent(
                    ID,
                    Schema.newBuilder()
                            .physicalColumn(
                                    "name", DataTypes.VARCHAR(20).notNull(), COMMENT, "x'y\\z")
                            .physicalColumn("id", DataTypes.DECIMAL(20, 0).notNull())
                            .physicalColumn("price", DataTypes.DECIMAL(10, 2), null, "1.5")
                            .physicalColumn(
                                    "at", DataTypes.TIMESTAMP(3), null, "CURRENT_TIMESTAMP(3)")
                            .physicalColumn("text", DataTypes.STRING(), null, "CURRENT_TIMESTAMP")
                            .physicalColumn("bytes", DataTypes.BYTES())
                            .physicalColumn("group", DataTypes.INT().notNull(), null, "7")
                            .primaryKey("id")
                            .comment(COMMENT)
                            .build());
    private static final AddColumnEvent ADD =
            new AddColumnEvent(
                    ID,
                    List.of(
                            AddColumnEvent.first(
                                    Column.physicalColumn("n", DataTypes.INT(), "c'", "5")),
                            AddColumnEvent.after(
                                    Column.physicalColumn("m", DataTypes.STRING()), "price")));
    private static final AlterColumnTypeEvent WIDEN = widen();
    private static final RenameColumnEvent RENAME =
            new RenameColumnEvent(ID, Map.of("group", "GROUP"));
    private static final DropColumnEvent DROP = new DropColumnEvent(ID, List.of("at", "m"));
    private static final List<SchemaChangeEvent> LIFE = List.of(CREATE, ADD, WIDEN, RENAME, DROP);

    private StarRocksEmulator starRocks;

    private static AlterColumnTypeEvent widen() {
        Map<String, DataType> types = new LinkedHashMap<>();
        types.put("name", DataTypes.VARCHAR(40).notNull());
        types.put("price", DataTypes.DECIMAL(12, 1));
        types.put("group", DataTypes.BIGINT());
        return new AlterColumnTypeEvent(ID, types);
    }

    private void start(VersionProfile profile) throws IOException {
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

    private StarRocksMetadataApplier applier(JdbcConfig config) {
        return StarRocksMetadataApplier.overJdbc(
                config,
                new TypeMappings(ZoneOffset.UTC, 4),
                TableRules.of(List.of(), TableSettings.builder().buckets(2).build()),
                Duration.ofMinutes(1));
    }

    private StarRocksMetadataApplier applier() {
        return applier(config(starRocks.jdbcUrl(), "root", "root-secret"));
    }

    private static JdbcConfig config(String url, String user, String password) {
        return JdbcConfig.parse(
                url, user, Secret.of(password), Duration.ofSeconds(10), Duration.ofSeconds(30));
    }

    private StarRocksTable table() {
        try (JdbcStarRocksCatalog catalog =
                new JdbcStarRocksCatalog(config(starRocks.jdbcUrl(), "root", "root-secret"))) {
            return catalog.table(PATH).orElseThrow();
        }
    }

    private void execute(String sql) {
        assertThat(starRocks.execute(sql)).allMatch(StatementOutcome.Success.class::isInstance);
    }

    private void assertAtTheEndOfItsLife(StarRocksTable table) {
        assertThat(table.columns())
                .containsExactly(
                        StarRocksColumn.of("id", StarRocksType.LARGEINT).asNotNull(),
                        StarRocksColumn.of("n", StarRocksType.INT)
                                .withDefault(ColumnDefault.literal("5"))
                                .withComment("c'"),
                        StarRocksColumn.of("name", StarRocksType.varchar(160))
                                .withDefault(ColumnDefault.literal("x'y\\z"))
                                .withComment(COMMENT),
                        StarRocksColumn.of("price", StarRocksType.decimal(13, 2))
                                .withDefault(ColumnDefault.literal("1.50")),
                        StarRocksColumn.of("text", StarRocksType.varchar(1_048_576))
                                .withDefault(ColumnDefault.literal("CURRENT_TIMESTAMP")),
                        StarRocksColumn.of("bytes", StarRocksType.VARBINARY),
                        StarRocksColumn.of("GROUP", StarRocksType.BIGINT)
                                .withDefault(ColumnDefault.literal("7")));
        assertThat(table.keyColumns()).containsExactly("id");
        // Behind it stand the renames and drops of columns.
        assertThat(ColumnTrail.parse(table.comment()).comment()).isEqualTo(COMMENT);
        assertThat(table.buckets()).hasValue(2);
        assertThat(table.properties()).containsEntry("replication_num", "1");
    }

    @ParameterizedTest
    @EnumSource(VersionProfile.class)
    void followsATableThroughItsLifeWithEveryEventTwice(VersionProfile profile) throws Exception {
        start(profile);
        StarRocksMetadataApplier applier = applier();
        for (SchemaChangeEvent event : LIFE) {
            applier.applySchemaChange(event);
            StarRocksTable once = table();

            applier.applySchemaChange(event);

            assertThat(table()).isEqualTo(once);
        }
        assertAtTheEndOfItsLife(table());
    }

    @ParameterizedTest
    @EnumSource(VersionProfile.class)
    void endsTheSameWhenAllChangesSinceTheCheckpointComeAgain(VersionProfile profile)
            throws Exception {
        start(profile);
        StarRocksMetadataApplier applier = applier();
        RenameColumnEvent again = new RenameColumnEvent(ID, Map.of("GROUP", "team"));
        LIFE.forEach(applier::applySchemaChange);
        applier.applySchemaChange(again);
        StarRocksTable once = table();

        LIFE.subList(1, LIFE.size()).forEach(applier::applySchemaChange);
        applier.applySchemaChange(again);

        assertThat(table()).isEqualTo(once);
    }

    @ParameterizedTest
    @EnumSource(VersionProfile.class)
    void comesThroughWhenEveryReplyIsLostOnce(VersionProfile profile) throws Exception {
        start(profile);
        for (String verb : List.of("CREATE DATABASE", "CREATE TABLE", "ALTER TABLE")) {
            starRocks
                    .faults()
                    .add(
                            Operation.STATEMENT,
                            sql -> sql.startsWith(verb),
                            1,
                            1,
                            new Fault.Drop(Fault.Moment.AFTER));
        }
        StarRocksMetadataApplier applier = applier();
        applier.applySchemaChange(CREATE);
        applier.applySchemaChange(ADD);
        starRocks
                .faults()
                .add(
                        Operation.STATEMENT,
                        sql -> sql.contains("MODIFY COLUMN"),
                        1,
                        1,
                        new Fault.Drop(Fault.Moment.AFTER));
        LIFE.subList(2, LIFE.size()).forEach(applier::applySchemaChange);

        assertThat(starRocks.faults().injected()).isEqualTo(4);
        assertAtTheEndOfItsLife(table());
    }

    @Test
    void waitsForTheSchemaChangeOfSomebodyElse() throws Exception {
        start(VersionProfile.V3_5);
        StarRocksMetadataApplier applier = applier();
        applier.applySchemaChange(CREATE);
        execute("ALTER TABLE shop.`or ders` MODIFY COLUMN `bytes` VARBINARY COMMENT 'by hand'");

        applier.applySchemaChange(RENAME);

        assertThat(table().column("GROUP").orElseThrow().name()).isEqualTo("GROUP");
        assertThat(table().column("bytes").orElseThrow().comment()).isEqualTo("by hand");
    }

    @Test
    void goesToTheNextFrontendWhenOneIsDown() throws Exception {
        start(VersionProfile.V3_5);
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        String url =
                starRocks
                        .jdbcUrl()
                        .replace("jdbc:mysql://", "jdbc:mysql://127.0.0.1:" + nobody + ",");

        applier(config(url, "root", "root-secret")).applySchemaChange(CREATE);

        assertThat(table().columns()).hasSize(7);
    }

    @Test
    void refusesATableThatIsNotFitAndListsWhy() throws Exception {
        start(VersionProfile.V3_5);
        execute("CREATE DATABASE shop");
        execute(
                "CREATE TABLE shop.`or ders` (id INT NOT NULL, NAME VARCHAR(9), price BOOLEAN)"
                        + " DUPLICATE KEY(id) DISTRIBUTED BY HASH(id) BUCKETS 1"
                        + " PROPERTIES('replication_num'='1')");

        assertThatThrownBy(() -> applier().applySchemaChange(CREATE))
                .isInstanceOf(SchemaEvolveException.class)
                .hasMessageContainingAll(
                        "it is a DUPLICATE KEY table",
                        "key column id is INT and would have to be LARGEINT",
                        "column name is called NAME in StarRocks",
                        "column price is BOOLEAN and StarRocks cannot change it");
    }

    @Test
    void namesUserAndAddressWhenTheLoginIsRefused() throws Exception {
        start(VersionProfile.V3_5);

        assertThatThrownBy(
                        () ->
                                applier(config(starRocks.jdbcUrl(), "root", "wrong-secret"))
                                        .applySchemaChange(CREATE))
                .isInstanceOf(SchemaEvolveException.class)
                .hasMessageContainingAll(
                        "refused the login of user 'root'", ":" + starRocks.mysqlPort())
                .satisfies(
                        e ->
                                assertThat(e.toString())
                                        .doesNotContain("wrong-secret", "root-secret"));
    }

    @Test
    void namesTheGrantThatIsMissing() throws Exception {
        start(VersionProfile.V3_5);
        execute("CREATE USER cdc IDENTIFIED BY 'cdc-secret'");
        StarRocksMetadataApplier applier =
                applier(config(starRocks.jdbcUrl(), "cdc", "cdc-secret"));

        assertThatThrownBy(() -> applier.applySchemaChange(CREATE))
                .isInstanceOf(SchemaEvolveException.class)
                .hasMessageContaining(
                        "needed: GRANT CREATE DATABASE ON CATALOG default_catalog TO USER 'cdc'")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("cdc-secret"));
    }
}
