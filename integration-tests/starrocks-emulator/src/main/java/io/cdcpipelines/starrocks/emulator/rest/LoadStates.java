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

package io.cdcpipelines.starrocks.emulator.rest;

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.catalog.Database;
import io.cdcpipelines.starrocks.emulator.fault.Operation;
import io.cdcpipelines.starrocks.emulator.http.Call;
import io.cdcpipelines.starrocks.emulator.http.FaultPoint;
import io.cdcpipelines.starrocks.emulator.http.HttpReply;
import io.cdcpipelines.starrocks.emulator.http.JsonObject;
import io.cdcpipelines.starrocks.emulator.http.RequestHead;
import io.cdcpipelines.starrocks.emulator.transaction.Transaction;
import io.cdcpipelines.starrocks.emulator.transaction.TransactionStatus;
import java.util.Optional;

/** Answers what became of a label, and cancels it. Thread-safe. */
final class LoadStates {
    private final FrontendServices services;
    private final FrontendReplies replies;

    LoadStates(FrontendServices services, FrontendReplies replies) {
        this.services = services;
        this.replies = replies;
    }

    Call state(RequestHead head, String databaseName) {
        return call(head, databaseName, Operation.GET_LOAD_STATE, this::state);
    }

    Call cancel(RequestHead head, String databaseName) {
        return call(head, databaseName, Operation.CANCEL, this::cancel);
    }

    private interface Question {
        HttpReply answer(String label, Optional<Transaction> newest);
    }

    private Call call(
            RequestHead head, String databaseName, Operation operation, Question question) {
        String label = head.parameter("label").orElse("");
        return Call.answering(
                FaultPoint.of(operation, label),
                () -> {
                    if (label.isEmpty()) {
                        return replies.restFailed("No label selected.");
                    }
                    Optional<Database> database = database(databaseName);
                    if (database.isEmpty()) {
                        return replies.restFailed("unknown database, database=" + databaseName);
                    }
                    return question.answer(
                            label, services.transactions().find(database.get().id(), label));
                });
    }

    private Optional<Database> database(String name) {
        services.cluster().lock().lock();
        try {
            return services.cluster().database(name);
        } finally {
            services.cluster().lock().unlock();
        }
    }

    private HttpReply state(String label, Optional<Transaction> newest) {
        JsonObject object = new JsonObject();
        object.put("state", newest.map(t -> t.status().name()).orElse("UNKNOWN"));
        if (newest.isPresent() && services.cluster().profile() != VersionProfile.V3_3) {
            object.put("reason", newest.get().reason());
        }
        return replies.restOk(object);
    }

    private HttpReply cancel(String label, Optional<Transaction> newest) {
        boolean isCancelled =
                newest.filter(t -> t.status() == TransactionStatus.PREPARE)
                        .map(t -> services.transactions().abort(t.id(), "user cancel"))
                        .orElse(false);
        return isCancelled
                ? replies.restOk(new JsonObject())
                : replies.restFailed("transaction not found: " + label);
    }

    HttpReply info(RequestHead head) {
        return replies.restFailed("Unknown job(" + head.parameter("label").orElse("") + ")");
    }
}
