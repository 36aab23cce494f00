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

import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.Optional;

/** Asks frontends what became of a label, and cancels what nobody else can end. Thread-safe. */
final class StateQuery {
    private final Router router;
    private final LoadRequests requests;
    private final Failures failures;
    private final Attempts.Source retries;

    StateQuery(Router router, LoadRequests requests, Failures failures, Attempts.Source retries) {
        this.router = router;
        this.requests = requests;
        this.failures = failures;
        this.retries = retries;
    }

    /** Asks until there is an answer, or the attempts are used up. */
    TransactionState stateOf(String database, String label)
            throws StarRocksLoadException, InterruptedException {
        Attempts attempts = retries.start();
        while (true) {
            Answer answer = answerWithState(router.askFrontend(requests.state(database, label)));
            Optional<TransactionState> state = stateIn(answer);
            if (state.isPresent()) {
                return state.get();
            }
            if (!RetryMatrix.of(Operation.STATE, answer.verdict()).repeats()
                    || !attempts.again(Operation.STATE, "database " + database, label, answer)) {
                throw failures.of(
                        Operation.STATE, "database " + database, label, answer, attempts.number());
            }
        }
    }

    /** Only a success tells a state, whatever else has one in it. */
    private static Optional<TransactionState> stateIn(Answer answer) {
        return answer.verdict() == Verdict.OK
                ? answer.reply().flatMap(ResponseClassifier::state)
                : Optional.empty();
    }

    /** A success that names no state is no answer to the question. */
    private static Answer answerWithState(Answer answer) {
        return answer.verdict() == Verdict.OK && stateIn(answer).isEmpty()
                ? Answer.synthetic(
                        Verdict.GARBAGE,
                        answer.server(),
                        answer.route(),
                        "an answer that names no state")
                : answer;
    }

    /** Asks once; nothing comes of no answer. */
    Optional<TransactionState> tryStateOf(TablePath table, String label)
            throws InterruptedException {
        Answer answer = router.askFrontend(requests.state(table.database(), label));
        return stateIn(answer);
    }

    /** Waits until a label is no longer being worked on; nothing comes of it if time is up. */
    Optional<TransactionState> awaitEnd(TablePath table, String label) throws InterruptedException {
        Attempts attempts = retries.startWaiting();
        do {
            Optional<TransactionState> state = tryStateOf(table, label);
            if (state.isPresent() && state.get() != TransactionState.PREPARE) {
                return state;
            }
        } while (attempts.again());
        return Optional.empty();
    }

    /** Tries to abort a transaction that is neither prepared nor committed. */
    void cancel(TablePath table, String label) throws InterruptedException {
        router.askFrontend(requests.cancel(table, label));
    }
}
