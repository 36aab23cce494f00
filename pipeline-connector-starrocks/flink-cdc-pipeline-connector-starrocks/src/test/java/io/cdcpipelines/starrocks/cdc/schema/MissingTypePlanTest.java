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
import static io.cdcpipelines.starrocks.cdc.schema.PlanFixture.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cdcpipelines.starrocks.cdc.table.MissingTypePolicy;
import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.cdc.common.event.AddColumnEvent;
import org.apache.flink.cdc.common.event.AlterColumnTypeEvent;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MissingTypePlanTest {
    private static final SchemaChangePlanner STRICT =
            planner(TableSettings.builder().onMissingType(MissingTypePolicy.FAIL).build());

    /** What is text in StarRocks although it is none in the source. */
    static Stream<Arguments> missing() {
        return Stream.of(
                arguments("value", DataTypes.TIME(3), "TIME(3)", "VARCHAR(16)"),
                arguments(
                        "value",
                        DataTypes.ARRAY(DataTypes.STRING()),
                        "ARRAY<STRING>",
                        "VARCHAR(1048576)"),
                arguments(
                        "value",
                        DataTypes.MAP(DataTypes.STRING(), DataTypes.INT()),
                        "MAP<STRING, INT>",
                        "VARCHAR(1048576)"),
                arguments("value", DataTypes.ROW(DataTypes.INT()), "ROW<", "VARCHAR(1048576)"),
                arguments("key", DataTypes.TIME(0), "TIME(0)", "VARCHAR(16)"),
                arguments("key", DataTypes.DOUBLE(), "DOUBLE", "VARCHAR(26)"),
                arguments("key", DataTypes.DECIMAL(10, 2), "DECIMAL(10, 2)", "VARCHAR(12)"),
                arguments("key", DataTypes.BINARY(16), "BINARY(16)", "VARCHAR(32)"));
    }

    private static CreateTableEvent create(String place, DataType type) {
        return new CreateTableEvent(
                ID,
                Schema.newBuilder()
                        .physicalColumn("key", place.equals("key") ? type : DataTypes.INT())
                        .physicalColumn("value", place.equals("value") ? type : DataTypes.INT())
                        .primaryKey("key")
                        .build());
    }

    @ParameterizedTest(name = "{1} as {0}")
    @MethodSource("missing")
    void failsBeforeTheTableIsTouched(String place, DataType type, String shown, String text) {
        assertThatThrownBy(() -> STRICT.plan(create(place, type), TargetState.absent(PATH, true)))
                .isInstanceOf(SchemaConflictException.class)
                .hasMessageContainingAll(
                        "Table d.t",
                        "column " + place + " is " + shown,
                        "table.on-missing-type: string it becomes " + text);
    }

    @ParameterizedTest(name = "{1} as {0}")
    @MethodSource("missing")
    void isTextUnlessTheUserWantsOtherwise(String place, DataType type, String shown, String text) {
        assertThat(
                        PlanFixture.sql(
                                PlanFixture.PLANNER.plan(
                                        create(place, type), TargetState.absent(PATH, true))))
                .singleElement()
                .asString()
                .contains("`" + place + "` " + text);
    }

    @Test
    void letsAllOtherTypesPass() {
        Schema.Builder schema =
                Schema.newBuilder()
                        .physicalColumn("key", DataTypes.DECIMAL(20, 0))
                        .physicalColumn("f", DataTypes.FLOAT())
                        .physicalColumn("d", DataTypes.DECIMAL(10, 2))
                        .physicalColumn("c", DataTypes.CHAR(3))
                        .physicalColumn("s", DataTypes.STRING())
                        .physicalColumn("b", DataTypes.BYTES())
                        .physicalColumn("z", DataTypes.TIMESTAMP_TZ(3))
                        .primaryKey("key");

        assertThat(
                        STRICT.plan(
                                        new CreateTableEvent(ID, schema.build()),
                                        TargetState.absent(PATH, true))
                                .statements())
                .hasSize(1);
    }

    static Stream<SchemaChangeEvent> laterChanges() {
        return Stream.of(
                new AddColumnEvent(
                        ID,
                        List.of(
                                AddColumnEvent.last(
                                        Column.physicalColumn("late", DataTypes.TIME(0))))),
                new AlterColumnTypeEvent(ID, Map.of("a", DataTypes.TIME(0))));
    }

    @ParameterizedTest
    @MethodSource("laterChanges")
    void failsWhenSuchAColumnComesLater(SchemaChangeEvent event) {
        assertThatThrownBy(() -> STRICT.plan(event, TargetState.present(TABLE)))
                .isInstanceOf(SchemaConflictException.class)
                .hasMessageContainingAll("Table d.t", "TIME(0)", "table.on-missing-type");
    }
}
