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
import io.cdcpipelines.starrocks.emulator.fault.Operation;
import io.cdcpipelines.starrocks.emulator.http.BodyUse;
import io.cdcpipelines.starrocks.emulator.http.Call;
import io.cdcpipelines.starrocks.emulator.http.FaultPoint;
import io.cdcpipelines.starrocks.emulator.http.HttpReply;
import io.cdcpipelines.starrocks.emulator.http.RequestBody;
import io.cdcpipelines.starrocks.emulator.http.RequestHead;
import io.cdcpipelines.starrocks.emulator.load.LoadRequest;
import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import io.cdcpipelines.starrocks.emulator.transaction.PendingWrite;
import io.cdcpipelines.starrocks.emulator.transaction.StatusCode;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A plain Stream Load: begin, plan, rows and commit in one request. */
final class StreamLoadCall implements Call {
    private static final String MERGE_COMMIT = "enable_merge_commit";

    private final Backend backend;
    private final RequestHead head;
    private final String database;
    private final String table;
    private final String label;
    private Optional<LoadContext> context = Optional.empty();

    StreamLoadCall(Backend backend, RequestHead head, String database, String table) {
        this.backend = backend;
        this.head = head;
        this.database = database;
        this.table = table;
        this.label =
                head.header("label")
                        .filter(text -> !text.isEmpty())
                        .orElseGet(() -> UUID.randomUUID().toString());
    }

    @Override
    public FaultPoint faultPoint() {
        return FaultPoint.of(Operation.STREAM_LOAD, label, database + "." + table);
    }

    @Override
    public BodyUse bodyUse() {
        return backend.services().bodyUse();
    }

    @Override
    public Optional<HttpReply> open() {
        try {
            LoadAuthorization.credentials(head);
            refuseMergeCommit();
            LoadRequest.checkBody(head::header, head.contentLength().orElse(0L));
            LoadContext begun = backend.begin(head, database, table, label);
            begun.times().begun();
            context = Optional.of(begun);
            return plan(begun);
        } catch (LoadException e) {
            return Optional.of(BackendReplies.notBegun(label, e));
        }
    }

    /** StarRocks 3.4 and later: loads of many clients can share a transaction. Not done here. */
    private void refuseMergeCommit() throws LoadException {
        String value = head.header(MERGE_COMMIT).orElse("");
        boolean isKnown = backend.services().cluster().profile() != VersionProfile.V3_3;
        if (!isKnown || value.isEmpty() || value.equalsIgnoreCase("false")) {
            return;
        }
        if (value.equalsIgnoreCase("true")) {
            throw new LoadException(
                    StatusCode.NOT_SUPPORTED,
                    "The emulator does not merge loads; leave out " + MERGE_COMMIT);
        }
        throw new LoadException(
                StatusCode.INVALID_ARGUMENT,
                "Invalid parameter "
                        + MERGE_COMMIT
                        + ". The value must be bool type, but is "
                        + value);
    }

    /** From here on a refusal carries the id of a transaction, which is aborted. */
    private Optional<HttpReply> plan(LoadContext begun) {
        try {
            begun.open(
                    backend.services()
                            .loads()
                            .open(LoadRequest.single(head::header), begun.target()));
            begun.times().planned();
            return Optional.empty();
        } catch (LoadException e) {
            return Optional.of(fail(begun, e));
        }
    }

    @Override
    public HttpReply complete(RequestBody body) {
        LoadContext begun = context.orElseThrow();
        begun.times().received();
        try {
            begun.accept(body);
            PendingWrite write = begun.finish(backend.services().discardedRows());
            begun.times().written();
            backend.services().transactions().commitAtOnce(begun.transaction().id(), write);
            boolean isVisible =
                    backend.services()
                            .transactions()
                            .awaitVisible(begun.transaction(), timeLeft(begun));
            begun.times().published();
            return isVisible
                    ? reply(begun, "Success", "OK")
                    : reply(
                            begun,
                            "Publish Timeout",
                            "Publish timeout. The data will be visible after a while, ");
        } catch (LoadException e) {
            return fail(begun, e);
        }
    }

    private Duration timeLeft(LoadContext begun) {
        return Duration.between(backend.now(), begun.deadline());
    }

    private HttpReply fail(LoadContext begun, LoadException error) {
        backend.rollBack(begun, error);
        return reply(begun, "Fail", error.getMessage());
    }

    private HttpReply reply(LoadContext begun, String status, String message) {
        return BackendReplies.loaded(
                begun, status, message, backend.errorUrl(begun), backend.rejectedRecordPath(begun));
    }

    @Override
    public void abandon(RequestBody body) {
        LoadException cancelled = new LoadException(StatusCode.CANCELLED, "Cancelled");
        context.ifPresent(begun -> backend.rollBack(begun, cancelled));
    }
}
