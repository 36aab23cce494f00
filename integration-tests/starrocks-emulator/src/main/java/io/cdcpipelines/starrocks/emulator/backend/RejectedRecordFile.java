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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The file that RejectedRecordPath names: a line for each filtered row, in the directory for
 * temporary files until the process ends. Thread-safe.
 */
final class RejectedRecordFile {
    private RejectedRecordFile() {}

    /** Writes a new file. */
    static Path write(List<String> records) {
        try {
            Path file = Files.createTempFile("rejected_record_", "");
            file.toFile().deleteOnExit();
            return Files.write(file, records);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write rejected records", e);
        }
    }
}
