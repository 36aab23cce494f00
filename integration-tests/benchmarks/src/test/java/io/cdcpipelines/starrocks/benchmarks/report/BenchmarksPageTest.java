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
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Holds docs/benchmarks.md, its picture and the recorded results together. */
class BenchmarksPageTest {
    private static final Path DOCS = Path.of("../../docs");
    private static final Path RESULTS = DOCS.resolve("benchmarks/results.json");
    private static final Path PICTURE = DOCS.resolve("benchmarks/speed.svg");

    private static String page() throws IOException {
        return Files.readString(DOCS.resolve("benchmarks.md"));
    }

    /** Without a recorded run, one that measured nothing. */
    private static RecordedRun recorded() {
        SortedMap<String, String> versions = new TreeMap<>(Map.of());
        return Files.exists(RESULTS)
                ? ResultsFile.read(RESULTS)
                : new RecordedRun(
                        new Machine("", 0, 0, "", ""), LocalDate.EPOCH, versions, List.of());
    }

    @Test
    void tablesAreMadeOfTheRecordedRun() throws IOException {
        assertThat(page()).isEqualTo(ReportPage.render(page(), recorded()));
    }

    @Test
    void pictureIsMadeOfTheRecordedRun() throws IOException {
        assumeTrue(Files.exists(RESULTS), "no run has been recorded");
        assertThat(PICTURE).hasContent(new SpeedPicture(recorded().results()).render());
    }

    @Test
    void everyClaimIsMeasuredAndKept() {
        assumeTrue(Files.exists(RESULTS), "no run has been recorded");
        Results results = recorded().results();
        assertThat(Claims.all())
                .allSatisfy(
                        claim -> {
                            assertThat(claim.runs(results)).isGreaterThanOrEqualTo(5);
                            assertThat(claim.holds(results))
                                    .as(
                                            "%s: %s, and not %s",
                                            claim.text(),
                                            claim.boundText(),
                                            claim.valueText(results))
                                    .isTrue();
                        });
    }
}
