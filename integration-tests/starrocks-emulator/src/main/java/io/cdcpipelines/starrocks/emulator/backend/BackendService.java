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
import io.cdcpipelines.starrocks.emulator.http.Call;
import io.cdcpipelines.starrocks.emulator.http.FaultPoint;
import io.cdcpipelines.starrocks.emulator.http.HttpReply;
import io.cdcpipelines.starrocks.emulator.http.HttpService;
import io.cdcpipelines.starrocks.emulator.http.JsonObject;
import io.cdcpipelines.starrocks.emulator.http.RequestHead;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The HTTP interface of a backend. Thread-safe. */
public final class BackendService implements HttpService {
    private static final String TRANSACTION = "/api/transaction/";
    private static final long NO_TIMEOUT = -1;

    private final Backend backend;
    private final TransactionSteps steps;

    public BackendService(Backend backend) {
        this.backend = backend;
        this.steps = new TransactionSteps(backend);
    }

    @Override
    public Call call(RequestHead head) {
        String path = head.path();
        String[] parts = path.split("/", -1);
        boolean isPut = head.method().equals("PUT");
        if (isPut
                && parts.length == 5
                && parts[1].equals("api")
                && parts[4].equals("_stream_load")) {
            return new StreamLoadCall(backend, head, parts[2], parts[3]);
        }
        if (path.equals(TRANSACTION + "load") && isPut) {
            return new TransactionLoadCall(backend, head);
        }
        if (path.startsWith(TRANSACTION) && (isPut || head.method().equals("POST"))) {
            return transactionStep(head, path.substring(TRANSACTION.length()));
        }
        boolean isGet = head.method().equals("GET") || head.method().equals("HEAD");
        return isGet ? read(head, path) : notFound();
    }

    private Call transactionStep(RequestHead head, String operation) {
        return switch (operation.toLowerCase(Locale.ROOT)) {
            case "begin" -> step(head, Operation.BEGIN, () -> steps.begin(head));
            case "prepare" -> step(head, Operation.PREPARE, () -> steps.prepare(head));
            case "commit" -> step(head, Operation.COMMIT, () -> steps.commit(head));
            case "rollback" -> step(head, Operation.ROLLBACK, () -> steps.rollback(head));
            case "list" -> Call.answering(FaultPoint.NONE, this::list);
            default ->
                    operation.contains("/")
                            ? notFound()
                            : Call.answering(
                                    FaultPoint.NONE,
                                    () -> TransactionSteps.unknown(head, operation));
        };
    }

    private static Call step(RequestHead head, Operation operation, Supplier<HttpReply> answer) {
        return Call.answering(
                FaultPoint.of(
                        operation,
                        head.header("label").orElse(""),
                        head.header("db").orElse("") + "." + head.header("table").orElse("")),
                answer);
    }

    private Call read(RequestHead head, String path) {
        if (path.equals("/api/health")) {
            return Call.answering(
                    FaultPoint.NONE,
                    () ->
                            BackendReplies.json(
                                    new JsonObject()
                                            .put("status", "OK")
                                            .put("msg", "To Be Added")));
        }
        if (path.equals("/api/_load_error_log")) {
            return Call.answering(FaultPoint.NONE, () -> errorLog(head));
        }
        return notFound();
    }

    private HttpReply errorLog(RequestHead head) {
        return head.parameter("file")
                .flatMap(backend::errorLog)
                .map(text -> HttpReply.of(200, "text/plain; charset=utf-8", text))
                .orElseGet(() -> BackendReplies.text(404, "Not Found"));
    }

    private HttpReply list() {
        String objects =
                backend.contexts().stream()
                        .map(BackendService::listed)
                        .map(JsonObject::backendText)
                        .collect(Collectors.joining());
        return BackendReplies.text(200, objects);
    }

    private static JsonObject listed(LoadContext context) {
        JsonObject object = new JsonObject();
        boolean isBusy = context.isBusy();
        if (!isBusy) {
            object.put("Status", context.end().map(e -> e.status().name()).orElse("OK"));
        }
        return object.put("InProcessing", isBusy)
                .put("Label", context.label())
                .put("TxnId", context.transaction().id())
                .put("NumberTotalRows", 0)
                .put("NumberLoadedRows", 0)
                .put("NumberFilteredRows", 0)
                .put("NumberUnselectedRows", 0)
                .put("LoadBytes", context.bytes())
                .put("StreamLoadPlanTimeMs", context.times().planMillis())
                .put("ReceivedDataTimeMs", context.times().receiveMillis())
                .put("WriteDataTimeMs", 0)
                .put("BeginTimestamp", context.transaction().prepareTime().getEpochSecond())
                .put("LastActiveTimestamp", context.lastActive().getEpochSecond())
                .put("TransactionTimeoutSec", seconds(context.timeout()))
                .put("IdleTransactionTimeoutSec", seconds(context.idleTimeout()));
    }

    private static long seconds(Optional<Duration> timeout) {
        return timeout.map(Duration::toSeconds).orElse(NO_TIMEOUT);
    }

    private static Call notFound() {
        return Call.answering(FaultPoint.NONE, () -> BackendReplies.text(404, "Not Found"));
    }
}
