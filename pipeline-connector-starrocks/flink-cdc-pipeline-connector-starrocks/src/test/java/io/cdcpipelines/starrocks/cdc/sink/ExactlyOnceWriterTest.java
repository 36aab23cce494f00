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
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.INTERVAL;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.ORDERS;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.create;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.insert;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.cdc.FrameworkEvents;
import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import io.cdcpipelines.starrocks.cdc.table.WithoutPrimaryKey;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.format.FormatChoice;
import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.table.TablePath;
import io.cdcpipelines.starrocks.core.transaction.LabelLine;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.event.AddColumnEvent;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.Event;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.schema.Column;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataTypes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExactlyOnceWriterTest {
    private static final int BUFFER_BYTES = 4096;
    private static final Instant NOW = Instant.parse("2026-11-20T18:00:00Z");
    private static final TablePath ORDERS_PATH = TablePath.of("shop", "orders");
    private static final LabelLine LINE = LabelLine.of("flink", "x0123abcd", 0);
    private static final AddColumnEvent EXTRA_COLUMN =
            new AddColumnEvent(
                    ORDERS,
                    List.of(AddColumnEvent.last(Column.physicalColumn("extra", DataTypes.INT()))));

    private final TestingMailbox mailbox = new TestingMailbox();
    private final TestingTimers timers = new TestingTimers();
    private final TestingStreamLoad starRocks = new TestingStreamLoad();
    private final SchemaFlushes schemaFlushes = new SchemaFlushes();
    private final TestingMetricGroup metrics = new TestingMetricGroup();
    private ExactlyOnceWriter writer = writer(LINE, List.of(), 0);

    ExactlyOnceWriterTest() {
        schemaFlushes.announced();
    }

    private ExactlyOnceWriter writer(
            LabelLine labels, List<WriterState> predecessors, long checkpoint) {
        TableSettings settings =
                TableSettings.builder().withoutPrimaryKey(WithoutPrimaryKey.DUPLICATE_KEY).build();
        PagePool pool = new PagePool(BUFFER_BYTES, 128);
        TransactionLine line = new TransactionLine(starRocks, labels, predecessors);
        StarRocksWriter rows =
                new StarRocksWriter(
                        new FlushConfig(
                                "flink", BUFFER_BYTES, INTERVAL, 2, LoadMode.PREPARED_TRANSACTIONS),
                        new Layouts(new TypeMappings(ZoneOffset.UTC, 4), FormatChoice.json()),
                        TableRules.of(List.of(), settings),
                        Optional.empty(),
                        starRocks,
                        line,
                        pool,
                        mailbox,
                        timers,
                        new StarRocksSinkMetrics(
                                metrics, pool, 10, timers::getCurrentProcessingTime));
        return new ExactlyOnceWriter(
                rows, line, schemaFlushes, Clock.fixed(NOW, ZoneOffset.UTC), checkpoint);
    }

    private void write(Event... events) throws Exception {
        for (Event event : events) {
            writer.write(event, null);
        }
    }

    /** What Flink asks for at a checkpoint. */
    private Collection<Committable> checkpoint(long id) throws Exception {
        writer.flush(false);
        Collection<Committable> committables = writer.prepareCommit();
        writer.snapshotState(id);
        return committables;
    }

    /** What Flink CDC asks for before a schema change. */
    private void flushFor(TableId table) throws Exception {
        schemaFlushes.begin(table::equals);
        writer.flush(false);
        schemaFlushes.end();
    }

    private List<String> visibleOrders() {
        return starRocks.visibleRows("shop", "orders");
    }

    @Test
    void handsOverOneTransactionPerTableThatHasRows() throws Exception {
        write(create(ORDERS), create(CUSTOMERS), insert(ORDERS, 1, "a"), insert(ORDERS, 2, "b"));

        assertThat(checkpoint(7))
                .containsExactly(
                        new Committable(
                                TransactionId.of(ORDERS_PATH, LINE.label(ORDERS_PATH, 0), 1),
                                0,
                                NOW));
        write(insert(ORDERS, 3, "c"));
        assertThat(checkpoint(8))
                .containsExactly(
                        new Committable(
                                TransactionId.of(ORDERS_PATH, LINE.label(ORDERS_PATH, 1), 2),
                                7,
                                NOW));
        assertThat(checkpoint(9)).as("no rows, no transaction").isEmpty();
        assertThat(visibleOrders()).isEmpty();
    }

    @Test
    void loadsBitByBitBetweenCheckpoints() throws Exception {
        write(create(ORDERS));
        for (int id = 1; id <= 200; id++) {
            write(insert(ORDERS, id, "n".repeat(100)));
        }

        assertThat(checkpoint(1)).hasSize(1);
        assertThat(starRocks.requests())
                .filteredOn(request -> request.startsWith("load into transaction"))
                .as("loads of 27 kB with 4 kB of memory")
                .hasSizeGreaterThan(6);
        assertThat(starRocks.requests())
                .filteredOn(request -> request.startsWith("begin"))
                .hasSize(1);
    }

    @Test
    void loadsWhenTheIntervalIsOverAndShowsNothing() throws Exception {
        write(create(ORDERS), insert(ORDERS, 1, "a"));
        timers.advance(INTERVAL);
        mailbox.yield();
        starRocks.awaitRequests(2);

        assertThat(starRocks.requests())
                .containsExactly("begin shop.orders", "load into transaction shop.orders 1");
        checkpoint(1);
        assertThat(starRocks.requests()).endsWith("prepare shop.orders");
        assertThat(visibleOrders()).isEmpty();
    }

    @Test
    void beginsAnotherTransactionWhenColumnsChange() throws Exception {
        Schema wider =
                Schema.newBuilder()
                        .physicalColumn("id", DataTypes.INT().notNull())
                        .physicalColumn("note", DataTypes.STRING())
                        .physicalColumn("extra", DataTypes.INT())
                        .primaryKey("id")
                        .build();
        write(create(ORDERS), insert(ORDERS, 1, "a"), EXTRA_COLUMN);
        write(insert(ORDERS, wider, 2, BinaryStringData.fromString("b"), 3));

        Collection<Committable> committables = checkpoint(1);
        assertThat(committables)
                .extracting(committable -> committable.transaction().label())
                .containsExactly(LINE.label(ORDERS_PATH, 0), LINE.label(ORDERS_PATH, 1));
    }

    @Test
    void commitsATableBeforeItChanges() throws Exception {
        write(create(ORDERS), create(CUSTOMERS));
        write(insert(ORDERS, 1, "a"), insert(CUSTOMERS, 1, "x"));
        checkpoint(1);
        write(insert(ORDERS, 1, "b"), insert(CUSTOMERS, 2, "y"));

        flushFor(ORDERS);

        assertThat(visibleOrders())
                .as("first what the checkpoint holds that nobody has heard of yet")
                .containsExactly(row(1, "a"), row(1, "b"));
        assertThat(starRocks.visibleRows("shop", "customers")).isEmpty();
        assertThat(checkpoint(2))
                .extracting(committable -> committable.transaction().table().table())
                .as("nothing is left to commit of the other table")
                .containsExactly("customers");
    }

    @Test
    void leavesTransactionsOfCompleteCheckpointsToTheCommitter() throws Exception {
        write(create(ORDERS), insert(ORDERS, 1, "a"));
        checkpoint(1);
        schemaFlushes.completed(1);

        flushFor(ORDERS);

        assertThat(visibleOrders()).isEmpty();
    }

    @Test
    void commitsNothingEarlyWhereRowsWouldBeThereTwice() throws Exception {
        Schema withoutKey =
                Schema.newBuilder()
                        .physicalColumn("id", DataTypes.INT().notNull())
                        .physicalColumn("note", DataTypes.STRING())
                        .build();
        write(new CreateTableEvent(ORDERS, withoutKey), insert(ORDERS, 1, "a"));

        flushFor(ORDERS);

        assertThat(visibleOrders()).isEmpty();
        assertThat(checkpoint(1)).hasSize(1);
    }

    /** What StarRocks has of a transaction that began before is lost, also what comes after. */
    @Test
    @Tag(FrameworkEvents.SINCE_3_3)
    void loadsNothingIntoATransactionFromBeforeATruncation() throws Exception {
        write(create(ORDERS), insert(ORDERS, 1, "a"), FrameworkEvents.truncateTable(ORDERS));
        write(insert(ORDERS, 2, "b"));

        assertThat(checkpoint(1)).hasSize(2);
    }

    @Test
    void rollsBackWhatItHasNotHandedOver() throws Exception {
        write(create(ORDERS), create(CUSTOMERS), insert(ORDERS, 1, "a"));
        Collection<Committable> handedOver = checkpoint(1);
        write(insert(ORDERS, 2, "b"), EXTRA_COLUMN, insert(CUSTOMERS, 1, "x"));
        writer.flush(false);
        assertThat(starRocks.openTransactions()).isEqualTo(3);

        writer.close();

        assertThat(starRocks.openTransactions()).isEqualTo(1);
        for (Committable committable : handedOver) {
            starRocks.commit(committable.transaction());
        }
        assertThat(visibleOrders()).containsExactly(row(1, "a"));
    }

    @Test
    void clearsWhatItsPredecessorLeftAndTouchesNothingElse() throws Exception {
        write(create(ORDERS), insert(ORDERS, 1, "a"));
        Collection<Committable> needed = checkpoint(1);
        WriterState state = new WriterState(LINE, Map.of(ORDERS_PATH, 1L));
        write(insert(ORDERS, 2, "b"));
        checkpoint(2);
        write(insert(ORDERS, 3, "c"));
        writer.flush(false);
        assertThat(starRocks.openTransactions()).isEqualTo(3);

        LabelLine own = LabelLine.of("flink", "x4567efab", 0);
        writer = writer(own, List.of(state), 1);
        write(create(ORDERS), insert(ORDERS, 2, "b"));
        List<Committable> all = new ArrayList<>(needed);
        all.addAll(checkpoint(3));

        assertThat(starRocks.openTransactions()).isEqualTo(2);
        assertThat(all)
                .extracting(committable -> committable.transaction().label())
                .containsExactly(LINE.label(ORDERS_PATH, 0), own.label(ORDERS_PATH, 0));
    }

    @Test
    void keepsTheNumbersThatItHasUsed() throws Exception {
        write(create(ORDERS), insert(ORDERS, 1, "a"));
        writer.flush(false);
        writer.prepareCommit();

        assertThat(writer.snapshotState(1))
                .filteredOn(state -> !state.equals(WriterState.MARK))
                .containsExactly(new WriterState(LINE, Map.of(ORDERS_PATH, 1L)));
    }

    @Test
    void leavesAMarkForEachTaskOfAJobThatGoesOnWithMore() {
        assertThat(writer.snapshotState(1))
                .filteredOn(WriterState.MARK::equals)
                .hasSizeGreaterThanOrEqualTo(31);
    }

    @Test
    void asksForNothingOnBehalfOfAMark() {
        TransactionLine line =
                new TransactionLine(starRocks, LINE, List.of(WriterState.MARK, WriterState.MARK));

        assertThat(line.clearances()).isEmpty();
        assertThat(line.snapshot()).isEqualTo(new WriterState(LINE, Map.of()));
    }

    @Test
    void saysWhatIsWrongWhenItCannotHearOfSchemaChanges() {
        ExactlyOnceWriter alone =
                new ExactlyOnceWriter(null, null, new SchemaFlushes(), Clock.systemUTC(), 0);

        assertThatThrownBy(() -> alone.write(create(ORDERS), null))
                .hasMessageContaining("pipeline.operator-chaining");
    }
}
