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
import io.cdcpipelines.starrocks.core.load.CommitOutcome;
import io.cdcpipelines.starrocks.core.load.ErrorKind;
import io.cdcpipelines.starrocks.core.load.LoadResult;
import io.cdcpipelines.starrocks.core.load.RollbackOutcome;
import io.cdcpipelines.starrocks.core.load.StarRocksLoadException;
import io.cdcpipelines.starrocks.core.load.StreamLoad;
import io.cdcpipelines.starrocks.core.load.TransactionId;
import io.cdcpipelines.starrocks.core.load.TransactionState;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Holds every request back until it is let through, in any order, and makes one of them fail: half
 * of the time after it took effect, as a lost answer does. Any thread may call it.
 */
final class GatedStreamLoad implements StreamLoad {
    static final String FAILURE = "the test wants it to fail";

    private static final long DEADLINE_SECONDS = 20;

    /** A request of the writer. */
    private interface Request<T> {
        T run() throws StarRocksLoadException, InterruptedException;
    }

    private final StreamLoad delegate;
    private final long failingRequest;
    private final List<Object> waiting = new ArrayList<>();
    private long requests;

    /**
     * @param failingRequest counted from 1 in the order of arrival
     */
    GatedStreamLoad(StreamLoad delegate, long failingRequest) {
        this.delegate = delegate;
        this.failingRequest = failingRequest;
    }

    synchronized boolean isAnyWaiting() {
        return !waiting.isEmpty();
    }

    synchronized void letOneThrough(Random random) {
        waiting.remove(random.nextInt(waiting.size()));
        notifyAll();
    }

    /** Returns when a request waits, or when the condition holds, which {@link #wake} announces. */
    synchronized void awaitRequestOr(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (waiting.isEmpty() && !condition.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("The writer waits, and nothing is under way");
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    synchronized void wake() {
        notifyAll();
    }

    private synchronized long arrive() throws InterruptedException {
        long number = ++requests;
        Object ticket = new Object();
        waiting.add(ticket);
        notifyAll();
        while (waiting.contains(ticket)) {
            wait();
        }
        return number;
    }

    private <T> T gated(Request<T> request) throws StarRocksLoadException, InterruptedException {
        boolean isFailing = arrive() == failingRequest;
        if (isFailing && failingRequest % 2 == 0) {
            throw new StarRocksLoadException(ErrorKind.REJECTED, FAILURE);
        }
        T result = request.run();
        if (isFailing) {
            throw new StarRocksLoadException(ErrorKind.REJECTED, FAILURE);
        }
        return result;
    }

    @Override
    public LoadResult load(TablePath table, String label, LoadFormat format, Payload payload)
            throws StarRocksLoadException, InterruptedException {
        return gated(() -> delegate.load(table, label, format, payload));
    }

    @Override
    public TransactionId begin(TablePath table, String label)
            throws StarRocksLoadException, InterruptedException {
        return gated(() -> delegate.begin(table, label));
    }

    @Override
    public TransactionId begin(TablePath table, Supplier<String> labels)
            throws StarRocksLoadException, InterruptedException {
        return begin(table, labels.get());
    }

    @Override
    public LoadResult load(TransactionId transaction, LoadFormat format, Payload payload)
            throws StarRocksLoadException, InterruptedException {
        return gated(() -> delegate.load(transaction, format, payload));
    }

    @Override
    public void prepare(TransactionId transaction)
            throws StarRocksLoadException, InterruptedException {
        delegate.prepare(transaction);
    }

    @Override
    public CommitOutcome commit(TransactionId transaction)
            throws StarRocksLoadException, InterruptedException {
        return gated(() -> delegate.commit(transaction));
    }

    @Override
    public RollbackOutcome rollback(TransactionId transaction)
            throws StarRocksLoadException, InterruptedException {
        return delegate.rollback(transaction);
    }

    @Override
    public TransactionState stateOf(String database, String label)
            throws StarRocksLoadException, InterruptedException {
        return delegate.stateOf(database, label);
    }

    @Override
    public void close() {
        delegate.close();
    }
}
