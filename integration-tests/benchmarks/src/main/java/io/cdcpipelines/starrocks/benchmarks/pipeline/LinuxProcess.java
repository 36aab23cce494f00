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

package io.cdcpipelines.starrocks.benchmarks.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A process as Linux tells of it below {@code /proc}. Any thread may call it. */
final class LinuxProcess {
    /** The unit of CPU times below {@code /proc}, the same on every architecture. */
    private static final double TICKS_PER_SECOND = 100;

    private final Path directory;

    LinuxProcess(long pid) {
        this.directory = Path.of("/proc", Long.toString(pid));
    }

    /**
     * A thread at one moment.
     *
     * @param name at most 15 characters
     * @param cpuSeconds since it started
     */
    record ThreadTime(long id, String name, double cpuSeconds) {}

    /** Of all threads, those that have ended included. */
    double cpuSeconds() {
        return cpuSeconds(read(directory.resolve("stat")));
    }

    /** The most memory that was in use at once, in MB. */
    double peakMemoryMb() {
        return read(directory.resolve("status"))
                .lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToDouble(kilobytes -> Double.parseDouble(kilobytes) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** The threads that live. */
    List<ThreadTime> threads() {
        try (Stream<Path> tasks = Files.list(directory.resolve("task"))) {
            return tasks.map(LinuxProcess::thread).flatMap(Optional::stream).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not list the threads in " + directory, e);
        }
    }

    private static Optional<ThreadTime> thread(Path task) {
        try {
            String stat = Files.readString(task.resolve("stat"));
            String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
            long id = Long.parseLong(task.getFileName().toString());
            return Optional.of(new ThreadTime(id, name, cpuSeconds(stat)));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    /** User and system time, the 14th and 15th field; the second, a name, may have spaces. */
    private static double cpuSeconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file, e);
        }
    }
}
