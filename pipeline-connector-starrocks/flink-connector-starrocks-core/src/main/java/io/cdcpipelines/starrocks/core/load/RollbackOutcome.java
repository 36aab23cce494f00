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

/** What a rollback call did, as far as a client can know. */
public enum RollbackOutcome {
    ROLLED_BACK,
    /** The transaction was aborted before, by a rollback or by its timeout. */
    ALREADY_ABORTED,
    /** Nobody knows the label: never begun, or finished and forgotten. */
    NOT_FOUND,
    /** Too late: the rows are in the table, or will be shortly. */
    ALREADY_COMMITTED,
    /** No server could say; a transaction that was not prepared ends by its timeout. */
    UNDECIDED
}
