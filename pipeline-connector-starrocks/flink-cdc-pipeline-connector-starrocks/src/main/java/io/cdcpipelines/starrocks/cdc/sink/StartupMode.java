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

/** What becomes of what a job finds wrong with its cluster when it starts. */
public enum StartupMode {
    /** Errors stop the job, warnings go to the log. */
    FAIL("fail"),
    /** All of it goes to the log. */
    WARN("warn"),
    /** Nobody looks. */
    OFF("off");

    private final String optionValue;

    StartupMode(String optionValue) {
        this.optionValue = optionValue;
    }

    /** As users write it, and as the option shows its default. */
    @Override
    public String toString() {
        return optionValue;
    }
}
