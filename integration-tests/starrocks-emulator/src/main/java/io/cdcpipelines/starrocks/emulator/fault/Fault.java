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

package io.cdcpipelines.starrocks.emulator.fault;

import java.time.Duration;

/** What goes wrong at a fault point. */
public sealed interface Fault {

    /** When the fault happens, relative to the effect of the operation. */
    enum Moment {
        BEFORE,
        AFTER
    }

    Moment moment();

    /** Answers this instead of the true reply: a full HTTP body, or the text of an error packet. */
    record Reply(Moment moment, int code, String body) implements Fault {}

    /** Closes the connection without a reply. After the effect, this is a lost reply. */
    record Drop(Moment moment) implements Fault {}

    record Delay(Moment moment, Duration delay) implements Fault {}
}
