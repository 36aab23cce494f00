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
import io.cdcpipelines.starrocks.core.transaction.LabelLine;
import io.cdcpipelines.starrocks.core.transaction.LingeringTransactions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * The labels of a writer whose transactions a committer commits. Before the first transaction of a
 * table begins, everything is rolled back that earlier attempts of the job left behind there.
 * Confined to the mailbox thread, except that a request under way owns the numbers of its table.
 *
 * <p>Who may roll back what: each line that a checkpoint keeps reaches exactly one writer, and only
 * that one looks at the line's numbers that came after the checkpoint. The line of this writer is
 * used by no other, whatever the parallelism was or will be.
 */
final class TransactionLine implements LoadLabels {

    /** The numbers of one table. */
    private static final class Numbers {
        private long next;
        private boolean isCleared;
    }

    private final StreamLoad client;
    private final LabelLine line;
    private final List<WriterState> predecessors;
    private final LingeringTransactions lingering;
    private final Map<TablePath, Numbers> tables = new LinkedHashMap<>();

    /**
     * @param predecessors the lines, as of the checkpoint to go on from, that only this writer got
     */
    TransactionLine(StreamLoad client, LabelLine line, Collection<WriterState> predecessors) {
        this.client = client;
        this.line = line;
        this.predecessors = new ArrayList<>(predecessors);
        this.predecessors.removeIf(WriterState.MARK::equals);
        this.lingering = new LingeringTransactions(client);
    }

    /**
     * Requests, independent of each other, that clear the tables of the predecessors. A table that
     * is not among them is cleared when its first transaction begins.
     */
    List<Callable<Void>> clearances() {
        Set<TablePath> known = new LinkedHashSet<>();
        predecessors.forEach(state -> known.addAll(state.nextNumbers().keySet()));
        List<Callable<Void>> clearances = new ArrayList<>();
        for (TablePath table : known) {
            Numbers numbers = numbersOf(table);
            clearances.add(
                    () -> {
                        clear(table, numbers);
                        return null;
                    });
        }
        return clearances;
    }

    private Numbers numbersOf(TablePath table) {
        return tables.computeIfAbsent(table, any -> new Numbers());
    }

    private void clear(TablePath table, Numbers numbers) throws IOException, InterruptedException {
        for (WriterState predecessor : predecessors) {
            lingering.rollBack(predecessor.line(), table, predecessor.nextNumber(table));
        }
        numbers.next = lingering.rollBack(line, table, numbers.next);
        numbers.isCleared = true;
    }

    @Override
    public String ofSingleLoad(TablePath table) {
        throw new IllegalStateException("Only transactions can be prepared: " + table);
    }

    @Override
    public Begin begin(TablePath table) {
        Numbers numbers = numbersOf(table);
        return new Begin(
                TransactionId.of(table, line.label(table, numbers.next), TransactionId.NO_NUMBER),
                () -> begin(table, numbers));
    }

    private TransactionId begin(TablePath table, Numbers numbers)
            throws IOException, InterruptedException {
        if (!numbers.isCleared) {
            clear(table, numbers);
        }
        return client.begin(table, () -> line.label(table, numbers.next++));
    }

    /** What a checkpoint has to keep, while no request is under way. */
    WriterState snapshot() {
        Map<TablePath, Long> next = new LinkedHashMap<>();
        tables.forEach((table, numbers) -> next.put(table, numbers.next));
        return new WriterState(line, next);
    }
}
