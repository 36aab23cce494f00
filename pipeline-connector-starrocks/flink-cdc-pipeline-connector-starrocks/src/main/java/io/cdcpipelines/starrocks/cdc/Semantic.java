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

package io.cdcpipelines.starrocks.cdc;

/** What the sink promises about rows after a failure. */
enum Semantic {
    /** No row is lost; one may be written twice, which a primary key table does not notice. */
    AT_LEAST_ONCE("at-least-once"),
    /** Every row becomes visible once, when a checkpoint is complete. */
    EXACTLY_ONCE("exactly-once");

    private final String optionValue;

    Semantic(String optionValue) {
        this.optionValue = optionValue;
    }

    /** As users write it, and as the option shows its default. */
    @Override
    public String toString() {
        return optionValue;
    }
}
