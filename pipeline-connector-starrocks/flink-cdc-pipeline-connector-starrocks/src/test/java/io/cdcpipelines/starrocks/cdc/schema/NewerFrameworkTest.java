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

import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.ID;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.PATH;
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.cdc.FrameworkEvents;
import io.cdcpipelines.starrocks.cdc.table.DropTablePolicy;
import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.event.SchemaChangeEventType;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events that came with Flink CDC 3.3, as that and later frameworks make them. */
@Tag(FrameworkEvents.SINCE_3_3)
class NewerFrameworkTest {
    private static final SchemaChangeEvent TRUNCATE = FrameworkEvents.truncateTable(ID);
    private static final SchemaChangeEvent DROP = FrameworkEvents.dropTable(ID);

    private final TestingStarRocksCatalog catalog = new TestingStarRocksCatalog();

    private StarRocksMetadataApplier applier(DropTablePolicy onDropTable) {
        TableSettings settings = TableSettings.builder().onDropTable(onDropTable).build();
        StarRocksMetadataApplier applier =
                new StarRocksMetadataApplier(
                        catalog::open,
                        new TypeMappings(ZoneOffset.UTC, 4),
                        TableRules.of(List.of(), settings),
                        Duration.ofMinutes(1));
        applier.applySchemaChange(
                new CreateTableEvent(
                        ID,
                        Schema.newBuilder()
                                .physicalColumn("id", DataTypes.INT().notNull())
                                .physicalColumn("note", DataTypes.VARCHAR(10))
                                .primaryKey("id")
                                .build()));
        catalog.executed.clear();
        return applier;
    }

    @Test
    void truncatesTheTableOfEachEvent() {
        StarRocksMetadataApplier applier = applier(DropTablePolicy.RENAME);

        applier.applySchemaChange(TRUNCATE);
        applier.applySchemaChange(TRUNCATE);

        assertThat(catalog.executed)
                .containsExactly("TRUNCATE TABLE `d`.`t`", "TRUNCATE TABLE `d`.`t`");
    }

    @Test
    void renamesTheTableOnce() {
        StarRocksMetadataApplier applier = applier(DropTablePolicy.RENAME);

        applier.applySchemaChange(DROP);
        applier.applySchemaChange(DROP);

        assertThat(catalog.executed)
                .singleElement()
                .asString()
                .startsWith("ALTER TABLE `d`.`t` RENAME `t__dropped_");
        assertThat(catalog.tables).doesNotContainKey(PATH).hasSize(1);
    }

    @Test
    void dropsTheTableOnce() {
        StarRocksMetadataApplier applier = applier(DropTablePolicy.DROP);

        applier.applySchemaChange(DROP);
        applier.applySchemaChange(DROP);

        assertThat(catalog.executed).containsExactly("DROP TABLE IF EXISTS `d`.`t`");
        assertThat(catalog.tables).isEmpty();
    }

    @Test
    void keepsTheTable() {
        applier(DropTablePolicy.IGNORE).applySchemaChange(DROP);

        assertThat(catalog.executed).isEmpty();
        assertThat(catalog.tables).containsKey(PATH);
    }

    @Test
    void widensATypeWhoseOldTypeIsToldToo() {
        SchemaChangeEvent event =
                FrameworkEvents.alterColumnType(
                        ID, Map.of("a", DataTypes.BIGINT()), Map.of("a", DataTypes.INT()));

        assertThat(PlanFixture.plan(event, TABLE))
                .singleElement()
                .asString()
                .contains("MODIFY COLUMN `a` BIGINT");
    }

    @Test
    @Tag(FrameworkEvents.SINCE_3_6)
    void commentsTheTableOnce() {
        SchemaChangeEvent event = FrameworkEvents.alterTableComment(ID, "it's t");
        StarRocksMetadataApplier applier = applier(DropTablePolicy.RENAME);

        applier.applySchemaChange(event);
        applier.applySchemaChange(event);

        assertThat(catalog.executed).containsExactly("ALTER TABLE `d`.`t` COMMENT = 'it\\'s t'");
        assertThat(applier.acceptsSchemaEvolutionType(event.getType())).isTrue();
    }

    @Test
    @Tag(FrameworkEvents.SINCE_3_6)
    void widensATypeAndCommentsTheColumn() {
        SchemaChangeEvent event =
                FrameworkEvents.alterColumnType(
                        ID,
                        Map.of("b", DataTypes.VARCHAR(20)),
                        Map.of("b", DataTypes.VARCHAR(10)),
                        Map.of("b", "it's b"));

        assertThat(PlanFixture.plan(event, TABLE))
                .singleElement()
                .asString()
                .endsWith("MODIFY COLUMN `b` VARCHAR(80) NULL COMMENT 'it\\'s b'");
    }

    @Test
    void asksTheFrameworkForTheseEvents() {
        StarRocksMetadataApplier applier = applier(DropTablePolicy.RENAME);

        assertThat(
                        applier.getSupportedSchemaEvolutionTypes().stream()
                                .map(SchemaChangeEventType::name)
                                .collect(Collectors.toSet()))
                .contains("TRUNCATE_TABLE", "DROP_TABLE");
        assertThat(applier.acceptsSchemaEvolutionType(TRUNCATE.getType())).isTrue();
        assertThat(applier.acceptsSchemaEvolutionType(DROP.getType())).isTrue();
    }
}
