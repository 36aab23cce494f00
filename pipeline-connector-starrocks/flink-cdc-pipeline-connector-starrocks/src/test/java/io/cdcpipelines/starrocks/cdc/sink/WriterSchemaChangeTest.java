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

import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.ID_AND_NOTE;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.ORDERS;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.create;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.insert;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.event.AddColumnEvent;
import org.apache.flink.cdc.common.event.AlterColumnTypeEvent;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.RenameColumnEvent;
import org.apache.flink.cdc.common.event.SchemaChangeEvent;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WriterSchemaChangeTest {
    private static final SchemaChangeEvent ADD_PRICE =
            new AddColumnEvent(
                    ORDERS,
                    List.of(AddColumnEvent.last(Column.physicalColumn("price", DataTypes.INT()))));
    private static final Schema WITH_PRICE =
            Schema.newBuilder()
                    .physicalColumn("id", DataTypes.INT().notNull())
                    .physicalColumn("note", DataTypes.STRING())
                    .physicalColumn("price", DataTypes.INT())
                    .primaryKey("id")
                    .build();

    private static BinaryStringData text(String text) {
        return BinaryStringData.fromString(text);
    }

    @Test
    void sealsTheRowsBeforeIt() throws Exception {
        try (WriterHarness harness = WriterHarness.create()) {
            harness.write(create(ORDERS), insert(ORDERS, 1, "x"), ADD_PRICE);
            harness.write(insert(ORDERS, WITH_PRICE, 2, text("y"), 7));
            harness.flush();

            assertThat(harness.starRocks.requests())
                    .containsExactly("load shop.orders 1", "load shop.orders 1");
            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .containsExactly(
                            row(1, "x"), "{\"id\":2,\"note\":\"y\",\"price\":7,\"__op\":0}");
        }
    }

    @Test
    void endsTheTransactionOfTheRowsBeforeIt() throws Exception {
        Schema binaryNote =
                Schema.newBuilder()
                        .physicalColumn("id", DataTypes.INT().notNull())
                        .physicalColumn("note", DataTypes.BYTES())
                        .primaryKey("id")
                        .build();
        try (WriterHarness harness = WriterHarness.withLittleMemory()) {
            harness.write(create(ORDERS)).writeInserts(ORDERS, 1, 9, "n".repeat(100));
            harness.write(new AlterColumnTypeEvent(ORDERS, Map.of("note", DataTypes.BYTES())));
            harness.write(insert(ORDERS, binaryNote, 10, new byte[] {1}));
            harness.flush();

            assertThat(harness.starRocks.requests())
                    .containsExactly(
                            "begin shop.orders",
                            "load into transaction shop.orders 8",
                            "load into transaction shop.orders 1",
                            "commit shop.orders",
                            "load shop.orders 1");
        }
    }

    @Test
    void thatIsKnownAlreadyChangesNothing() throws Exception {
        try (WriterHarness harness = WriterHarness.create()) {
            harness.write(new CreateTableEvent(ORDERS, WITH_PRICE), ADD_PRICE);
            harness.write(insert(ORDERS, WITH_PRICE, 1, text("x"), 7), ADD_PRICE);
            harness.write(insert(ORDERS, WITH_PRICE, 2, text("x"), 7));
            harness.flush();

            assertThat(harness.starRocks.requests()).containsExactly("load shop.orders 2");
        }
    }

    @Test
    void announcedLateDoesNotWinOverWhatIsKnown() throws Exception {
        Schema olderType =
                Schema.newBuilder()
                        .physicalColumn("id", DataTypes.INT().notNull())
                        .physicalColumn("note", DataTypes.INT())
                        .primaryKey("id")
                        .build();
        try (WriterHarness harness = WriterHarness.create()) {
            harness.write(create(ORDERS), insert(ORDERS, 1, "x"));
            harness.write(new CreateTableEvent(ORDERS, olderType), insert(ORDERS, 2, "y"));
            harness.flush();

            assertThat(harness.starRocks.requests()).containsExactly("load shop.orders 2");
            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .containsExactly(row(1, "x"), row(2, "y"));
        }
    }

    @Test
    void announcedLateCountsOnceRecordsFitNoOther() throws Exception {
        try (WriterHarness harness = WriterHarness.create()) {
            harness.write(create(ORDERS), insert(ORDERS, 1, "x"));
            harness.write(new CreateTableEvent(ORDERS, WITH_PRICE), insert(ORDERS, 2, "y"));
            harness.write(insert(ORDERS, WITH_PRICE, 3, text("z"), 7), insert(ORDERS, 4, "w"));
            harness.flush();

            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .containsExactly(
                            row(1, "x"),
                            row(2, "y"),
                            "{\"id\":3,\"note\":\"z\",\"price\":7,\"__op\":0}",
                            row(4, "w"));
        }
    }

    @Test
    void missingBeforeARecordIsNamed() throws Exception {
        try (WriterHarness harness = WriterHarness.create()) {
            assertThatThrownBy(() -> harness.write(insert(ORDERS, 1, "secret")))
                    .hasMessageContaining("shop.orders")
                    .hasMessageContaining("no schema")
                    .hasMessageNotContaining("secret");

            harness.write(create(ORDERS));
            assertThatThrownBy(
                            () -> harness.write(insert(ORDERS, WITH_PRICE, 1, text("secret"), 7)))
                    .hasMessageContaining("record of 3 fields")
                    .hasMessageContaining("its schema has 2")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void ofAnUnknownTableIsLeftToItsAnnouncement() throws Exception {
        try (WriterHarness harness = WriterHarness.create()) {
            harness.write(ADD_PRICE, new CreateTableEvent(ORDERS, WITH_PRICE));
            harness.write(insert(ORDERS, WITH_PRICE, 1, text("x"), 7));
            harness.flush();

            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .containsExactly("{\"id\":1,\"note\":\"x\",\"price\":7,\"__op\":0}");
        }
    }

    @Test
    void ofANameIsUsedForTheRowsAfterIt() throws Exception {
        Schema renamed =
                Schema.newBuilder()
                        .physicalColumn("order_id", DataTypes.INT().notNull())
                        .physicalColumn("note", DataTypes.STRING())
                        .primaryKey("order_id")
                        .build();
        try (WriterHarness harness = WriterHarness.create()) {
            harness.write(create(ORDERS), insert(ORDERS, 1, "x"));
            harness.write(new RenameColumnEvent(ORDERS, Map.of("id", "order_id")));
            harness.write(insert(ORDERS, renamed, 2, text("y")));
            harness.flush();

            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .containsExactly(row(1, "x"), "{\"order_id\":2,\"note\":\"y\",\"__op\":0}");
        }
    }

    @Test
    void sealsNothingIfItChangesNoRecord() throws Exception {
        try (WriterHarness harness = WriterHarness.create()) {
            harness.write(create(ORDERS), insert(ORDERS, 1, "x"));
            harness.write(new CreateTableEvent(ORDERS, ID_AND_NOTE), insert(ORDERS, 2, "y"));
            harness.flush();

            assertThat(harness.starRocks.requests()).containsExactly("load shop.orders 2");
        }
    }
}
