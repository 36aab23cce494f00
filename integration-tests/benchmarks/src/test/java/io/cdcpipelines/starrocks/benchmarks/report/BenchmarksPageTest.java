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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds docs/benchmarks.md, its picture and the recorded results together. */
class BenchmarksPageTest {
    private static final Path DOCS = Path.of("../../docs");
    private static final Path RESULTS = DOCS.resolve("benchmarks/results.json");
    private static final Path PICTURE = DOCS.resolve("benchmarks/speed.svg");

    private static String page() throws IOException {
        return Files.readString(DOCS.resolve("benchmarks.md"));
    }

    private static RecordedRun recorded() {
        return ResultsFile.read(RESULTS);
    }

    @Test
    void tablesAreMadeOfTheRecordedRun() throws IOException {
        assertThat(page()).isEqualTo(ReportPage.render(page(), recorded()));
    }

    @Test
    void pictureIsMadeOfTheRecordedRun() throws IOException {
        assertThat(PICTURE).hasContent(new SpeedPicture(recorded().results()).render());
    }

    @Test
    void everyClaimIsMeasuredAndKept() {
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
