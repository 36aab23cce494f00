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

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Named numbers that a process measured, on their way through a file. Used by one thread. */
public final class Figures {
    private final Map<String, Double> values = new TreeMap<>();

    public void put(String name, double value) {
        values.put(name, value);
    }

    public void write(Path file) throws IOException {
        Properties lines = new Properties();
        values.forEach((name, value) -> lines.setProperty(name, Double.toString(value)));
        try (Writer out = Files.newBufferedWriter(file)) {
            lines.store(out, null);
        }
    }

    public static Map<String, Double> read(Path file) throws IOException {
        Properties lines = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            lines.load(in);
        }
        Map<String, Double> values = new TreeMap<>();
        lines.stringPropertyNames()
                .forEach(name -> values.put(name, Double.valueOf(lines.getProperty(name))));
        return values;
    }
}
