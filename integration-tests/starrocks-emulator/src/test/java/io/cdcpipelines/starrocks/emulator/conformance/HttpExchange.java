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

package io.cdcpipelines.starrocks.emulator.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cdcpipelines.starrocks.emulator.conformance.Request.Http;
import io.cdcpipelines.starrocks.emulator.conformance.Request.Http.Header;
import io.cdcpipelines.starrocks.emulator.conformance.Request.Http.Node;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends a recorded HTTP request to a server and compares the answer. One thread. */
final class HttpExchange {
    private static final Pattern STATUS =
            Pattern.compile("\"(?:Status|status)\"\\s*:\\s*\"?([^\",}]*)");
    private static final Pattern STATE = Pattern.compile("\"state\"\\s*:\\s*\"([^\"]*)\"");
    private static final String SOME_ROW = "1\t1\n";

    private final Server server;

    HttpExchange(Server server) {
        this.server = server;
    }

    Verdict verdict(Http request, Answer.HttpReply expected) {
        RawHttp.Reply reply;
        try {
            reply = send(request);
        } catch (IOException e) {
            return Verdict.different(expected, e);
        }
        return compare(expected, reply);
    }

    private RawHttp.Reply send(Http request) throws IOException {
        List<Header> headers = new ArrayList<>();
        for (Header header : request.headers()) {
            headers.add(header.name().equals("user") ? authorization(header.value()) : header);
        }
        Optional<String> body =
                request.body().isEmpty() && request.method().equals("PUT")
                        ? Optional.of(SOME_ROW)
                        : request.body();
        RawHttp.Reply reply =
                RawHttp.send(
                        address(request.node()), request.method(), request.path(), headers, body);
        if (request.node() != Node.ANY || reply.status() != 307) {
            return reply;
        }
        URI location = URI.create(reply.header("location").orElseThrow());
        return RawHttp.send(
                location.getAuthority(), request.method(), request.path(), headers, body);
    }

    private String address(Node node) {
        return switch (node) {
            case FE, ANY -> server.frontendAddress();
            case BE1 -> server.backendAddress(1);
            case BE2 -> server.backendAddress(2);
            case BE3 -> server.backendAddress(3);
        };
    }

    private static Header authorization(String userAndPassword) {
        String token = Base64.getEncoder().encodeToString(userAndPassword.getBytes(UTF_8));
        return new Header("Authorization", "Basic " + token);
    }

    private static Verdict compare(Answer.HttpReply expected, RawHttp.Reply actual) {
        String body = expected.body().orElse("");
        boolean isSame =
                expected.status() == actual.status()
                        && isSameField(STATUS, body, actual.body())
                        && isSameField(STATE, body, actual.body())
                        && isSameLocation(expected, actual);
        boolean isSameText =
                Notation.matchesIgnoringLayout(body, actual.body())
                        && expected.headers().stream().allMatch(h -> hasHeader(actual, h));
        return Verdict.of(isSame, isSameText, expected, actual);
    }

    private static boolean isSameField(Pattern field, String expected, String actual) {
        return value(field, expected).equals(value(field, actual));
    }

    private static Optional<String> value(Pattern field, String body) {
        Matcher matcher = field.matcher(body);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static boolean isSameLocation(Answer.HttpReply expected, RawHttp.Reply actual) {
        return expected.headers().stream()
                .filter(header -> header.name().equals("location"))
                .allMatch(header -> hasHeader(actual, header));
    }

    private static boolean hasHeader(RawHttp.Reply actual, Header expected) {
        return actual.header(expected.name())
                .filter(value -> Notation.matches(expected.value(), value))
                .isPresent();
    }
}
