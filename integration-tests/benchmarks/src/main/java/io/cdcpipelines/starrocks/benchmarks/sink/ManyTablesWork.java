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

package io.cdcpipelines.starrocks.benchmarks.sink;

import io.cdcpipelines.starrocks.benchmarks.corpus.Corpus;
import io.cdcpipelines.starrocks.benchmarks.corpus.Shape;
import io.cdcpipelines.starrocks.benchmarks.corpus.Shapes;
import io.cdcpipelines.starrocks.benchmarks.endpoint.Counters;
import io.cdcpipelines.starrocks.benchmarks.endpoint.EndpointControl;
import io.cdcpipelines.starrocks.benchmarks.measure.Figures;
import io.cdcpipelines.starrocks.benchmarks.measure.Meter;
import io.cdcpipelines.starrocks.benchmarks.measure.Spec;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.cdc.common.event.Event;
import org.apache.flink.cdc.common.event.TableId;

/**
 * Writes a few rows into each of many tables and flushes, several times; rows of the tables come in
 * turns. Used by one thread.
 *
 * <p>The first flushes are timed too: they are those of a process that has just started. They are
 * repeated for as long as a warm-up takes, and then others are measured. The endpoint looks into
 * every row of these.
 */
final class ManyTablesWork {
    static final int ROWS_PER_FLUSH = 5;
    static final int FLUSHES = 5;

    private final Spec spec;
    private final SinkUnderTest sink;
    private final EndpointControl endpoint;
    private final List<Corpus> tables = new ArrayList<>();
    // Of each flush in the order in which they come, so that finding them costs next to nothing.
    private final Event[][] changes = new Event[2 * FLUSHES][];

    ManyTablesWork(Spec spec, SinkUnderTest sink) {
        this.spec = spec;
        this.sink = sink;
        this.endpoint = new EndpointControl(spec.endpoint().control());
        Shape shape = Shapes.tenColumns();
        int rows = ROWS_PER_FLUSH * 2 * FLUSHES;
        for (int table = 0; table < spec.tables(); table++) {
            TableId id = TableId.tableId("bench", "table_" + table);
            tables.add(shape.corpus(id, (long) table * rows, rows));
        }
        for (int flush = 0; flush < changes.length; flush++) {
            changes[flush] = changesOf(flush);
        }
    }

    private Event[] changesOf(int flush) {
        List<Event> inTurns = new ArrayList<>();
        for (int row = 0; row < ROWS_PER_FLUSH; row++) {
            for (Corpus table : tables) {
                inTurns.add(table.changes().get(flush * ROWS_PER_FLUSH + row));
            }
        }
        return inTurns.toArray(new Event[0]);
    }

    Figures run() throws Exception {
        endpoint.discardLoads();
        for (Corpus table : tables) {
            sink.write(table.table());
        }
        long start = System.nanoTime();
        writeAndFlush(0, FLUSHES);
        double coldSeconds = (System.nanoTime() - start) / 1e9;
        while (System.nanoTime() - start < spec.warmUp().toNanos()) {
            writeAndFlush(0, FLUSHES);
        }

        endpoint.keepLoads();
        long openConnections = endpoint.counters().openConnections();
        Meter meter = new Meter();
        meter.start();
        writeAndFlush(FLUSHES, 2 * FLUSHES);
        Meter.Reading reading = meter.stop();
        Counters counters = endpoint.counters();
        long rows = (long) spec.tables() * ROWS_PER_FLUSH * FLUSHES;
        Figures figures = reading.per(rows, counters.bytes());
        figures.put("cold seconds", coldSeconds);
        figures.put("rows arrived", counters.rows());
        figures.put("distinct rows arrived", counters.distinctRows());
        figures.put("loads", counters.loads());
        figures.put("us/load", reading.seconds() * 1e6 / counters.loads());
        figures.put("connections", counters.connections());
        figures.put("connections once warm", openConnections + counters.connections());
        figures.put("connections in all", counters.allConnections());
        return figures;
    }

    private void writeAndFlush(int from, int to) throws Exception {
        for (int flush = from; flush < to; flush++) {
            for (Event change : changes[flush]) {
                sink.write(change);
            }
            sink.flush();
        }
    }
}
