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

/** What becomes of a row that StarRocks does not take. */
enum RejectedRowsAction {
    /** The job fails and names table, column and reason. */
    FAIL("fail"),
    /** The row goes into a file, and the others go on. */
    DEAD_LETTER("dead-letter");

    private final String optionValue;

    RejectedRowsAction(String optionValue) {
        this.optionValue = optionValue;
    }

    /** As users write it, and as the option shows its default. */
    @Override
    public String toString() {
        return optionValue;
    }
}
