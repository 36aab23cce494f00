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

package io.cdcpipelines.starrocks.benchmarks.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/** The versions of what is measured, as the build wrote them down. Stateless. */
public final class Versions {
    private static final String RESOURCE = "versions.properties";

    private Versions() {}

    /** By name: {@code connector}, {@code incumbent}, {@code Flink}, {@code Flink CDC}. */
    public static SortedMap<String, String> ofThisBuild() {
        Properties properties = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream(RESOURCE)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + RESOURCE, e);
        }
        SortedMap<String, String> versions = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            versions.put(name, properties.getProperty(name));
        }
        return versions;
    }
}
