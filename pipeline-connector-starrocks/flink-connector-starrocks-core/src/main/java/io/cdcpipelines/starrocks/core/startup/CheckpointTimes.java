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

package io.cdcpipelines.starrocks.core.startup;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/** How often a job makes checkpoints, and how long one may take. Immutable. */
public final class CheckpointTimes implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Duration interval;
    private final Duration timeout;

    private CheckpointTimes(Duration interval, Duration timeout) {
        this.interval = Objects.requireNonNull(interval, "interval");
        this.timeout = Objects.requireNonNull(timeout, "timeout");
    }

    public static CheckpointTimes of(Duration interval, Duration timeout) {
        return new CheckpointTimes(interval, timeout);
    }

    public Duration interval() {
        return interval;
    }

    public Duration timeout() {
        return timeout;
    }

    /** How long after a checkpoint the next one is through at the latest. */
    Duration longestPeriod() {
        return interval.plus(timeout);
    }
}
