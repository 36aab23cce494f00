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

package io.cdcpipelines.starrocks.benchmarks.jmh;

import io.cdcpipelines.starrocks.core.buffer.PagePool;
import io.cdcpipelines.starrocks.core.buffer.RowBuffer;
import io.cdcpipelines.starrocks.core.format.Delimiter;
import io.cdcpipelines.starrocks.core.format.FieldEncoding;
import io.cdcpipelines.starrocks.core.format.FormatChoice;
import io.cdcpipelines.starrocks.core.format.LoadColumn;
import io.cdcpipelines.starrocks.core.format.RowOp;
import io.cdcpipelines.starrocks.core.format.RowWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a row of ten columns costs once its values are at hand: the row writers of the load formats
 * without the records of Flink CDC. Run it as {@link RowSerializerBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RowFormatBenchmark {
    private static final int BUFFER_BYTES = 4 << 20;
    private static final int PAGE_BYTES = 32 << 10;
    private static final int ROWS = 1024;

    /** The formats, with the delimiters that a pipeline gets if it asks for no others. */
    public enum Format {
        JSON(FormatChoice.json()),
        CSV(FormatChoice.csv(Delimiter.parse("\\x01"), Delimiter.parse("\\x02")));

        private final FormatChoice choice;

        Format(FormatChoice choice) {
            this.choice = choice;
        }
    }

    @Param Format format;

    private final RowBuffer buffer = new RowBuffer(new PagePool(2L * BUFFER_BYTES, PAGE_BYTES));
    private final long[] numbers = new long[ROWS];
    private final byte[][] names = new byte[ROWS][];
    private final byte[][] comments = new byte[ROWS][];
    private RowWriter rows;
    private int next;

    @Setup
    public void prepare() {
        List<LoadColumn> columns = new ArrayList<>();
        for (String name :
                List.of(
                        "id",
                        "customer_id",
                        "customer_name",
                        "street",
                        "amount",
                        "created_at",
                        "due_date",
                        "weight",
                        "is_paid",
                        "comment")) {
            columns.add(LoadColumn.of(name, FieldEncoding.PLAIN));
        }
        rows = format.choice.formatOf(columns).newWriter(buffer);
        Random random = new Random(1);
        for (int i = 0; i < ROWS; i++) {
            numbers[i] = random.nextInt(100_000_000);
            names[i] = text(random, 20 + random.nextInt(20));
            comments[i] = text(random, 40 + random.nextInt(40));
        }
    }

    private static byte[] text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Benchmark
    public long write() {
        if (buffer.bytes() > BUFFER_BYTES) {
            buffer.discard();
        }
        long number = numbers[next];
        byte[] name = names[next];
        byte[] comment = comments[next];
        next = (next + 1) & ROWS - 1;
        rows.beginRow();
        rows.field(0);
        rows.writeLong(number * 1_000);
        rows.field(1);
        rows.writeInt((int) number);
        rows.field(2);
        rows.writeText(name, 0, name.length);
        rows.field(3);
        rows.writeText(name, 0, name.length);
        rows.field(4);
        rows.writeDecimal(number, 2);
        rows.field(5);
        rows.writeDateTime(1_600_000_000L + number, 250_000);
        rows.field(6);
        rows.writeDate(19_000 + (int) (number % 1_000));
        rows.field(7);
        rows.writeDouble(number / 1_000.0);
        rows.field(8);
        rows.writeBoolean((number & 1) == 0);
        rows.field(9);
        rows.writeText(comment, 0, comment.length);
        rows.endRow(RowOp.UPSERT);
        return buffer.bytes();
    }
}
