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

import io.cdcpipelines.starrocks.core.config.ConnectionConfig;
import io.cdcpipelines.starrocks.core.http.Headers;
import io.cdcpipelines.starrocks.core.http.HttpCall;
import io.cdcpipelines.starrocks.core.http.HttpReply;
import io.cdcpipelines.starrocks.core.http.HttpTransport;
import io.cdcpipelines.starrocks.core.http.ServerAddress;
import io.cdcpipelines.starrocks.core.http.TransportException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a request to the server that can answer it. Thread-safe.
 *
 * <p>The password goes to configured frontends and where {@link RedirectRules} let it follow a
 * redirect; nowhere else. A redirect carries an address only: path and query stay as they were,
 * since a frontend garbles names that are not ASCII.
 */
final class Router implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final HttpTransport transport;
    private final Frontends frontends;
    private final RedirectRules redirects;
    private final Headers authorization;
    // Loads of several threads pass here. Frontends name backends and leaders, which are few.
    private final Set<ServerAddress> named = ConcurrentHashMap.newKeySet();

    Router(HttpTransport transport, Frontends frontends, ConnectionConfig config) {
        this.transport = transport;
        this.frontends = frontends;
        this.redirects = new RedirectRules(config);
        byte[] credentials =
                (config.username() + ':' + config.password().reveal())
                        .getBytes(StandardCharsets.UTF_8);
        this.authorization =
                Headers.of(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    /**
     * Asks a frontend, and whomever it names. A frontend without a connection has seen nothing, so
     * that the next one can be asked at once.
     */
    Answer askFrontend(HttpCall call) throws InterruptedException {
        StringJoiner unreachable = new StringJoiner(", ");
        Answer answer = null;
        for (ServerAddress frontend : frontends.inOrder()) {
            answer = askFrontend(frontend, call);
            if (isFrontendAtFault(answer)) {
                frontends.avoid(frontend);
            }
            if (answer.verdict() != Verdict.UNREACHABLE
                    || answer.route() != Answer.Route.FRONTEND) {
                return answer;
            }
            unreachable.add(frontend + ": " + answer.text());
        }
        return answer.withText("no frontend can be reached (" + unreachable + ")");
    }

    private static boolean isFrontendAtFault(Answer answer) {
        return answer.route() == Answer.Route.FRONTEND && answer.verdict().isFrontendsFault();
    }

    /** Asks this frontend, and whomever it names. */
    Answer askFrontend(ServerAddress frontend, HttpCall call) throws InterruptedException {
        RedirectRules.Way way = redirects.from(frontend);
        while (true) {
            HttpReply reply;
            try {
                reply = transport.send(way.server(), call.with(authorization));
            } catch (TransportException e) {
                return Answer.of(way.server(), way.route(), e);
            }
            if (!reply.isRedirect()) {
                return Answer.of(way.server(), way.route(), reply);
            }
            Optional<Answer> stopped = way.follow(reply);
            if (stopped.isPresent()) {
                if (stopped.get().verdict() == Verdict.NO_LEADER) {
                    // The next attempt starts at another frontend, which may know better.
                    frontends.avoid(frontend);
                }
                return stopped.get();
            }
            named.add(way.server());
        }
    }

    /**
     * Whom a frontend names for a request, which goes no further. An answer that is OK holds the
     * server; any other says why there is none.
     */
    Answer whoTakes(ServerAddress frontend, HttpCall call) throws InterruptedException {
        RedirectRules.Way way = redirects.from(frontend);
        try {
            HttpReply reply = transport.send(frontend, call.with(authorization));
            return reply.isRedirect()
                    ? way.follow(reply)
                            .orElseGet(
                                    () ->
                                            Answer.synthetic(
                                                    Verdict.OK, way.server(), way.route(), ""))
                    : refusal(Answer.of(frontend, way.route(), reply));
        } catch (TransportException e) {
            return Answer.of(frontend, way.route(), e);
        }
    }

    /** A frontend that takes the request itself names nobody. */
    private static Answer refusal(Answer answer) {
        return answer.verdict() == Verdict.OK
                ? Answer.synthetic(
                        Verdict.UNEXPECTED, answer.server(), answer.route(), answer.text())
                : answer;
    }

    /** Asks a server what it tells everybody: sends no password. */
    Answer look(ServerAddress server, HttpCall call) throws InterruptedException {
        try {
            return Answer.of(server, Answer.Route.BACKEND, transport.send(server, call));
        } catch (TransportException e) {
            return Answer.of(server, Answer.Route.BACKEND, e);
        }
    }

    /** Asks a server that a frontend named before. */
    Answer askBackend(ServerAddress backend, HttpCall call) throws InterruptedException {
        try {
            HttpReply reply = transport.send(backend, call.with(authorization));
            return reply.isRedirect()
                    ? Answer.of(
                            backend,
                            Answer.Route.BACKEND,
                            Ending.REDIRECT_BY_BACKEND,
                            "a redirect, which backends never give")
                    : Answer.of(backend, Answer.Route.BACKEND, reply);
        } catch (TransportException e) {
            return Answer.of(backend, Answer.Route.BACKEND, e);
        }
    }

    /**
     * Reads a text that a server offers to everybody: sends no password. The server is the one of
     * the URL, if a frontend has named it before; a URL that names anybody else is taken to mean
     * the server that gave it, since backends behind an address of another network do not know how
     * they are reached.
     */
    Optional<String> readFrom(String url, ServerAddress giver, HttpCall call)
            throws InterruptedException {
        ServerAddress server = redirects.readable(url).filter(this::isKnown).orElse(giver);
        try {
            HttpReply reply = transport.send(server, call);
            return reply.status() == 200 ? Optional.of(reply.body()) : Optional.empty();
        } catch (TransportException e) {
            LOG.debug("Could not read {} of {}: {}", call, server, e.getMessage());
            return Optional.empty();
        }
    }

    private boolean isKnown(ServerAddress server) {
        return named.contains(server) || frontends.inOrder().contains(server);
    }

    @Override
    public void close() {
        transport.close();
    }
}
