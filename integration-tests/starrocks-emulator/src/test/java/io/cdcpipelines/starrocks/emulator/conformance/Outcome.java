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

/**
 * How one recorded exchange came out.
 *
 * @param key transcript, scenario and number of the exchange in it
 * @param isSame whether the outcome was the recorded one
 * @param isSameText whether every text was the recorded one as well
 * @param detail what was recorded and what came, when they differ
 */
record Outcome(Key key, String request, boolean isSame, boolean isSameText, String detail) {

    /** Where an exchange stands; what the list of known differences names. */
    record Key(String transcript, String scenario, int number) {
        @Override
        public String toString() {
            return transcript + " | " + scenario + " | " + number;
        }
    }
}
