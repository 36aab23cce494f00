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
import io.cdcpipelines.starrocks.core.http.ServerAddress;
import io.cdcpipelines.starrocks.core.http.TransportException;
import java.util.Optional;
import java.util.function.Supplier;

/** What came of asking a server: a verdict, who gave it, and what it said. Immutable. */
final class Answer {
    private final Verdict verdict;
    private final ServerAddress server;
    private final Route route;
    // Absent if the server said nothing that could be read.
    private final ServerReply reply;
    // Made when asked for: of an answer that says no more than OK, nobody does.
    private final Supplier<String> text;
    private final boolean bodyStarted;

    /** How a request came to the server that answered, or should have. */
    enum Route {
        /** It is a configured frontend. */
        FRONTEND,
        /** A frontend named it. */
        REDIRECTED,
        /** It was asked directly. */
        BACKEND
    }

    private Answer(
            Verdict verdict,
            ServerAddress server,
            Route route,
            ServerReply reply,
            Supplier<String> text,
            boolean bodyStarted) {
        this.verdict = verdict;
        this.server = server;
        this.route = route;
        this.reply = reply;
        this.text = text;
        this.bodyStarted = bodyStarted;
    }

    static Answer of(ServerAddress server, Route route, HttpReply http) {
        Optional<ServerReply> reply = ServerReply.parse(http.body());
        Verdict verdict = ResponseClassifier.classify(http, reply);
        // Frontends answer a load before they see a row.
        boolean bodyStarted = route != Route.FRONTEND;
        return new Answer(
                verdict,
                server,
                route,
                reply.orElse(null),
                () -> describe(http, reply),
                bodyStarted);
    }

    private static String describe(HttpReply http, Optional<ServerReply> reply) {
        // The body of an answer that is not StarRocks' is not repeated: a proxy may echo a
        // password.
        return reply.map(
                        json ->
                                (http.status() == 200 ? "" : "HTTP " + http.status() + ", ")
                                        + ServerText.ofMessage(json.statusText())
                                        + (json.message().isEmpty() ? "" : ": ")
                                        + ServerText.ofMessage(json.message()))
                .orElseGet(
                        () ->
                                "HTTP "
                                        + http.status()
                                        + " with "
                                        + http.body().length()
                                        + " characters that are not an answer of StarRocks");
    }

    static Answer of(ServerAddress server, Route route, TransportException failure) {
        return new Answer(
                ResponseClassifier.classify(Ending.of(failure.progress())),
                server,
                route,
                null,
                failure::getMessage,
                failure.progress() == TransportException.Progress.BODY_STARTED);
    }

    /** For a redirect that leads nowhere. */
    static Answer of(ServerAddress server, Route route, Ending ending, String text) {
        return synthetic(ResponseClassifier.classify(ending), server, route, text);
    }

    /** For what no server said in this form. */
    static Answer synthetic(Verdict verdict, ServerAddress server, Route route, String text) {
        return new Answer(verdict, server, route, null, () -> text, false);
    }

    Answer withText(String newText) {
        return new Answer(verdict, server, route, reply, () -> newText, bodyStarted);
    }

    Verdict verdict() {
        return verdict;
    }

    /** The server that answered, or should have. */
    ServerAddress server() {
        return server;
    }

    Route route() {
        return route;
    }

    Optional<ServerReply> reply() {
        return Optional.ofNullable(reply);
    }

    /** Fit for a log. */
    String text() {
        return text.get();
    }

    /** Whether rows may have arrived, although there was no answer or one that leaves it open. */
    boolean isBodyStarted() {
        return bodyStarted;
    }
}
