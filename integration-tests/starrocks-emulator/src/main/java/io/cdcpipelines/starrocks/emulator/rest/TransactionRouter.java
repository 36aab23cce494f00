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

package io.cdcpipelines.starrocks.emulator.rest;

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.backend.Backend;
import io.cdcpipelines.starrocks.emulator.catalog.Database;
import io.cdcpipelines.starrocks.emulator.fault.Operation;
import io.cdcpipelines.starrocks.emulator.http.Call;
import io.cdcpipelines.starrocks.emulator.http.FaultPoint;
import io.cdcpipelines.starrocks.emulator.http.HttpReply;
import io.cdcpipelines.starrocks.emulator.http.RequestHead;
import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import io.cdcpipelines.starrocks.emulator.transaction.Transaction;
import io.cdcpipelines.starrocks.emulator.transaction.TransactionRegistry;
import io.cdcpipelines.starrocks.emulator.transaction.TransactionStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * The transaction interface at a leader: it answers for transactions that are no longer at a
 * backend, and redirects the rest. Thread-safe.
 */
final class TransactionRouter {
    private static final long DEFAULT_PUBLISH_SECONDS = 20;
    private static final String TRUNCATED =
            "Cannot invoke \"com.starrocks.catalog.PhysicalPartition.getParentId()\" because"
                    + " \"partition\" is null";
    private static final String BYPASS_WRITE = "11";

    /** A database like any other to a frontend that redirects. */
    private static final String INFORMATION_SCHEMA = "information_schema";

    private static final int SOURCE_TYPES = 12;

    private final FrontendServices services;
    private final FrontendReplies replies;
    private final Function<RequestHead, Function<Backend, HttpReply>> redirect;

    TransactionRouter(
            FrontendServices services,
            FrontendReplies replies,
            Function<RequestHead, Function<Backend, HttpReply>> redirect) {
        this.services = services;
        this.replies = replies;
        this.redirect = redirect;
    }

    /** One request, its common headers read. */
    private record Step(
            RequestHead head, String operation, Database database, String label, FaultPoint point) {

        Call answer(HttpReply reply) {
            return Call.answering(FaultPoint.of(Operation.FE_REDIRECT, targets()), () -> reply);
        }

        private String[] targets() {
            return point.targets().toArray(String[]::new);
        }
    }

    /** Decides who answers; what the frontend itself does, it does when the call is opened. */
    Call call(RequestHead head, String operation) {
        Optional<Operation> known = operation(operation);
        if (known.isEmpty()) {
            return refuse(replies.failed("Unknown transaction operation: " + operation));
        }
        Optional<String> timeout = head.header("timeout").filter(text -> !text.isEmpty());
        if (timeout.isPresent() && !timeout.get().matches("[-+]?\\d{1,18}")) {
            return refuse(
                    replies.failed(
                            "java.lang.NumberFormatException",
                            "For input string: \"" + timeout.get() + "\""));
        }
        if (known.get() != Operation.LOAD && !head.method().equals("POST")) {
            return refuse(replies.ddlFailed("Invalid request"));
        }
        String databaseName = head.header("db").orElse("").strip();
        String label = head.header("label").orElse("").strip();
        if (databaseName.isEmpty()) {
            return refuse(replies.failed("No database selected."));
        }
        if (label.isEmpty()) {
            return refuse(replies.failed("Empty label."));
        }
        if (known.get() == Operation.BEGIN && databaseName.equalsIgnoreCase(INFORMATION_SCHEMA)) {
            return toFreshNode(
                    head, label, FaultPoint.of(Operation.FE_REDIRECT, label, databaseName));
        }
        Optional<Database> database = database(databaseName);
        if (database.isEmpty()) {
            return refuse(replies.failed("Database[" + databaseName + "] does not exist."));
        }
        FaultPoint point =
                FaultPoint.of(
                        known.get(), label, databaseName + "." + head.header("table").orElse(""));
        return route(new Step(head, operation, database.get(), label, point));
    }

    private static Optional<Operation> operation(String name) {
        return switch (name) {
            case "begin" -> Optional.of(Operation.BEGIN);
            case "load" -> Optional.of(Operation.LOAD);
            case "prepare" -> Optional.of(Operation.PREPARE);
            case "commit" -> Optional.of(Operation.COMMIT);
            case "rollback" -> Optional.of(Operation.ROLLBACK);
            default -> Optional.empty();
        };
    }

    private static Call refuse(HttpReply reply) {
        return Call.answering(FaultPoint.NONE, () -> reply);
    }

    private Optional<Database> database(String name) {
        services.cluster().lock().lock();
        try {
            return services.cluster().database(name);
        } finally {
            services.cluster().lock().unlock();
        }
    }

    private Call route(Step step) {
        return switch (step.operation()) {
            case "begin" -> begin(step);
            case "load" -> toNode(step);
            case "prepare" -> prepare(step);
            default -> end(step);
        };
    }

    private Call begin(Step step) {
        Optional<String> sourceType = step.head().parameter("source_type");
        if (sourceType.isPresent() && !isSourceType(sourceType.get())) {
            return refuse(replies.failed("Unknown source type: " + sourceType.get()));
        }
        if (sourceType.isPresent() && sourceType.get().equals(BYPASS_WRITE)) {
            return Call.answering(step.point(), () -> beginHere(step));
        }
        return toFreshNode(
                step.head(), step.label(), FaultPoint.of(Operation.FE_REDIRECT, step.targets()));
    }

    /** Nothing has begun until the backend says so: what the label is for does not matter yet. */
    private Call toFreshNode(RequestHead head, String label, FaultPoint point) {
        return services.labelNodes()
                .assign(label)
                .map(redirect.apply(head))
                .map(reply -> Call.answering(point, () -> reply))
                .orElseGet(() -> refuse(replies.ddlFailed("No backend alive.")));
    }

    private static boolean isSourceType(String text) {
        return text.matches("\\d{1,4}") && Integer.parseInt(text) < SOURCE_TYPES;
    }

    /** A writer that goes around the backends registers only its transaction. */
    private HttpReply beginHere(Step step) {
        try {
            Transaction transaction =
                    services.transactions()
                            .begin(
                                    new TransactionRegistry.BeginRequest(
                                            step.database().name(),
                                            step.head().header("table").orElse(""),
                                            step.label(),
                                            seconds(
                                                    step,
                                                    services.transactions()
                                                            .defaultTimeoutSeconds()),
                                            "FE: " + step.head().clientAddress()));
            return replies.done(step.label(), transaction.id(), "");
        } catch (LoadException e) {
            return replies.failed(e.getMessage());
        }
    }

    private Call toNode(Step step) {
        return services.labelNodes()
                .of(step.label())
                .map(redirect.apply(step.head()))
                .map(step::answer)
                .orElseGet(
                        () ->
                                refuse(
                                        replies.failed(
                                                "Transaction with op["
                                                        + step.operation()
                                                        + "] and label["
                                                        + step.label()
                                                        + "] has no node.")));
    }

    private Call prepare(Step step) {
        boolean isKnown =
                services.labelNodes().of(step.label()).isPresent() || find(step).isPresent();
        return isKnown ? toNode(step) : refuse(notFound(step));
    }

    private HttpReply notFound(Step step) {
        return replies.failed("No transaction found by label " + step.label());
    }

    private Optional<Transaction> find(Step step) {
        return services.transactions().find(step.database().id(), step.label());
    }

    /** Commit or rollback. */
    private Call end(Step step) {
        Optional<Transaction> transaction = find(step);
        if (transaction.isEmpty()) {
            return refuse(notFound(step));
        }
        if (transaction.get().status() == TransactionStatus.PREPARE) {
            return toNode(step);
        }
        return Call.answering(
                step.point(),
                () ->
                        step.operation().equals("commit")
                                ? commit(step, transaction.get())
                                : rollback(step, transaction.get()));
    }

    private HttpReply commit(Step step, Transaction transaction) {
        return switch (services.transactions().commitPrepared(transaction)) {
            case COMMITTED -> published(step, transaction);
            case COMMITTED_AFTER_TRUNCATE -> {
                boolean isNoticed = services.cluster().profile() == VersionProfile.V3_5;
                yield isNoticed
                        ? replies.failed("java.lang.NullPointerException", TRUNCATED)
                        : published(step, transaction);
            }
            case ALREADY_COMMITTED ->
                    replies.done(
                            step.label(),
                            transaction.id(),
                            "Transaction "
                                    + transaction.id()
                                    + " has already committed, label is "
                                    + step.label());
            case NOT_PREPARED ->
                    replies.failed(
                            "Can not commit "
                                    + transaction.status()
                                    + " transaction "
                                    + transaction.id()
                                    + ", label is "
                                    + step.label());
        };
    }

    private HttpReply published(Step step, Transaction transaction) {
        Duration patience = Duration.ofSeconds(seconds(step, DEFAULT_PUBLISH_SECONDS));
        if (services.transactions().awaitVisible(transaction, patience)) {
            return replies.done(step.label(), transaction.id(), "");
        }
        return replies.failed(
                "publish timeout: " + patience.toMillis() + ", transactionId=" + transaction.id());
    }

    private static long seconds(Step step, long otherwise) {
        return step.head()
                .header("timeout")
                .filter(text -> !text.isEmpty())
                .map(Long::valueOf)
                .orElse(otherwise);
    }

    private HttpReply rollback(Step step, Transaction transaction) {
        if (services.transactions().abort(transaction.id(), "User Aborted")) {
            return replies.done(step.label(), transaction.id(), "");
        }
        if (transaction.status() == TransactionStatus.ABORTED) {
            return replies.done(
                    step.label(),
                    transaction.id(),
                    "Transaction "
                            + transaction.id()
                            + " has already aborted, label is "
                            + step.label());
        }
        return replies.failed(
                "Can not abort "
                        + transaction.status()
                        + " transaction "
                        + transaction.id()
                        + ", label is "
                        + step.label());
    }
}
