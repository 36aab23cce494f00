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

import io.cdcpipelines.starrocks.core.http.HttpReply;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Says what an answer means: the only place that reads a server's status and message. Stateless.
 *
 * <p>StarRocks answers almost everything with HTTP 200 and puts the outcome in {@code Status};
 * where that says no more than "failed", the message has to be read. Texts are those of StarRocks
 * 2.5 to 3.5. What is not known here counts as a failure.
 */
final class ResponseClassifier {

    /** What a message must contain, in lower case, for a verdict; the first that fits counts. */
    private static final Map<String, Verdict> BY_MESSAGE = new LinkedHashMap<>();

    static {
        put(Verdict.ROWS_REFUSED, "too many filtered rows");
        // The frontend gave up waiting; the transaction is committed all the same.
        put(Verdict.UNDECIDED, "publish timeout");
        // 3.5: a TRUNCATE between prepare and commit makes a commit that worked end like this.
        put(Verdict.UNDECIDED, "class java.lang.");
        put(
                Verdict.NO_TRANSACTION,
                "no transaction found",
                "has no node",
                "can't find the transaction",
                "transaction not found",
                "transaction with label");
        put(Verdict.COMMITTED, "abort visible", "abort committed");
        put(
                Verdict.ABORTED,
                "commit aborted",
                "commit cancelled",
                "transaction is aborted by",
                "timeout by txn manager",
                "will be aborted",
                "coordinate be is down",
                "user aborted",
                "user cancel");
        put(
                Verdict.DENIED,
                "access denied",
                "no valid basic authorization",
                "need auth information");
        put(
                Verdict.BUSY,
                "too many versions",
                "current running txns on db",
                "streamload txn num per be exceeds",
                "please try again later",
                "lock timeout",
                "not master",
                "not leader",
                "no backend alive",
                "backend node not found",
                "tablet lost replicas",
                "commit failed. txn",
                "disable_load_job",
                "mem_limit",
                "memory limit",
                "mem usage has exceed",
                "service unavailable",
                "service_unavailable");
        put(
                Verdict.REFUSED,
                "unknown table",
                "unknown database",
                "unknown column",
                "does not exist",
                "no default value",
                "not in partial update columns",
                "label format error",
                "syntax error",
                "invalid ",
                "duplicate column",
                "unknown or incorrect time zone",
                "merge condition",
                "conditional update",
                "primary key table",
                "load request not equal last",
                "hasn't send any data",
                "no partitions have data",
                "primary key size exceed",
                "illegal json",
                "json document stream",
                "parse json",
                "parse string as json",
                "not equal transaction",
                "exceed limit",
                "exceed the max size",
                "beyond the json payload limit",
                "no database selected",
                "empty label");
        // It may have been the question whether to commit that got no answer. Last, since the
        // texts above name tables and columns, which may be called like this.
        put(Verdict.UNDECIDED, "rpc", "timed out", "reached timeout");
    }

    private ResponseClassifier() {}

    private static void put(Verdict verdict, String... fragments) {
        for (String fragment : fragments) {
            BY_MESSAGE.put(fragment, verdict);
        }
    }

    /** What came of an operation on a load or a transaction. */
    static Verdict classify(HttpReply http, Optional<ServerReply> json) {
        int status = http.status();
        if (status == 401 || status == 403) {
            return Verdict.DENIED;
        }
        if (status >= 500 && status != 501) {
            return Verdict.UNDECIDED;
        }
        if (status != 200) {
            return Verdict.UNEXPECTED;
        }
        return json.map(ResponseClassifier::classify).orElse(Verdict.GARBAGE);
    }

    private static Verdict classify(ServerReply reply) {
        String message = reply.message().toLowerCase(Locale.ROOT);
        switch (reply.status()) {
            case "OK":
            case "SUCCESS":
                return classifySuccess(message);
            case "PUBLISH_TIMEOUT":
                return Verdict.VISIBLE_LATER;
            case "LABEL_ALREADY_EXISTS":
                return reply.isExistingJobFinished()
                        ? Verdict.LABEL_FINISHED
                        : Verdict.LABEL_RUNNING;
            case "TXN_NOT_EXISTS":
                return Verdict.NO_TRANSACTION;
            case "TXN_IN_PROCESSING":
                return Verdict.IN_PROCESSING;
            case "ABORTED":
                return Verdict.ABORTED;
            case "THRIFT_RPC_ERROR":
            case "TIMEOUT":
                return Verdict.UNDECIDED;
            case "SERVICE_UNAVAILABLE":
            case "MEM_LIMIT_EXCEEDED":
                return byMessage(message, Verdict.BUSY);
            case "DATA_QUALITY_ERROR":
                return Verdict.ROWS_REFUSED;
            case "NOT_AUTHORIZED":
                return Verdict.DENIED;
            case "ANALYSIS_ERROR":
            case "INVALID_ARGUMENT":
                return byMessage(message, Verdict.REFUSED);
            default:
                return byMessage(message, Verdict.UNEXPECTED);
        }
    }

    private static Verdict classifySuccess(String message) {
        if (message.contains("already committed")) {
            return Verdict.COMMITTED;
        }
        return message.contains("already aborted") ? Verdict.ABORTED : Verdict.OK;
    }

    private static Verdict byMessage(String message, Verdict otherwise) {
        for (Map.Entry<String, Verdict> entry : BY_MESSAGE.entrySet()) {
            if (message.contains(entry.getKey())) {
                return entry.getValue();
            }
        }
        return otherwise;
    }

    /** The state in an answer to the question for one; nothing if that was refused. */
    static Optional<TransactionState> state(ServerReply reply) {
        if (!reply.status().equals("OK")) {
            return Optional.empty();
        }
        for (TransactionState state : TransactionState.values()) {
            if (state.name().equals(reply.state())) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
