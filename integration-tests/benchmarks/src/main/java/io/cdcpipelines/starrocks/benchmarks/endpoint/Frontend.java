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

package io.cdcpipelines.starrocks.benchmarks.endpoint;

/**
 * Sends loads and steps of transactions to the backend, as StarRocks' frontends do: a plain load
 * ends the connection, a commit of what is prepared needs no backend. Thread-safe.
 */
final class Frontend implements Service {
    private final String backend;
    private final Transactions transactions;
    private final Ledger ledger;

    Frontend(String backend, Transactions transactions, Ledger ledger) {
        this.backend = backend;
        this.transactions = transactions;
        this.ledger = ledger;
    }

    @Override
    public Reply answer(RequestHead head, Body body) {
        ledger.request();
        String path = head.path();
        if (path.endsWith("/_stream_load")) {
            return redirect(path).closing();
        }
        if (path.startsWith("/api/transaction/")) {
            return transaction(head);
        }
        if (path.contains("/get_load_state?")) {
            return Reply.ok(
                    "{\"status\":\"OK\",\"code\":\"0\",\"msg\":\"\",\"state\":\"UNKNOWN\"}");
        }
        return Reply.notFound();
    }

    private Reply transaction(RequestHead head) {
        String label = head.header("label").orElse("");
        if (label.isEmpty()) {
            return Reply.ok("{\"Status\":\"FAILED\",\"Message\":\"Empty label.\"}");
        }
        boolean isCommit = head.path().equals("/api/transaction/commit");
        if (isCommit && transactions.isPrepared(label)) {
            transactions.end(label);
            return Reply.ok(Backend.transactionReply(label));
        }
        return redirect(head.path());
    }

    private Reply redirect(String path) {
        return Reply.redirect("http://" + backend + path);
    }
}
