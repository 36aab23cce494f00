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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The transactions of a writer that wait for a checkpoint to be complete, in the order in which
 * they are to be committed. Confined to the mailbox thread.
 */
final class UncommittedTransactions {
    private static final long NEXT_CHECKPOINT = Long.MAX_VALUE;

    private static final class Entry {
        final TransactionId transaction;
        long checkpoint = NEXT_CHECKPOINT;

        Entry(TransactionId transaction) {
            this.transaction = transaction;
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    /** These go into the next checkpoint. */
    void add(List<TransactionId> prepared) {
        prepared.forEach(transaction -> entries.add(new Entry(transaction)));
    }

    /** All so far belong to a checkpoint, unless they belong to an earlier one. */
    void partOf(long checkpoint) {
        for (Entry entry : entries) {
            entry.checkpoint = Math.min(entry.checkpoint, checkpoint);
        }
    }

    /** The checkpoint is complete, and with it all before. */
    void forget(long completedCheckpoint) {
        entries.removeIf(entry -> entry.checkpoint <= completedCheckpoint);
    }

    /** Hands over those of a table. */
    List<TransactionId> take(TablePath table) {
        List<TransactionId> taken = new ArrayList<>();
        for (Iterator<Entry> left = entries.iterator(); left.hasNext(); ) {
            TransactionId transaction = left.next().transaction;
            if (transaction.table().equals(table)) {
                taken.add(transaction);
                left.remove();
            }
        }
        return taken;
    }
}
