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

import io.cdcpipelines.starrocks.core.load.StreamLoad;
import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.table.TablePath;
import io.cdcpipelines.starrocks.core.transaction.LabelScheme;

/** Labels that nobody used before and nobody will look for. Confined to the mailbox thread. */
final class FreshLabels implements LoadLabels {
    private final StreamLoad client;
    private final LabelScheme labels;

    FreshLabels(StreamLoad client, LabelScheme labels) {
        this.client = client;
        this.labels = labels;
    }

    @Override
    public String ofSingleLoad(TablePath table) {
        return labels.next(table);
    }

    @Override
    public Begin begin(TablePath table) {
        String label = labels.next(table);
        return new Begin(
                TransactionId.of(table, label, TransactionId.NO_NUMBER),
                () -> client.begin(table, label));
    }
}
