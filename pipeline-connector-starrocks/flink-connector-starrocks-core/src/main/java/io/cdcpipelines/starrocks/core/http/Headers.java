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

package io.cdcpipelines.starrocks.core.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One or more headers, encoded once however many requests have them. Immutable. */
public final class Headers {
    private final Map<String, String> values;
    private final byte[] encoded;

    private Headers(Map<String, String> values, byte[] encoded) {
        this.values = values;
        this.encoded = encoded;
    }

    public static Headers of(Map<String, String> values) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        values.forEach((name, value) -> lines.writeBytes(line(name, value)));
        return new Headers(new LinkedHashMap<>(values), lines.toByteArray());
    }

    public static Headers of(String name, String value) {
        return new Headers(Map.of(name, value), line(name, value));
    }

    Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    /** As they travel, each with its end of line; not to be changed. */
    byte[] encoded() {
        return encoded;
    }

    /**
     * One header as it travels: in UTF-8, since headers hold names of tables and columns, and with
     * blanks in the place of characters that would end it.
     */
    private static byte[] line(String name, String value) {
        byte[] line = (name + ": " + value + "\r\n").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < line.length - 2; i++) {
            if (line[i] >= 0 && line[i] < ' ') {
                line[i] = ' ';
            }
        }
        return line;
    }
}
