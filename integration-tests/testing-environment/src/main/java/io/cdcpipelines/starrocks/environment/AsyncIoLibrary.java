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

package io.cdcpipelines.starrocks.environment;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sees to it that MySQL finds {@code libaio.so.1}: where the machine lacks it, the package is
 * fetched with apt into a private directory, without installing anything and without being root.
 * One thread calls it.
 */
final class AsyncIoLibrary {

    private static final String SONAME = "libaio.so.1";
    private static final List<Path> SYSTEM_DIRECTORIES =
            Stream.of(
                            "/lib",
                            "/lib64",
                            "/usr/lib",
                            "/usr/lib64",
                            "/usr/local/lib",
                            "/lib/x86_64-linux-gnu",
                            "/usr/lib/x86_64-linux-gnu")
                    .map(Path::of)
                    .toList();

    // Debian 13 and Ubuntu 24.04 renamed package and file when time_t grew; the functions MySQL
    // calls are unchanged.
    private static final List<String> DEBIAN_PACKAGES = List.of("libaio1", "libaio1t64");
    private static final PathMatcher LIBRARY_FILE =
            FileSystems.getDefault().getPathMatcher("glob:libaio.so.1*");
    private static final Duration APT_TIMEOUT = Duration.ofMinutes(3);

    private final Path cache;

    AsyncIoLibrary(Path cache) {
        this.cache = cache;
    }

    /** The directory to add to the library path; empty if the system has the library itself. */
    Optional<Path> directory() {
        if (!System.getProperty("os.name").equals("Linux") || isInstalled()) {
            return Optional.empty();
        }
        if (!Files.exists(cache.resolve(SONAME))) {
            fetch();
        }
        return Optional.of(cache);
    }

    private static boolean isInstalled() {
        return SYSTEM_DIRECTORIES.stream().anyMatch(dir -> Files.exists(dir.resolve(SONAME)));
    }

    private void fetch() {
        if (!isOnPath("apt-get") || !isOnPath("dpkg")) {
            throw missing(
                    "install the package that holds it (libaio on Fedora, RHEL, Arch and Alpine)");
        }
        try {
            Files.createDirectories(cache);
            Path work = Files.createTempDirectory(cache, "apt");
            Path library =
                    download(work)
                            .orElseThrow(
                                    () ->
                                            missing(
                                                    "run `apt-get install libaio1` (libaio1t64 on Debian 13 and Ubuntu"
                                                            + " 24.04); fetching it failed, see "
                                                            + work.resolve("apt.log")));
            // Moved last and atomically: another process may look for it at this moment.
            Files.move(library, cache.resolve(SONAME), StandardCopyOption.ATOMIC_MOVE);
            DirectoryTree.delete(work);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not provide " + SONAME + " in " + cache, e);
        }
    }

    private static Optional<Path> download(Path work) throws IOException {
        for (String lists : List.of("", privateLists(work))) {
            if (!lists.isEmpty()) {
                apt(work, lists + " update -qq");
            }
            for (String name : DEBIAN_PACKAGES) {
                if (apt(work, lists + " download -qq " + name) == 0) {
                    return unpack(work);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Options that let apt keep its package lists in a directory of ours, so that nobody needs to
     * be root.
     */
    private static String privateLists(Path work) throws IOException {
        Files.createDirectories(work.resolve("state/lists/partial"));
        Files.createDirectories(work.resolve("cache/archives/partial"));
        return "-o Dir::State=%s -o Dir::State::status=/var/lib/dpkg/status -o Dir::Cache=%s -o APT::Sandbox::User="
                .formatted(work.resolve("state"), work.resolve("cache"));
    }

    private static int apt(Path work, String arguments) {
        // A shell, because apt downloads into its current directory.
        return ChildProcess.run(
                "apt-get",
                List.of("sh", "-c", "cd '" + work + "' && apt-get " + arguments),
                Map.of("DEBIAN_FRONTEND", "noninteractive"),
                work.resolve("apt.log"),
                APT_TIMEOUT);
    }

    private static Optional<Path> unpack(Path work) throws IOException {
        int exitCode =
                ChildProcess.run(
                        "dpkg",
                        List.of("sh", "-c", "cd '" + work + "' && dpkg -x libaio1*.deb unpacked"),
                        Map.of(),
                        work.resolve("apt.log"),
                        APT_TIMEOUT);
        if (exitCode != 0) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(work.resolve("unpacked"))) {
            return files.filter(file -> LIBRARY_FILE.matches(file.getFileName()))
                    .filter(file -> !Files.isSymbolicLink(file))
                    .findFirst();
        }
    }

    private static boolean isOnPath(String command) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(dir -> Files.isExecutable(Path.of(dir, command)));
    }

    private static IllegalStateException missing(String remedy) {
        return new IllegalStateException("MySQL needs the library " + SONAME + ": " + remedy + ".");
    }
}
