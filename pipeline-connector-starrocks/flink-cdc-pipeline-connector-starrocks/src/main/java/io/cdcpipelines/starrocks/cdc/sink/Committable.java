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
import java.time.Instant;
import java.util.Objects;

/** A prepared transaction that is to be committed when its checkpoint is complete. Immutable. */
final class Committable {
    private final TransactionId transaction;
    private final long previousCheckpoint;
    private final Instant preparedAt;

    /**
     * @param previousCheckpoint the last one before that of this transaction, 0 for none
     */
    Committable(TransactionId transaction, long previousCheckpoint, Instant preparedAt) {
        this.transaction = Objects.requireNonNull(transaction, "transaction");
        this.previousCheckpoint = previousCheckpoint;
        this.preparedAt = Objects.requireNonNull(preparedAt, "preparedAt");
    }

    TransactionId transaction() {
        return transaction;
    }

    long previousCheckpoint() {
        return previousCheckpoint;
    }

    Instant preparedAt() {
        return preparedAt;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Committable
                && ((Committable) other).transaction.equals(transaction)
                && ((Committable) other).previousCheckpoint == previousCheckpoint
                && ((Committable) other).preparedAt.equals(preparedAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(transaction, previousCheckpoint, preparedAt);
    }

    @Override
    public String toString() {
        return transaction
                + ", prepared at "
                + preparedAt
                + " for the checkpoint after "
                + (previousCheckpoint == 0 ? "the start" : "checkpoint " + previousCheckpoint);
    }
}
