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

package io.cdcpipelines.starrocks.cdc.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.catalog.JdbcConfig;
import io.cdcpipelines.starrocks.core.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.cdc.common.event.AddColumnEvent;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DropColumnEvent;
import org.apache.flink.cdc.common.event.SchemaChangeEventType;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.exceptions.SchemaEvolveException;
import org.apache.flink.cdc.common.exceptions.UnsupportedSchemaChangeEventException;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class StarRocksMetadataApplierTest {
    private static final TableId ID = TableId.tableId("d", "t");
    private static final CreateTableEvent CREATE =
            new CreateTableEvent(
                    ID,
                    Schema.newBuilder()
                            .physicalColumn("id", DataTypes.INT().notNull())
                            .primaryKey("id")
                            .build());

    private final TestingStarRocksCatalog catalog = new TestingStarRocksCatalog();
    private final StarRocksMetadataApplier applier = applier(catalog::open);

    private static StarRocksMetadataApplier applier(CatalogFactory catalogs) {
        return new StarRocksMetadataApplier(
                catalogs,
                new TypeMappings(ZoneOffset.UTC, 4),
                TableRules.NONE,
                Duration.ofMinutes(1));
    }

    private static StarRocksMetadataApplier overJdbc(String url) {
        return StarRocksMetadataApplier.overJdbc(
                JdbcConfig.parse(
                        url,
                        "root",
                        Secret.of("s3cr3t"),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2)),
                new TypeMappings(ZoneOffset.UTC, 4),
                TableRules.of(List.of(), TableSettings.builder().buckets(4).build()),
                Duration.ofMinutes(1));
    }

    @Test
    void appliesAndCloses() {
        applier.applySchemaChange(CREATE);
        applier.close();
        applier.applySchemaChange(
                new AddColumnEvent(
                        ID,
                        List.of(AddColumnEvent.last(Column.physicalColumn("n", DataTypes.INT())))));

        assertThat(catalog.executed).hasSize(3);
        assertThat(catalog.closed).isEqualTo(2);
    }

    @Test
    void supportsEveryTypeOfEventOfTheFramework() {
        assertThat(applier.getSupportedSchemaEvolutionTypes())
                .containsExactlyInAnyOrder(SchemaChangeEventType.values());
        for (SchemaChangeEventType type : SchemaChangeEventType.values()) {
            assertThat(applier.acceptsSchemaEvolutionType(type)).isTrue();
        }
    }

    @Test
    void acceptsWhatTheUserLeavesSwitchedOn() {
        Set<SchemaChangeEventType> accepted =
                EnumSet.of(SchemaChangeEventType.CREATE_TABLE, SchemaChangeEventType.ADD_COLUMN);

        assertThat(applier.setAcceptedSchemaEvolutionTypes(accepted)).isSameAs(applier);

        for (SchemaChangeEventType type : SchemaChangeEventType.values()) {
            assertThat(applier.acceptsSchemaEvolutionType(type)).isEqualTo(accepted.contains(type));
        }
    }

    @Test
    void travelsWithItsSettings() throws Exception {
        StarRocksMetadataApplier sent = overJdbc("jdbc:mysql://localhost:1");
        sent.setAcceptedSchemaEvolutionTypes(EnumSet.of(SchemaChangeEventType.DROP_COLUMN));

        StarRocksMetadataApplier received = InstantiationUtil.clone(sent);

        assertThat(received.acceptsSchemaEvolutionType(SchemaChangeEventType.DROP_COLUMN)).isTrue();
        assertThat(received.acceptsSchemaEvolutionType(SchemaChangeEventType.ADD_COLUMN)).isFalse();
    }

    @Test
    void tellsTheFrameworkWhatStarRocksCannotFollow() {
        applier.applySchemaChange(CREATE);

        assertThatThrownBy(() -> applier.applySchemaChange(new DropColumnEvent(ID, List.of("id"))))
                .isInstanceOf(UnsupportedSchemaChangeEventException.class)
                .hasMessageContaining("column id is part of the key");
    }

    @Test
    void saysWhichTableHasNoDatabase() {
        CreateTableEvent event =
                new CreateTableEvent(TableId.tableId("orders"), CREATE.getSchema());

        assertThatThrownBy(() -> applier.applySchemaChange(event))
                .isInstanceOf(SchemaEvolveException.class)
                .hasMessageContainingAll("orders has no database", "my_db.orders");
    }

    @Test
    void namesTheAddressOfAFrontendThatDoesNotAnswer() throws IOException {
        int port;
        try (ServerSocket closedAtOnce = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closedAtOnce.getLocalPort();
        }
        StarRocksMetadataApplier nobodyThere = overJdbc("jdbc:mysql://127.0.0.1:" + port);

        assertThatThrownBy(() -> nobodyThere.applySchemaChange(CREATE))
                .isInstanceOf(SchemaEvolveException.class)
                .hasMessageContainingAll("No frontend can be reached", "127.0.0.1:" + port)
                .satisfies(e -> assertThat(e.toString()).doesNotContain("s3cr3t"));
    }
}
