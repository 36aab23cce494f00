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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;

/**
 * The file that a benchmark run leaves behind. It is complete after each measurement, whatever ends
 * the run; one thread writes it.
 */
public final class ResultsFile {
    private final Path file;
    private final Clock clock;
    private RecordedRun run;

    private ResultsFile(Path file, Clock clock, RecordedRun run) {
        this.file = file;
        this.clock = clock;
        this.run = run;
    }

    /**
     * A file to add to. What an earlier run on the same machine with the same versions wrote stays,
     * except for the runs that are measured again.
     *
     * @throws IllegalStateException if the file is of another machine or of other versions
     */
    public static ResultsFile open(
            Path file, Machine machine, SortedMap<String, String> versions, Clock clock) {
        RecordedRun run = new RecordedRun(machine, LocalDate.now(clock), versions, List.of());
        if (Files.exists(file)) {
            RecordedRun earlier = read(file);
            if (!earlier.machine().equals(machine) || !earlier.versions().equals(versions)) {
                throw new IllegalStateException(
                        file
                                + " has figures of "
                                + earlier.machine()
                                + " "
                                + earlier.versions()
                                + ", which do not compare with "
                                + machine
                                + " "
                                + versions
                                + "; name another file");
            }
            run = earlier;
        }
        return new ResultsFile(file, clock, run);
    }

    public static RecordedRun read(Path file) {
        try {
            return RecordedRunJson.read(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the results in " + file, e);
        }
    }

    /** Returns when the file has the measurement. */
    public void append(Measurement measurement) {
        run = run.with(measurement, LocalDate.now(clock));
        Path absolute = file.toAbsolutePath();
        Path next = absolute.resolveSibling(absolute.getFileName() + ".next");
        try {
            Files.createDirectories(absolute.getParent());
            Files.writeString(next, RecordedRunJson.write(run));
            Files.move(next, absolute, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write the results to " + file, e);
        }
    }

    public RecordedRun recorded() {
        return run;
    }
}
