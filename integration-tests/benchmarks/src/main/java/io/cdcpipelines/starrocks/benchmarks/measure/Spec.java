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

package io.cdcpipelines.starrocks.benchmarks.measure;

import io.cdcpipelines.starrocks.benchmarks.endpoint.EndpointAddresses;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What a process is to do, as the process that starts it writes it to a file. Immutable.
 *
 * @param work a shape, or another name that the process knows
 * @param endpoint to write to
 * @param warmUp how long to work before anything is measured
 * @param measured how long to work at least while it is measured
 * @param checkpointInterval between two flushes
 * @param tables for work with many tables
 * @param framing bytes of a load's body besides its rows
 * @param options of the sink, besides addresses and user
 */
public record Spec(
        String work,
        EndpointAddresses endpoint,
        Duration warmUp,
        Duration measured,
        Duration checkpointInterval,
        int tables,
        int framing,
        Map<String, String> options) {
    private static final String OPTION = "option ";

    public Spec {
        options = Map.copyOf(options);
    }

    public void write(Path file) throws IOException {
        Properties lines = new Properties();
        lines.setProperty("work", work);
        lines.setProperty("endpoint", endpoint.line());
        lines.setProperty("warm-up", warmUp.toString());
        lines.setProperty("measured", measured.toString());
        lines.setProperty("checkpoint-interval", checkpointInterval.toString());
        lines.setProperty("tables", Integer.toString(tables));
        lines.setProperty("framing", Integer.toString(framing));
        options.forEach((key, value) -> lines.setProperty(OPTION + key, value));
        try (Writer out = Files.newBufferedWriter(file)) {
            lines.store(out, null);
        }
    }

    public static Spec read(Path file) throws IOException {
        Properties lines = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            lines.load(in);
        }
        Map<String, String> options = new HashMap<>();
        for (String name : lines.stringPropertyNames()) {
            if (name.startsWith(OPTION)) {
                options.put(name.substring(OPTION.length()), lines.getProperty(name));
            }
        }
        return new Spec(
                lines.getProperty("work"),
                EndpointAddresses.parse(lines.getProperty("endpoint")),
                Duration.parse(lines.getProperty("warm-up")),
                Duration.parse(lines.getProperty("measured")),
                Duration.parse(lines.getProperty("checkpoint-interval")),
                Integer.parseInt(lines.getProperty("tables")),
                Integer.parseInt(lines.getProperty("framing")),
                options);
    }
}
