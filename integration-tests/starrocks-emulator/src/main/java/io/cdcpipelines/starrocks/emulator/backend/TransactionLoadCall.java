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

import io.cdcpipelines.starrocks.emulator.fault.Operation;
import io.cdcpipelines.starrocks.emulator.http.BodyUse;
import io.cdcpipelines.starrocks.emulator.http.Call;
import io.cdcpipelines.starrocks.emulator.http.FaultPoint;
import io.cdcpipelines.starrocks.emulator.http.HttpReply;
import io.cdcpipelines.starrocks.emulator.http.RequestBody;
import io.cdcpipelines.starrocks.emulator.http.RequestHead;
import io.cdcpipelines.starrocks.emulator.load.LoadRequest;
import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import io.cdcpipelines.starrocks.emulator.transaction.StatusCode;
import java.util.Optional;

/** One load of a transaction. It occupies the label from its head to the end of its body. */
final class TransactionLoadCall implements Call {
    private final Backend backend;
    private final RequestHead head;
    private final String label;
    private final String database;
    private final String table;
    private Optional<LoadContext> context = Optional.empty();

    TransactionLoadCall(Backend backend, RequestHead head) {
        this.backend = backend;
        this.head = head;
        this.label = head.header("label").orElse("");
        this.database = head.header("db").orElse("");
        this.table = head.header("table").orElse("");
    }

    @Override
    public FaultPoint faultPoint() {
        return FaultPoint.of(Operation.LOAD, label, database + "." + table);
    }

    @Override
    public BodyUse bodyUse() {
        return backend.services().bodyUse();
    }

    @Override
    public Optional<HttpReply> open() {
        LoadContext found;
        try {
            found = find();
        } catch (LoadException e) {
            return Optional.of(BackendReplies.failed(e, Optional.empty()));
        }
        if (!found.tryOccupy()) {
            return Optional.of(BackendReplies.inProcessing(label));
        }
        context = Optional.of(found);
        try {
            plan(found);
            return Optional.empty();
        } catch (LoadException e) {
            return Optional.of(fail(found, e));
        }
    }

    private LoadContext find() throws LoadException {
        if (label.isEmpty()) {
            throw new LoadException(StatusCode.INVALID_ARGUMENT, "Invalid label ");
        }
        LoadContext found =
                backend.context(label)
                        .orElseThrow(
                                () ->
                                        new LoadException(
                                                StatusCode.TXN_NOT_EXISTS,
                                                "Transaction with label " + label + " not exists"));
        checkSame("database", database, found.database());
        checkSame("table", table, found.table());
        return found;
    }

    private static void checkSame(String what, String requested, String begun)
            throws LoadException {
        if (!requested.equals(begun)) {
            throw new LoadException(
                    StatusCode.INVALID_ARGUMENT,
                    "Request "
                            + what
                            + " "
                            + requested
                            + " not equal transaction "
                            + what
                            + " "
                            + begun);
        }
    }

    private void plan(LoadContext found) throws LoadException {
        if (found.end().isPresent()) {
            throw new LoadException(StatusCode.ABORTED, "current transaction is aborted");
        }
        found.times().restart();
        LoadRequest.checkBody(head::header, found.announce(head.contentLength().orElse(0L)));
        LoadRequest request = LoadRequest.inTransaction(head::header);
        found.checkSameRequest(request);
        if (found.load().isEmpty()) {
            found.open(backend.services().loads().open(request, found.target()));
            found.times().planned();
        }
    }

    @Override
    public HttpReply complete(RequestBody body) {
        LoadContext found = context.orElseThrow();
        found.times().received();
        found.accept(body);
        found.times().written();
        HttpReply reply =
                found.end()
                        .map(why -> BackendReplies.failed(why, Optional.empty()))
                        .orElseGet(() -> BackendReplies.accepted(found, body.received()));
        found.release(backend.now());
        return reply;
    }

    private HttpReply fail(LoadContext found, LoadException error) {
        backend.rollBack(found, error);
        found.release(backend.now());
        return BackendReplies.failed(error, Optional.empty());
    }

    /** The transaction goes on, with a torn body in it. */
    @Override
    public void abandon(RequestBody body) {
        context.ifPresent(
                found -> {
                    found.acceptPart(body);
                    found.release(backend.now());
                });
    }
}
