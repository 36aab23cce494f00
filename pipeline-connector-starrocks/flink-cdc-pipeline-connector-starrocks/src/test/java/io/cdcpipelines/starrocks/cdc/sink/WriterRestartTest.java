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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.format.FormatChoice;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.event.RenameColumnEvent;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of a schema that the table was ahead of when the job went on from a checkpoint. */
@Timeout(60)
class WriterRestartTest {
    private static final String TRAIL =
            "orders [columns: `note` -> `remark` 2026-03-04, `id` -> `key` 2026-03-04]";
    private static final String REMARK_ONLY = "[columns: `note` -> `remark` 2026-03-04]";

    private static String json(String key, int id, String column, String text) {
        return "{\"" + key + "\":" + id + ",\"" + column + "\":\"" + text + "\",\"__op\":0}";
    }

    @ParameterizedTest
    @EnumSource(
            value = LoadMode.class,
            names = {"TRANSACTIONS", "SINGLE_LOADS"})
    void bringsRowsFromBeforeARenameUnderTheNewNames(LoadMode mode) throws Exception {
        TestingTables tables = new TestingTables().with("orders", TRAIL, "key", "remark");
        try (WriterHarness harness = WriterHarness.restarted(tables, mode, FormatChoice.json())) {
            harness.write(create(ORDERS)).writeInserts(ORDERS, 1, 30, "n".repeat(100));
            harness.flush();

            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .hasSize(30)
                    .contains(json("key", 30, "remark", "n".repeat(100)))
                    .allMatch(row -> row.contains("remark") && !row.contains("note"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = LoadMode.class,
            names = {"TRANSACTIONS", "SINGLE_LOADS"})
    void namesTheNewColumnsOfFieldsInCsv(LoadMode mode) throws Exception {
        TestingTables tables = new TestingTables().with("orders", TRAIL, "key", "remark");
        try (WriterHarness harness = WriterHarness.restarted(tables, mode, WriterHarness.CSV)) {
            harness.write(create(ORDERS)).writeInserts(ORDERS, 1, 30, "n".repeat(100));
            harness.flush();

            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .hasSize(30)
                    .contains("30|" + "n".repeat(100) + "|0");
            assertThat(harness.starRocks.columnsHeaders()).containsExactly("`key`,`remark`,`__op`");
        }
    }

    @Test
    void goesOnWithTheNewNamesWhenTheRenameComesAgain() throws Exception {
        TestingTables tables = new TestingTables().with("orders", REMARK_ONLY, "id", "remark");
        Schema renamed =
                Schema.newBuilder()
                        .physicalColumn("id", DataTypes.INT().notNull())
                        .physicalColumn("remark", DataTypes.STRING())
                        .primaryKey("id")
                        .build();
        try (WriterHarness harness = restarted(tables)) {
            harness.write(create(ORDERS), insert(ORDERS, 1, "x"));
            harness.write(new RenameColumnEvent(ORDERS, Map.of("note", "remark")));
            harness.write(insert(ORDERS, renamed, 2, BinaryStringData.fromString("y")));
            harness.flush();

            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .containsExactly(json("id", 1, "remark", "x"), json("id", 2, "remark", "y"));
        }
    }

    @Test
    void looksAgainAtEveryChangeBecauseTheTableMayHaveChangedToo() throws Exception {
        TestingTables tables = new TestingTables().with("orders", "", "id", "note");
        try (WriterHarness harness = restarted(tables)) {
            harness.write(create(ORDERS), insert(ORDERS, 1, "x"));
            tables.with("orders", REMARK_ONLY, "id", "remark");
            harness.write(new RenameColumnEvent(ORDERS, Map.of("unknown", "x")));
            harness.write(insert(ORDERS, 2, "y"));
            harness.flush();

            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .containsExactly(json("id", 1, "note", "x"), json("id", 2, "remark", "y"));
        }
    }

    @Test
    void leavesOutWhatWasDroppedSince() throws Exception {
        TestingTables tables = new TestingTables().with("orders", "", "id", "other");
        try (WriterHarness harness = restarted(tables)) {
            harness.write(create(ORDERS), insert(ORDERS, 1, "x"));
            harness.flush();

            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .containsExactly(json("id", 1, "__cdc_gone_0", "x"));
        }
    }

    @Test
    void writesToATableThatIsNotThereAsItWould() throws Exception {
        try (WriterHarness harness = restarted(new TestingTables())) {
            harness.write(create(ORDERS), insert(ORDERS, 1, "x"));
            harness.flush();

            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .containsExactly(WriterHarness.row(1, "x"));
        }
    }

    @Test
    void failsIfTheTableCannotBeRead() {
        TestingTables tables =
                new TestingTables().failing(new IOException("No frontend can be reached"));
        try (WriterHarness harness = restarted(tables)) {
            assertThatThrownBy(() -> harness.write(create(ORDERS)))
                    .hasStackTraceContaining("Table shop.orders could not be read")
                    .hasStackTraceContaining("'jdbc-url'")
                    .hasStackTraceContaining("No frontend can be reached");
        }
    }

    @Test
    void looksAtATableOncePerSchema() throws Exception {
        TestingTables tables = new TestingTables().with("orders", "", "id", "note");
        try (WriterHarness harness = restarted(tables)) {
            harness.write(create(ORDERS)).writeInserts(ORDERS, 1, 100, "x");
            harness.write(insert(ORDERS, ID_AND_NOTE, 101, BinaryStringData.fromString("x")));
            harness.flush();

            assertThat(tables.reads()).isEqualTo(1);
        }
    }

    private static WriterHarness restarted(TestingTables tables) {
        return WriterHarness.restarted(tables, LoadMode.SINGLE_LOADS, FormatChoice.json());
    }
}
