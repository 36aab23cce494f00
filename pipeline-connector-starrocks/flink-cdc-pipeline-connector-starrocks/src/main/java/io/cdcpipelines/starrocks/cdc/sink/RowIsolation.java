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
import io.cdcpipelines.starrocks.core.format.LoadFormat;
import io.cdcpipelines.starrocks.core.load.RollbackOutcome;
import io.cdcpipelines.starrocks.core.load.RowSearch;
import io.cdcpipelines.starrocks.core.load.RowSpan;
import io.cdcpipelines.starrocks.core.load.RowsRefusedException;
import io.cdcpipelines.starrocks.core.load.StreamLoad;
import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Separates rows that StarRocks refuses from the others, which it loads in their order. Blocking,
 * for I/O threads; thread-safe.
 */
final class RowIsolation {
    private final StreamLoad client;
    private final RejectedRows rejectedRows;

    RowIsolation(StreamLoad client, RejectedRows rejectedRows) {
        this.client = client;
        this.rejectedRows = rejectedRows;
    }

    /** Puts a row aside that never reached StarRocks. */
    void putAside(DeadLetter letter) throws IOException {
        rejectedRows.add(letter);
    }

    /**
     * Loads a payload part by part, each of which is visible at once. A refused load leaves nothing
     * behind, so that a part can be loaded as if it were the first attempt.
     *
     * @param label of the load that was refused; those of the parts are made of it
     * @param held takes the part that the server may hold
     */
    Rejections load(
            TablePath table,
            RowForm form,
            String label,
            Payload payload,
            Collection<TransactionId> held,
            RowsRefusedException refusal)
            throws IOException, InterruptedException {
        rejectedRows.requireRoomFor(table, refusal);
        Rejections rejections = new Rejections();
        LabelsOfParts labels = new LabelsOfParts(label);
        new RowSearch(
                        rows -> {
                            TransactionId part =
                                    TransactionId.of(table, labels.next(), TransactionId.NO_NUMBER);
                            load(part, form.format(), rows.payload(), held);
                        },
                        (row, why) -> rejections.count(putAside(table, form, row, why).row().op()))
                .searchRefused(RowSpan.of(payload, form.format()), refusal);
        return rejections;
    }

    /** An older row must not come to light after a newer one, should this be given up. */
    private void load(
            TransactionId part, LoadFormat format, Payload rows, Collection<TransactionId> held)
            throws IOException, InterruptedException {
        held.add(part);
        try {
            client.load(part.table(), part.label(), format, rows);
        } catch (RowsRefusedException e) {
            held.remove(part);
            throw e;
        }
        held.remove(part);
    }

    private DeadLetter putAside(
            TablePath table, RowForm form, RowSpan row, RowsRefusedException why)
            throws IOException {
        DeadLetter letter = new DeadLetter(table, row.row(), form.keyColumns(), why.reason());
        rejectedRows.add(letter);
        return letter;
    }

    /**
     * Prepares another transaction with all rows but those that are refused. StarRocks tells which
     * these are when it prepares, and rolls the transaction back: so parts are tried in
     * transactions of their own that are rolled back whatever comes of them, until all refused rows
     * are known.
     *
     * @param refusal of the transaction, which is rolled back
     */
    Replacement prepareOthers(TransactionContent content, RowsRefusedException refusal)
            throws IOException, InterruptedException {
        rejectedRows.requireRoomFor(content.table(), refusal);
        Rejections rejections = new Rejections();
        List<RowSpan> refused = new ArrayList<>();
        RowSearch search =
                new RowSearch(
                        rows -> tryOut(content, rows),
                        (row, why) -> {
                            DeadLetter letter = putAside(content.table(), content.form(), row, why);
                            rejections.count(letter.row().op());
                            refused.add(row);
                        });
        List<RowSpan> spans = spansOf(content);
        if (spans.size() == 1) {
            search.searchRefused(spans.get(0), refusal);
        } else {
            for (RowSpan span : spans) {
                search.search(span);
            }
        }
        return new Replacement(prepare(content, without(refused, spans)), rejections);
    }

    private static List<RowSpan> spansOf(TransactionContent content) {
        List<RowSpan> spans = new ArrayList<>();
        for (Payload payload : content.payloads()) {
            spans.add(RowSpan.of(payload, content.form().format()));
        }
        return spans;
    }

    private static List<RowSpan> without(List<RowSpan> refused, List<RowSpan> spans) {
        List<RowSpan> others = new ArrayList<>();
        for (RowSpan span : spans) {
            List<RowSpan> refusedThere = new ArrayList<>(refused);
            refusedThere.removeIf(row -> !row.isOfSamePayload(span));
            others.addAll(span.without(refusedThere));
        }
        return others;
    }

    private void tryOut(TransactionContent content, RowSpan rows)
            throws IOException, InterruptedException {
        TransactionId trial = begin(content);
        try {
            client.load(trial, content.form().format(), rows.payload());
            client.prepare(trial);
        } catch (RowsRefusedException e) {
            rollBack(trial, content);
            throw e;
        }
        rollBack(trial, content);
    }

    private static TransactionId begin(TransactionContent content)
            throws IOException, InterruptedException {
        TransactionId id = content.begin().send();
        content.held().add(id);
        return id;
    }

    private void rollBack(TransactionId trial, TransactionContent content)
            throws IOException, InterruptedException {
        RollbackOutcome outcome = client.rollback(trial);
        if (outcome == RollbackOutcome.UNDECIDED || outcome == RollbackOutcome.ALREADY_COMMITTED) {
            throw new IOException(
                    "The "
                            + trial
                            + ", in which rows were tried that StarRocks may refuse, could not be"
                            + " rolled back: "
                            + outcome);
        }
        content.held().remove(trial);
    }

    private Optional<TransactionId> prepare(TransactionContent content, List<RowSpan> others)
            throws IOException, InterruptedException {
        if (others.isEmpty()) {
            return Optional.empty();
        }
        TransactionId id = begin(content);
        for (RowSpan rows : others) {
            client.load(id, content.form().format(), rows.payload());
        }
        client.prepare(id);
        return Optional.of(id);
    }

    /** Counts the parts of a load. Used by one thread. */
    private static final class LabelsOfParts {
        private final String label;
        private int parts;

        LabelsOfParts(String label) {
            this.label = label;
        }

        String next() {
            parts++;
            return label + "-" + parts;
        }
    }
}
