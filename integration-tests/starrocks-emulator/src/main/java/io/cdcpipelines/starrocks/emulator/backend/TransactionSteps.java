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

package io.cdcpipelines.starrocks.emulator.backend;

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.http.HttpReply;
import io.cdcpipelines.starrocks.emulator.http.RequestHead;
import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import io.cdcpipelines.starrocks.emulator.transaction.PendingWrite;
import io.cdcpipelines.starrocks.emulator.transaction.StatusCode;
import io.cdcpipelines.starrocks.emulator.transaction.TransactionRegistry;
import java.time.Duration;
import java.util.Optional;

/** Begin, prepare, commit and rollback of a transaction at its backend. Thread-safe. */
final class TransactionSteps {
    private final Backend backend;

    TransactionSteps(Backend backend) {
        this.backend = backend;
    }

    /** A step that ends the use of the label at this backend. */
    private interface Ending {
        void run(LoadContext context) throws LoadException;
    }

    HttpReply begin(RequestHead head) {
        try {
            String label = label(head);
            if (backend.context(label).isPresent()) {
                throw LoadException.labelExists("", "");
            }
            LoadContext context =
                    backend.begin(
                            head,
                            head.header("db").orElse(""),
                            head.header("table").orElse(""),
                            label);
            context.times().begun();
            backend.remember(context);
            return BackendReplies.begun(context);
        } catch (LoadException e) {
            return BackendReplies.failed(e, Optional.empty());
        }
    }

    /** An operation that backends do not know. */
    static HttpReply unknown(RequestHead head, String operation) {
        try {
            label(head);
            throw new LoadException(
                    StatusCode.INVALID_ARGUMENT, "unsupport transaction operation " + operation);
        } catch (LoadException e) {
            return BackendReplies.failed(e, Optional.empty());
        }
    }

    private static String label(RequestHead head) throws LoadException {
        return head.header("label")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new LoadException(StatusCode.INVALID_ARGUMENT, "empty label"));
    }

    HttpReply prepare(RequestHead head) {
        return ending(
                head,
                context -> {
                    PendingWrite write = finish(context);
                    transactions()
                            .prepare(context.transaction().id(), write, preparedTimeout(head));
                });
    }

    private Optional<Duration> preparedTimeout(RequestHead head) throws LoadException {
        Optional<String> text =
                head.header("prepared_timeout").filter(t -> !t.isEmpty() && knowsPreparedTimeout());
        if (text.isPresent() && (!Backend.isInt(text.get()) || Long.parseLong(text.get()) <= 0)) {
            throw new LoadException(
                    StatusCode.INVALID_ARGUMENT, "Invalid prepared_timeout: " + text.get());
        }
        return text.map(t -> Duration.ofSeconds(Long.parseLong(t)));
    }

    private boolean knowsPreparedTimeout() {
        return backend.services().cluster().profile() != VersionProfile.V3_3;
    }

    /** Prepare and commit in one. */
    HttpReply commit(RequestHead head) {
        return ending(
                head,
                context -> {
                    PendingWrite write = finish(context);
                    transactions().commitAtOnce(context.transaction().id(), write);
                    Duration patience = Duration.between(backend.now(), context.deadline());
                    if (!transactions().awaitVisible(context.transaction(), patience)) {
                        throw new LoadException(
                                StatusCode.PUBLISH_TIMEOUT,
                                "Publish timeout. The data will be visible after a while, ");
                    }
                });
    }

    private PendingWrite finish(LoadContext context) throws LoadException {
        context.times().restart();
        if (context.load().isEmpty()) {
            throw new LoadException(
                    StatusCode.INTERNAL_ERROR,
                    "transaction id="
                            + context.transaction().id()
                            + ", label="
                            + context.label()
                            + ", db="
                            + context.database()
                            + " hasn't send any data yet");
        }
        PendingWrite write = context.finish(backend.services().discardedRows());
        context.times().written();
        return write;
    }

    /** Does not wait for a load that is in flight. */
    HttpReply rollback(RequestHead head) {
        try {
            LoadContext context = find(head);
            backend.rollBack(
                    context,
                    new LoadException(StatusCode.ABORTED, "transaction is aborted by user."));
            return BackendReplies.rolledBack(context);
        } catch (LoadException e) {
            return BackendReplies.failed(e, Optional.empty());
        }
    }

    private HttpReply ending(RequestHead head, Ending step) {
        LoadContext context;
        try {
            context = find(head);
            preparedTimeout(head);
        } catch (LoadException e) {
            return BackendReplies.failed(e, Optional.empty());
        }
        if (!context.tryOccupy()) {
            return BackendReplies.inProcessing(context.label());
        }
        try {
            if (context.end().isPresent()) {
                throw new LoadException(StatusCode.ABORTED, "transaction is aborted");
            }
            step.run(context);
            context.times().published();
            backend.forget(context);
            return BackendReplies.ended(context, backend.errorUrl(context));
        } catch (LoadException e) {
            return failed(context, e);
        } finally {
            context.release(backend.now());
        }
    }

    /** A commit that is only not visible yet is not undone, but the label stays here. */
    private HttpReply failed(LoadContext context, LoadException error) {
        if (error.status() == StatusCode.PUBLISH_TIMEOUT) {
            context.end(error);
        } else {
            backend.rollBack(context, error);
        }
        return BackendReplies.failed(error, backend.errorUrl(context));
    }

    private LoadContext find(RequestHead head) throws LoadException {
        String label = label(head);
        String database = head.header("db").orElse("");
        LoadContext context =
                backend.context(label)
                        .orElseThrow(
                                () ->
                                        new LoadException(
                                                StatusCode.TXN_NOT_EXISTS,
                                                "transaction with label " + label + " not exists"));
        if (!context.database().equals(database)) {
            throw new LoadException(
                    StatusCode.INVALID_ARGUMENT,
                    "request db "
                            + database
                            + " transaction db "
                            + context.database()
                            + " not match");
        }
        return context;
    }

    private TransactionRegistry transactions() {
        return backend.services().transactions();
    }
}
