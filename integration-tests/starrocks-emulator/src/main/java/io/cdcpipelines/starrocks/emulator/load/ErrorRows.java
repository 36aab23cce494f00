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

package io.cdcpipelines.starrocks.emulator.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The first filtered rows of a load, as the file behind ErrorURL lists them. */
final class ErrorRows {
    private static final int MAX_ROWS = 50;

    private final List<String> lines = new ArrayList<>();
    private final List<String> records = new ArrayList<>();
    private final long recordsWanted;

    /**
     * @param recordsWanted how many filtered rows to keep as records, -1 for all of them
     */
    ErrorRows(long recordsWanted) {
        this.recordsWanted = recordsWanted;
    }

    void add(String reason, Supplier<String> row) {
        if (lines.size() < MAX_ROWS) {
            lines.add("Error: " + reason + ". Row: " + row.get());
        }
        if (recordsWanted < 0 || records.size() < recordsWanted) {
            records.add(row.get() + "\t" + reason);
        }
    }

    /** Row and reason, separated by a tab. */
    List<String> records() {
        return List.copyOf(records);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
