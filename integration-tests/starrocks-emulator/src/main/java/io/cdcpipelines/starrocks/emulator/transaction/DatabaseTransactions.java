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

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The transactions of one database by id and by label. A label can have several: those before the
 * newest were aborted. Used under the cluster's lock only.
 */
final class DatabaseTransactions {
    private final Map<Long, Transaction> running = new LinkedHashMap<>();
    private final Deque<Transaction> finished = new ArrayDeque<>();
    private final Map<String, List<Transaction>> byLabel = new HashMap<>();

    void add(Transaction transaction) {
        running.put(transaction.id(), transaction);
        byLabel.computeIfAbsent(transaction.label(), label -> new ArrayList<>()).add(transaction);
    }

    Optional<Transaction> newest(String label) {
        List<Transaction> all = byLabel.getOrDefault(label, List.of());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** Every transaction that uses the label up, which an aborted one does not. */
    Optional<Transaction> occupying(String label) {
        return newest(label).filter(t -> t.status() != TransactionStatus.ABORTED);
    }

    Collection<Transaction> running() {
        return running.values();
    }

    /** Oldest first. */
    Collection<Transaction> finished() {
        return finished;
    }

    /** Files a transaction under finished and returns those that are now forgotten. */
    List<Transaction> finish(Transaction transaction, int labelsKept) {
        running.remove(transaction.id());
        finished.addLast(transaction);
        List<Transaction> forgotten = new ArrayList<>();
        while (finished.size() > labelsKept) {
            forgotten.add(forgetOldest());
        }
        return forgotten;
    }

    /** Forgets what was finished before a time, and returns it. */
    List<Transaction> forgetBefore(Instant time) {
        List<Transaction> forgotten = new ArrayList<>();
        while (!finished.isEmpty()
                && finished.peekFirst().finishTime().orElseThrow().isBefore(time)) {
            forgotten.add(forgetOldest());
        }
        return forgotten;
    }

    private Transaction forgetOldest() {
        Transaction oldest = finished.removeFirst();
        byLabel.computeIfPresent(
                oldest.label(),
                (label, all) -> {
                    all.remove(oldest);
                    return all.isEmpty() ? null : all;
                });
        return oldest;
    }
}
