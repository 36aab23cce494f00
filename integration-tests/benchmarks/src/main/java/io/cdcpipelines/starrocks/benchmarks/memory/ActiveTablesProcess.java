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

package io.cdcpipelines.starrocks.benchmarks.memory;

import io.cdcpipelines.starrocks.benchmarks.corpus.Corpus;
import io.cdcpipelines.starrocks.benchmarks.corpus.Shapes;
import io.cdcpipelines.starrocks.benchmarks.endpoint.Counters;
import io.cdcpipelines.starrocks.benchmarks.endpoint.EndpointControl;
import io.cdcpipelines.starrocks.benchmarks.measure.Figures;
import io.cdcpipelines.starrocks.benchmarks.measure.Meter;
import io.cdcpipelines.starrocks.benchmarks.measure.Spec;
import io.cdcpipelines.starrocks.benchmarks.sink.SinkUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.cdc.common.event.TableId;

/**
 * A program that writes rows into many tables in random order, as fast as the connector takes them,
 * and looks how much memory that needs. Its arguments are a file with a {@link Spec} and one to
 * write {@link Figures} to.
 */
public final class ActiveTablesProcess {
    private static final int ROWS_PER_TABLE = 5;

    private final Spec spec;
    private final SinkUnderTest sink;
    private final EndpointControl endpoint;
    private final Random random = new Random(42);
    private final List<Corpus> tables = new ArrayList<>();

    private ActiveTablesProcess(Spec spec, SinkUnderTest sink) {
        this.spec = spec;
        this.sink = sink;
        this.endpoint = new EndpointControl(spec.endpoint().control());
        for (int table = 0; table < spec.tables(); table++) {
            TableId id = TableId.tableId("bench", "table_" + table);
            tables.add(
                    Shapes.tenColumns().corpus(id, (long) table * ROWS_PER_TABLE, ROWS_PER_TABLE));
        }
    }

    public static void main(String[] arguments) throws Exception {
        Spec spec = Spec.read(Path.of(arguments[0]));
        try (SinkUnderTest sink = new SinkUnderTest(spec.endpoint(), spec.options())) {
            new ActiveTablesProcess(spec, sink).run().write(Path.of(arguments[1]));
        }
        System.exit(0);
    }

    private Figures run() throws Exception {
        checkRows();
        endpoint.discardLoads();
        write(spec.warmUp());
        endpoint.discardLoads();
        Meter meter = new Meter();
        meter.start();
        try (BufferPeak buffer = new BufferPeak(sink)) {
            long rows = write(spec.measured());
            Counters counters = endpoint.counters();
            Figures figures = meter.stop().per(rows, counters.bytes());
            figures.put("tables", spec.tables());
            figures.put("loads", counters.loads());
            figures.put("rows/load", (double) rows / counters.loads());
            figures.put("connections in all", counters.allConnections());
            figures.put("buffer peak MB", buffer.megabytes());
            figures.put("buffer budget MB", buffer.budgetMegabytes());
            return figures;
        }
    }

    /** Each row of each table, once. */
    private void checkRows() throws Exception {
        endpoint.keepLoads();
        for (Corpus table : tables) {
            sink.write(table.table());
        }
        for (int row = 0; row < ROWS_PER_TABLE; row++) {
            for (Corpus table : tables) {
                sink.write(table.changes().get(row));
            }
        }
        sink.flush();
        Counters counters = endpoint.counters();
        long rows = (long) spec.tables() * ROWS_PER_TABLE;
        if (counters.rows() != rows || counters.distinctRows() != rows) {
            throw new IllegalStateException("Not each of " + rows + " rows once: " + counters);
        }
    }

    /** How many rows were written and acknowledged. */
    private long write(Duration atLeast) throws Exception {
        long now = System.nanoTime();
        long end = now + atLeast.toNanos();
        long checkpoint = now + spec.checkpointInterval().toNanos();
        long rows = 0;
        while (now < end) {
            for (int i = 0; i < spec.tables(); i++) {
                Corpus table = tables.get(random.nextInt(tables.size()));
                sink.write(table.changes().get(random.nextInt(ROWS_PER_TABLE)));
            }
            rows += spec.tables();
            now = System.nanoTime();
            if (now >= checkpoint) {
                sink.flush();
                checkpoint = now + spec.checkpointInterval().toNanos();
            }
        }
        sink.flush();
        return rows;
    }
}
