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
import io.cdcpipelines.starrocks.core.http.HttpReply;
import io.cdcpipelines.starrocks.core.http.HttpTransport;
import io.cdcpipelines.starrocks.core.http.ServerAddress;
import io.cdcpipelines.starrocks.core.http.TransportException;
import io.cdcpipelines.starrocks.core.http.TransportException.Progress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A frontend and a backend that answer the first requests of an operation as a test asks, and every
 * other one as if nothing had ever gone wrong. A frontend redirects what belongs to the backend.
 */
final class AnsweringCluster implements HttpTransport {
    static final String FRONTEND = "http://fe1:8030";
    private static final String BACKEND = "http://be1:8040";

    private final Deque<Verdict> planned = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private Operation operation;
    private boolean isAtFrontend;
    private int states;

    void answerFirst(Operation first, Verdict... verdicts) {
        operation = first;
        planned.addAll(List.of(verdicts));
    }

    void answerFirstAtFrontend(Operation first, Verdict verdict) {
        answerFirst(first, verdict);
        isAtFrontend = true;
    }

    /** As {@code OPERATION label}, each where it ended up; without the very first. */
    List<String> requestsAfterTheFirst() {
        return requests.subList(1, requests.size());
    }

    String words(Operation of, String label) {
        return of.name() + " " + label;
    }

    @Override
    public HttpReply send(ServerAddress server, HttpCall call) throws TransportException {
        boolean isFrontend = server.toString().equals(FRONTEND);
        String path = call.path();
        if (path.contains("get_load_state") || path.contains("_cancel")) {
            return atFrontend(path);
        }
        Operation asked = operationOf(path);
        if (isFrontend && !(isAtFrontend && !planned.isEmpty())) {
            return HttpReply.redirect(307, BACKEND + path);
        }
        requests.add(words(asked, call.headers().get("label")));
        return asked == operation && !planned.isEmpty()
                ? answer(planned.poll())
                : HttpReply.of(200, usual(asked));
    }

    private static Operation operationOf(String path) {
        switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "_stream_load":
                return Operation.LOAD;
            case "begin":
                return Operation.BEGIN;
            case "load":
                return Operation.TRANSACTION_LOAD;
            case "prepare":
                return Operation.PREPARE;
            case "commit":
                return Operation.COMMIT;
            default:
                return Operation.ROLLBACK;
        }
    }

    private HttpReply atFrontend(String path) throws TransportException {
        String label = path.substring(path.indexOf("label=") + "label=".length());
        boolean isState = path.contains("get_load_state");
        requests.add((isState ? "STATE " : "CANCEL ") + label);
        if (isState && operation == Operation.STATE && !planned.isEmpty()) {
            return answer(planned.poll());
        }
        return HttpReply.of(200, isState ? state() : "{\"status\":\"OK\",\"code\":\"0\"}");
    }

    /** A load that runs ends well; a transaction is where its step can be repeated. */
    private String state() {
        states++;
        String state =
                operation == Operation.LOAD
                        ? states == 1 ? "PREPARE" : "VISIBLE"
                        : operation == Operation.PREPARE ? "PREPARE" : "PREPARED";
        return "{\"state\":\"" + state + "\",\"status\":\"OK\",\"msg\":\"Success\"}";
    }

    private static String usual(Operation asked) {
        return asked == Operation.LOAD ? json("Success", "OK") : json("OK", "");
    }

    private static String json(String status, String message) {
        return "{\"Status\":\"" + status + "\",\"Message\":\"" + message + "\",\"TxnId\":101}";
    }

    private HttpReply answer(Verdict verdict) throws TransportException {
        switch (verdict) {
            case UNREACHABLE:
                throw new TransportException(Progress.NOT_CONNECTED, "refused", null);
            case NO_ANSWER:
                throw new TransportException(
                        isAtFrontend ? Progress.HEADERS_SENT : Progress.BODY_STARTED,
                        "connection lost",
                        null);
            default:
                return HttpReply.of(200, sample(verdict));
        }
    }

    private static String sample(Verdict verdict) {
        switch (verdict) {
            case OK:
                return "{\"state\":\"VISIBLE\",\"Status\":\"OK\",\"Message\":\"\",\"TxnId\":101}";
            case VISIBLE_LATER:
                return json("PUBLISH_TIMEOUT", "");
            case COMMITTED:
                return json("OK", "Transaction 101 has already committed, label is l1");
            case ABORTED:
                return json("OK", "Transaction 101 has already aborted, label is l1");
            case LABEL_FINISHED:
                return "{\"Status\":\"Label Already Exists\",\"ExistingJobStatus\":\"FINISHED\"}";
            case LABEL_RUNNING:
                return "{\"Status\":\"LABEL_ALREADY_EXISTS\",\"ExistingJobStatus\":\"\"}";
            case IN_PROCESSING:
                return json("TXN_IN_PROCESSING", "Transaction is in processing");
            case NO_TRANSACTION:
                return json("TXN_NOT_EXISTS", "transaction with label l1 not exists");
            case TOO_MANY_VERSIONS:
                return json("Fail", "because of too many versions, current/limit: 1001/1000");
            case LIMIT_REACHED:
                return json("Fail", "current running txns on db 1 is 1000, larger than limit 1000");
            case LOCKED:
                return json("FAILED", "get database write lock timeout, transactionId=101");
            case OVERLOADED:
                return json("MEM_LIMIT_EXCEEDED", "");
            case NO_LEADER:
                return json("Fail", "current fe is not master");
            case NO_BACKEND:
                return json("FAILED", "class com.starrocks.common.DdlException: No backend alive.");
            case UNDECIDED:
                return json("THRIFT_RPC_ERROR", "");
            case GARBAGE:
                return "<html>it works</html>";
            case ROWS_REFUSED:
                return json("INTERNAL_ERROR", "too many filtered rows");
            case REFUSED:
                return json("ANALYSIS_ERROR", "unknown table 'shop.orders'");
            case DENIED:
                return json("Fail", "Access denied; you need (at least one of) the INSERT");
            case UNEXPECTED:
                return json("Fail", "the moon is full");
            default:
                throw new AssertionError("No sample of " + verdict);
        }
    }

    @Override
    public void close() {}
}
