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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Begins transactions and hands payloads to them. Thread-safe. */
final class TransactionLoad {
    private final Router router;
    private final Coordinators coordinators;
    private final LoadRequests requests;
    private final StateQuery states;
    private final Failures failures;
    private final Attempts.Source retries;

    TransactionLoad(
            Router router,
            Coordinators coordinators,
            LoadRequests requests,
            StateQuery states,
            Failures failures,
            Attempts.Source retries) {
        this.router = router;
        this.coordinators = coordinators;
        this.requests = requests;
        this.states = states;
        this.failures = failures;
        this.retries = retries;
    }

    /**
     * @param labels are taken one after the other, a further one whenever the one before may be in
     *     use: by somebody else, or by a begin whose answer was lost
     */
    TransactionId begin(TablePath table, Supplier<String> labels)
            throws StarRocksLoadException, InterruptedException {
        List<String> abandoned = new ArrayList<>();
        try {
            Attempts attempts = retries.start();
            String label = labels.get();
            while (true) {
                Answer answer = router.askFrontend(requests.begin(table, label));
                Reaction reaction = RetryMatrix.of(Operation.BEGIN, answer.verdict());
                if (reaction == Reaction.DONE) {
                    coordinators.remember(label, answer);
                    long number =
                            answer.reply()
                                    .map(ServerReply::transactionNumber)
                                    .orElse(TransactionId.NO_NUMBER);
                    return TransactionId.of(table, label, number);
                }
                if (answer.verdict().isOpen()) {
                    abandoned.add(label);
                }
                if (!reaction.repeats() || !attempts.again(Operation.BEGIN, table, label, answer)) {
                    throw failures.of(Operation.BEGIN, table, label, answer, attempts.number());
                }
                if (reaction == Reaction.NEW_LABEL) {
                    label = labels.get();
                }
            }
        } finally {
            // Left alone they would end by their timeout, and hold up schema changes until then.
            for (String label : abandoned) {
                states.cancel(table, label);
            }
        }
    }

    LoadResult load(TransactionId id, LoadFormat format, Payload payload)
            throws StarRocksLoadException, InterruptedException {
        HttpCall call = requests.load(id, format, payload);
        Attempts attempts = retries.start();
        while (true) {
            Answer answer = send(id, call);
            Reaction reaction = RetryMatrix.of(Operation.TRANSACTION_LOAD, answer.verdict());
            if (reaction == Reaction.DONE) {
                return new LoadResult(
                        id.label(),
                        payload.rows(),
                        0,
                        payload.bytes(),
                        attempts.number(),
                        attempts.elapsed(),
                        answer.reply().map(ServerReply::timings).orElse(LoadTimings.NONE));
            }
            if (!isWorthAnother(reaction, answer)
                    || !attempts.again(
                            Operation.TRANSACTION_LOAD, id.table(), id.label(), answer)) {
                throw failures.of(
                        Operation.TRANSACTION_LOAD,
                        id.table(),
                        id.label(),
                        answer,
                        attempts.number());
            }
        }
    }

    private Answer send(TransactionId id, HttpCall call) throws InterruptedException {
        Optional<ServerAddress> backend = coordinators.of(id.label());
        if (backend.isPresent()) {
            return router.askBackend(backend.get(), call);
        }
        Answer answer = router.askFrontend(call);
        coordinators.remember(id.label(), answer);
        return answer;
    }

    /**
     * A transaction keeps what it was given: rows that may have arrived must not be sent again, or
     * a table without primary key would hold them twice.
     */
    private static boolean isWorthAnother(Reaction reaction, Answer answer) {
        return reaction.repeats()
                || reaction == Reaction.AGAIN_WITHOUT_ROWS && !answer.isBodyStarted();
    }
}
