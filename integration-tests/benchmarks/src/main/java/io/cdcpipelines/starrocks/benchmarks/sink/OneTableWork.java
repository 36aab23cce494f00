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
import io.cdcpipelines.starrocks.benchmarks.endpoint.Counters;
import io.cdcpipelines.starrocks.benchmarks.endpoint.EndpointControl;
import io.cdcpipelines.starrocks.benchmarks.measure.Figures;
import io.cdcpipelines.starrocks.benchmarks.measure.Meter;
import io.cdcpipelines.starrocks.benchmarks.measure.Spec;
import java.time.Duration;
import org.apache.flink.cdc.common.event.DataChangeEvent;

/**
 * Writes the changes of one table as fast as the sink takes them. Used by one thread.
 *
 * <p>First the endpoint looks into the rows of one round through the corpus; later it only counts
 * bytes. Rounds are alike, so the bytes of many tell whether all their rows came.
 */
final class OneTableWork {
    private final Spec spec;
    private final SinkUnderTest sink;
    private final EndpointControl endpoint;
    private final Corpus corpus;

    OneTableWork(Spec spec, SinkUnderTest sink, Shape shape) {
        this.spec = spec;
        this.sink = sink;
        this.endpoint = new EndpointControl(spec.endpoint().control());
        this.corpus = shape.corpus();
    }

    Figures run() throws Exception {
        endpoint.keepLoads();
        sink.write(corpus.table());
        round();
        sink.flush();
        Counters checked = endpoint.counters();
        if (checked.distinctRows() != corpus.changes().size()
                || checked.rows() != corpus.changes().size()) {
            throw new IllegalStateException(
                    "Not each row once: " + corpus.changes().size() + " written, " + checked);
        }
        endpoint.discardLoads();
        rounds(spec.warmUp());
        endpoint.discardLoads();
        Meter meter = new Meter();
        meter.start();
        long rounds = rounds(spec.measured());
        Meter.Reading reading = meter.stop();
        Counters counters = endpoint.counters();
        long rows = rounds * corpus.changes().size();
        Figures figures = reading.per(rows, counters.bytes());
        figures.put("rows arrived", arrived(checked, counters));
        figures.put("loads", counters.loads());
        figures.put("connections", counters.connections());
        figures.put("connections in all", counters.allConnections());
        return figures;
    }

    /** How many rounds were written and acknowledged. */
    private long rounds(Duration atLeast) throws Exception {
        long now = System.nanoTime();
        long end = now + atLeast.toNanos();
        long checkpoint = now + spec.checkpointInterval().toNanos();
        long rounds = 0;
        while (now < end) {
            round();
            rounds++;
            now = System.nanoTime();
            if (now >= checkpoint) {
                sink.flush();
                checkpoint = now + spec.checkpointInterval().toNanos();
            }
        }
        sink.flush();
        return rounds;
    }

    private void round() throws Exception {
        for (DataChangeEvent change : corpus.changes()) {
            sink.write(change);
        }
    }

    private double arrived(Counters checked, Counters counters) {
        // Multiplied first, whole rounds give a whole number.
        return (double) (rowBytes(counters) * checked.rows()) / rowBytes(checked);
    }

    private long rowBytes(Counters counters) {
        return counters.bytes() - spec.framing() * counters.loads();
    }
}
