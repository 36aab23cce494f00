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

import io.cdcpipelines.starrocks.emulator.http.HttpReply;
import io.cdcpipelines.starrocks.emulator.http.JsonObject;
import io.cdcpipelines.starrocks.emulator.load.LoadCounts;
import io.cdcpipelines.starrocks.emulator.transaction.LoadException;
import io.cdcpipelines.starrocks.emulator.transaction.StatusCode;
import java.util.Optional;

/** The JSON that backends answer with. Stateless. */
final class BackendReplies {
    private static final String CONTENT_TYPE = "text/html; charset=ISO-8859-1";

    private BackendReplies() {}

    static HttpReply json(JsonObject object) {
        return text(200, object.backendText());
    }

    static HttpReply text(int status, String body) {
        return HttpReply.of(status, CONTENT_TYPE, body);
    }

    /** A plain Stream Load after its begin, however it ended. */
    static HttpReply loaded(
            LoadContext context,
            String status,
            String message,
            Optional<String> errorUrl,
            Optional<String> rejectedRecordPath) {
        JsonObject object =
                new JsonObject()
                        .put("TxnId", context.transaction().id())
                        .put("Label", context.label())
                        .put("Status", status)
                        .put("Message", message);
        counters(object, context.counts(), context.bytes(), context.times());
        errorUrl.ifPresent(url -> object.put("ErrorURL", url));
        rejectedRecordPath.ifPresent(path -> object.put("RejectedRecordPath", path));
        return json(object);
    }

    /** A plain Stream Load that was refused at begin. */
    static HttpReply notBegun(String label, LoadException error) {
        boolean isLabelTaken = error.status() == StatusCode.LABEL_ALREADY_EXISTS;
        JsonObject object =
                new JsonObject()
                        .put("TxnId", -1)
                        .put("Label", label)
                        .put("Status", isLabelTaken ? "Label Already Exists" : "Fail");
        error.existingJobStatus().ifPresent(status -> object.put("ExistingJobStatus", status));
        object.put("Message", error.getMessage());
        return json(counters(object, LoadCounts.NONE, 0, new LoadTimes()));
    }

    private static JsonObject counters(
            JsonObject object, LoadCounts counts, long bytes, LoadTimes times) {
        return rowCounters(object, counts)
                .put("LoadBytes", bytes)
                .put("LoadTimeMs", times.totalMillis())
                .put("BeginTxnTimeMs", times.beginMillis())
                .put("StreamLoadPlanTimeMs", times.planMillis())
                .put("ReadDataTimeMs", times.receiveMillis())
                .put("WriteDataTimeMs", times.writeMillis())
                .put("CommitAndPublishTimeMs", times.publishMillis());
    }

    private static JsonObject rowCounters(JsonObject object, LoadCounts counts) {
        return object.put("NumberTotalRows", counts.total())
                .put("NumberLoadedRows", counts.loaded())
                .put("NumberFilteredRows", counts.filtered())
                .put("NumberUnselectedRows", counts.unselected());
    }

    /** A step of a transaction that failed. */
    static HttpReply failed(LoadException error, Optional<String> errorUrl) {
        JsonObject object = new JsonObject().put("Status", error.status().name());
        error.existingJobStatus().ifPresent(status -> object.put("ExistingJobStatus", status));
        object.put("Message", error.getMessage());
        errorUrl.ifPresent(url -> object.put("ErrorURL", url));
        return json(object);
    }

    /** A request that found its label busy. */
    static HttpReply inProcessing(String label) {
        return json(
                new JsonObject()
                        .put("Status", StatusCode.TXN_IN_PROCESSING.name())
                        .put("Label", label)
                        .put("Message", "Transaction is in processing"));
    }

    private static JsonObject ok(LoadContext context) {
        return new JsonObject()
                .put("Status", StatusCode.OK.name())
                .put("Message", "")
                .put("Label", context.label())
                .put("TxnId", context.transaction().id());
    }

    static HttpReply begun(LoadContext context) {
        return json(ok(context).put("BeginTxnTimeMs", context.times().beginMillis()));
    }

    /** A load of a transaction that was taken. */
    static HttpReply accepted(LoadContext context, long bytes) {
        return json(
                ok(context)
                        .put("LoadBytes", bytes)
                        .put("StreamLoadPlanTimeMs", context.times().planMillis())
                        .put("ReceivedDataTimeMs", context.times().receiveMillis()));
    }

    /** A transaction that was prepared or committed here. */
    static HttpReply ended(LoadContext context, Optional<String> errorUrl) {
        LoadTimes times = context.times();
        JsonObject object =
                rowCounters(ok(context), context.counts())
                        .put("LoadBytes", context.bytes())
                        .put("LoadTimeMs", times.totalMillis())
                        .put("StreamLoadPlanTimeMs", times.planMillis())
                        .put("ReceivedDataTimeMs", times.receiveMillis())
                        .put("WriteDataTimeMs", times.writeMillis())
                        .put("CommitAndPublishTimeMs", times.publishMillis());
        errorUrl.ifPresent(url -> object.put("ErrorURL", url));
        return json(object);
    }

    static HttpReply rolledBack(LoadContext context) {
        return json(
                new JsonObject()
                        .put("Status", StatusCode.OK.name())
                        .put("Message", "")
                        .put("Label", context.label()));
    }
}
