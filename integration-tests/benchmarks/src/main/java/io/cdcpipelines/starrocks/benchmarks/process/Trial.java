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

package io.cdcpipelines.starrocks.benchmarks.process;

import io.cdcpipelines.starrocks.benchmarks.Surroundings;
import io.cdcpipelines.starrocks.benchmarks.endpoint.EndpointAddresses;
import io.cdcpipelines.starrocks.benchmarks.measure.Figures;
import io.cdcpipelines.starrocks.benchmarks.measure.Spec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lets a contender work in a fresh process against a fresh endpoint. Used by one thread. */
public final class Trial {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Surroundings surroundings;

    public Trial(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Returns what the contender measured.
     *
     * @param name of the files that it leaves behind
     * @param work to be done against an endpoint
     */
    public Map<String, Double> run(
            String name, Contender contender, Function<EndpointAddresses, Spec> work)
            throws IOException, InterruptedException {
        Path directory = Files.createDirectories(surroundings.directory().resolve(name));
        Path spec = directory.resolve("spec.properties");
        Path figures = directory.resolve("figures.properties");
        try (EndpointProcess endpoint = EndpointProcess.start(directory.resolve("endpoint.log"))) {
            work.apply(endpoint.addresses()).write(spec);
            try (ChildJvm jvm =
                    ChildJvm.worker(
                            contender.program(),
                            jvmOptions(name, contender),
                            classPath(contender),
                            List.of(spec.toString(), figures.toString()),
                            directory.resolve("sink.log"))) {
                jvm.awaitSuccess(LIMIT);
            }
        }
        return Figures.read(figures);
    }

    private List<String> jvmOptions(String name, Contender contender) throws IOException {
        List<String> options = new ArrayList<>(contender.jvmOptions());
        if (surroundings.profiles().isPresent()) {
            Path profiles = Files.createDirectories(surroundings.profiles().get());
            options.add(
                    "-XX:StartFlightRecording=settings=profile,filename="
                            + profiles.resolve(name + ".jfr"));
        }
        return options;
    }

    private String classPath(Contender contender) {
        Path distribution = surroundings.distribution();
        return Stream.concat(
                        contender.jars().stream().map(Path::toString),
                        Stream.of(
                                distribution.resolve("flink-cdc") + "/*",
                                distribution.resolve("flink") + "/*"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
