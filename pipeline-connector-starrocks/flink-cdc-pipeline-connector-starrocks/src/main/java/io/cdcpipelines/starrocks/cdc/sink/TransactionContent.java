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

import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.Collection;
import java.util.List;

/**
 * What was loaded into a transaction, and what it takes to load it once more without some of the
 * rows. Made on the mailbox thread, for one request at a time of the table.
 */
final class TransactionContent {
    private final TablePath table;
    private final RowForm form;
    private final List<Payload> payloads;
    private final LoadLabels.BeginRequest begin;
    private final Collection<TransactionId> held;

    /**
     * @param payloads in the order they were loaded
     * @param begin may be sent several times
     * @param held takes the transactions that the server may hold; safe for several threads
     */
    TransactionContent(
            TablePath table,
            RowForm form,
            List<Payload> payloads,
            LoadLabels.BeginRequest begin,
            Collection<TransactionId> held) {
        this.table = table;
        this.form = form;
        this.payloads = List.copyOf(payloads);
        this.begin = begin;
        this.held = held;
    }

    TablePath table() {
        return table;
    }

    RowForm form() {
        return form;
    }

    List<Payload> payloads() {
        return payloads;
    }

    LoadLabels.BeginRequest begin() {
        return begin;
    }

    /** The transactions that the server may hold. */
    Collection<TransactionId> held() {
        return held;
    }
}
