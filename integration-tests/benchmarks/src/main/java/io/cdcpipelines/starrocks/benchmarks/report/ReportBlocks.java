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

package io.cdcpipelines.starrocks.benchmarks.report;

import static io.cdcpipelines.starrocks.benchmarks.report.Contenders.CONNECTOR;
import static io.cdcpipelines.starrocks.benchmarks.report.Contenders.CONNECTOR_256M;
import static io.cdcpipelines.starrocks.benchmarks.report.Contenders.ENCODER;
import static io.cdcpipelines.starrocks.benchmarks.report.Contenders.INCUMBENT;
import static io.cdcpipelines.starrocks.benchmarks.report.Contenders.INCUMBENT_PLAIN;
import static io.cdcpipelines.starrocks.benchmarks.report.Contenders.LOOPBACK;
import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The parts of the page that are made of results. What was not measured is left out. Immutable. */
final class ReportBlocks {
    private final RecordedRun run;
    private final Results results;
    private final Cells cells;
    private final Map<String, Supplier<String>> blocks;

    ReportBlocks(RecordedRun run) {
        this.run = run;
        this.results = run.results();
        this.cells = new Cells(results);
        PipelineBlocks pipelines = new PipelineBlocks(results, cells);
        MemoryBlocks memory = new MemoryBlocks(cells);
        this.blocks =
                Map.ofEntries(
                        entry("machine", this::machine),
                        entry("claims", this::claims),
                        entry("speed", this::speed),
                        entry("cost", this::cost),
                        entry("yardsticks", this::yardsticks),
                        entry("thousand-tables", this::thousandTables),
                        entry(MemoryBlocks.MANY_ACTIVE, memory::manyActiveTables),
                        entry(MemoryBlocks.SLOW_BACKEND, memory::slowBackend),
                        entry("snapshot", pipelines::snapshot),
                        entry("snapshot-cpu", pipelines::snapshotCpu),
                        entry("snapshot-tasks", pipelines::snapshotTasks),
                        entry("lag", pipelines::lag));
    }

    /**
     * Markdown that ends with a line break, or nothing.
     *
     * @throws NoSuchElementException if there is no such block
     */
    String render(String name) {
        Supplier<String> block = blocks.get(name);
        if (block == null) {
            throw new NoSuchElementException("There are no results called '" + name + "'");
        }
        return block.get();
    }

    private String machine() {
        if (run.measurements().isEmpty()) {
            return "";
        }
        Machine machine = run.machine();
        MarkdownTable table = new MarkdownTable(List.of("", "of the recorded run"));
        table.row(List.of("processor", "%s, %d cores".formatted(machine.cpu(), machine.cores())));
        table.row(List.of("memory", Numbers.of(machine.memoryMb() / 1024.0) + " GB"));
        table.row(List.of("system", machine.system()));
        table.row(List.of("Java", machine.java()));
        table.row(List.of("date", run.date().toString()));
        String versions =
                run.versions().entrySet().stream()
                        .map(version -> version.getKey() + " " + version.getValue())
                        .collect(Collectors.joining(", "));
        table.row(List.of("versions", versions));
        return table.render();
    }

    private String claims() {
        MarkdownTable table =
                new MarkdownTable(List.of("promise", "bound", "median", "runs", "kept"));
        for (Claim claim : Claims.all()) {
            if (claim.isMeasured(results)) {
                table.row(
                        List.of(
                                claim.text(),
                                claim.boundText(),
                                "**" + claim.valueText(results) + "**",
                                Integer.toString(claim.runs(results)),
                                claim.holds(results) ? "yes" : "NO"));
            }
        }
        return table.render();
    }

    private String speed() {
        String figure = "rows/s";
        MarkdownTable table =
                new MarkdownTable(
                        List.of("rows/s", "this connector", "incumbent", "ratio", "runs"));
        for (Shape shape : Shape.ALL) {
            String scenario = shape.scenario();
            if (cells.has(scenario, CONNECTOR, figure)) {
                table.row(
                        List.of(
                                shape.title(),
                                cells.median(scenario, CONNECTOR, figure),
                                cells.median(scenario, INCUMBENT, figure),
                                cells.ratio(scenario, CONNECTOR, INCUMBENT, figure),
                                cells.runs(scenario, CONNECTOR, figure)));
            }
        }
        return table.render();
    }

    private String cost() {
        MarkdownTable table =
                new MarkdownTable(
                        List.of(
                                "per row, median",
                                "ns CPU: connector",
                                "incumbent",
                                "B allocated: connector",
                                "incumbent",
                                "peak heap MB: connector",
                                "incumbent"));
        for (Shape shape : Shape.ALL) {
            String scenario = shape.scenario();
            if (cells.has(scenario, CONNECTOR, "ns CPU/row")) {
                table.row(
                        List.of(
                                shape.title(),
                                cells.plain(scenario, CONNECTOR, "ns CPU/row"),
                                cells.plain(scenario, INCUMBENT, "ns CPU/row"),
                                cells.plain(scenario, CONNECTOR, "B allocated/row"),
                                cells.plain(scenario, INCUMBENT, "B allocated/row"),
                                cells.plain(scenario, CONNECTOR, "peak heap MB"),
                                cells.plain(scenario, INCUMBENT, "peak heap MB")));
            }
        }
        return table.render();
    }

    private String yardsticks() {
        String scenario = Shape.TEN_COLUMNS.scenario();
        Map<String, String> titles =
                Map.of(
                        CONNECTOR, "this connector",
                        CONNECTOR_256M, "this connector with `-Xmx256m`",
                        INCUMBENT, "incumbent",
                        ENCODER, "code written for this one table",
                        LOOPBACK, "the same bytes through a socket");
        MarkdownTable table =
                new MarkdownTable(
                        List.of("10 columns", "rows/s", "this connector is", "MB/s", "runs"));
        for (String contender : List.of(CONNECTOR, CONNECTOR_256M, INCUMBENT, ENCODER, LOOPBACK)) {
            if (cells.has(scenario, contender, "MB/s")) {
                table.row(
                        List.of(
                                titles.get(contender),
                                cells.median(scenario, contender, "rows/s"),
                                cells.ratio(scenario, CONNECTOR, contender, "rows/s"),
                                cells.plain(scenario, contender, "MB/s"),
                                cells.runs(scenario, contender, "MB/s")));
            }
        }
        return table.render();
    }

    private String thousandTables() {
        String scenario = "thousand-tables";
        Map<String, String> titles =
                Map.of(
                        CONNECTOR, "this connector",
                        INCUMBENT, "incumbent",
                        INCUMBENT_PLAIN, "incumbent without transactions");
        MarkdownTable table =
                new MarkdownTable(
                        List.of(
                                "1,000 tables × 5 rows × 5 flushes",
                                "seconds",
                                "times this connector's",
                                "in a new process",
                                "connections once warm",
                                "loads",
                                "distinct rows arrived",
                                "runs"));
        for (String contender : List.of(CONNECTOR, INCUMBENT, INCUMBENT_PLAIN)) {
            if (cells.has(scenario, contender, "seconds")) {
                table.row(
                        List.of(
                                titles.get(contender),
                                cells.median(scenario, contender, "seconds"),
                                cells.ratio(scenario, contender, CONNECTOR, "seconds"),
                                cells.median(scenario, contender, "cold seconds"),
                                cells.plain(scenario, contender, "connections once warm"),
                                cells.plain(scenario, contender, "loads"),
                                cells.plain(scenario, contender, "distinct rows arrived"),
                                cells.runs(scenario, contender, "seconds")));
            }
        }
        return table.render();
    }
}
