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

package io.cdcpipelines.starrocks.core.transaction;

import io.cdcpipelines.starrocks.core.load.TransactionId;
import java.util.Optional;

/**
 * What is known about one transaction of one table, from the first begin to its end; it does no I/O
 * and is owned by one thread.
 *
 * <pre>
 * NONE -> BEGINNING -> OPEN <-> LOADING
 *                      OPEN  -> COMMITTING -> COMMITTED
 *                      OPEN  -> PREPARING  -> PREPARED
 * any state but COMMITTED and PREPARED -> ABANDONED
 * </pre>
 *
 * <p>Only one request is under way at a time, because StarRocks refuses a second one for the same
 * label while it works on the first (TXN_IN_PROCESSING, StarRocks 2.4 and later). A commit or a
 * prepare is only possible after a load, because StarRocks refuses an empty transaction there. A
 * prepared transaction belongs to whoever commits it.
 */
public final class TableTransaction {

    private enum State {
        NONE,
        BEGINNING,
        OPEN,
        LOADING,
        COMMITTING,
        COMMITTED,
        PREPARING,
        PREPARED,
        ABANDONED
    }

    private State state = State.NONE;
    private Optional<TransactionId> id = Optional.empty();
    private int loads;

    /** Nothing was sent for this transaction. */
    public boolean isNone() {
        return state == State.NONE;
    }

    /** The server holds the transaction and works on no request of it. */
    public boolean isOpen() {
        return state == State.OPEN;
    }

    public boolean isCommitted() {
        return state == State.COMMITTED;
    }

    public boolean isPrepared() {
        return state == State.PREPARED;
    }

    /** How many loads the server has accepted. */
    public int loads() {
        return loads;
    }

    /** A begin is about to be sent. */
    public void begin() {
        move(State.NONE, State.BEGINNING);
    }

    /** The server has begun the transaction. */
    public void opened(TransactionId opened) {
        move(State.BEGINNING, State.OPEN);
        id = Optional.of(opened);
    }

    /** A load is about to be sent. */
    public TransactionId load() {
        move(State.OPEN, State.LOADING);
        return id.orElseThrow();
    }

    /** The server has accepted the load. */
    public void loaded() {
        move(State.LOADING, State.OPEN);
        loads++;
    }

    /**
     * A commit is about to be sent.
     *
     * @throws IllegalStateException also if nothing was loaded
     */
    public TransactionId commit() {
        return end(State.COMMITTING);
    }

    private TransactionId end(State next) {
        if (loads == 0) {
            throw new IllegalStateException("An empty transaction cannot be committed: " + this);
        }
        move(State.OPEN, next);
        return id.orElseThrow();
    }

    /** The server has committed the transaction. */
    public void committed() {
        move(State.COMMITTING, State.COMMITTED);
    }

    /**
     * A prepare is about to be sent.
     *
     * @throws IllegalStateException also if nothing was loaded
     */
    public TransactionId prepare() {
        return end(State.PREPARING);
    }

    /** The server has prepared the transaction. */
    public TransactionId prepared() {
        move(State.PREPARING, State.PREPARED);
        return id.orElseThrow();
    }

    /**
     * Gives the transaction up.
     *
     * @return what is to be rolled back: nothing if the server never answered a begin, or if the
     *     transaction is committed or prepared, or was given up before
     */
    public Optional<TransactionId> abandon() {
        if (state == State.COMMITTED || state == State.PREPARED || state == State.ABANDONED) {
            return Optional.empty();
        }
        state = State.ABANDONED;
        return id;
    }

    private void move(State from, State to) {
        if (state != from) {
            throw new IllegalStateException("Cannot become " + to + ": " + this);
        }
        state = to;
    }

    @Override
    public String toString() {
        return id.map(TransactionId::toString).orElse("transaction without an id")
                + " in state "
                + state
                + " after "
                + loads
                + " loads";
    }
}
