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

/** Where a server says that it spent the time of a load; zero where it said nothing. Immutable. */
public final class LoadTimings {
    static final LoadTimings NONE = new LoadTimings(0, 0, 0, 0, 0, 0);

    private final long totalMillis;
    private final long beginMillis;
    private final long planMillis;
    private final long readMillis;
    private final long writeMillis;
    private final long commitMillis;

    LoadTimings(
            long totalMillis,
            long beginMillis,
            long planMillis,
            long readMillis,
            long writeMillis,
            long commitMillis) {
        this.totalMillis = totalMillis;
        this.beginMillis = beginMillis;
        this.planMillis = planMillis;
        this.readMillis = readMillis;
        this.writeMillis = writeMillis;
        this.commitMillis = commitMillis;
    }

    public Duration total() {
        return Duration.ofMillis(totalMillis);
    }

    /** Beginning the server's transaction. */
    public Duration begin() {
        return Duration.ofMillis(beginMillis);
    }

    /** Planning the load. */
    public Duration plan() {
        return Duration.ofMillis(planMillis);
    }

    /** Receiving the rows. */
    public Duration read() {
        return Duration.ofMillis(readMillis);
    }

    /** Writing the rows. */
    public Duration write() {
        return Duration.ofMillis(writeMillis);
    }

    /** Committing, and waiting until the rows are visible. */
    public Duration commit() {
        return Duration.ofMillis(commitMillis);
    }
}
