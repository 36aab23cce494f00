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

/** How the payloads that a table collects between two flushes become visible. */
public enum LoadMode {
    /** Together: several payloads are one transaction; a single one needs none. */
    TRANSACTIONS,
    /** Each on its own as soon as it is sealed, for StarRocks before 2.4. */
    SINGLE_LOADS,
    /**
     * Together with a checkpoint: they are a transaction, loaded bit by bit, prepared at the
     * checkpoint, and committed by somebody else.
     */
    PREPARED_TRANSACTIONS
}
