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

import io.cdcpipelines.starrocks.benchmarks.corpus.Shapes;
import io.cdcpipelines.starrocks.benchmarks.measure.Figures;
import io.cdcpipelines.starrocks.benchmarks.measure.Spec;
import java.nio.file.Path;

/**
 * A program of its own that writes into an endpoint with the sink that is on its class path. Its
 * arguments are a file with a {@link Spec} and one to write {@link Figures} to.
 */
public final class SinkProcess {
    /** Work with {@link Spec#tables()} small tables; other work is a shape's. */
    public static final String MANY_TABLES = "many-tables";

    private SinkProcess() {}

    public static void main(String[] arguments) throws Exception {
        Spec spec = Spec.read(Path.of(arguments[0]));
        Figures figures;
        try (SinkUnderTest sink = new SinkUnderTest(spec.endpoint(), spec.options())) {
            figures =
                    spec.work().equals(MANY_TABLES)
                            ? new ManyTablesWork(spec, sink).run()
                            : new OneTableWork(spec, sink, Shapes.named(spec.work())).run();
        }
        figures.write(Path.of(arguments[1]));
        // Threads that a sink forgets must not keep the process.
        System.exit(0);
    }
}
