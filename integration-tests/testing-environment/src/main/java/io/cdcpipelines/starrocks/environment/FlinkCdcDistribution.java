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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the jars of Flink and of Flink CDC lie on this machine; an immutable value. */
public final class FlinkCdcDistribution {

    private static final String PROPERTY = "flink-cdc.distribution";
    private static final Path BUILD_OUTPUT =
            Path.of("integration-tests/flink-cdc-distribution/target");

    private final Path flink;
    private final Path flinkCdc;

    private FlinkCdcDistribution(Path directory) {
        this.flink = directory.resolve("flink");
        this.flinkCdc = directory.resolve("flink-cdc");
        for (Path part : List.of(flink, flinkCdc)) {
            if (!Files.isDirectory(part)) {
                throw new IllegalStateException(
                        "No Flink CDC distribution: %s is not a directory".formatted(part));
            }
        }
    }

    /**
     * A directory with the jars of Flink in {@code flink} and those of Flink CDC in {@code
     * flink-cdc}.
     */
    public static FlinkCdcDistribution in(Path directory) {
        return new FlinkCdcDistribution(directory.toAbsolutePath().normalize());
    }

    /**
     * The one that the system property {@code flink-cdc.distribution} names, else the one that the
     * build of this project laid out, looked for from the working directory upwards.
     */
    public static FlinkCdcDistribution locate() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .map(Path::of)
                .or(FlinkCdcDistribution::buildOutput)
                .map(FlinkCdcDistribution::in)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "No Flink CDC distribution found: build the project with Maven, or set -D"
                                                + PROPERTY));
    }

    private static Optional<Path> buildOutput() {
        return Stream.iterate(Path.of("").toAbsolutePath(), dir -> dir != null, Path::getParent)
                .map(dir -> dir.resolve(BUILD_OUTPUT))
                .filter(dir -> Files.isDirectory(dir.resolve("flink-cdc")))
                .findFirst();
    }

    String clusterClassPath() {
        return allJarsOf(flink);
    }

    /**
     * Connectors have to be on it: the command line looks for their factories there, and ships what
     * it finds.
     */
    String commandLineClassPath(List<Path> connectors) {
        return Stream.concat(
                        Stream.of(allJarsOf(flink), allJarsOf(flinkCdc)),
                        connectors.stream().map(jar -> jar.toAbsolutePath().toString()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The jar that turns pipelines into jobs. */
    Path composer() {
        try (Stream<Path> jars = Files.list(flinkCdc)) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("flink-cdc-composer"))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IllegalStateException(
                                            "No flink-cdc-composer in " + flinkCdc));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not list " + flinkCdc, e);
        }
    }

    private static String allJarsOf(Path directory) {
        return directory + File.separator + "*";
    }
}
