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
import io.cdcpipelines.starrocks.cdc.table.TableSettings;
import io.cdcpipelines.starrocks.cdc.type.OutOfRange;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.format.Delimiter;
import io.cdcpipelines.starrocks.core.format.FormatChoice;
import io.cdcpipelines.starrocks.core.transaction.LabelScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.Event;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;

/** A writer with doubles around it; the test thread is its mailbox thread. */
final class WriterHarness implements AutoCloseable {
    static final Duration INTERVAL = Duration.ofSeconds(10);
    static final TableId ORDERS = TableId.tableId("shop", "orders");
    static final TableId CUSTOMERS = TableId.tableId("shop", "customers");
    static final Schema ID_AND_NOTE =
            Schema.newBuilder()
                    .physicalColumn("id", DataTypes.INT().notNull())
                    .physicalColumn("note", DataTypes.STRING())
                    .primaryKey("id")
                    .build();

    static final FormatChoice CSV = FormatChoice.csv(Delimiter.parse("|"), Delimiter.parse("\\n"));
    private static final int PAGE_BYTES = 128;
    private static final int IO_THREADS = 2;

    final TestingMailbox mailbox = new TestingMailbox();
    final TestingTimers timers = new TestingTimers();
    final TestingStreamLoad starRocks = new TestingStreamLoad();
    final TestingMetricGroup metrics = new TestingMetricGroup();
    final PagePool pool;
    final StarRocksWriter writer;

    private WriterHarness(int bufferBytes, LoadMode mode, FormatChoice format) {
        this(bufferBytes, mode, format, TableRules.NONE);
    }

    private WriterHarness(int bufferBytes, LoadMode mode, FormatChoice format, TableRules rules) {
        this(bufferBytes, mode, format, rules, Optional.empty(), OutOfRange.FAIL);
    }

    private WriterHarness(
            int bufferBytes,
            LoadMode mode,
            FormatChoice format,
            TableRules rules,
            Optional<TableReader> reader,
            OutOfRange outOfRange) {
        this(
                new FlushConfig("test", bufferBytes, INTERVAL, IO_THREADS, mode),
                format,
                rules,
                reader,
                outOfRange);
    }

    private WriterHarness(
            FlushConfig config,
            FormatChoice format,
            TableRules rules,
            Optional<TableReader> reader,
            OutOfRange outOfRange) {
        pool = new PagePool(config.bufferBytes(), PAGE_BYTES);
        writer =
                new StarRocksWriter(
                        config,
                        new Layouts(new TypeMappings(ZoneOffset.UTC, 4, outOfRange), format),
                        rules,
                        reader,
                        starRocks,
                        new FreshLabels(starRocks, new LabelScheme("test", 0, "a1")),
                        pool,
                        mailbox,
                        timers,
                        new StarRocksSinkMetrics(
                                metrics, pool, 10, timers::getCurrentProcessingTime));
    }

    /** With memory for anything that a test does not do on purpose: payloads of 256 kB. */
    static WriterHarness create() {
        return new WriterHarness(1 << 20, LoadMode.TRANSACTIONS, FormatChoice.json());
    }

    /** That goes on after a restart, and finds these tables. */
    static WriterHarness restarted(TestingTables tables, LoadMode mode, FormatChoice format) {
        return new WriterHarness(
                mode == LoadMode.TRANSACTIONS ? 4096 : 1 << 20,
                mode,
                format,
                TableRules.NONE,
                Optional.of(tables),
                OutOfRange.FAIL);
    }

    /** That writes NULL in place of values that their columns cannot hold. */
    static WriterHarness storingNull(FormatChoice format) {
        return new WriterHarness(
                1 << 20,
                LoadMode.TRANSACTIONS,
                format,
                TableRules.NONE,
                Optional.empty(),
                OutOfRange.STORE_NULL);
    }

    /** With settings for all tables. */
    static WriterHarness with(TableSettings settings) {
        return with(settings, FormatChoice.json());
    }

    static WriterHarness with(TableSettings settings, FormatChoice format) {
        return new WriterHarness(
                1 << 20, LoadMode.TRANSACTIONS, format, TableRules.of(List.of(), settings));
    }

    /** With so little memory, 4 kB, that a payload has 1 kB. */
    static WriterHarness withLittleMemory() {
        return withLittleMemory(LoadMode.TRANSACTIONS);
    }

    static WriterHarness withLittleMemory(LoadMode mode) {
        return new WriterHarness(4096, mode, FormatChoice.json());
    }

    /** That writes CSV: columns separated by {@code |}, rows ended by a newline. */
    static WriterHarness withCsv() {
        return new WriterHarness(1 << 20, LoadMode.TRANSACTIONS, CSV);
    }

    static WriterHarness withCsvAndLittleMemory(LoadMode mode) {
        return new WriterHarness(4096, mode, CSV);
    }

    /** That puts rows aside which cannot be stored: payloads of 1 kB, at-least-once. */
    static WriterHarness withDeadLetters(Path directory, long maxRows, FormatChoice format) {
        FlushConfig config =
                new FlushConfig("test", 4096, INTERVAL, IO_THREADS, LoadMode.TRANSACTIONS)
                        .with(new DeadLetterConfig(directory.toString(), maxRows));
        return new WriterHarness(
                config, format, TableRules.NONE, Optional.empty(), OutOfRange.FAIL);
    }

    WriterHarness write(Event... events) throws IOException, InterruptedException {
        for (Event event : events) {
            writer.write(event, null);
        }
        return this;
    }

    WriterHarness writeInserts(TableId table, int firstId, int count, String note)
            throws IOException, InterruptedException {
        for (int id = firstId; id < firstId + count; id++) {
            write(insert(table, id, note));
        }
        return this;
    }

    void flush() throws IOException, InterruptedException {
        writer.flush(false);
    }

    /** How many loads were started and have not delivered their letter. */
    long loadsUnderWay() {
        return metrics.value("numInflightLoads");
    }

    /** Lets letters in until the writer has nothing under way. */
    void drain() throws InterruptedException {
        while (loadsUnderWay() > 0) {
            mailbox.yield();
        }
    }

    static CreateTableEvent create(TableId table) {
        return new CreateTableEvent(table, ID_AND_NOTE);
    }

    static DataChangeEvent insert(TableId table, int id, String note) {
        return insert(table, ID_AND_NOTE, id, BinaryStringData.fromString(note));
    }

    static DataChangeEvent insert(TableId table, Schema schema, Object... fields) {
        DataType[] types = schema.getColumnDataTypes().toArray(new DataType[0]);
        return DataChangeEvent.insertEvent(
                table, new BinaryRecordDataGenerator(types).generate(fields));
    }

    /** The row that {@link #insert(TableId, int, String)} becomes. */
    static String row(int id, String note) {
        return "{\"id\":" + id + ",\"note\":\"" + note + "\",\"__op\":0}";
    }

    @Override
    public void close() {
        starRocks.goOn();
        writer.close();
    }
}
