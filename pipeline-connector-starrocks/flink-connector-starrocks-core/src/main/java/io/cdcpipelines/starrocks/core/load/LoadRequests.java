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

import io.cdcpipelines.starrocks.core.buffer.Payload;
import io.cdcpipelines.starrocks.core.config.LoadConfig;
import io.cdcpipelines.starrocks.core.format.LoadFormat;
import io.cdcpipelines.starrocks.core.http.BodyEncoding;
import io.cdcpipelines.starrocks.core.http.Headers;
import io.cdcpipelines.starrocks.core.http.HttpCall;
import io.cdcpipelines.starrocks.core.http.Lz4Encoding;
import io.cdcpipelines.starrocks.core.table.NameRules;
import io.cdcpipelines.starrocks.core.table.TablePath;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Words the requests of Stream Load. Thread-safe; the lock guards headers that were encoded before.
 *
 * <p>StarRocks 3.3 and later take begin, prepare, commit and rollback only as POST. The {@code
 * timeout} belongs on begin and on a single load; on commit it means something else, the time to
 * wait until rows are visible.
 */
final class LoadRequests {

    /** A question that a frontend answers from memory. */
    private static final Duration PATIENCE_WITH_QUESTIONS = Duration.ofSeconds(30);

    /** StarRocks 3.5.4 and later: how long a prepared transaction waits for its commit. */
    private static final String PREPARED_TIMEOUT = "prepared_timeout";

    private final Map<String, String> properties;
    // Encoded once for all loads of a format, which lives as long as the schema of its table.
    private final Map<LoadFormat, Headers> headers = new WeakHashMap<>();
    private final Headers timeout;
    private final BodyEncoding encoding;

    LoadRequests(LoadConfig config) {
        this.properties = config.properties();
        this.timeout = Headers.of("timeout", Long.toString(config.timeout().getSeconds()));
        this.encoding = config.isCompressed() ? new Lz4Encoding() : BodyEncoding.PLAIN;
    }

    HttpCall load(TablePath table, String label, LoadFormat format, Payload payload) {
        return HttpCall.put(tablePath(table) + "/_stream_load", payload, encoding)
                .with(headersOf(format))
                .with("label", label)
                .with(timeout);
    }

    private synchronized Headers headersOf(LoadFormat format) {
        Headers known = headers.get(format);
        if (known == null) {
            known = Headers.of(wordedAsOne(format));
            headers.put(format, known);
        }
        return known;
    }

    /** StarRocks up to 3.5: compression of CSV is a format of its own, of JSON a parameter. */
    private Map<String, String> wordedAsOne(LoadFormat format) {
        Map<String, String> all = new LinkedHashMap<>(format.headers());
        all.putAll(properties);
        if (all.containsKey("compression") && all.get("format").equals("csv")) {
            all.remove("compression");
            all.put("format", "lz4");
        }
        return all;
    }

    HttpCall begin(TablePath table, String label) {
        return transaction(HttpCall.post("/api/transaction/begin"), table, label).with(timeout);
    }

    HttpCall load(TransactionId id, LoadFormat format, Payload payload) {
        HttpCall call = HttpCall.put("/api/transaction/load", payload, encoding);
        return transaction(call.with(headersOf(format)), id.table(), id.label());
    }

    HttpCall prepare(TransactionId id) {
        HttpCall call =
                transaction(HttpCall.post("/api/transaction/prepare"), id.table(), id.label());
        String timeout = properties.get(PREPARED_TIMEOUT);
        return timeout == null ? call : call.with(PREPARED_TIMEOUT, timeout);
    }

    HttpCall commit(TransactionId id) {
        return transaction(HttpCall.post("/api/transaction/commit"), id.table(), id.label());
    }

    HttpCall rollback(TransactionId id) {
        return transaction(HttpCall.post("/api/transaction/rollback"), id.table(), id.label());
    }

    /** The table is named in a header, which must not change on its way. */
    private static HttpCall transaction(HttpCall call, TablePath table, String label) {
        NameRules.obstacleOfTable(table.table())
                .ifPresent(
                        obstacle -> {
                            throw new IllegalArgumentException(obstacle);
                        });
        return call.with("db", table.database()).with("table", table.table()).with("label", label);
    }

    HttpCall state(String database, String label) {
        return HttpCall.get("/api/" + HttpCall.segment(database) + "/get_load_state?label=" + label)
                .within(PATIENCE_WITH_QUESTIONS);
    }

    /** Aborts a transaction at the frontend, even if no backend knows it any more. */
    HttpCall cancel(TablePath table, String label) {
        return HttpCall.post(tablePath(table) + "/_cancel?label=" + label)
                .within(PATIENCE_WITH_QUESTIONS);
    }

    private static String tablePath(TablePath table) {
        return "/api/" + HttpCall.segment(table.database()) + "/" + HttpCall.segment(table.table());
    }
}
