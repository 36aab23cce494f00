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

package io.cdcpipelines.starrocks.cdc.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what writers have put aside. */
final class DeadLetters {

    private DeadLetters() {}

    /** The records of all files. */
    static List<String> in(Path directory) throws IOException {
        List<String> records = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().collect(Collectors.toList())) {
                records.addAll(Files.readAllLines(file));
            }
        }
        return records;
    }

    /** The rows of all records, as JSON. */
    static List<String> rowsIn(Path directory) throws IOException {
        return in(directory).stream()
                .map(record -> record.replaceFirst(".*,\"row\":(.*)}", "$1"))
                .collect(Collectors.toList());
    }
}
