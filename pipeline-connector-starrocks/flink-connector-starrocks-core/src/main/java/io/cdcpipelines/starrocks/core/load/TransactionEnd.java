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

import io.cdcpipelines.starrocks.core.http.HttpCall;
import io.cdcpipelines.starrocks.core.http.ServerAddress;
import java.util.Optional;

/**
 * Prepares, commits and rolls back. Thread-safe.
 *
 * <p>A doubtful answer is never believed, be it success or failure: the label's state decides.
 */
final class TransactionEnd {
    private final Router router;
    private final Coordinators coordinators;
    private final LoadRequests requests;
    private final StateQuery states;
    private final Failures failures;
    private final Attempts.Source retries;

    TransactionEnd(
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

    void prepare(TransactionId id) throws StarRocksLoadException, InterruptedException {
        Attempts attempts = retries.start();
        while (true) {
            Answer answer = send(id, requests.prepare(id));
            Reaction reaction = RetryMatrix.of(Operation.PREPARE, answer.verdict());
            if (reaction == Reaction.DONE) {
                coordinators.forget(id.label());
                return;
            }
            Optional<TransactionState> state = stateIfAsked(id, reaction);
            if (state.isPresent() && isDurable(state.get())) {
                attempts.settled(answer);
                coordinators.forget(id.label());
                return;
            }
            boolean isOver = state.isPresent() && state.get() != TransactionState.PREPARE;
            if (isFinal(reaction)
                    || isOver
                    || !attempts.again(Operation.PREPARE, id.table(), id.label(), answer)) {
                throw failure(Operation.PREPARE, id, answer, state, attempts);
            }
        }
    }

    private static boolean isDurable(TransactionState state) {
        return state == TransactionState.PREPARED
                || state == TransactionState.COMMITTED
                || state == TransactionState.VISIBLE;
    }

    private Optional<TransactionState> stateIfAsked(TransactionId id, Reaction reaction)
            throws InterruptedException {
        return reaction.asks() ? states.tryStateOf(id.table(), id.label()) : Optional.empty();
    }

    /** Whether trying again gives the same answer. */
    private static boolean isFinal(Reaction reaction) {
        return !reaction.repeats() && reaction != Reaction.ASK;
    }

    private StarRocksLoadException failure(
            Operation operation,
            TransactionId id,
            Answer answer,
            Optional<TransactionState> state,
            Attempts attempts)
            throws InterruptedException {
        Answer complete = state.isPresent() ? completed(answer, state.get()) : answer;
        return failures.of(operation, id.table(), id.label(), complete, attempts.number());
    }

    private static Answer completed(Answer answer, TransactionState state) {
        String text = answer.text() + "; its state is " + state;
        boolean isGone = state == TransactionState.ABORTED || state == TransactionState.UNKNOWN;
        return isGone && answer.verdict().isOpen()
                ? Answer.synthetic(Verdict.ABORTED, answer.server(), answer.route(), text)
                : answer.withText(text);
    }

    CommitOutcome commit(TransactionId id) throws StarRocksLoadException, InterruptedException {
        Attempts attempts = retries.start();
        boolean mayBeOurs = false;
        while (true) {
            Answer answer = send(id, requests.commit(id));
            Reaction reaction = RetryMatrix.of(Operation.COMMIT, answer.verdict());
            if (reaction == Reaction.DONE) {
                boolean wasBefore = answer.verdict() == Verdict.COMMITTED && !mayBeOurs;
                return ended(
                        id, wasBefore ? CommitOutcome.ALREADY_COMMITTED : CommitOutcome.COMMITTED);
            }
            mayBeOurs |= answer.verdict().isOpen();
            Optional<TransactionState> state = stateIfAsked(id, reaction);
            Optional<CommitOutcome> outcome = settle(state, mayBeOurs);
            // A refusal says more than the abort that follows it.
            if (isFinal(reaction) && outcome.orElse(CommitOutcome.LOST) == CommitOutcome.LOST) {
                throw failure(Operation.COMMIT, id, answer, state, attempts);
            }
            if (outcome.isPresent()) {
                attempts.settled(answer);
                return ended(id, outcome.get());
            }
            if (state.isPresent() && state.get() == TransactionState.PREPARED) {
                // Backends forget what is prepared; from here on a frontend is asked.
                coordinators.forget(id.label());
            }
            if (!attempts.again(Operation.COMMIT, id.table(), id.label(), answer)) {
                return CommitOutcome.UNDECIDED;
            }
        }
    }

    private static Optional<CommitOutcome> settle(
            Optional<TransactionState> state, boolean mayBeOurs) {
        if (state.isEmpty()) {
            return Optional.empty();
        }
        switch (state.get()) {
            case COMMITTED:
            case VISIBLE:
                return Optional.of(
                        mayBeOurs ? CommitOutcome.COMMITTED : CommitOutcome.ALREADY_COMMITTED);
            case ABORTED:
                return Optional.of(CommitOutcome.LOST);
            case UNKNOWN:
                return Optional.of(CommitOutcome.UNDECIDED);
            default:
                return Optional.empty();
        }
    }

    RollbackOutcome rollback(TransactionId id) throws StarRocksLoadException, InterruptedException {
        Attempts attempts = retries.start();
        boolean mayBeOurs = false;
        while (true) {
            Answer answer = send(id, requests.rollback(id));
            Reaction reaction = RetryMatrix.of(Operation.ROLLBACK, answer.verdict());
            if (reaction == Reaction.DONE) {
                return ended(id, rolledBack(answer.verdict(), mayBeOurs));
            }
            if (isFinal(reaction)) {
                throw failure(Operation.ROLLBACK, id, answer, Optional.empty(), attempts);
            }
            mayBeOurs |= answer.verdict().isOpen();
            Optional<RollbackOutcome> outcome = settleRollback(id, mayBeOurs);
            if (outcome.isPresent()) {
                attempts.settled(answer);
                return ended(id, outcome.get());
            }
            mayBeOurs = true;
            if (!attempts.again(Operation.ROLLBACK, id.table(), id.label(), answer)) {
                return ended(id, RollbackOutcome.UNDECIDED);
            }
        }
    }

    private static RollbackOutcome rolledBack(Verdict verdict, boolean mayBeOurs) {
        switch (verdict) {
            case COMMITTED:
                return RollbackOutcome.ALREADY_COMMITTED;
            case ABORTED:
                return aborted(mayBeOurs);
            default:
                return RollbackOutcome.ROLLED_BACK;
        }
    }

    private static RollbackOutcome aborted(boolean mayBeOurs) {
        return mayBeOurs ? RollbackOutcome.ROLLED_BACK : RollbackOutcome.ALREADY_ABORTED;
    }

    private Optional<RollbackOutcome> settleRollback(TransactionId id, boolean mayBeOurs)
            throws InterruptedException {
        Optional<TransactionState> state = states.tryStateOf(id.table(), id.label());
        if (state.isEmpty()) {
            return Optional.empty();
        }
        // Whatever the backend thinks, from here on the frontend is asked.
        coordinators.forget(id.label());
        switch (state.get()) {
            case ABORTED:
                return Optional.of(aborted(mayBeOurs));
            case COMMITTED:
            case VISIBLE:
                return Optional.of(RollbackOutcome.ALREADY_COMMITTED);
            case UNKNOWN:
                return Optional.of(RollbackOutcome.NOT_FOUND);
            case PREPARE:
                // The backend may have lost it in a restart; then only the frontend can end it.
                states.cancel(id.table(), id.label());
                return Optional.empty();
            default:
                return Optional.empty();
        }
    }

    private Answer send(TransactionId id, HttpCall call) throws InterruptedException {
        Optional<ServerAddress> backend = coordinators.of(id.label());
        if (backend.isPresent()) {
            Answer answer = router.askBackend(backend.get(), call);
            if (answer.verdict() == Verdict.UNREACHABLE) {
                coordinators.forget(id.label());
            }
            return answer;
        }
        return router.askFrontend(call);
    }

    private <T> T ended(TransactionId id, T outcome) {
        coordinators.forget(id.label());
        return outcome;
    }
}
