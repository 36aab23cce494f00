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
import io.cdcpipelines.starrocks.core.transaction.TableTransaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The payloads of one table that become visible together, and what is to be done with them next.
 * Confined to the mailbox thread.
 *
 * <p>A period of a single payload is one labelled load, which StarRocks applies as a whole anyway;
 * only a period of several needs a transaction. Which of the two it is may not be known yet when
 * the first payload is sealed, so that payload waits until a further row or the end of the period
 * tells. Rows that a committer makes visible are always a transaction, which is begun with the
 * first payload.
 */
final class LoadPeriod {

    /** What the owner does next. */
    enum Step {
        /** Nothing, until rows or the end of the period come. */
        WAIT,
        LOAD_ALONE,
        BEGIN,
        LOAD,
        COMMIT,
        PREPARE,
        /** Nothing any more. */
        DONE
    }

    /** How long a payload is kept that a transaction was given. */
    enum Retention {
        UNTIL_LOADED,
        /** Its rows can be loaded once more if the transaction fails because of some of them. */
        UNTIL_PREPARED
    }

    private enum Extent {
        UNKNOWN,
        SEVERAL_PAYLOADS,
        COMPLETE
    }

    private final RowForm form;
    private final LoadMode mode;
    private final Retention retention;
    private final Deque<Payload> payloads = new ArrayDeque<>();
    private final List<Payload> kept = new ArrayList<>();
    private TableTransaction transaction = new TableTransaction();
    private Extent extent = Extent.UNKNOWN;

    /**
     * @param form of all payloads: StarRocks refuses a load whose parameters differ from those of
     *     the transaction's first load (StarRocks 2.4 and later)
     */
    LoadPeriod(RowForm form, LoadMode mode, Retention retention) {
        this.form = form;
        this.mode = mode;
        this.retention = retention;
    }

    RowForm form() {
        return form;
    }

    TableTransaction transaction() {
        return transaction;
    }

    void add(Payload payload) {
        if (isComplete()) {
            throw new IllegalStateException("A payload came after the end of its period");
        }
        payloads.add(payload);
    }

    /** Hands out the payload that {@link #next()} wants loaded. */
    Payload take() {
        return payloads.remove();
    }

    /** The transaction has the payload that was handed out. */
    void loaded(Payload payload) {
        transaction.loaded();
        if (retention == Retention.UNTIL_PREPARED) {
            kept.add(payload);
        } else {
            payload.release();
        }
    }

    /** The payloads that the transaction has, as far as they are kept. */
    List<Payload> kept() {
        return kept;
    }

    /** The server keeps the rows of the transaction, whatever happens. */
    TransactionId prepared() {
        releaseKept();
        return transaction.prepared();
    }

    /** Somebody has put the payloads so far into another transaction, and prepared that. */
    void replaced() {
        releaseKept();
        transaction = new TableTransaction();
    }

    private void releaseKept() {
        kept.forEach(Payload::release);
        kept.clear();
    }

    /** More rows have come after the payloads so far. */
    void continues() {
        if (extent == Extent.UNKNOWN) {
            extent = Extent.SEVERAL_PAYLOADS;
        }
    }

    /** No more rows will come. */
    void complete() {
        extent = Extent.COMPLETE;
    }

    boolean isComplete() {
        return extent == Extent.COMPLETE;
    }

    /** The memory of sealed rows that nothing but the end of the period will move. */
    long waitingMemory() {
        if (isComplete()) {
            return 0;
        }
        long memory = 0;
        for (Payload payload : kept) {
            memory += payload.memoryBytes();
        }
        // Only a first payload waits, until it is known whether it is the only one.
        boolean isFirstWaiting = next() == Step.WAIT && !payloads.isEmpty();
        return isFirstWaiting ? memory + payloads.getFirst().memoryBytes() : memory;
    }

    /** What is to be done while no request of this period is under way. */
    Step next() {
        if (transaction.isCommitted() || transaction.isPrepared()) {
            return Step.DONE;
        }
        if (transaction.isOpen()) {
            return payloads.isEmpty() ? stepAfterLoads(lastStep()) : Step.LOAD;
        }
        if (payloads.isEmpty()) {
            return stepAfterLoads(Step.DONE);
        }
        return isTransactional() ? Step.BEGIN : stepForFirstPayload();
    }

    private Step stepAfterLoads(Step whenComplete) {
        return isComplete() ? whenComplete : Step.WAIT;
    }

    private Step lastStep() {
        return mode == LoadMode.PREPARED_TRANSACTIONS ? Step.PREPARE : Step.COMMIT;
    }

    private boolean isTransactional() {
        switch (mode) {
            case SINGLE_LOADS:
                return false;
            case PREPARED_TRANSACTIONS:
                return true;
            default:
                return payloads.size() > 1 || extent == Extent.SEVERAL_PAYLOADS;
        }
    }

    private Step stepForFirstPayload() {
        return mode == LoadMode.SINGLE_LOADS || isComplete() ? Step.LOAD_ALONE : Step.WAIT;
    }
}
