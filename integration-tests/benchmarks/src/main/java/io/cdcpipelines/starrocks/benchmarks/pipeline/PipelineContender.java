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

import io.cdcpipelines.starrocks.benchmarks.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A sink that pipelines can use. Immutable.
 *
 * @param name in results
 * @param jar that the command line gets
 * @param flinkOptions without which the sink does not start
 */
record PipelineContender(String name, Path jar, Map<String, String> flinkOptions) {

    PipelineContender {
        flinkOptions = Map.copyOf(flinkOptions);
    }

    static List<PipelineContender> all(Surroundings surroundings) {
        return List.of(connector(surroundings), incumbent(surroundings));
    }

    static PipelineContender connector(Surroundings surroundings) {
        return new PipelineContender("connector", surroundings.connector(), Map.of());
    }

    private static PipelineContender incumbent(Surroundings surroundings) {
        return new PipelineContender(
                "incumbent",
                surroundings.incumbent(),
                Map.of(
                        // Its classes below org.apache.flink and those below com.starrocks see each
                        // other only if all come from one class loader.
                        "classloader.resolve-order",
                        "parent-first",
                        // Its committer needs it, and the command line does not ship it.
                        "pipeline.classpaths",
                        composer(surroundings.distribution()).toUri().toString()));
    }

    private static Path composer(Path distribution) {
        try (Stream<Path> jars = Files.list(distribution.resolve("flink-cdc"))) {
            return jars.filter(
                            jar -> jar.getFileName().toString().startsWith("flink-cdc-composer-"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No composer in " + distribution));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not list the jars of Flink CDC", e);
        }
    }
}
