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

package io.cdcpipelines.starrocks.emulator;

import io.cdcpipelines.starrocks.emulator.catalog.Cluster;
import io.cdcpipelines.starrocks.emulator.session.TransactionLedger;
import io.cdcpipelines.starrocks.emulator.transaction.Transaction;
import io.cdcpipelines.starrocks.emulator.transaction.TransactionRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Shows the transactions of the registry to SQL statements. Thread-safe. */
final class RegistryLedger implements TransactionLedger {
    private final Cluster cluster;
    private final TransactionRegistry registry;

    RegistryLedger(Cluster cluster, TransactionRegistry registry) {
        this.cluster = cluster;
        this.registry = registry;
    }

    @Override
    public List<Entry> running(long databaseId) {
        return entries(() -> registry.running(databaseId));
    }

    @Override
    public List<Entry> finished(long databaseId) {
        return entries(() -> registry.finished(databaseId));
    }

    @Override
    public Optional<Entry> find(long transactionId) {
        return entries(() -> registry.find(transactionId).stream().toList()).stream().findFirst();
    }

    private List<Entry> entries(Supplier<List<Transaction>> transactions) {
        cluster.lock().lock();
        try {
            return transactions.get().stream().map(RegistryLedger::entry).toList();
        } finally {
            cluster.lock().unlock();
        }
    }

    private static Entry entry(Transaction transaction) {
        return new Entry(
                transaction.id(),
                transaction.databaseId(),
                transaction.tableId(),
                transaction.label(),
                transaction.coordinator(),
                transaction.status().name(),
                transaction.prepareTime(),
                transaction.commitTime(),
                transaction.finishTime(),
                transaction.reason(),
                transaction.timeout());
    }
}
