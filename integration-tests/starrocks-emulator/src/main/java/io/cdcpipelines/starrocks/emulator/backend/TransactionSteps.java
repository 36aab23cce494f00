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

import io.cdcpipelines.starrocks.emulator.http.BasicAuth;
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
        HttpReply run(LoadContext context) throws LoadException;
    }

    HttpReply begin(RequestHead head) {
        String label = head.header("label").orElse("");
        try {
            BasicAuth auth = LoadAuthorization.credentials(head);
            if (label.isEmpty()) {
                throw new LoadException(StatusCode.INVALID_ARGUMENT, "Invalid label ");
            }
            if (backend.context(label).isPresent()) {
                throw LoadException.labelExists("", "");
            }
            LoadContext context =
                    backend.begin(
                            head,
                            auth,
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

    HttpReply prepare(RequestHead head) {
        return ending(
                head,
                context -> {
                    Optional<Duration> preparedTimeout =
                            Backend.seconds(head, "prepared_timeout").map(Duration::ofSeconds);
                    PendingWrite write = finish(context);
                    transactions().prepare(context.transaction().id(), write, preparedTimeout);
                    context.times().published();
                    return ended(context, StatusCode.OK, "");
                });
    }

    /** Prepare and commit in one. */
    HttpReply commit(RequestHead head) {
        return ending(
                head,
                context -> {
                    PendingWrite write = finish(context);
                    transactions().commitAtOnce(context.transaction().id(), write);
                    Duration patience =
                            Duration.between(
                                    backend.now(),
                                    context.transaction().prepareTime().plus(context.timeout()));
                    boolean isVisible =
                            transactions().awaitVisible(context.transaction(), patience);
                    context.times().published();
                    return isVisible
                            ? ended(context, StatusCode.OK, "")
                            : ended(
                                    context,
                                    StatusCode.PUBLISH_TIMEOUT,
                                    "Publish timeout. The data will be visible after a while, ");
                });
    }

    private PendingWrite finish(LoadContext context) throws LoadException {
        context.times().restart();
        if (!context.hasData()) {
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
        PendingWrite write = context.finish();
        context.times().written();
        return write;
    }

    private HttpReply ended(LoadContext context, StatusCode status, String message) {
        return BackendReplies.ended(context, status, message, backend.errorUrl(context));
    }

    /** Does not wait for a load that is in flight. */
    HttpReply rollback(RequestHead head) {
        try {
            LoadAuthorization.credentials(head);
            LoadContext context = find(head);
            backend.rollBack(context, "transaction is aborted by user.");
            return BackendReplies.rolledBack(context);
        } catch (LoadException e) {
            return BackendReplies.failed(e, Optional.empty());
        }
    }

    private HttpReply ending(RequestHead head, Ending step) {
        LoadContext context;
        try {
            LoadAuthorization.credentials(head);
            context = find(head);
        } catch (LoadException e) {
            return BackendReplies.failed(e, Optional.empty());
        }
        if (!context.tryOccupy()) {
            return BackendReplies.inProcessing(context.label());
        }
        try {
            HttpReply reply = step.run(context);
            backend.forget(context);
            return reply;
        } catch (LoadException e) {
            backend.rollBack(context, e.getMessage());
            return BackendReplies.failed(e, backend.errorUrl(context));
        } finally {
            context.release(backend.now());
        }
    }

    private LoadContext find(RequestHead head) throws LoadException {
        String label = head.header("label").orElse("");
        String database = head.header("db").orElse("");
        if (label.isEmpty()) {
            throw new LoadException(StatusCode.INVALID_ARGUMENT, "Invalid label ");
        }
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
                    "Request database "
                            + database
                            + " not equal transaction database "
                            + context.database());
        }
        return context;
    }

    private TransactionRegistry transactions() {
        return backend.services().transactions();
    }
}
