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

package io.cdcpipelines.starrocks.emulator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.emulator.StarRocksEmulator;
import io.cdcpipelines.starrocks.emulator.fault.Fault;
import io.cdcpipelines.starrocks.emulator.fault.Operation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.flink.cdc.common.data.binary.BinaryStringData;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.DataChangeEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.apache.flink.cdc.common.schema.Schema;
import org.apache.flink.cdc.common.types.DataType;
import org.apache.flink.cdc.common.types.DataTypes;
import org.apache.flink.cdc.runtime.typeutils.BinaryRecordDataGenerator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole writer before a backend that reads slowly, stops reading, or never answers. */
@Timeout(120)
class SlowBackendTest {
    private static final int MEGABYTE = 1 << 20;
    private static final int BUDGET = 4 * MEGABYTE;
    private static final int ROW_BYTES = 1024;
    private static final int ROWS_PER_MEGABYTE = MEGABYTE / ROW_BYTES;
    private static final TableId ORDERS = TableId.tableId("shop", "orders");
    private static final Schema SCHEMA =
            Schema.newBuilder()
                    .physicalColumn("id", DataTypes.INT().notNull())
                    .physicalColumn("note", DataTypes.STRING())
                    .primaryKey("id")
                    .build();
    private static final BinaryRecordDataGenerator RECORDS =
            new BinaryRecordDataGenerator(SCHEMA.getColumnDataTypes().toArray(new DataType[0]));
    private static final BinaryStringData NOTE = BinaryStringData.fromString("n".repeat(ROW_BYTES));

    private final ExecutorService taskThread = Executors.newSingleThreadExecutor();
    private StarRocksEmulator emulator;

    @BeforeEach
    void start() throws Exception {
        emulator = StarRocksEmulator.builder().discardLoadsCountingRows().start();
        emulator.execute(
                "CREATE DATABASE shop; CREATE TABLE shop.orders (id INT NOT NULL, note STRING)"
                        + " PRIMARY KEY(id) DISTRIBUTED BY HASH(id)"
                        + " PROPERTIES('replication_num'='1')");
    }

    @AfterEach
    void stop() {
        taskThread.shutdownNow();
        emulator.close();
    }

    /** Writes rows and looks whether there are ever more on their way than memory holds. */
    private final class Pipeline {
        final CountDownLatch eightMegabytesWritten = new CountDownLatch(8);
        private int rows;

        void write(SinkTask task, int megabytes) throws Exception {
            for (int i = 0; i < megabytes; i++) {
                for (int row = 0; row < ROWS_PER_MEGABYTE; row++) {
                    task.write(
                            DataChangeEvent.insertEvent(
                                    ORDERS, RECORDS.generate(new Object[] {rows++, NOTE})));
                }
                assertThat((rows - emulator.discardedRows()) * ROW_BYTES)
                        .as("bytes that StarRocks does not have")
                        .isLessThanOrEqualTo(BUDGET);
                eightMegabytesWritten.countDown();
            }
        }

        void checkpoint(SinkTask task) throws Exception {
            task.flush();
            assertThat(emulator.discardedRows()).isEqualTo(rows);
        }
    }

    @Test
    void holdsTheWriterBackAndIsForgottenWhenItRecovers() throws Exception {
        emulator.faults().bodyPace().limitTo(MEGABYTE);
        Pipeline pipeline = new Pipeline();
        long start = System.nanoTime();
        Future<?> job =
                taskThread.submit(
                        () -> {
                            try (SinkTask task = new SinkTask(emulator, options())) {
                                task.write(new CreateTableEvent(ORDERS, SCHEMA));
                                pipeline.write(task, 2);
                                pipeline.checkpoint(task);
                                pipeline.write(task, 70);
                                pipeline.checkpoint(task);
                            }
                            return null;
                        });

        while (!pipeline.eightMegabytesWritten.await(1, TimeUnit.SECONDS)) {
            assertThat(job.isDone()).as("The job ended early").isFalse();
        }
        Duration held = Duration.ofNanos(System.nanoTime() - start);
        assertThat(held).as("8 MB came in, of which memory holds 4").isGreaterThan(seconds(3));
        emulator.faults().bodyPace().lift();

        // At the old pace the other 64 MB would take a minute.
        job.get(30, TimeUnit.SECONDS);
        assertThat(emulator.discardedRows()).isEqualTo(72 * ROWS_PER_MEGABYTE);
    }

    @Test
    void failsTheWriterWhenItNeverAnswers() throws Exception {
        emulator.faults()
                .add(
                        Operation.STREAM_LOAD,
                        target -> true,
                        1,
                        Integer.MAX_VALUE,
                        new Fault.Delay(Fault.Moment.BEFORE, Duration.ofDays(1)));
        try (SinkTask task = new SinkTask(emulator, impatient())) {
            task.write(new CreateTableEvent(ORDERS, SCHEMA));
            task.write(insert(1));

            assertFailsInTime(task::flush, "no answer");
            assertFailsInTime(() -> task.write(insert(2)), "no answer");
        }
    }

    @Test
    void failsTheWriterWhenItStopsReading() throws Exception {
        emulator.faults().bodyPace().freeze();
        try (SinkTask task = new SinkTask(emulator, impatient())) {
            task.write(new CreateTableEvent(ORDERS, SCHEMA));
            // Much more than the sockets on the way hold.
            assertFailsInTime(
                    () -> {
                        for (int row = 0; row < 300 * ROWS_PER_MEGABYTE; row++) {
                            task.write(insert(row));
                        }
                    },
                    "stopped reading");
        }
    }

    private static void assertFailsInTime(ThrowingCallable call, String reason) {
        long start = System.nanoTime();
        assertThatThrownBy(call)
                .satisfies(
                        failure ->
                                assertThat(textOf(failure))
                                        .contains("shop.orders")
                                        .contains(reason)
                                        .contains("http://127.0.0.1:")
                                        .contains("socket timeout"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(seconds(60));
    }

    private static String textOf(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static DataChangeEvent insert(int id) {
        return DataChangeEvent.insertEvent(ORDERS, RECORDS.generate(new Object[] {id, NOTE}));
    }

    /** With loads whose rows the emulator counts when they arrive, not when they are committed. */
    private static Map<String, String> options() {
        return Map.of(
                "sink.buffer-flush.max-bytes",
                String.valueOf(BUDGET),
                "sink.at-least-once.use-transaction-stream-load",
                "false");
    }

    private static Map<String, String> impatient() {
        return Map.of(
                "sink.buffer-flush.max-bytes", String.valueOf(100 * MEGABYTE),
                "sink.socket.timeout-ms", "1500",
                "sink.wait-for-continue.timeout-ms", "500",
                "sink.retry.max-attempts", "2",
                "sink.retry.max-time", "2 s");
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
