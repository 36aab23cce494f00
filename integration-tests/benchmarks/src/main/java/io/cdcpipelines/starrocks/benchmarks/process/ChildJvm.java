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

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A main class of this project in a JVM of its own, which ends with this one at the latest. Used by
 * one thread.
 */
public final class ChildJvm implements AutoCloseable {
    private static final int TAIL_LINES = 40;

    private final String name;
    private final Process process;
    private final Path log;
    private final Thread endWithJvm;

    private ChildJvm(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.endWithJvm = new Thread(process::destroyForcibly, "end-" + name);
        Runtime.getRuntime().addShutdownHook(endWithJvm);
    }

    /**
     * @param classPath besides the classes of this project
     * @param log where its errors go, and its output unless {@link #firstLine} is to read it
     */
    private static ChildJvm start(
            Class<?> main,
            List<String> jvmOptions,
            String classPath,
            List<String> arguments,
            Path log,
            ProcessBuilder.Redirect output)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", ownClasses() + File.pathSeparator + classPath));
        command.add(main.getName());
        command.addAll(arguments);
        Process process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .redirectOutput(output)
                        .start();
        return new ChildJvm(main.getSimpleName(), process, log);
    }

    /** A program that does its work and ends. */
    public static ChildJvm worker(
            Class<?> main,
            List<String> jvmOptions,
            String classPath,
            List<String> arguments,
            Path log)
            throws IOException {
        return start(
                main,
                jvmOptions,
                classPath,
                arguments,
                log,
                ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    /** A program that says on its first line how to reach it, and ends with its input. */
    public static ChildJvm server(Class<?> main, String classPath, Path log) throws IOException {
        return start(main, List.of(), classPath, List.of(), log, ProcessBuilder.Redirect.PIPE);
    }

    private static Path ownClasses() {
        try {
            return Path.of(
                    ChildJvm.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public String firstLine() throws IOException {
        BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        if (line == null) {
            throw new IllegalStateException(name + " did not start" + tail());
        }
        return line;
    }

    /**
     * @throws IllegalStateException if it fails or takes longer
     */
    public void awaitSuccess(Duration within) throws InterruptedException {
        if (!process.waitFor(within.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + " did not end in " + within + tail());
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(
                    name + " failed with exit code " + process.exitValue() + tail());
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return "; last lines of "
                    + log
                    + ":\n"
                    + String.join(
                            "\n",
                            lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + log, e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
            Runtime.getRuntime().removeShutdownHook(endWithJvm);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            // This JVM ends, and the hook finds a process that has ended.
        }
    }
}
