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

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One load transaction. Its state changes only under the cluster's lock, by the registry. */
public final class Transaction {
    private final long id;
    private final long databaseId;
    private final long tableId;
    private final String label;
    private final String coordinator;
    private final Duration timeout;
    private final Instant prepareTime;
    private TransactionStatus status = TransactionStatus.PREPARE;
    private Optional<PendingWrite> write = Optional.empty();
    private Optional<Instant> preparedTime = Optional.empty();
    private Optional<Instant> commitTime = Optional.empty();
    private Optional<Instant> finishTime = Optional.empty();
    private Duration preparedTimeout;
    private boolean wasTruncatedBeforePrepare;
    private String reason = "";

    Transaction(
            long id,
            long databaseId,
            long tableId,
            String label,
            String coordinator,
            Duration timeout,
            Duration preparedTimeout,
            Instant prepareTime) {
        this.id = id;
        this.databaseId = databaseId;
        this.tableId = tableId;
        this.label = label;
        this.coordinator = coordinator;
        this.timeout = timeout;
        this.preparedTimeout = preparedTimeout;
        this.prepareTime = prepareTime;
    }

    public long id() {
        return id;
    }

    public long databaseId() {
        return databaseId;
    }

    public long tableId() {
        return tableId;
    }

    public String label() {
        return label;
    }

    /** Who writes, as SHOW TRANSACTION prints it: {@code BE: 127.0.0.1}. */
    public String coordinator() {
        return coordinator;
    }

    public Duration timeout() {
        return timeout;
    }

    /** When the transaction began. */
    public Instant prepareTime() {
        return prepareTime;
    }

    public Optional<Instant> commitTime() {
        return commitTime;
    }

    public Optional<Instant> finishTime() {
        return finishTime;
    }

    public TransactionStatus status() {
        return status;
    }

    /** Why it was aborted, else empty. */
    public String reason() {
        return reason;
    }

    Optional<PendingWrite> write() {
        return write;
    }

    boolean wasTruncatedBeforePrepare() {
        return wasTruncatedBeforePrepare;
    }

    void toPrepared(PendingWrite pending, Optional<Duration> ownTimeout, Instant now) {
        status = TransactionStatus.PREPARED;
        write = Optional.of(pending);
        wasTruncatedBeforePrepare = pending.target() == PendingWrite.Target.TRUNCATED;
        preparedTime = Optional.of(now);
        preparedTimeout = ownTimeout.orElse(preparedTimeout);
    }

    void toCommitted(Instant now) {
        status = TransactionStatus.COMMITTED;
        commitTime = Optional.of(now);
    }

    void toVisible(Instant now) {
        status = TransactionStatus.VISIBLE;
        finishTime = Optional.of(now);
        write = Optional.empty();
    }

    void toAborted(String why, Instant now) {
        status = TransactionStatus.ABORTED;
        reason = why;
        finishTime = Optional.of(now);
        write = Optional.empty();
    }

    /** Whether the frontend's timeout checker aborts it now. */
    boolean isOverdue(Instant now) {
        return switch (status) {
            case PREPARE -> now.isAfter(prepareTime.plus(timeout));
            case PREPARED -> now.isAfter(preparedTime.orElseThrow().plus(preparedTimeout));
            default -> false;
        };
    }
}
