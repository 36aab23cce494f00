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

import java.io.Serializable;
import java.util.Objects;

/** Where rows go that StarRocks does not take, and how many may. Immutable. */
public final class DeadLetterConfig implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String directory;
    private final long maxRowsPerTable;

    /**
     * @param directory of a file system that Flink knows, as a path or a URI
     * @param maxRowsPerTable how many rows of a table one writer puts aside before it fails
     */
    public DeadLetterConfig(String directory, long maxRowsPerTable) {
        this.directory = Objects.requireNonNull(directory, "directory");
        this.maxRowsPerTable = maxRowsPerTable;
    }

    public String directory() {
        return directory;
    }

    public long maxRowsPerTable() {
        return maxRowsPerTable;
    }

    @Override
    public String toString() {
        return "at most " + maxRowsPerTable + " rejected rows of a table to " + directory;
    }
}
