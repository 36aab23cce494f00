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

import io.cdcpipelines.starrocks.core.load.ErrorKind;
import io.cdcpipelines.starrocks.core.load.RollbackOutcome;
import io.cdcpipelines.starrocks.core.load.StarRocksLoadException;
import io.cdcpipelines.starrocks.core.load.StreamLoad;
import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.load.TransactionState;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rolls back what a writer has begun after its last checkpoint and nobody will ever commit: left
 * alone, a prepared transaction would hold up schema changes of its table for a day. Thread-safe.
 *
 * <p>StarRocks is asked for one label of a line after the other. A transaction that is neither
 * committed nor aborted is never forgotten there, so that an unknown label had no such transaction.
 */
public final class LingeringTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(LingeringTransactions.class);

    /**
     * After so many unknown labels the line has ended. Fewer may lie within it: a begin that never
     * arrived, an aborted transaction that StarRocks has forgotten since.
     */
    static final int UNKNOWN_AT_THE_END = 4;

    private final StreamLoad client;

    public LingeringTransactions(StreamLoad client) {
        this.client = client;
    }

    /**
     * Leaves no transaction of a line open or prepared.
     *
     * @param from the first number that no checkpoint needs
     * @return the first number from which on no label is known
     * @throws IOException if it is not known whether everything is rolled back
     */
    public long rollBack(LabelLine line, TablePath table, long from)
            throws IOException, InterruptedException {
        long free = from;
        for (long number = from; number < free + UNKNOWN_AT_THE_END; number++) {
            String label = line.label(table, number);
            TransactionState state = stateOf(table, label);
            if (state == TransactionState.UNKNOWN) {
                continue;
            }
            free = number + 1;
            if (state == TransactionState.PREPARE || state == TransactionState.PREPARED) {
                rollBack(table, label, state);
            }
        }
        return free;
    }

    private TransactionState stateOf(TablePath table, String label)
            throws IOException, InterruptedException {
        try {
            return client.stateOf(table.database(), label);
        } catch (StarRocksLoadException e) {
            // There is one reason to refuse the question: no such database, hence no transaction.
            if (e.kind() == ErrorKind.REJECTED) {
                return TransactionState.UNKNOWN;
            }
            throw e;
        }
    }

    private void rollBack(TablePath table, String label, TransactionState state)
            throws IOException, InterruptedException {
        TransactionId id = TransactionId.of(table, label, TransactionId.NO_NUMBER);
        RollbackOutcome outcome = rollBack(id);
        if (outcome == RollbackOutcome.UNDECIDED) {
            throw new IOException(
                    "The "
                            + id
                            + " of an earlier attempt of the job is in state "
                            + state
                            + ", and no server could say whether it is rolled back. Nothing is"
                            + " written before that is sure");
        }
        LOG.info("The {} of an earlier attempt of the job is over: {}", id, outcome);
    }

    private RollbackOutcome rollBack(TransactionId id) throws IOException, InterruptedException {
        try {
            return client.rollback(id);
        } catch (StarRocksLoadException e) {
            throw new IOException(
                    "The "
                            + id
                            + " of an earlier attempt of the job cannot be rolled back: "
                            + e.getMessage(),
                    e);
        }
    }
}
