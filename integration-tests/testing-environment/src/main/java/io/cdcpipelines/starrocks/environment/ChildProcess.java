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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * One process of this machine whose output goes to a log file and which ends, at the latest,
 * together with this JVM. Any thread may call it.
 */
public final class ChildProcess implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final String name;
    private final Process process;
    private final Path log;
    private final Thread endWithJvm;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.endWithJvm = new Thread(this::end, "end-" + name);
        Runtime.getRuntime().addShutdownHook(endWithJvm);
    }

    public static ChildProcess start(
            String name, List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            return new ChildProcess(name, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start " + name, e);
        }
    }

    /** Runs a command to its end; its output goes to the log. */
    static int run(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path log,
            Duration within) {
        try (ChildProcess child = start(name, command, environment, log)) {
            return child.exitCode(within)
                    .orElseThrow(
                            () ->
                                    new IllegalStateException(
                                            name + " did not end within " + within + child.tail()));
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Path log() {
        return log;
    }

    public String output() {
        try {
            return Files.exists(log)
                    ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + log, e);
        }
    }

    /** The end of the log, for the message of a failure. */
    public String tail() {
        List<String> lines = output().lines().toList();
        return "\n--- last lines of %s ---\n%s"
                .formatted(
                        log,
                        String.join(
                                "\n", lines.subList(Math.max(0, lines.size() - 40), lines.size())));
    }

    /** Empty if the process still runs when the time is over. */
    OptionalInt exitCode(Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)
                    ? OptionalInt.of(process.exitValue())
                    : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    /** Ends the process without giving it a chance to clean up, as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        if (exitCode(GRACE).isEmpty()) {
            throw new IllegalStateException(name + " survived SIGKILL");
        }
        forgetHook();
    }

    /** Asks the process to end and does not wait for it. */
    void terminate() {
        process.destroy();
    }

    @Override
    public void close() {
        end();
        forgetHook();
    }

    private void end() {
        process.destroy();
        if (exitCode(GRACE).isEmpty()) {
            process.destroyForcibly();
            exitCode(GRACE);
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(endWithJvm);
        } catch (IllegalStateException alreadyShuttingDown) {
            // The hook runs anyway and finds a process that has ended.
        }
    }
}
