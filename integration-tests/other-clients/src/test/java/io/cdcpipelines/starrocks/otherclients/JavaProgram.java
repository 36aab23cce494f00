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

package io.cdcpipelines.starrocks.otherclients;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A main class of these tests in a Java process with a class path of its own. Immutable. */
final class JavaProgram {
    private final Class<?> mainClass;
    private final List<String> classPath;

    JavaProgram(Class<?> mainClass, List<String> classPath) {
        this.mainClass = mainClass;
        this.classPath = List.copyOf(classPath);
    }

    /** Runs it to its end; what it prints goes to the log, whose end explains a failure. */
    void run(List<String> arguments, Path log, Duration within)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-cp", ownClasses() + joined()));
        command.add(mainClass.getName());
        command.addAll(arguments);
        Files.createDirectories(log.getParent());
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            boolean hasEnded = process.waitFor(within.toSeconds(), TimeUnit.SECONDS);
            if (!hasEnded || process.exitValue() != 0) {
                throw new AssertionError(
                        mainClass.getSimpleName()
                                + (hasEnded ? " failed" : " did not end")
                                + ":\n"
                                + Files.readString(log));
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private String joined() {
        return File.pathSeparator + String.join(File.pathSeparator, classPath);
    }

    private Path ownClasses() {
        try {
            return Path.of(mainClass.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
