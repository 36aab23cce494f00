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
import io.cdcpipelines.starrocks.emulator.http.HttpReply;
import io.cdcpipelines.starrocks.emulator.http.JsonObject;

/** The answers of a frontend, in the shapes of its version. Immutable. */
final class FrontendReplies {
    private static final String JSON = "application/json; charset=UTF-8";
    private static final String HTML = "text/html";

    private final VersionProfile profile;

    FrontendReplies(VersionProfile profile) {
        this.profile = profile;
    }

    private String resultType() {
        return profile == VersionProfile.V3_3 ? HTML : JSON;
    }

    HttpReply notAuthorized(String message) {
        return HttpReply.of(401, HTML, rest(message).compactText())
                .withHeader("www-authenticate", "Basic realm=\"\"");
    }

    HttpReply redirect(String location) {
        return HttpReply.of(307, HTML, "").withHeader("location", location);
    }

    HttpReply notFound() {
        return HttpReply.of(
                404, HTML, "<!DOCTYPE html><html><body>this is 404 page.</body></html>");
    }

    HttpReply notImplemented() {
        return HttpReply.of(501, HTML, rest("Not implemented").compactText());
    }

    HttpReply serverError(String message) {
        return HttpReply.of(500, HTML, rest(message).compactText());
    }

    /** A failure outside of the transaction interface. */
    HttpReply restFailed(String message) {
        return HttpReply.of(200, resultType(), rest(message).compactText());
    }

    private static JsonObject rest(String message) {
        return new JsonObject()
                .put("status", "FAILED")
                .put("code", "1")
                .put("msg", message)
                .put("message", message);
    }

    /** A success outside of the transaction interface, after what it has to tell. */
    HttpReply restOk(JsonObject object) {
        return restOk(object, resultType());
    }

    HttpReply restOk(JsonObject object, String contentType) {
        object.put("status", "OK").put("code", "0").put("msg", "Success").put("message", "OK");
        return HttpReply.of(200, contentType, object.compactText());
    }

    HttpReply plainJson(int status, String body) {
        return HttpReply.of(status, "application/json", body);
    }

    HttpReply health(JsonObject object) {
        return HttpReply.of(200, JSON, object.compactText());
    }

    /** A failure of the transaction interface or of a load, as an exception of the frontend. */
    HttpReply failed(String exceptionClass, String message) {
        JsonObject object =
                new JsonObject()
                        .put("Status", "FAILED")
                        .put("Message", "class " + exceptionClass + ": " + message);
        return HttpReply.of(200, resultType(), object.frontendText());
    }

    /** The exception that most checks of the transaction interface throw. */
    HttpReply failed(String message) {
        return failed(
                profile == VersionProfile.V3_3
                        ? "com.starrocks.common.UserException"
                        : "com.starrocks.common.StarRocksException",
                message);
    }

    HttpReply ddlFailed(String message) {
        return failed("com.starrocks.common.DdlException", message);
    }

    /** A step of a transaction that the frontend itself did. */
    HttpReply done(String label, long transactionId, String message) {
        JsonObject object =
                new JsonObject()
                        .put("Label", label)
                        .put("Status", "OK")
                        .put("TxnId", transactionId)
                        .put("Message", message);
        return HttpReply.of(200, resultType(), object.frontendText());
    }
}
