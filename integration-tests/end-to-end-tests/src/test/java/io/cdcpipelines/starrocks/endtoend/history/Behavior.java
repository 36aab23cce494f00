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

package io.cdcpipelines.starrocks.endtoend.history;

import java.util.Locale;

/**
 * What Flink CDC does with a schema change, as its option {@code schema.change.behavior} names it.
 */
public enum Behavior {
    /** Every change is applied; one that cannot be fails the job. */
    EVOLVE,
    /** A change that cannot be applied is left out, and rows are fitted to what there is. */
    TRY_EVOLVE,
    /**
     * Added columns come without default and NOT NULL, renamed ones are added under their new name,
     * and no column goes away.
     */
    LENIENT;

    public String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean appliesRenamesAndDrops() {
        return this != LENIENT;
    }

    boolean appliesDefaults() {
        return this != LENIENT;
    }
}
