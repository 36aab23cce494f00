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

import java.util.List;

/**
 * Turns an answer that ends an operation into an exception that tells a user what failed, where,
 * why, and what to do. Thread-safe.
 */
final class Failures {
    private static final String WRONG_ADDRESS =
            ". Check that the address is the HTTP port (8030 by default) of a StarRocks frontend";

    private static final String LEFT_TLS =
            ". Map that address to an https:// one, or to an http:// one if it may be asked without"
                    + " TLS";

    private final String username;
    private final ErrorLog errorLog;

    Failures(String username, ErrorLog errorLog) {
        this.username = username;
        this.errorLog = errorLog;
    }

    /**
     * @param target a table, or a database
     */
    StarRocksLoadException of(
            Operation operation, Object target, String label, Answer answer, int attempts)
            throws InterruptedException {
        return answer.verdict() == Verdict.ROWS_REFUSED
                ? rowsRefused(operation, target, label, answer, attempts)
                : new StarRocksLoadException(
                        answer.verdict().errorKind(),
                        describe(operation, target, label, answer, attempts)
                                + advice(answer, target));
    }

    private StarRocksLoadException rowsRefused(
            Operation operation, Object target, String label, Answer answer, int attempts)
            throws InterruptedException {
        List<String> reasons = errorLog.reasons(answer);
        return new RowsRefusedException(
                describe(operation, target, label, answer, attempts)
                        + (reasons.isEmpty()
                                ? ". The server gives no reasons"
                                : ". Reasons for rejected rows: " + String.join("; ", reasons)),
                reasons.isEmpty() ? withoutPeriod(answer.text()) : String.join("; ", reasons),
                answer.reply().map(ServerReply::filteredRows).orElse(0L));
    }

    private static String describe(
            Operation operation, Object target, String label, Answer answer, int attempts) {
        return operation
                + " "
                + target
                + " failed (label "
                + label
                + ", "
                + (answer.route() == Answer.Route.FRONTEND ? "frontend " : "backend ")
                + answer.server()
                + (attempts > 1 ? ", " + attempts + " attempts" : "")
                + "): "
                + withoutPeriod(answer.text());
    }

    private static String withoutPeriod(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private String advice(Answer answer, Object target) {
        switch (answer.verdict()) {
            case UNREACHABLE:
                return answer.route() == Answer.Route.FRONTEND
                        ? ". Check the address, and that it is the HTTP port (8030 by default)"
                        : ". A frontend named this backend: it must be reachable from here; if it"
                                + " is, by another address, map the address";
            case DENIED:
                return ". Check the password of user '"
                        + username
                        + "' and that it may load: GRANT INSERT ON TABLE "
                        + target
                        + " TO USER '"
                        + username
                        + "'";
            case NO_TRANSACTION:
            case ABORTED:
                return ". The transaction is gone, its rows have to be loaded again";
            case NO_ANSWER:
            case UNDECIDED:
                return ". Whether it took effect is not known";
            case LABEL_FINISHED:
            case LABEL_RUNNING:
                return ". The label was taken before: labels must be unique in a database";
            case INSECURE:
                return LEFT_TLS;
            case GARBAGE:
                return WRONG_ADDRESS;
            case UNEXPECTED:
                return answer.reply().isPresent() ? "" : WRONG_ADDRESS;
            default:
                return "";
        }
    }
}
