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
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.cdc.common.event.AddColumnEvent;
import org.apache.flink.cdc.common.event.AlterColumnTypeEvent;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DropColumnEvent;
import org.apache.flink.cdc.common.event.RenameColumnEvent;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.exceptions.UnsupportedSchemaChangeEventException;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventNamesTest {
    private static final String ANY = "n";

    private final TestingStarRocksCatalog catalog = new TestingStarRocksCatalog();
    private int opened;
    private final StarRocksMetadataApplier applier =
            new StarRocksMetadataApplier(
                    () -> {
                        opened++;
                        return catalog.open();
                    },
                    new TypeMappings(ZoneOffset.UTC, 4),
                    TableRules.NONE,
                    Duration.ofMinutes(1));

    /** Every type of event for a table. */
    private static List<SchemaChangeEvent> events(TableId id, String column) {
        List<SchemaChangeEvent> events = new ArrayList<>(eventsThatWant(id, column));
        events.add(new DropColumnEvent(id, List.of(column)));
        events.add(new TruncateTableEvent(id));
        events.add(new DropTableEvent(id));
        events.add(new AlterTableCommentEvent(id, "c"));
        return events;
    }

    /** Every type of event that wants a column to be there. */
    private static List<SchemaChangeEvent> eventsThatWant(TableId id, String column) {
        return List.of(
                new CreateTableEvent(
                        id,
                        Schema.newBuilder()
                                .physicalColumn("id", DataTypes.INT().notNull())
                                .physicalColumn(column, DataTypes.INT())
                                .primaryKey("id")
                                .build()),
                new AddColumnEvent(
                        id,
                        List.of(
                                AddColumnEvent.last(
                                        Column.physicalColumn(column, DataTypes.INT())))),
                new RenameColumnEvent(id, Map.of("old", column)),
                new AlterColumnTypeEvent(id, Map.of(column, DataTypes.BIGINT())));
    }

    static Stream<Arguments> namesThatStarRocksCannotHold() {
        Function<String, List<SchemaChangeEvent>> database =
                name -> events(TableId.tableId(name, "t"), ANY);
        Function<String, List<SchemaChangeEvent>> table =
                name -> events(TableId.tableId("d", name), ANY);
        Function<String, List<SchemaChangeEvent>> column =
                name -> eventsThatWant(TableId.tableId("d", "t"), name);
        return Stream.of(
                Arguments.of("database", "1a", "'1a'", database),
                Arguments.of("database", "a b", "'a b'", database),
                Arguments.of("database", "x".repeat(257), "'xxx", database),
                Arguments.of("database", "information_schema", "'information_schema'", database),
                Arguments.of("table", "a`b", "'a`b'", table),
                Arguments.of("table", "a\nb", "'a\\u000ab'", table),
                Arguments.of("table", "a ", "'a '", table),
                Arguments.of("table", "x".repeat(1025), "'xxx", table),
                Arguments.of("column", "a`b", "'a`b'", column),
                Arguments.of("column", "a=b", "'a=b'", column),
                Arguments.of("column", "a\0b", "'a\\u0000b'", column),
                Arguments.of("column", "__op", "'__op'", column),
                Arguments.of("column", "x".repeat(1025), "'xxx", column));
    }

    @ParameterizedTest
    @MethodSource("namesThatStarRocksCannotHold")
    void namesWhatStarRocksCannotHoldBeforeAnythingIsSent(
            String kind,
            String name,
            String shown,
            Function<String, List<SchemaChangeEvent>> events) {
        for (SchemaChangeEvent event : events.apply(name)) {
            assertThatThrownBy(() -> applier.applySchemaChange(event))
                    .as(event.getClass().getSimpleName())
                    .isInstanceOf(UnsupportedSchemaChangeEventException.class)
                    .hasMessageContainingAll(
                            "the name of " + kind + " " + shown, "cannot be used in StarRocks");
        }
        assertThat(opened).isZero();
    }

    @Test
    void namesAllOfThemAtOnce() {
        SchemaChangeEvent event = eventsThatWant(TableId.tableId("1", "`"), "=").get(0);

        assertThatThrownBy(() -> applier.applySchemaChange(event))
                .hasMessageContainingAll(
                        "the name of database '1'",
                        "the name of table '`'",
                        "the name of column '='");
    }

    @Test
    void doesNotMindNamesOfColumnsThatAreToBeGone() {
        TableId id = TableId.tableId("d", "t");
        applier.applySchemaChange(eventsThatWant(id, "kept").get(0));
        int before = catalog.executed.size();

        assertThatCode(
                        () -> {
                            applier.applySchemaChange(new DropColumnEvent(id, List.of("a`b")));
                            applier.applySchemaChange(
                                    new RenameColumnEvent(id, Map.of("a=b", "ab")));
                        })
                .doesNotThrowAnyException();
        assertThat(catalog.executed).hasSize(before);
    }
}
