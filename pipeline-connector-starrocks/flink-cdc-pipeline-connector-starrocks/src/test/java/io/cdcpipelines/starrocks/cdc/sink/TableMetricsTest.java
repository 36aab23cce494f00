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

import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.CUSTOMERS;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.ID_AND_NOTE;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.ORDERS;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.create;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.insert;
import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.core.format.FormatChoice;
import java.time.Duration;
import org.apache.flink.cdc.common.data.RecordData;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TableMetricsTest {

    @Test
    void countsWhatCameInAndWhatStarRocksAcknowledged() throws Exception {
        try (WriterHarness harness = WriterHarness.create()) {
            harness.write(create(ORDERS), create(CUSTOMERS))
                    .writeInserts(ORDERS, 1, 3, "x")
                    .write(DataChangeEvent.deleteEvent(ORDERS, record(1)));
            assertThat(counters(harness, ORDERS)).containsExactly(4, 0, 0, 0);

            harness.flush();
            assertThat(counters(harness, ORDERS)).containsExactly(4, 3, 1, 1);
            assertThat(counters(harness, CUSTOMERS)).containsExactly(0, 0, 0, 0);
        }
    }

    @Test
    void countsAChangedKeyAsOneChangeAndTwoRows() throws Exception {
        try (WriterHarness harness = WriterHarness.create()) {
            harness.write(
                            create(ORDERS),
                            insert(ORDERS, 1, "x"),
                            DataChangeEvent.updateEvent(ORDERS, record(1), record(2)))
                    .flush();

            assertThat(counters(harness, ORDERS)).containsExactly(2, 2, 1, 1);
        }
    }

    @Test
    void measuresHowLongTheOldestRowHasWaited() throws Exception {
        try (WriterHarness harness = WriterHarness.create()) {
            harness.write(create(ORDERS));
            assertThat(lag(harness)).isZero();

            harness.writeInserts(ORDERS, 1, 1, "x");
            harness.timers.advance(Duration.ofMillis(300));
            harness.writeInserts(ORDERS, 2, 1, "x");
            harness.timers.advance(Duration.ofMillis(200));
            assertThat(lag(harness)).isEqualTo(500);

            harness.flush();
            assertThat(lag(harness)).isZero();
        }
    }

    private static final Schema WITH_RATIO =
            Schema.newBuilder()
                    .physicalColumn("id", DataTypes.INT().notNull())
                    .physicalColumn("ratio", DataTypes.DOUBLE())
                    .physicalColumn("day", DataTypes.DATE())
                    .physicalColumn("note", DataTypes.STRING())
                    .primaryKey("id")
                    .build();

    private static DataChangeEvent measured(TableId table, int id, Double ratio, Integer day) {
        return insert(table, WITH_RATIO, id, ratio, day, BinaryStringData.fromString("x"));
    }

    @Test
    void countsEveryValueThatIsStoredAsNullByTableAndAltogether() throws Exception {
        try (WriterHarness harness = WriterHarness.storingNull(FormatChoice.json())) {
            harness.write(
                    new CreateTableEvent(ORDERS, WITH_RATIO),
                    new CreateTableEvent(CUSTOMERS, WITH_RATIO),
                    measured(ORDERS, 1, Double.NaN, Integer.MAX_VALUE),
                    measured(ORDERS, 2, 1.5, Integer.MIN_VALUE),
                    measured(ORDERS, 3, null, 0),
                    measured(CUSTOMERS, 1, Double.POSITIVE_INFINITY, null));

            assertThat(storedAsNull(harness)).containsExactly(4, 3, 1);
        }
    }

    @Test
    void countsNoValueOfADeletedRow() throws Exception {
        DataChangeEvent before = measured(ORDERS, 1, Double.NaN, 0);
        DataChangeEvent after = measured(ORDERS, 2, Double.NaN, 0);
        try (WriterHarness harness = WriterHarness.storingNull(FormatChoice.json())) {
            harness.write(
                    new CreateTableEvent(ORDERS, WITH_RATIO),
                    new CreateTableEvent(CUSTOMERS, WITH_RATIO),
                    DataChangeEvent.deleteEvent(ORDERS, before.after()),
                    DataChangeEvent.updateEvent(CUSTOMERS, before.after(), after.after()));

            assertThat(storedAsNull(harness)).containsExactly(1, 0, 1);
        }
    }

    /** CSV cannot carry the text behind the value: the row is begun again as JSON. */
    @Test
    void countsAValueOnceWhoseRowIsWrittenTwice() throws Exception {
        try (WriterHarness harness = WriterHarness.storingNull(WriterHarness.CSV)) {
            harness.write(
                    new CreateTableEvent(ORDERS, WITH_RATIO),
                    new CreateTableEvent(CUSTOMERS, WITH_RATIO),
                    insert(
                            ORDERS,
                            WITH_RATIO,
                            1,
                            Double.NaN,
                            0,
                            BinaryStringData.fromString("a|b")));
            harness.flush();

            assertThat(harness.starRocks.visibleRows("shop", "orders"))
                    .containsExactly(
                            "{\"id\":1,\"day\":\"1970-01-01\",\"note\":\"a|b\",\"__op\":0}");
            assertThat(storedAsNull(harness)).containsExactly(1, 1, 0);
        }
    }

    /** Of the writer, then of each table. */
    private static int[] storedAsNull(WriterHarness harness) {
        return new int[] {
            (int) harness.metrics.count("numValuesStoredAsNull"),
            (int) harness.metrics.count(scope(ORDERS) + "valuesStoredAsNull"),
            (int) harness.metrics.count(scope(CUSTOMERS) + "valuesStoredAsNull")
        };
    }

    private static long lag(WriterHarness harness) {
        return harness.metrics.value(scope(ORDERS) + "lagMs");
    }

    private static String scope(TableId table) {
        return "database." + table.getSchemaName() + ".table." + table.getTableName() + ".";
    }

    private static RecordData record(int id) {
        return insert(ORDERS, ID_AND_NOTE, id, null).after();
    }

    private static int[] counters(WriterHarness harness, TableId table) {
        String scope = scope(table);
        return new int[] {
            (int) harness.metrics.count(scope + "rowsReceived"),
            (int) harness.metrics.count(scope + "upserts"),
            (int) harness.metrics.count(scope + "deletes"),
            (int) harness.metrics.count(scope + "loads")
        };
    }
}
