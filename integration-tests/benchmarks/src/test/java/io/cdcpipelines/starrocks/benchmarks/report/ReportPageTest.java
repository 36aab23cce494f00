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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    private static final RecordedRun RUN =
            new RecordedRun(
                    new Machine("Some CPU", 2, 24_576, "Linux 6.1", "Vendor 17"),
                    LocalDate.of(2026, 2, 28),
                    new TreeMap<>(Map.of("Flink", "1.20.3")),
                    List.of(
                            speed("connector", 1, 1_000_000),
                            speed("connector", 2, 1_500_000),
                            speed("connector", 3, 2_000_000),
                            speed("incumbent", 1, 300_000),
                            Measurement.of("lag", "connector", 1, Map.of("ms lag p99", 1_500.4))));

    private static Measurement speed(String contender, int run, double rowsPerSecond) {
        return Measurement.of("ten-columns", contender, run, Map.of("rows/s", rowsPerSecond));
    }

    private static String page(String name, String content) {
        return "before\n<!-- results: " + name + " -->\n" + content + "<!-- end -->\nafter\n";
    }

    @Test
    void putsMediansRangesAndRatiosBetweenTheMarks() {
        assertThat(ReportPage.render(page("speed", "| old |\n"), RUN))
                .isEqualTo(
                        page(
                                "speed",
                                """

                                | rows/s | this connector | incumbent | ratio | runs |
                                |---|--:|--:|--:|--:|
                                | 10 columns, 320 bytes | 1,500,000 (1,000,000 – 2,000,000) | 300,000 | 5 × | 3 |

                                """));
    }

    @Test
    void comesToTheSameWhenItIsDoneAgain() {
        String once = ReportPage.render(page("speed", "") + page("lag", "x"), RUN);
        assertThat(ReportPage.render(once, RUN)).isEqualTo(once);
    }

    @Test
    void leavesOutWhatWasNotMeasured() {
        assertThat(ReportPage.render(page("thousand-tables", "| old |\n"), RUN))
                .isEqualTo(page("thousand-tables", ""));
        assertThat(ReportPage.render(page("lag", ""), RUN))
                .contains("| 99 % within, ms | 1,500 | – |")
                .doesNotContain("longest");
    }

    @Test
    void saysWhichClaimsAreKept() {
        assertThat(ReportPage.render(page("claims", ""), RUN))
                .contains("| at least 4 × | **5 ×** | 1 | yes |")
                .contains("| at most 3,000 ms | **1,500 ms** | 1 | yes |");
        RecordedRun slower = RUN.with(speed("incumbent", 1, 500_000), RUN.date());
        assertThat(ReportPage.render(page("claims", ""), slower))
                .contains("| at least 4 × | **3 ×** | 1 | NO |");
    }

    @Test
    void tellsWhereTheTimeOfASnapshotGoes() {
        Map<String, Double> figures =
                Map.of("s CPU sink task", 12.34, "s CPU MySQL", 20.5, "s idle sink", 90.0);
        RecordedRun run =
                RUN.with(Measurement.of("mysql-snapshot", "connector", 1, figures), RUN.date());
        assertThat(ReportPage.render(page("snapshot-cpu", ""), run))
                .contains(
                        "| MySQL | 20.5 | – |\n| Flink: the sink, rows into load data | 12.3 | – |");
        assertThat(ReportPage.render(page("snapshot-tasks", ""), run))
                .contains("| the sink's tasks are idle | 90 | – |")
                .doesNotContain("busy");
    }

    @Test
    void namesTheMachine() {
        assertThat(ReportPage.render(page("machine", ""), RUN))
                .contains("Some CPU, 2 cores", "24 GB", "2026-02-28", "Flink 1.20.3");
    }

    @Test
    void refusesABlockThatItDoesNotKnow() {
        assertThatThrownBy(() -> ReportPage.render(page("sped", ""), RUN))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("sped");
    }
}
