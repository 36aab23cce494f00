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

import io.cdcpipelines.starrocks.emulator.backend.Backend;
import io.cdcpipelines.starrocks.emulator.catalog.Column;
import io.cdcpipelines.starrocks.emulator.catalog.Table;
import io.cdcpipelines.starrocks.emulator.http.HttpReply;
import io.cdcpipelines.starrocks.emulator.http.JsonObject;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a frontend tells about its cluster over HTTP. Thread-safe. */
final class ClusterInfo {
    private final FrontendServices services;
    private final FrontendReplies replies;

    ClusterInfo(FrontendServices services, FrontendReplies replies) {
        this.services = services;
        this.replies = replies;
    }

    HttpReply health() {
        return replies.health(
                new JsonObject()
                        .put(
                                "online_backend_num",
                                services.backends().stream().filter(Backend::isAlive).count())
                        .put("total_backend_num", services.backends().size())
                        .put("status", "OK"));
    }

    HttpReply bootstrap() {
        return replies.restOk(
                new JsonObject()
                        .put("replayedJournalId", 0)
                        .put("queryPort", 0)
                        .put("rpcPort", 0)
                        .put("feStartTime", 0)
                        .put("heapUsedPercent", 0.0),
                "application/json");
    }

    HttpReply schema(String database, String tableName) {
        services.cluster().lock().lock();
        try {
            Optional<Table> table = services.cluster().table(database, tableName);
            if (table.isEmpty()) {
                JsonObject missing =
                        new JsonObject()
                                .put("exception", "Table [" + tableName + "] does not exists")
                                .put("status", 404);
                return replies.plainJson(404, missing.compactText());
            }
            return replies.plainJson(
                    200,
                    table.get().columns().stream()
                            .map(ClusterInfo::property)
                            .map(JsonObject::compactText)
                            .collect(
                                    Collectors.joining(
                                            ",", "{\"properties\":[", "],\"status\":200}")));
        } finally {
            services.cluster().lock().unlock();
        }
    }

    /** The description of a table in the second version of the interface. */
    HttpReply tableSchema(String databaseName, String tableName) {
        services.cluster().lock().lock();
        try {
            return services.cluster()
                    .table(databaseName, tableName)
                    .map(ClusterInfo::described)
                    .map(table -> new JsonObject().putJson("result", table.compactText()))
                    .map(replies::restOk)
                    .orElseGet(
                            () ->
                                    replies.restFailed(
                                            "Table ["
                                                    + databaseName
                                                    + "."
                                                    + tableName
                                                    + "] does not exists"));
        } finally {
            services.cluster().lock().unlock();
        }
    }

    private static JsonObject described(Table table) {
        String columns =
                table.columns().stream()
                        .map(ClusterInfo::describedColumn)
                        .map(JsonObject::compactText)
                        .collect(Collectors.joining(",", "[", "]"));
        return new JsonObject()
                .put("id", table.id())
                .put("name", table.name())
                .put("tableType", "OLAP")
                .put("keysType", table.model().name())
                .put("comment", table.comment())
                .put("createTime", table.created().getEpochSecond())
                .putJson("columns", columns);
    }

    private static JsonObject describedColumn(Column column) {
        return new JsonObject()
                .put("name", column.name())
                .put("primitiveType", column.type().kind().name())
                .put("isKey", column.isKey())
                .put("isAllowNull", column.isNullable())
                .put("isAutoIncrement", column.isAutoIncrement())
                .put("comment", column.comment());
    }

    private static JsonObject property(Column column) {
        return new JsonObject()
                .put("type", column.type().kind().name())
                .put("name", column.name())
                .put("comment", column.comment());
    }
}
