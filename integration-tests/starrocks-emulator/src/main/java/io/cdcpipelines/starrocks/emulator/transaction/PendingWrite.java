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

package io.cdcpipelines.starrocks.emulator.transaction;

/** The rows that a transaction has written and that nobody sees yet. */
public interface PendingWrite {

    /** What became of the table that the rows were written for. */
    enum Target {
        PRESENT,
        TRUNCATED,
        DROPPED
    }

    /** Whether no row was written, which the frontend takes for an error. */
    boolean isEmpty();

    /** Called under the cluster's lock. */
    Target target();

    /**
     * Makes the rows visible; rows whose table was truncated or dropped vanish. Called once, under
     * the cluster's lock.
     */
    void publish();
}
