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

/**
 * A pipeline file in which single values are replaced while everything else stays as its author
 * wrote it. An immutable value.
 */
public final class PipelineDefinition {

    private final List<String> lines;

    private PipelineDefinition(List<String> lines) {
        this.lines = List.copyOf(lines);
    }

    public static PipelineDefinition read(Path file) {
        try {
            return of(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the pipeline " + file, e);
        }
    }

    public static PipelineDefinition of(String yaml) {
        return new PipelineDefinition(yaml.lines().toList());
    }

    /**
     * Sets a key of a section such as {@code source}: in its place if the section has the key, else
     * at its beginning. A section that is not there is added.
     */
    public PipelineDefinition with(String section, String key, Object value) {
        String line = "  " + key + ": " + quote(value);
        List<String> changed = new ArrayList<>(lines);
        int header = changed.indexOf(section + ":");
        if (header < 0) {
            changed.add(section + ":");
            changed.add(line);
            return new PipelineDefinition(changed);
        }
        for (int i = header + 1; i < changed.size() && !startsSection(changed.get(i)); i++) {
            if (changed.get(i).startsWith("  " + key + ":")) {
                changed.set(i, line);
                return new PipelineDefinition(changed);
            }
        }
        changed.add(header + 1, line);
        return new PipelineDefinition(changed);
    }

    /** Removes a key of a section. */
    public PipelineDefinition without(String section, String key) {
        List<String> changed = new ArrayList<>();
        String current = "";
        for (String line : lines) {
            current = startsSection(line) ? line : current;
            if (!(current.equals(section + ":") && line.startsWith("  " + key + ":"))) {
                changed.add(line);
            }
        }
        return new PipelineDefinition(changed);
    }

    /**
     * Points the source section at a server; {@code serverIds} must not be used by another pipeline
     * on it.
     */
    public PipelineDefinition reading(SourceDatabase source, String serverIds) {
        return with("source", "hostname", source.host())
                .with("source", "port", source.port())
                .with("source", "username", source.user())
                .with("source", "password", source.password())
                .with("source", "server-id", serverIds);
    }

    /** Points the sink section at a StarRocks. */
    public PipelineDefinition writing(StarRocksEnvironment target) {
        return with("sink", "jdbc-url", target.jdbcUrl())
                .with("sink", "load-url", target.loadUrl())
                .with("sink", "username", target.user())
                .with("sink", "password", target.password());
    }

    public Path writeTo(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.writeString(file, this + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write the pipeline " + file, e);
        }
    }

    private static boolean startsSection(String line) {
        return !line.isEmpty() && Character.isLetter(line.charAt(0));
    }

    private static String quote(Object value) {
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        return "'" + value.toString().replace("'", "''") + "'";
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
