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
import io.cdcpipelines.starrocks.core.http.HttpCall;
import io.cdcpipelines.starrocks.core.http.ServerAddress;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.Optional;

/**
 * Loads one payload under one label. Thread-safe.
 *
 * <p>The label makes a repetition safe: the server takes a label once, so that whatever became of
 * an attempt without an answer, the next one tells. A label that is taken at the first attempt is
 * somebody else's, and never success.
 */
final class OneShotLoad {
    /** Fits into the buffers of a connection, so that sending it does not wait for the server. */
    private static final long SMALL_BYTES = 64 << 10;

    private final Router router;
    private final BackendChoice backends;
    private final LoadRequests requests;
    private final StateQuery states;
    private final Failures failures;
    private final Attempts.Source retries;

    OneShotLoad(
            Router router,
            BackendChoice backends,
            LoadRequests requests,
            StateQuery states,
            Failures failures,
            Attempts.Source retries) {
        this.router = router;
        this.backends = backends;
        this.requests = requests;
        this.states = states;
        this.failures = failures;
        this.retries = retries;
    }

    LoadResult load(TablePath table, String label, LoadFormat format, Payload payload)
            throws StarRocksLoadException, InterruptedException {
        HttpCall call = requests.load(table, label, format, payload);
        Attempts attempts = retries.start();
        boolean mayHaveArrived = false;
        while (true) {
            Answer answer = send(call);
            Reaction reaction = RetryMatrix.of(Operation.LOAD, answer.verdict());
            Optional<TransactionState> end =
                    mayHaveArrived && reaction == Reaction.AWAIT_IF_OURS
                            ? states.awaitEnd(table, label)
                            : Optional.empty();
            if (isDone(reaction, mayHaveArrived) || isStored(end)) {
                return result(answer, label, payload, attempts);
            }
            mayHaveArrived |= answer.verdict().isOpen();
            if (!isWorthAnother(reaction, mayHaveArrived)
                    || !attempts.again(Operation.LOAD, table, label, answer)) {
                if (mayHaveArrived && end.isEmpty() && isStored(settled(table, label))) {
                    attempts.settled(answer);
                    return result(answer, label, payload, attempts);
                }
                throw failures.of(Operation.LOAD, table, label, answer, attempts.number());
            }
        }
    }

    /**
     * What became of a load without an answer. One that does not end is cancelled: its rows will be
     * loaded again, and older ones must not come to light after them.
     */
    private Optional<TransactionState> settled(TablePath table, String label)
            throws InterruptedException {
        Optional<TransactionState> end = states.awaitEnd(table, label);
        if (end.isPresent()) {
            return end;
        }
        states.cancel(table, label);
        return states.tryStateOf(table, label);
    }

    private Answer send(HttpCall call) throws InterruptedException {
        BackendChoice.Place place = backends.take();
        try {
            Answer answer = send(call, place.backend());
            if (answer.verdict() == Verdict.OK || answer.verdict() == Verdict.VISIBLE_LATER) {
                place.remember(answer);
            } else {
                backends.forget(answer.server());
                place.forget();
            }
            return answer;
        } finally {
            backends.giveBack(place);
        }
    }

    /**
     * A frontend must not be sent rows, so that they wait for its word. A backend that took a load
     * before would ask for them: where they are few, asking takes longer than sending.
     */
    private Answer send(HttpCall call, Optional<ServerAddress> known) throws InterruptedException {
        if (known.isEmpty()) {
            return router.askFrontend(call);
        }
        boolean isSmall = call.body().map(Payload::bytes).orElse(0L) <= SMALL_BYTES;
        return router.askBackend(known.get(), isSmall ? call.atOnce() : call);
    }

    private static boolean isDone(Reaction reaction, boolean mayHaveArrived) {
        return reaction == Reaction.DONE || reaction == Reaction.DONE_IF_OURS && mayHaveArrived;
    }

    private static boolean isStored(Optional<TransactionState> state) {
        return state.isPresent()
                && (state.get() == TransactionState.COMMITTED
                        || state.get() == TransactionState.VISIBLE);
    }

    private static boolean isWorthAnother(Reaction reaction, boolean mayHaveArrived) {
        // A label that ended without its rows is free again.
        return reaction.repeats() || reaction == Reaction.AWAIT_IF_OURS && mayHaveArrived;
    }

    private static LoadResult result(
            Answer answer, String label, Payload payload, Attempts attempts) {
        // A label that is found finished comes without numbers.
        Optional<ServerReply> numbers =
                answer.verdict() == Verdict.OK || answer.verdict() == Verdict.VISIBLE_LATER
                        ? answer.reply()
                        : Optional.empty();
        return new LoadResult(
                label,
                numbers.map(reply -> reply.loadedRows(payload.rows())).orElse(payload.rows()),
                numbers.map(ServerReply::filteredRows).orElse(0L),
                payload.bytes(),
                attempts.number(),
                attempts.elapsed(),
                numbers.map(ServerReply::timings).orElse(LoadTimings.NONE));
    }
}
