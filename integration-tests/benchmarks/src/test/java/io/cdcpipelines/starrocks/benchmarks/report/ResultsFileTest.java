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

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-02-28T23:59:59Z"), ZoneOffset.UTC);
    private static final Machine MACHINE =
            new Machine("A \"quick\" CPU @ 2 GHz", 2, 24_000, "Linux 6.1", "Vendor 17");
    private static final SortedMap<String, String> VERSIONS =
            new TreeMap<>(Map.of("Flink", "1.20.3", "Flink CDC", "3.2.0"));

    @TempDir private Path directory;

    private ResultsFile open() {
        return ResultsFile.open(file(), MACHINE, VERSIONS, CLOCK);
    }

    private Path file() {
        return directory.resolve("a/results.json");
    }

    private static Measurement measurement(int run, double speed) {
        return Measurement.of("wide", "us", run, Map.of("rows/s", speed, "ns CPU/row", 0.1 + run));
    }

    @Test
    void isReadAsItWasWritten() {
        ResultsFile results = open();
        results.append(measurement(1, 1.0 / 3));
        results.append(measurement(2, 2e18));

        RecordedRun read = ResultsFile.read(file());
        assertThat(read.machine()).isEqualTo(MACHINE);
        assertThat(read.versions()).isEqualTo(VERSIONS);
        assertThat(read.date()).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(read.measurements())
                .containsExactly(measurement(1, 1.0 / 3), measurement(2, 2e18));
    }

    @Test
    void isCompleteAfterEachMeasurement() {
        ResultsFile results = open();
        results.append(measurement(1, 1));
        assertThat(ResultsFile.read(file()).measurements()).hasSize(1);
        results.append(measurement(2, 2));
        assertThat(ResultsFile.read(file()).measurements()).hasSize(2);
        assertThat(directory.resolve("a")).isDirectoryNotContaining("glob:**.next");
    }

    @Test
    void replacesARunThatIsMeasuredAgain() {
        open().append(measurement(1, 1));
        ResultsFile again = open();
        again.append(measurement(2, 2));
        again.append(measurement(1, 3));
        assertThat(ResultsFile.read(file()).measurements())
                .containsExactly(measurement(2, 2), measurement(1, 3));
    }

    @Test
    void refusesFiguresOfAnotherMachine() {
        open().append(measurement(1, 1));
        Machine other = new Machine("Another CPU", 2, 24_000, "Linux 6.1", "Vendor 17");
        assertThatThrownBy(() -> ResultsFile.open(file(), other, VERSIONS, CLOCK))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Another CPU")
                .hasMessageContaining(file().toString());
    }

    @Test
    void refusesFiguresOfOtherVersions() {
        open().append(measurement(1, 1));
        SortedMap<String, String> others = new TreeMap<>(Map.of("Flink", "2.2.0"));
        assertThatThrownBy(() -> ResultsFile.open(file(), MACHINE, others, CLOCK))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2.2.0");
    }

    @Test
    void refusesAFileThatLacksSomething() throws Exception {
        open().append(measurement(1, 1));
        Files.writeString(file(), Files.readString(file()).replace("\"run\"", "\"round\""));
        assertThatThrownBy(() -> ResultsFile.read(file()))
                .isInstanceOf(UncheckedIOException.class)
                .rootCause()
                .hasMessageContaining("'run' belongs here");
    }

    @Test
    void refusesFiguresThatAreNoNumbers() {
        assertThatThrownBy(() -> measurement(1, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rows/s");
    }

    @Test
    void knowsTheMachineAndTheVersions() {
        Machine here = Machine.here();
        assertThat(here.cores()).isPositive();
        assertThat(here.memoryMb()).isPositive();
        assertThat(here.cpu()).isNotBlank();
        assertThat(Versions.ofThisBuild())
                .containsOnlyKeys("Flink", "Flink CDC", "connector", "incumbent")
                .allSatisfy((name, version) -> assertThat(version).matches("\\d+\\..*"));
    }
}
