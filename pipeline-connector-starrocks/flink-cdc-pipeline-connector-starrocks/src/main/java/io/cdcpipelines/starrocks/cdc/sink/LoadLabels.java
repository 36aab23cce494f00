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

import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.concurrent.Callable;

/** Names the loads and transactions of a writer. Confined to the mailbox thread. */
interface LoadLabels {

    /** A request that begins a transaction. Immutable. */
    final class Begin {
        private final TransactionId expected;
        private final Callable<TransactionId> request;

        Begin(TransactionId expected, Callable<TransactionId> request) {
            this.expected = expected;
            this.request = request;
        }

        /** What can be rolled back if no answer comes. */
        TransactionId expected() {
            return expected;
        }

        /** Blocking, for an I/O thread; no second one for the table while it runs. */
        Callable<TransactionId> request() {
            return request;
        }
    }

    /** The label of a load without a transaction. */
    String ofSingleLoad(TablePath table);

    Begin begin(TablePath table);
}
