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

/** What a frontend says about the newest transaction of a label. */
public enum TransactionState {
    /** Never begun, or finished and forgotten: StarRocks keeps 1,000 per database. */
    UNKNOWN,
    /** Begun, neither prepared nor committed. */
    PREPARE,
    /** Durable, not visible, waiting for commit or rollback. */
    PREPARED,
    /** Durable, about to become visible. */
    COMMITTED,
    VISIBLE,
    ABORTED
}
