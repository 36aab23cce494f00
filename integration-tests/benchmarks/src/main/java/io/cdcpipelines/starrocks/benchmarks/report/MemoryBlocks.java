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

import static io.cdcpipelines.starrocks.benchmarks.report.Contenders.CONNECTOR_256M;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of what a writer holds in memory, with a heap of 256 MB. Immutable. */
final class MemoryBlocks {
    static final String MANY_ACTIVE = "two-thousand-tables";
    static final String SLOW_BACKEND = "slow-backend";

    private final Cells cells;

    MemoryBlocks(Cells cells) {
        this.cells = cells;
    }

    String manyActiveTables() {
        Map<String, String> rows = new LinkedHashMap<>(memory());
        rows.put("rows/s", "rows/s");
        rows.put("rows/load", "rows of a load");
        rows.put("connections in all", "TCP connections");
        return table("2,000 tables, rows in random order", MANY_ACTIVE, rows);
    }

    String slowBackend() {
        Map<String, String> rows = new LinkedHashMap<>(memory());
        rows.put("rows/s before", "rows/s before");
        rows.put("s slow checkpoint", "seconds of the checkpoint");
        rows.put("s blocked", "seconds that the writer was blocked, of 15");
        rows.put("s to recover", "seconds until it took rows again");
        rows.put("rows/s after", "rows/s after");
        return table("A backend that reads 1 MB/s", SLOW_BACKEND, rows);
    }

    private static Map<String, String> memory() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("buffer budget MB", "`sink.buffer-flush.max-bytes`, MB");
        rows.put("buffer peak MB", "most that the buffers held, MB");
        rows.put("peak heap MB", "most that the heap held, MB");
        return rows;
    }

    private String table(String title, String scenario, Map<String, String> rows) {
        MarkdownTable table = new MarkdownTable(List.of(title, "median", "runs"));
        rows.forEach(
                (figure, text) -> {
                    if (cells.has(scenario, CONNECTOR_256M, figure)) {
                        table.row(
                                List.of(
                                        text,
                                        cells.median(scenario, CONNECTOR_256M, figure),
                                        cells.runs(scenario, CONNECTOR_256M, figure)));
                    }
                });
        return table.render();
    }
}
