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

import java.util.concurrent.TimeUnit;

/** The stopwatch of a load, for the counters of its reply. Used by one thread at a time. */
final class LoadTimes {
    private final long start = System.nanoTime();
    private long beginMillis;
    private long planMillis;
    private long receiveMillis;
    private long writeMillis;
    private long publishMillis;
    private long lap = start;

    private long lap() {
        long now = System.nanoTime();
        long millis = TimeUnit.NANOSECONDS.toMillis(now - lap);
        lap = now;
        return millis;
    }

    /** Starts the next measurement from here. */
    void restart() {
        lap();
    }

    void begun() {
        beginMillis += lap();
    }

    void planned() {
        planMillis += lap();
    }

    void received() {
        receiveMillis += lap();
    }

    void written() {
        writeMillis += lap();
    }

    void published() {
        publishMillis += lap();
    }

    long beginMillis() {
        return beginMillis;
    }

    long planMillis() {
        return planMillis;
    }

    long receiveMillis() {
        return receiveMillis;
    }

    long writeMillis() {
        return writeMillis;
    }

    long publishMillis() {
        return publishMillis;
    }

    long totalMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
