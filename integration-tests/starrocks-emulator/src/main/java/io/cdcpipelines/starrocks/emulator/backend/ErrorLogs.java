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

package io.cdcpipelines.starrocks.emulator.backend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The error files of a backend, the newest few of them. Thread-safe. */
final class ErrorLogs {
    private static final int FILES_KEPT = 1000;

    private final Map<String, String> files =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                    return size() > FILES_KEPT;
                }
            };

    /** Writes a file and returns its name. */
    synchronized String write(List<String> lines) {
        String name = "error_log_" + UUID.randomUUID().toString().replace("-", "_");
        files.put(name, String.join("\n", lines) + "\n");
        return name;
    }

    synchronized Optional<String> read(String name) {
        return Optional.ofNullable(files.get(name));
    }
}
