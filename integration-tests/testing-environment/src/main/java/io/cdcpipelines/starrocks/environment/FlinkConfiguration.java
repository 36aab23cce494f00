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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The configuration directory of a small cluster on the loopback interface; an immutable value. */
final class FlinkConfiguration {

    /*
     * Started without Flink's scripts, nobody derives heap sizes from the configuration; these flags and the memory
     * options below say the same. Everything together stays under 2 GB.
     */
    static final List<String> JOB_MANAGER_JVM =
            List.of("-Xms128m", "-Xmx384m", "-XX:MaxMetaspaceSize=512m", "-XX:+UseSerialGC");
    private static final List<String> TASK_MANAGER_JVM =
            List.of(
                    "-Xms256m",
                    "-Xmx768m",
                    "-XX:MaxDirectMemorySize=256m",
                    "-XX:MaxMetaspaceSize=768m",
                    "-XX:+ExitOnOutOfMemoryError");
    static final List<String> COMMAND_LINE_JVM =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final String LOGGING =
            """
            rootLogger.level = INFO
            rootLogger.appenderRef.console.ref = Console
            appender.console.name = Console
            appender.console.type = CONSOLE
            appender.console.layout.type = PatternLayout
            appender.console.layout.pattern = %d{HH:mm:ss,SSS} %-5p %c{1} [%t] - %m%n
            """;

    private final Path directory;
    private final int restPort;
    private final String taskManagerOptions;

    private FlinkConfiguration(Path directory, int restPort, String taskManagerOptions) {
        this.directory = directory;
        this.restPort = restPort;
        this.taskManagerOptions = taskManagerOptions.strip();
    }

    /**
     * Writes {@code conf} below the home directory and makes room for checkpoints and savepoints.
     */
    static FlinkConfiguration write(Path home, Map<String, String> overrides) {
        FlinkConfiguration configuration =
                new FlinkConfiguration(
                        home.resolve("conf"),
                        FreePort.next(),
                        overrides.getOrDefault("env.java.opts.taskmanager", ""));
        Map<String, String> options = new TreeMap<>(configuration.defaults(home));
        options.putAll(overrides);
        String yaml = lines(options);
        try {
            Files.createDirectories(configuration.directory);
            Files.createDirectories(home.resolve("tmp"));
            Files.writeString(configuration.directory.resolve("config.yaml"), yaml);
            Files.writeString(configuration.loggingFile(), LOGGING);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + configuration.directory, e);
        }
        return configuration;
    }

    /** Writes the same configuration with more options below another home directory. */
    void copyTo(Path home, Map<String, String> more) {
        try {
            Path conf = Files.createDirectories(home.resolve("conf"));
            String yaml = Files.readString(directory.resolve("config.yaml")) + lines(more);
            Files.writeString(conf.resolve("config.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write below " + home, e);
        }
    }

    private static String lines(Map<String, String> options) {
        return options.entrySet().stream()
                .map(option -> option.getKey() + ": " + option.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private Map<String, String> defaults(Path home) {
        return Map.ofEntries(
                Map.entry("execution.target", "remote"),
                Map.entry("rest.address", "127.0.0.1"),
                Map.entry("rest.bind-address", "127.0.0.1"),
                Map.entry("rest.port", Integer.toString(restPort)),
                Map.entry("jobmanager.rpc.address", "127.0.0.1"),
                Map.entry("jobmanager.bind-host", "127.0.0.1"),
                Map.entry("jobmanager.rpc.port", Integer.toString(FreePort.next())),
                Map.entry("taskmanager.host", "127.0.0.1"),
                Map.entry("taskmanager.bind-host", "127.0.0.1"),
                Map.entry("taskmanager.numberOfTaskSlots", "2"),
                Map.entry("taskmanager.cpu.cores", "2"),
                Map.entry("taskmanager.memory.framework.heap.size", "128m"),
                Map.entry("taskmanager.memory.task.heap.size", "640m"),
                Map.entry("taskmanager.memory.framework.off-heap.size", "128m"),
                Map.entry("taskmanager.memory.task.off-heap.size", "64m"),
                Map.entry("taskmanager.memory.network.min", "64m"),
                Map.entry("taskmanager.memory.network.max", "64m"),
                Map.entry("taskmanager.memory.managed.size", "16m"),
                Map.entry("taskmanager.memory.jvm-metaspace.size", "768m"),
                Map.entry("taskmanager.memory.jvm-overhead.min", "128m"),
                Map.entry("taskmanager.memory.jvm-overhead.max", "128m"),
                Map.entry("io.tmp.dirs", home.resolve("tmp").toString()),
                Map.entry(
                        "execution.checkpointing.dir",
                        home.resolve("checkpoints").toUri().toString()),
                Map.entry(
                        "execution.checkpointing.savepoint-dir",
                        home.resolve("savepoints").toUri().toString()),
                Map.entry("execution.checkpointing.interval", "2s"),
                Map.entry("execution.checkpointing.min-pause", "500ms"),
                Map.entry("restart-strategy.type", "fixed-delay"),
                Map.entry("restart-strategy.fixed-delay.attempts", "100"),
                Map.entry("restart-strategy.fixed-delay.delay", "1s"),
                // A killed TaskManager is to be noticed in seconds.
                Map.entry("heartbeat.interval", "1s"),
                Map.entry("heartbeat.timeout", "15s"),
                Map.entry("metrics.fetcher.update-interval", "1s"),
                Map.entry("web.refresh-interval", "1s"));
    }

    /** Flags of {@code env.java.opts.taskmanager} come last, so that they win. */
    List<String> taskManagerJvm() {
        List<String> flags = new ArrayList<>(TASK_MANAGER_JVM);
        if (!taskManagerOptions.isEmpty()) {
            flags.addAll(List.of(taskManagerOptions.split("\\s+")));
        }
        return flags;
    }

    Path directory() {
        return directory;
    }

    Path loggingFile() {
        return directory.resolve("log4j2.properties");
    }

    String restUrl() {
        return "http://127.0.0.1:" + restPort;
    }
}
