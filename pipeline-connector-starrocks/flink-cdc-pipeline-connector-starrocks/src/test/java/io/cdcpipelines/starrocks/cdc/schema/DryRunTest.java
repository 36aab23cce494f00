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

import io.cdcpipelines.starrocks.cdc.table.DropTablePolicy;
import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import io.cdcpipelines.starrocks.cdc.table.TypeConflictPolicy;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.catalog.AlterAwaiter;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A dry run says what a real one does, and does nothing. */
class DryRunTest {
    private static final TableId ID = TableId.tableId("d", "t");
    private static final TablePath PATH = TablePath.of("d", "t");
    private static final TypeMappings TYPES = new TypeMappings(ZoneOffset.UTC, 4);

    private static final CreateTableEvent CREATE =
            new CreateTableEvent(
                    ID,
                    Schema.newBuilder()
                            .physicalColumn("id", DataTypes.INT().notNull())
                            .physicalColumn("v", DataTypes.VARCHAR(10).notNull(), "it's v", "x'y")
                            .physicalColumn("w", DataTypes.BOOLEAN())
                            .physicalColumn("x", DataTypes.INT())
                            .primaryKey("id")
                            .build());

    private static List<SchemaChangeEvent> life() {
        Map<String, String> chain = new LinkedHashMap<>();
        chain.put("x", "z");
        chain.put("v", "x");
        return List.of(
                CREATE,
                new AddColumnEvent(
                        ID,
                        List.of(
                                AddColumnEvent.first(Column.physicalColumn("n", DataTypes.INT())),
                                AddColumnEvent.after(
                                        Column.physicalColumn("m", DataTypes.DATE()), "v"),
                                AddColumnEvent.last(
                                        Column.physicalColumn("o", DataTypes.DOUBLE())))),
                new AlterColumnTypeEvent(
                        ID, Map.of("v", DataTypes.VARCHAR(20), "n", DataTypes.BIGINT())),
                // Through a new column.
                new AlterColumnTypeEvent(ID, Map.of("w", DataTypes.INT())),
                new RenameColumnEvent(ID, Map.of("id", "key")),
                new RenameColumnEvent(ID, chain),
                new AlterColumnTypeEvent(ID, Map.of("x", DataTypes.VARCHAR(30))),
                new DropColumnEvent(ID, List.of("m", "n")),
                CREATE_AS_IT_IS_THEN,
                new AddColumnEvent(
                        ID,
                        List.of(
                                AddColumnEvent.before(
                                        Column.physicalColumn("n2", DataTypes.INT()), "w"))),
                new TruncateTableEvent(ID),
                new DropTableEvent(ID),
                CREATE_AS_IT_IS_THEN);
    }

    private static final CreateTableEvent CREATE_AS_IT_IS_THEN =
            new CreateTableEvent(
                    ID,
                    Schema.newBuilder()
                            .physicalColumn("key", DataTypes.INT().notNull())
                            .physicalColumn("added", DataTypes.INT())
                            .physicalColumn("o", DataTypes.STRING())
                            .primaryKey("key")
                            .build());

    private final TestingStarRocksCatalog real = new TestingStarRocksCatalog();
    private final TestingStarRocksCatalog untouched = new TestingStarRocksCatalog();

    private static TableRules rules(DropTablePolicy onDropTable) {
        return TableRules.of(
                List.of(),
                TableSettings.builder()
                        .buckets(1)
                        .onTypeConflict(TypeConflictPolicy.NEW_COLUMN)
                        .onDropTable(onDropTable)
                        .build());
    }

    private DryRun dryRun(DropTablePolicy onDropTable) {
        return new DryRun(untouched::open, TYPES, rules(onDropTable), PlanFixture.NOW);
    }

    private SchemaChangeExecution realRun(DropTablePolicy onDropTable) {
        return new SchemaChangeExecution(
                real::open,
                new SchemaChangePlanner(
                        new TablePlanner(TYPES, rules(onDropTable)),
                        rules(onDropTable)::of,
                        PlanFixture.NOW),
                new AlterAwaiter(PlanFixture.NOW, pause -> {}),
                PlanFixture.NOW,
                Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @EnumSource(DropTablePolicy.class)
    void saysExactlyWhatARealRunExecutes(DropTablePolicy onDropTable) {
        DryRun dryRun = dryRun(onDropTable);
        SchemaChangeExecution realRun = realRun(onDropTable);
        int all = 0;
        for (SchemaChangeEvent event : life()) {
            real.executed.clear();
            realRun.apply(event, PATH);

            assertThat(dryRun.statements(event)).isEqualTo(real.executed);
            all += real.executed.size();
        }
        assertThat(all).isGreaterThan(life().size());
        assertThat(untouched.executed).isEmpty();
        assertThat(untouched.tables).isEmpty();
        assertThat(untouched.databases).isEmpty();
        assertThat(untouched.closed).isEqualTo(untouched.opened).isPositive();
    }

    @Test
    void startsFromTheTablesThatAreThere() {
        SchemaChangeExecution realRun = realRun(DropTablePolicy.RENAME);
        realRun.apply(CREATE, PATH);
        untouched.tables.putAll(real.tables);
        untouched.databases.add("d");
        DryRun dryRun = dryRun(DropTablePolicy.RENAME);

        assertThat(dryRun.statements(CREATE)).isEmpty();
        assertThat(dryRun.statements(new DropColumnEvent(ID, List.of("x"))))
                .endsWith("ALTER TABLE `d`.`t` DROP COLUMN `x`");
        assertThat(dryRun.statements(new DropColumnEvent(ID, List.of("x")))).isEmpty();
        assertThat(untouched.tables).isEqualTo(real.tables);
    }

    @Test
    void saysWhatCannotBeFollowedAndGoesOn() {
        DryRun dryRun = dryRun(DropTablePolicy.RENAME);
        List<String> statements = new ArrayList<>(dryRun.statements(CREATE));

        assertThatThrownBy(() -> dryRun.statements(new DropColumnEvent(ID, List.of("id"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("column id is part of the key");
        statements.addAll(dryRun.statements(new DropColumnEvent(ID, List.of("x"))));
        assertThat(statements).hasSize(4);
    }

    @Test
    void collectsWarningsOnce() {
        DryRun dryRun = dryRun(DropTablePolicy.RENAME);
        SchemaChangeEvent gone = new DropColumnEvent(ID, List.of("x"));

        dryRun.statements(gone);
        dryRun.statements(gone);

        assertThat(dryRun.warnings())
                .hasSize(1)
                .first()
                .asString()
                .contains("Table d.t does not exist");
    }

    @Test
    void neitherChangesNorFailsAnythingAsAJob() {
        StarRocksMetadataApplier applier =
                new StarRocksMetadataApplier(
                                untouched::open,
                                TYPES,
                                rules(DropTablePolicy.DROP),
                                Duration.ofMinutes(1))
                        .dryRun();

        life().forEach(applier::applySchemaChange);
        applier.applySchemaChange(new DropColumnEvent(ID, List.of("id")));

        assertThat(untouched.executed).isEmpty();
        assertThat(untouched.tables).isEmpty();
        assertThat(untouched.opened).isEqualTo(life().size() + 1);
    }
}
