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
import io.cdcpipelines.starrocks.benchmarks.encoder.EncoderProcess;
import io.cdcpipelines.starrocks.benchmarks.loopback.LoopbackProcess;
import io.cdcpipelines.starrocks.benchmarks.sink.SinkProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Somebody who does the work of a scenario in a process of its own. Immutable.
 *
 * @param program whose arguments are a spec and a file for figures
 * @param jars besides those of Flink and Flink CDC
 * @param framing bytes of a load's body besides its rows
 * @param options of the sink, besides addresses and user
 */
public record Contender(
        String name,
        Class<?> program,
        List<String> jvmOptions,
        List<Path> jars,
        int framing,
        Map<String, String> options) {

    public static Contender connector(Surroundings surroundings) {
        return sink("connector", surroundings.connector(), 0);
    }

    /** Flink CDC's own connector for StarRocks. Its rows travel as one JSON array. */
    public static Contender incumbent(Surroundings surroundings) {
        return sink("incumbent", surroundings.incumbent(), 1);
    }

    private static Contender sink(String name, Path jar, int framing) {
        return new Contender(name, SinkProcess.class, List.of(), List.of(jar), framing, Map.of());
    }

    /** An encoder that knows the ten columns, and sends nothing. */
    public static Contender encoder() {
        return new Contender("encoder", EncoderProcess.class, List.of(), List.of(), 0, Map.of());
    }

    /** The same bytes again and again, through a socket into the endpoint. */
    public static Contender loopback() {
        return new Contender("loopback", LoopbackProcess.class, List.of(), List.of(), 0, Map.of());
    }

    public Contender called(String newName) {
        return new Contender(newName, program, jvmOptions, jars, framing, options);
    }

    public Contender with(String option, String value) {
        return new Contender(name, program, jvmOptions, jars, framing, Map.of(option, value));
    }

    public Contender withJvmOption(String option) {
        return new Contender(name, program, List.of(option), jars, framing, options);
    }
}
