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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads the rows of loads, drops them and answers that they are visible. Thread-safe. */
final class Backend implements Service {
    private static final String TIMES =
            ",\"LoadTimeMs\":0,\"BeginTxnTimeMs\":0,\"StreamLoadPlanTimeMs\":0"
                    + ",\"ReadDataTimeMs\":0,\"ReceivedDataTimeMs\":0,\"WriteDataTimeMs\":0"
                    + ",\"CommitAndPublishTimeMs\":0}";

    private final Transactions transactions;
    private final Ledger ledger;

    Backend(Transactions transactions, Ledger ledger) {
        this.transactions = transactions;
        this.ledger = ledger;
    }

    /** Counters that it would have to read the rows for are left out. */
    static String transactionReply(String label) {
        return "{\"Status\":\"OK\",\"Message\":\"\",\"TxnId\":1,\"Label\":\""
                + label
                + "\""
                + TIMES;
    }

    private static String loadReply(String label, long bytes) {
        return "{\"TxnId\":1,\"Label\":\""
                + label
                + "\",\"Status\":\"Success\",\"Message\":\"OK\",\"LoadBytes\":"
                + bytes
                + TIMES;
    }

    @Override
    public Reply answer(RequestHead head, Body body) throws IOException {
        ledger.request();
        String label = head.header("label").orElse("");
        if (head.path().endsWith("/_stream_load")) {
            String[] parts = head.path().split("/");
            return Reply.ok(loadReply(label, load(parts[2] + "." + parts[3], body)));
        }
        switch (head.path()) {
            case "/api/transaction/load":
                load(head.header("db").orElse("") + "." + head.header("table").orElse(""), body);
                break;
            case "/api/transaction/prepare":
                transactions.prepare(label);
                break;
            case "/api/transaction/begin":
                break;
            case "/api/transaction/commit":
            case "/api/transaction/rollback":
                transactions.end(label);
                break;
            default:
                return Reply.notFound();
        }
        return Reply.ok(transactionReply(label));
    }

    private long load(String table, Body body) throws IOException {
        if (!ledger.isKeeping()) {
            long length = body.read(piece -> {});
            ledger.load(length);
            return length;
        }
        Kept kept = new Kept();
        body.read(kept::add);
        ledger.load(table, kept.bytes);
        return kept.bytes.length;
    }

    /** A body that is kept; small ones come in one piece. */
    private static final class Kept {
        private byte[] bytes = {};

        void add(ByteBuffer piece) {
            int before = bytes.length;
            bytes = Arrays.copyOf(bytes, before + piece.remaining());
            piece.get(bytes, before, piece.remaining());
        }
    }
}
