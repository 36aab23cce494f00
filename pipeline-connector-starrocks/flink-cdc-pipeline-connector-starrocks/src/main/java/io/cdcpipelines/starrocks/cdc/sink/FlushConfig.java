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
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** When and how one writer hands its rows to StarRocks. Immutable. */
public final class FlushConfig implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A load of this size keeps a backend busy long enough that its fixed costs do not matter. */
    private static final long LARGEST_PAYLOAD_BYTES = 64L << 20;

    private final String labelPrefix;
    private final long bufferBytes;
    private final Duration interval;
    private final int ioThreads;
    private final LoadMode loadMode;
    // Not an Optional: that one cannot be serialized.
    private final DeadLetterConfig deadLetters;

    /**
     * @param labelPrefix starts every label
     * @param bufferBytes the memory that all rows of one writer may take, open, sealed or being
     *     loaded
     * @param interval how long a row waits at most before it is loaded
     * @param ioThreads how many loads of one writer run at once, at least 1
     */
    public FlushConfig(
            String labelPrefix,
            long bufferBytes,
            Duration interval,
            int ioThreads,
            LoadMode loadMode) {
        this(labelPrefix, bufferBytes, interval, ioThreads, loadMode, null);
    }

    private FlushConfig(
            String labelPrefix,
            long bufferBytes,
            Duration interval,
            int ioThreads,
            LoadMode loadMode,
            DeadLetterConfig deadLetters) {
        this.labelPrefix = Objects.requireNonNull(labelPrefix, "labelPrefix");
        this.bufferBytes = bufferBytes;
        this.interval = Objects.requireNonNull(interval, "interval");
        this.ioThreads = ioThreads;
        this.loadMode = Objects.requireNonNull(loadMode, "loadMode");
        this.deadLetters = deadLetters;
    }

    /**
     * The same for a writer that puts rows aside which cannot be stored. Payloads are then loaded
     * one by one, unless they are prepared: a transaction says only at its end that rows are
     * refused, so that all its payloads had to be kept until then.
     */
    public FlushConfig with(DeadLetterConfig letters) {
        return new FlushConfig(
                labelPrefix,
                bufferBytes,
                interval,
                ioThreads,
                loadMode == LoadMode.TRANSACTIONS ? LoadMode.SINGLE_LOADS : loadMode,
                Objects.requireNonNull(letters, "letters"));
    }

    public String labelPrefix() {
        return labelPrefix;
    }

    public long bufferBytes() {
        return bufferBytes;
    }

    /**
     * The size at which a payload is sealed: small enough that rows can be taken in while others
     * are being loaded.
     */
    public long payloadBytes() {
        return Math.min(LARGEST_PAYLOAD_BYTES, bufferBytes / 4);
    }

    public Duration interval() {
        return interval;
    }

    public int ioThreads() {
        return ioThreads;
    }

    public LoadMode loadMode() {
        return loadMode;
    }

    /** Where rows go that cannot be stored; without it they fail the writer. */
    public Optional<DeadLetterConfig> deadLetters() {
        return Optional.ofNullable(deadLetters);
    }

    @Override
    public String toString() {
        return "label prefix "
                + labelPrefix
                + ", buffer of "
                + bufferBytes
                + " bytes, flush interval "
                + interval
                + ", "
                + ioThreads
                + " I/O threads, "
                + loadMode
                + (deadLetters == null ? "" : ", " + deadLetters);
    }
}
