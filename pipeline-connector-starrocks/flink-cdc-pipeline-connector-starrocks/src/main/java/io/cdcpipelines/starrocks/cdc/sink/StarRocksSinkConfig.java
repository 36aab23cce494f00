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

import io.cdcpipelines.starrocks.cdc.table.TableRules;
import io.cdcpipelines.starrocks.cdc.type.TypeMappings;
import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import io.cdcpipelines.starrocks.core.config.LoadConfig;
import io.cdcpipelines.starrocks.core.config.RetryPolicy;
import io.cdcpipelines.starrocks.core.format.FormatChoice;
import io.cdcpipelines.starrocks.core.load.StreamLoadClient;
import java.io.Serializable;
import java.util.Objects;

/** Everything a writer needs to know. Immutable; travels from the client to the tasks. */
public final class StarRocksSinkConfig implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ConnectionConfig connection;
    private final TableReader tableReader;
    private final LoadConfig load;
    private final FormatChoice format;
    private final RetryPolicy retry;
    private final FlushConfig flush;
    private final TypeMappings mappings;
    private final TableRules tableRules;
    private final int histogramWindow;

    /**
     * @param histogramWindow how many values the histograms among the metrics look back on
     */
    public StarRocksSinkConfig(
            ConnectionConfig connection,
            TableReader tableReader,
            LoadConfig load,
            FormatChoice format,
            RetryPolicy retry,
            FlushConfig flush,
            TypeMappings mappings,
            TableRules tableRules,
            int histogramWindow) {
        this.connection = Objects.requireNonNull(connection, "connection");
        this.tableReader = Objects.requireNonNull(tableReader, "tableReader");
        this.load = Objects.requireNonNull(load, "load");
        this.format = Objects.requireNonNull(format, "format");
        this.retry = Objects.requireNonNull(retry, "retry");
        this.flush = Objects.requireNonNull(flush, "flush");
        this.mappings = Objects.requireNonNull(mappings, "mappings");
        this.tableRules = Objects.requireNonNull(tableRules, "tableRules");
        this.histogramWindow = histogramWindow;
    }

    public ConnectionConfig connection() {
        return connection;
    }

    /** How writers read tables that may be ahead of them. */
    public TableReader tableReader() {
        return tableReader;
    }

    public LoadConfig load() {
        return load;
    }

    /** The format to load rows in, where it is exact. */
    public FormatChoice format() {
        return format;
    }

    public RetryPolicy retry() {
        return retry;
    }

    public FlushConfig flush() {
        return flush;
    }

    /** What a writer has for rows: buffers for compression come out of what the user gives it. */
    public long bytesForRows() {
        long perLoad = load.isCompressed() ? StreamLoadClient.compressionBytesPerLoad() : 0;
        return flush.bufferBytes() - flush.ioThreads() * perLoad;
    }

    public TypeMappings mappings() {
        return mappings;
    }

    public TableRules tableRules() {
        return tableRules;
    }

    public int histogramWindow() {
        return histogramWindow;
    }

    @Override
    public String toString() {
        return connection + ", " + load + ", as " + format + ", " + retry + ", " + flush;
    }
}
