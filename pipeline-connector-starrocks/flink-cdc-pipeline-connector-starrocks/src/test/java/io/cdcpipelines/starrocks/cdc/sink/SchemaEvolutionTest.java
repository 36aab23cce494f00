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

package io.cdcpipelines.starrocks.cdc.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import java.util.List;
import java.util.Map;
import org.apache.flink.cdc.common.event.AddColumnEvent;
import org.apache.flink.cdc.common.event.AddColumnEvent.ColumnWithPosition;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaEvolutionTest {
    private static final TableId TABLE = TableId.tableId("shop", "orders");
    private static final Schema SCHEMA = schema("id INT", "a STRING", "b STRING");
    private static final Column C = Column.physicalColumn("c", DataTypes.INT());
    private static final Column D = Column.physicalColumn("d", DataTypes.INT());

    private static Schema schema(String... columns) {
        return schemaWithKey("id", columns);
    }

    private static Schema schemaWithKey(String key, String... columns) {
        Schema.Builder builder = Schema.newBuilder().comment("orders").primaryKey(key);
        for (String column : columns) {
            String[] parts = column.split(" ");
            builder.physicalColumn(
                    parts[0], parts[1].equals("INT") ? DataTypes.INT() : DataTypes.STRING());
        }
        return builder.build();
    }

    private static List<Arguments> events() {
        return List.of(
                event(
                        "add",
                        add(AddColumnEvent.last(C)),
                        "id INT",
                        "a STRING",
                        "b STRING",
                        "c INT"),
                event(
                        "add first",
                        add(AddColumnEvent.first(C)),
                        "c INT",
                        "id INT",
                        "a STRING",
                        "b STRING"),
                event(
                        "add before",
                        add(AddColumnEvent.before(C, "b")),
                        "id INT",
                        "a STRING",
                        "c INT",
                        "b STRING"),
                event(
                        "add after",
                        add(AddColumnEvent.after(C, "a")),
                        "id INT",
                        "a STRING",
                        "c INT",
                        "b STRING"),
                event(
                        "add after one that is added too",
                        add(AddColumnEvent.first(C), AddColumnEvent.after(D, "c")),
                        "c INT",
                        "d INT",
                        "id INT",
                        "a STRING",
                        "b STRING"),
                event(
                        "add after one that is not there",
                        add(AddColumnEvent.after(C, "gone")),
                        "id INT",
                        "a STRING",
                        "b STRING",
                        "c INT"),
                event("drop", new DropColumnEvent(TABLE, List.of("a")), "id INT", "b STRING"),
                event(
                        "drop several, of which one is gone",
                        new DropColumnEvent(TABLE, List.of("a", "gone", "b")),
                        "id INT"),
                event(
                        "rename",
                        new RenameColumnEvent(TABLE, Map.of("a", "z")),
                        "id INT",
                        "z STRING",
                        "b STRING"),
                event(
                        "swap names",
                        new RenameColumnEvent(TABLE, Map.of("a", "b", "b", "a")),
                        "id INT",
                        "b STRING",
                        "a STRING"),
                event(
                        "alter type",
                        new AlterColumnTypeEvent(TABLE, Map.of("b", DataTypes.INT())),
                        "id INT",
                        "a STRING",
                        "b INT"));
    }

    private static Arguments event(String name, SchemaChangeEvent event, String... columns) {
        return Arguments.of(named(name, event), schema(columns));
    }

    private static SchemaChangeEvent add(ColumnWithPosition... columns) {
        return new AddColumnEvent(TABLE, List.of(columns));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void followsTheEvent(SchemaChangeEvent event, Schema expected) {
        assertThat(SchemaEvolution.evolve(SCHEMA, event)).isEqualTo(expected);
    }

    private static List<Arguments> repeatable() {
        return List.of(
                Arguments.of(named("add", add(AddColumnEvent.first(C)))),
                Arguments.of(named("drop", new DropColumnEvent(TABLE, List.of("a")))),
                Arguments.of(named("rename", new RenameColumnEvent(TABLE, Map.of("a", "z")))),
                Arguments.of(
                        named(
                                "alter type",
                                new AlterColumnTypeEvent(TABLE, Map.of("b", DataTypes.INT())))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("repeatable")
    void keepsTheSchemaWhenTheEventComesAgain(SchemaChangeEvent event) {
        Schema once = SchemaEvolution.evolve(SCHEMA, event);

        assertThat(SchemaEvolution.evolve(once, event)).isSameAs(once);
    }

    @Test
    void renamesTheKeyWithItsColumn() {
        SchemaChangeEvent event = new RenameColumnEvent(TABLE, Map.of("id", "order_id"));

        assertThat(SchemaEvolution.evolve(SCHEMA, event))
                .isEqualTo(schemaWithKey("order_id", "order_id INT", "a STRING", "b STRING"));
    }

    @Test
    void leavesEventsThatChangeNoColumnToOthers() {
        SchemaChangeEvent event = new CreateTableEvent(TABLE, schema("x INT"));

        assertThat(SchemaEvolution.evolve(SCHEMA, event)).isSameAs(SCHEMA);
    }
}
