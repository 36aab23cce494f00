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

package io.cdcpipelines.starrocks.core.time;

import java.time.Duration;

/** Time that passes only when somebody sleeps, or a test says so. */
public final class TestingTicker implements Ticker {
    private long nanos = 1_000;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void sleep(Duration duration) {
        nanos += duration.toNanos();
    }

    public void advance(Duration duration) {
        sleep(duration);
    }

    public Duration elapsed() {
        return Duration.ofNanos(nanos - 1_000);
    }
}
