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

/** What was asked of StarRocks, in words for messages. */
enum Operation {
    LOAD("Stream Load into"),
    BEGIN("Beginning a load transaction on"),
    TRANSACTION_LOAD("Loading within a transaction into"),
    PREPARE("Preparing a load transaction on"),
    COMMIT("Committing a load transaction on"),
    ROLLBACK("Rolling back a load transaction on"),
    STATE("Asking for the state of a load on");

    private final String words;

    Operation(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
