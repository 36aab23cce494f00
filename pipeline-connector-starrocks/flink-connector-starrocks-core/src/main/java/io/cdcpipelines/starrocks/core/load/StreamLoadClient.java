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
import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import io.cdcpipelines.starrocks.core.config.LoadConfig;
import io.cdcpipelines.starrocks.core.config.RetryPolicy;
import io.cdcpipelines.starrocks.core.format.LoadFormat;
import io.cdcpipelines.starrocks.core.http.ApacheTransport;
import io.cdcpipelines.starrocks.core.http.HttpTransport;
import io.cdcpipelines.starrocks.core.http.Lz4Encoding;
import io.cdcpipelines.starrocks.core.table.TablePath;
import io.cdcpipelines.starrocks.core.time.Ticker;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;

/** Stream Load over HTTP, against the frontends and backends of one cluster. Thread-safe. */
public final class StreamLoadClient implements StreamLoad {

    /** A server may answer a load only when its timeout has passed; after this it never will. */
    private static final Duration ANSWER_AFTER_TIMEOUT = Duration.ofSeconds(60);

    private final Router router;
    private final StateQuery states;
    private final OneShotLoad oneShot;
    private final OddlyNamedLoad oddlyNamed;
    private final TransactionLoad transactionLoad;
    private final TransactionEnd transactionEnd;

    /** A client whose retries nobody counts. */
    public StreamLoadClient(
            ConnectionConfig connection,
            LoadConfig load,
            RetryPolicy retry,
            Ticker ticker,
            Random random) {
        this(connection, load, retry, ticker, random, RetryListener.NONE);
    }

    /**
     * @param random shared with nobody who needs its numbers in order
     * @param retries is told of every further attempt, by the threads that make them
     */
    public StreamLoadClient(
            ConnectionConfig connection,
            LoadConfig load,
            RetryPolicy retry,
            Ticker ticker,
            Random random,
            RetryListener retries) {
        this(
                new ApacheTransport(
                        connection,
                        connection
                                .socketTimeout()
                                .orElse(load.timeout().plus(ANSWER_AFTER_TIMEOUT)),
                        ticker),
                connection,
                load,
                retry,
                ticker,
                random,
                retries);
    }

    /**
     * A client over a network of one's own.
     *
     * @param transport is closed with the client
     */
    public StreamLoadClient(
            HttpTransport transport,
            ConnectionConfig connection,
            LoadConfig load,
            RetryPolicy retry,
            Ticker ticker,
            Random random,
            RetryListener listener) {
        Frontends frontends = new Frontends(connection.frontends(), random);
        router = new Router(transport, frontends, connection);
        LoadRequests requests = new LoadRequests(load);
        Failures failures =
                new Failures(connection.username(), new ErrorLog(router, load.valuesInMessages()));
        Attempts.Source retries = new Attempts.Source(retry, ticker, random, listener);
        states = new StateQuery(router, requests, failures, retries);
        oneShot =
                new OneShotLoad(
                        router, new BackendChoice(ticker), requests, states, failures, retries);
        Coordinators coordinators = new Coordinators();
        transactionLoad =
                new TransactionLoad(router, coordinators, requests, states, failures, retries);
        transactionEnd =
                new TransactionEnd(router, coordinators, requests, states, failures, retries);
        oddlyNamed = new OddlyNamedLoad(transactionLoad, transactionEnd);
    }

    /** The memory that a compressing client takes for a load under way, beside its payload. */
    public static long compressionBytesPerLoad() {
        return Lz4Encoding.BUFFER_BYTES;
    }

    @Override
    public LoadResult load(TablePath table, String label, LoadFormat format, Payload payload)
            throws StarRocksLoadException, InterruptedException {
        return OddlyNamedLoad.isNeededFor(table)
                ? oddlyNamed.load(table, Labels.requireRoomForSuffix(label), format, payload)
                : oneShot.load(table, Labels.requireRoomForSuffix(label), format, payload);
    }

    @Override
    public TransactionId begin(TablePath table, String label)
            throws StarRocksLoadException, InterruptedException {
        return transactionLoad.begin(
                table, Labels.withSuffixes(Labels.requireRoomForSuffix(label)));
    }

    @Override
    public TransactionId begin(TablePath table, Supplier<String> labels)
            throws StarRocksLoadException, InterruptedException {
        return transactionLoad.begin(table, () -> Labels.requireValid(labels.get()));
    }

    @Override
    public LoadResult load(TransactionId transaction, LoadFormat format, Payload payload)
            throws StarRocksLoadException, InterruptedException {
        return transactionLoad.load(transaction, format, payload);
    }

    @Override
    public void prepare(TransactionId transaction)
            throws StarRocksLoadException, InterruptedException {
        transactionEnd.prepare(transaction);
    }

    @Override
    public CommitOutcome commit(TransactionId transaction)
            throws StarRocksLoadException, InterruptedException {
        return transactionEnd.commit(transaction);
    }

    @Override
    public RollbackOutcome rollback(TransactionId transaction)
            throws StarRocksLoadException, InterruptedException {
        return transactionEnd.rollback(transaction);
    }

    @Override
    public TransactionState stateOf(String database, String label)
            throws StarRocksLoadException, InterruptedException {
        return states.stateOf(database, Labels.requireValid(label));
    }

    @Override
    public void close() {
        router.close();
    }
}
