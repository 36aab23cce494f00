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

/** What a commit call did, as far as a client can know. */
public enum CommitOutcome {
    /** This call committed the transaction. */
    COMMITTED,
    /** Somebody did before: an earlier call whose answer was lost, or one before a restart. */
    ALREADY_COMMITTED,
    /**
     * Nobody could say: no server answered in time, or the label is unknown, be it forgotten or
     * never begun. Neither success nor loss may be concluded.
     */
    UNDECIDED,
    /** The transaction was aborted: its rows are not in the table and never will be. */
    LOST
}
