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

package io.cdcpipelines.starrocks.core.load;

import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.format.LoadFormat;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.function.Supplier;

/**
 * StarRocks' Stream Load, as a writer and a committer need it: loads of one payload, and
 * transactions of several.
 *
 * <p>Calls block, may come from any thread, and are repeated inside where a repetition is safe.
 * Loads of one transaction must follow each other. An interrupt ends a call. A payload is only
 * read, never released.
 */
public interface StreamLoad extends AutoCloseable {

    /**
     * Loads a payload and makes it durable, exactly once as long as the label is not forgotten.
     *
     * @param label unique in the database: 1 to {@value Labels#MAX_LENGTH} letters, digits, '_',
     *     '-'
     * @throws StarRocksLoadException if the rows are not known to be durable. Loading them again
     *     takes a new label
     */
    LoadResult load(TablePath table, String label, LoadFormat format, Payload payload)
            throws StarRocksLoadException, InterruptedException;

    /**
     * Begins a transaction that loads into one table.
     *
     * <p>A begin whose answer was lost must not be repeated with its label, since the frontend then
     * sends the label's further requests to another backend. Repetitions here carry the suffix
     * {@code _r2}, {@code _r3}: the label that counts is in the result.
     *
     * @param label as for {@link #load(TablePath, String, LoadFormat, Payload)}
     */
    TransactionId begin(TablePath table, String label)
            throws StarRocksLoadException, InterruptedException;

    /**
     * Begins a transaction with the first label that is free.
     *
     * @param labels as for {@link #load(TablePath, String, LoadFormat, Payload)}, called from the
     *     thread of the caller, once more whenever the label before may be in use
     */
    TransactionId begin(TablePath table, Supplier<String> labels)
            throws StarRocksLoadException, InterruptedException;

    /**
     * Hands a payload to a transaction. The server answers before it looks at the rows: whether
     * they are acceptable shows at prepare or commit.
     *
     * @throws StarRocksLoadException after which the transaction is of no use any more and should
     *     be rolled back
     */
    LoadResult load(TransactionId transaction, LoadFormat format, Payload payload)
            throws StarRocksLoadException, InterruptedException;

    /**
     * Makes the rows of a transaction durable, but not yet visible. When it returns, the
     * transaction survives the death of this process and of the servers.
     *
     * @throws StarRocksLoadException if the transaction is not known to be prepared
     */
    void prepare(TransactionId transaction) throws StarRocksLoadException, InterruptedException;

    /**
     * Commits a transaction, prepared or not.
     *
     * @throws StarRocksLoadException if the server refuses the rows or the request for good
     */
    CommitOutcome commit(TransactionId transaction)
            throws StarRocksLoadException, InterruptedException;

    /**
     * Rolls a transaction back, prepared or not.
     *
     * @throws StarRocksLoadException if the server refuses the request for good
     */
    RollbackOutcome rollback(TransactionId transaction)
            throws StarRocksLoadException, InterruptedException;

    /** Asks what became of the newest transaction of a label. */
    TransactionState stateOf(String database, String label)
            throws StarRocksLoadException, InterruptedException;

    /** Frees all connections at once; calls under way fail. */
    @Override
    void close();
}
