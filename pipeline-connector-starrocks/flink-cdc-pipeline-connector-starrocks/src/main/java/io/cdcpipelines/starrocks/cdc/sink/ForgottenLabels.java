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

/**
 * What becomes of a prepared transaction that is to be committed again after a restart, and whose
 * label StarRocks has forgotten: it keeps 1,000 finished ones per database, and not longer than
 * three days.
 */
public enum ForgottenLabels {
    /** The job fails, since the transaction may as well have been aborted. */
    FAIL("fail"),
    /** It is taken for committed. */
    ASSUME_COMMITTED("assume-committed");

    private final String optionValue;

    ForgottenLabels(String optionValue) {
        this.optionValue = optionValue;
    }

    /** As users write it, and as the option shows its default. */
    @Override
    public String toString() {
        return optionValue;
    }
}
