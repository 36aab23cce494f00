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
import static io.cdcpipelines.starrocks.benchmarks.report.Contenders.INCUMBENT;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of what was measured from MySQL to StarRocks. Immutable. */
final class PipelineBlocks {
    private static final String LARGE_CHUNKS = "mysql-snapshot";
    private static final String LAG = "lag";

    private final Results results;
    private final Cells cells;

    PipelineBlocks(Results results, Cells cells) {
        this.results = results;
        this.cells = cells;
    }

    String snapshot() {
        MarkdownTable table =
                new MarkdownTable(
                        List.of(
                                "3 million rows from MySQL, median",
                                "seconds: connector",
                                "incumbent",
                                "rows/s: connector",
                                "incumbent",
                                "ratio",
                                "runs"));
        snapshotRow(table, "source set to large chunks", LARGE_CHUNKS);
        snapshotRow(table, "source with its defaults", "mysql-snapshot-defaults");
        return table.render();
    }

    private void snapshotRow(MarkdownTable table, String title, String scenario) {
        if (cells.has(scenario, CONNECTOR, "rows/s")) {
            table.row(
                    List.of(
                            title,
                            cells.median(scenario, CONNECTOR, "seconds"),
                            cells.median(scenario, INCUMBENT, "seconds"),
                            cells.plain(scenario, CONNECTOR, "rows/s"),
                            cells.plain(scenario, INCUMBENT, "rows/s"),
                            cells.ratio(scenario, CONNECTOR, INCUMBENT, "rows/s"),
                            cells.runs(scenario, CONNECTOR, "rows/s")));
        }
    }

    /** Where the processors were busy, and where tasks waited. */
    String snapshotCpu() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("s CPU MySQL", "MySQL");
        rows.put("s CPU source reader", "Flink: reading from MySQL");
        rows.put("s CPU source task", "Flink: events, schema, exchange");
        rows.put("s CPU sink task", "Flink: the sink, rows into load data");
        rows.put("s CPU sink I/O", "Flink: the sink, sending");
        rows.put("s CPU GC", "Flink: garbage collector");
        rows.put("s CPU JIT", "Flink: compiler");
        rows.put("s CPU rest", "Flink: rest");
        rows.put("s CPU server", "StarRocks' stand-in");
        MarkdownTable table =
                new MarkdownTable(
                        List.of(
                                "CPU seconds for 3 million rows, median",
                                "connector",
                                "incumbent"));
        rows.forEach((figure, title) -> contenders(table, title, LARGE_CHUNKS, figure));
        contenders(table, "TaskManager's peak memory, MB", LARGE_CHUNKS, "peak TaskManager MB");
        return table.render();
    }

    /** What Flink says its tasks did with their time. */
    String snapshotTasks() {
        MarkdownTable table =
                new MarkdownTable(
                        List.of(
                                "seconds of both subtasks together, median",
                                "connector",
                                "incumbent"));
        for (String task : List.of("source", "sink")) {
            for (String state : List.of("busy", "backpressured", "idle")) {
                contenders(
                        table,
                        "the " + task + "'s tasks are " + state,
                        LARGE_CHUNKS,
                        "s " + state + " " + task);
            }
        }
        return table.render();
    }

    String lag() {
        MarkdownTable table =
                new MarkdownTable(List.of("from commit to visible row", "connector", "incumbent"));
        contenders(table, "median, ms", LAG, "ms lag p50");
        contenders(table, "90 % within, ms", LAG, "ms lag p90");
        contenders(table, "99 % within, ms", LAG, "ms lag p99");
        contenders(table, "longest, ms", LAG, "ms lag max");
        contenders(table, "changes/s", LAG, "changes/s");
        if (results.runs(LAG, CONNECTOR, "changes/s") > 0) {
            table.row(
                    List.of(
                            "runs",
                            cells.runs(LAG, CONNECTOR, "changes/s"),
                            cells.runs(LAG, INCUMBENT, "changes/s")));
        }
        return table.render();
    }

    private void contenders(MarkdownTable table, String title, String scenario, String figure) {
        if (cells.has(scenario, CONNECTOR, figure)) {
            table.row(
                    List.of(
                            title,
                            cells.median(scenario, CONNECTOR, figure),
                            cells.median(scenario, INCUMBENT, figure)));
        }
    }
}
