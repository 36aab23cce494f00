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

package io.cdcpipelines.starrocks.cdc.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One writer with default options holds thousands of active tables in a small heap. */
class ManyTablesTest {
    private static final long DEADLINE_SECONDS = 180;

    @TempDir private Path directory;

    @Test
    void twoThousandFitIntoAHeapOf256Megabytes() throws Exception {
        assertGoodManners(2_000, run("-Xmx256m", 2_000));
    }

    @Test
    void tenThousandFitIntoTheDefaultBudget() throws Exception {
        assertGoodManners(10_000, run("-Xmx384m", 10_000));
    }

    private static void assertGoodManners(long tables, Map<String, Long> findings) {
        assertThat(findings.get("rowsLoaded"))
                .as("each row once")
                .isEqualTo(findings.get("rowsWritten"));
        assertThat(findings.get("quietLoads"))
                .as("one load per table and interval while there is memory")
                .isEqualTo(ManyTables.QUIET_INTERVALS * tables);
        assertThat(findings.get("floodLoadsBeforeCheckpoint"))
                .as("the flood was more than memory holds")
                .isPositive();
        assertThat(findings.get("floodLoads"))
                .as("loads stay large when memory runs out")
                .isLessThanOrEqualTo(2 * tables);
        assertThat(findings.get("highWaterBytes"))
                .isGreaterThan(findings.get("budgetBytes") * 9 / 10)
                .isLessThanOrEqualTo(findings.get("budgetBytes"));
        assertThat(findings.get("usedBytesAtEnd")).isZero();
        assertThat(findings.get("freeBytesAfterQuietCheckpoint")).isZero();
        assertThat(findings.get("heapBytesPerIdleTable")).isLessThan(8 << 10);
    }

    private Map<String, Long> run(String heapLimit, int tables)
            throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                heapLimit,
                                "-cp",
                                System.getProperty("java.class.path"),
                                ManyTables.class.getName(),
                                String.valueOf(tables))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            boolean hasEnded = process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
            List<String> lines = Files.readAllLines(output);
            assertThat(hasEnded).as("It ended in time; it said: %s", lines).isTrue();
            assertThat(process.exitValue()).as("It said: %s", lines).isZero();
            return lines.stream()
                    .filter(line -> line.matches("\\w+=\\d+"))
                    .map(line -> line.split("="))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> Long.valueOf(parts[1])));
        } finally {
            process.destroyForcibly();
        }
    }
}
