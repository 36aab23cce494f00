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

import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.format.FormatChoice;
import io.cdcpipelines.starrocks.core.transaction.LabelScheme;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.cdc.common.data.DecimalData;
import org.apache.flink.cdc.common.data.TimestampData;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;
import org.apache.flink.runtime.metrics.groups.InternalSinkWriterMetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.apache.flink.streaming.runtime.tasks.StreamTaskActionExecutor;
import org.apache.flink.streaming.runtime.tasks.mailbox.MailboxExecutorImpl;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailboxImpl;

/**
 * A program that runs one writer with default options, Flink's mailbox and metrics, over many
 * tables of ten columns, in a JVM of its own whose heap the test limits. It prints its findings as
 * lines {@code name=value}.
 */
public final class ManyTables {
    private static final long DEFAULT_BUDGET = 157_286_400;
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    static final int QUIET_INTERVALS = 2;
    private static final int QUIET_ROWS = 40_000;
    private static final int FLOOD_ROWS = 200_000;

    private static final BinaryStringData NOTE =
            BinaryStringData.fromString("left at the neighbour's door, ".repeat(25));

    private final int tables;
    private final Random random = new Random(42);
    private final long[] nextIds;
    private final TableId[] ids;
    private final BinaryRecordDataGenerator records =
            new BinaryRecordDataGenerator(schema().getColumnDataTypes().toArray(new DataType[0]));
    private final HeapAfterCollections heap = HeapAfterCollections.watch();
    private final Map<String, Long> findings = new TreeMap<>();

    private final MailboxExecutor mailbox =
            new MailboxExecutorImpl(
                    new TaskMailboxImpl(Thread.currentThread()),
                    0,
                    StreamTaskActionExecutor.IMMEDIATE);
    private final TestingTimers timers = new TestingTimers();
    private final LedgerStreamLoad starRocks = new LedgerStreamLoad();
    private final PagePool pool = new PagePool(DEFAULT_BUDGET, WriterAssembly.PAGE_BYTES);
    private final StarRocksWriter writer;

    private ManyTables(int tables) {
        this.tables = tables;
        this.nextIds = new long[tables];
        this.ids =
                IntStream.range(0, tables)
                        .mapToObj(i -> TableId.tableId("shop", "table_" + i))
                        .toArray(TableId[]::new);
        this.writer =
                new StarRocksWriter(
                        new FlushConfig(
                                "flink", DEFAULT_BUDGET, INTERVAL, 2, LoadMode.TRANSACTIONS),
                        new Layouts(new TypeMappings(ZoneOffset.UTC, 4), FormatChoice.json()),
                        TableRules.NONE,
                        Optional.empty(),
                        starRocks,
                        new FreshLabels(starRocks, new LabelScheme("flink", 0, "a1")),
                        pool,
                        mailbox,
                        timers,
                        new StarRocksSinkMetrics(
                                InternalSinkWriterMetricGroup.wrap(
                                        UnregisteredMetricGroups
                                                .createUnregisteredOperatorMetricGroup()),
                                pool,
                                100,
                                timers::getCurrentProcessingTime));
    }

    public static void main(String[] arguments) throws Exception {
        ManyTables program = new ManyTables(Integer.parseInt(arguments[0]));
        program.run();
        program.findings.forEach((name, value) -> System.out.println(name + "=" + value));
        System.exit(0);
    }

    private void run() throws Exception {
        announceTables();
        for (int i = 0; i < QUIET_INTERVALS; i++) {
            quietInterval();
        }
        findings.put("quietLoads", starRocks.loads());
        findings.put("quietHighWaterBytes", pool.highWaterBytes());

        writeRandomRows(FLOOD_ROWS);
        findings.put("floodLoadsBeforeCheckpoint", starRocks.loads() - findings.get("quietLoads"));
        writer.flush(false);
        findings.put("floodLoads", starRocks.loads() - findings.get("quietLoads"));

        findings.put("rowsWritten", (long) QUIET_INTERVALS * QUIET_ROWS + FLOOD_ROWS);
        findings.put("rowsLoaded", starRocks.rows());
        findings.put("budgetBytes", pool.budgetBytes());
        findings.put("highWaterBytes", pool.highWaterBytes());
        findings.put("usedBytesAtEnd", pool.usedBytes());
        findings.put("peakHeapBytes", heap.peakBytes());
        writer.flush(false);
        findings.put("freeBytesAfterQuietCheckpoint", pool.freeBytes());
        writer.close();
    }

    /** Every table gets rows, which time alone makes leave. */
    private void quietInterval() throws Exception {
        for (int table = 0; table < tables; table++) {
            write(table);
        }
        writeRandomRows(QUIET_ROWS - tables);
        timers.advance(INTERVAL);
        while (pool.usedBytes() > 0) {
            mailbox.yield();
        }
    }

    private void announceTables() throws Exception {
        writer.write(new CreateTableEvent(TableId.tableId("shop", "first"), schema()), null);
        long before = liveHeap();
        for (TableId id : ids) {
            writer.write(new CreateTableEvent(id, schema()), null);
        }
        findings.put("heapBytesPerIdleTable", (liveHeap() - before) / tables);
    }

    private void writeRandomRows(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            write(random.nextInt(tables));
        }
    }

    private void write(int table) throws Exception {
        writer.write(
                DataChangeEvent.insertEvent(ids[table], records.generate(row(nextIds[table]++))),
                null);
        mailbox.tryYield();
    }

    private static Schema schema() {
        return Schema.newBuilder()
                .physicalColumn("id", DataTypes.BIGINT().notNull())
                .physicalColumn("customer_number", DataTypes.INT())
                .physicalColumn("customer_name", DataTypes.VARCHAR(64))
                .physicalColumn("delivery_address", DataTypes.VARCHAR(200))
                .physicalColumn("note", DataTypes.STRING())
                .physicalColumn("total_price", DataTypes.DECIMAL(12, 2))
                .physicalColumn("ordered_at", DataTypes.TIMESTAMP(0))
                .physicalColumn("weight", DataTypes.DOUBLE())
                .physicalColumn("is_paid", DataTypes.BOOLEAN())
                .physicalColumn("status", DataTypes.VARCHAR(10))
                .primaryKey("id")
                .build();
    }

    private Object[] row(long id) {
        return new Object[] {
            id,
            random.nextInt(),
            BinaryStringData.fromString("Customer " + id),
            BinaryStringData.fromString("Long Road " + id + ", 10115 Some Town"),
            NOTE,
            DecimalData.fromBigDecimal(BigDecimal.valueOf(id, 2), 12, 2),
            TimestampData.fromMillis(1_700_000_000_000L + id * 1000),
            id * 0.25,
            id % 2 == 0,
            BinaryStringData.fromString("SHIPPED")
        };
    }

    private static long liveHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
