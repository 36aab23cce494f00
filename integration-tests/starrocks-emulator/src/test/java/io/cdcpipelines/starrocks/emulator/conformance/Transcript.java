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

package io.cdcpipelines.starrocks.emulator.conformance;

import java.util.List;

/** What one file of recorded answers says: scenarios that build on each other, in order. */
record Transcript(String name, List<Scenario> scenarios) {

    /** A titled run of exchanges. */
    record Scenario(String title, List<Exchange> exchanges) {}

    /** How many exchanges count for the score. */
    long scored() {
        return scenarios.stream()
                .flatMap(scenario -> scenario.exchanges().stream())
                .filter(Exchange::isScored)
                .count();
    }
}
