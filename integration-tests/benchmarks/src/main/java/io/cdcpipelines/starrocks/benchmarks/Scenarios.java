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

package io.cdcpipelines.starrocks.benchmarks;

import io.cdcpipelines.starrocks.benchmarks.memory.MemoryScenario;
import io.cdcpipelines.starrocks.benchmarks.pipeline.LagScenario;
import io.cdcpipelines.starrocks.benchmarks.pipeline.SnapshotScenario;
import io.cdcpipelines.starrocks.benchmarks.pipeline.SnapshotScenario.SourceSettings;
import io.cdcpipelines.starrocks.benchmarks.process.Contender;
import io.cdcpipelines.starrocks.benchmarks.process.SideBySide;
import java.util.ArrayList;
import java.util.List;

/** All that can be measured. Stateless. */
final class Scenarios {
    private static final List<String> OTHER_SHAPES =
            List.of(
                    "three-columns",
                    "300-columns",
                    "long-text",
                    "deletes",
                    "emoji-and-escapes",
                    "datetime6",
                    "decimals");

    private Scenarios() {}

    static List<Scenario> in(Surroundings surroundings) {
        Contender connector = Contender.connector(surroundings);
        Contender incumbent = Contender.incumbent(surroundings);
        List<Scenario> scenarios = new ArrayList<>();
        scenarios.add(
                SideBySide.ofShape(
                        "ten-columns",
                        List.of(
                                connector,
                                incumbent,
                                connector.called("connector-256m").withJvmOption("-Xmx256m"),
                                Contender.encoder(),
                                Contender.loopback()),
                        surroundings));
        for (String shape : OTHER_SHAPES) {
            scenarios.add(SideBySide.ofShape(shape, List.of(connector, incumbent), surroundings));
        }
        scenarios.add(
                SideBySide.ofManyTables(
                        "thousand-tables",
                        List.of(
                                connector,
                                incumbent,
                                incumbent
                                        .called("incumbent-plain")
                                        .with(
                                                "sink.at-least-once.use-transaction-stream-load",
                                                "false")),
                        surroundings));
        scenarios.add(MemoryScenario.twoThousandTables(surroundings));
        scenarios.add(MemoryScenario.slowBackend(surroundings));
        scenarios.add(new SnapshotScenario(surroundings, SourceSettings.LARGE_CHUNKS));
        scenarios.add(new SnapshotScenario(surroundings, SourceSettings.DEFAULTS));
        scenarios.add(new LagScenario(surroundings));
        return scenarios;
    }
}
