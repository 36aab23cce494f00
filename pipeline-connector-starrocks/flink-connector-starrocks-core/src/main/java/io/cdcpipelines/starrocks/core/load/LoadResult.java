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

package io.cdcpipelines.starrocks.core.load;

import java.time.Duration;

/** What a load did, in the server's words where it said so. Immutable. */
public final class LoadResult {
    private final String label;
    private final long loadedRows;
    private final long filteredRows;
    private final long bytes;
    private final int attempts;
    private final Duration elapsed;
    private final LoadTimings timings;

    LoadResult(
            String label,
            long loadedRows,
            long filteredRows,
            long bytes,
            int attempts,
            Duration elapsed,
            LoadTimings timings) {
        this.label = label;
        this.loadedRows = loadedRows;
        this.filteredRows = filteredRows;
        this.bytes = bytes;
        this.attempts = attempts;
        this.elapsed = elapsed;
        this.timings = timings;
    }

    /** A result for a double of {@link StreamLoad}: everything loaded at the first attempt. */
    public static LoadResult ofDelivered(String label, long rows, long bytes) {
        return new LoadResult(label, rows, 0, bytes, 1, Duration.ZERO, LoadTimings.NONE);
    }

    public String label() {
        return label;
    }

    /** Rows that reached the table; for a load of a transaction, rows handed over. */
    public long loadedRows() {
        return loadedRows;
    }

    /** Rows that the server left out, which it does only if the user allows a ratio of them. */
    public long filteredRows() {
        return filteredRows;
    }

    /** The length of the payload. */
    public long bytes() {
        return bytes;
    }

    public int attempts() {
        return attempts;
    }

    /** From the start of the first attempt to the answer that counted. */
    public Duration elapsed() {
        return elapsed;
    }

    /** Where the server spent its time. */
    public LoadTimings timings() {
        return timings;
    }

    @Override
    public String toString() {
        return "label "
                + label
                + ": "
                + loadedRows
                + " rows loaded, "
                + filteredRows
                + " filtered, "
                + bytes
                + " bytes, "
                + attempts
                + (attempts == 1 ? " attempt, " : " attempts, ")
                + elapsed.toMillis()
                + " ms";
    }
}
