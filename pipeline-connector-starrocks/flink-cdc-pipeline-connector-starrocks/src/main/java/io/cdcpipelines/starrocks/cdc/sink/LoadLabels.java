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
import java.io.IOException;

/** Names the loads and transactions of a writer. Confined to the mailbox thread. */
interface LoadLabels {

    /** Begins a transaction. Blocking, for an I/O thread; none other for the table meanwhile. */
    @FunctionalInterface
    interface BeginRequest {
        TransactionId send() throws IOException, InterruptedException;
    }

    /** A request that begins a transaction. Immutable. */
    final class Begin {
        private final TransactionId expected;
        private final BeginRequest request;

        Begin(TransactionId expected, BeginRequest request) {
            this.expected = expected;
            this.request = request;
        }

        /** What can be rolled back if no answer comes. */
        TransactionId expected() {
            return expected;
        }

        /**
         * Where transactions are prepared, it may be sent again: it then begins another one under
         * the label that follows.
         */
        BeginRequest request() {
            return request;
        }
    }

    /** The label of a load without a transaction. */
    String ofSingleLoad(TablePath table);

    Begin begin(TablePath table);
}
