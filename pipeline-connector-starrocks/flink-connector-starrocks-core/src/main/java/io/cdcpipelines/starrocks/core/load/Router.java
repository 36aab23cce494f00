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
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a request to the server that can answer it. Thread-safe.
 *
 * <p>The password goes to configured frontends and to servers that these, or the leader among them,
 * name in a redirect; nowhere else. A redirect carries an address only: path and query stay as they
 * were, since a frontend garbles names that are not ASCII.
 */
final class Router implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    /** From a frontend to its leader to a backend, and one to spare. */
    private static final int MAX_REDIRECTS = 3;

    private final HttpTransport transport;
    private final Frontends frontends;
    private final AddressMapping addresses;
    private final Headers authorization;
    // Loads of several threads pass here. Frontends name backends and leaders, which are few.
    private final Set<ServerAddress> named = ConcurrentHashMap.newKeySet();
    // Loads of several threads pass here; the warning is worth giving once.
    private final AtomicBoolean warnedOfPlainHttp = new AtomicBoolean();

    Router(HttpTransport transport, Frontends frontends, ConnectionConfig config) {
        this.transport = transport;
        this.frontends = frontends;
        this.addresses = new AddressMapping(config.backendAddressMapping());
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
        Set<ServerAddress> asked = new HashSet<>();
        ServerAddress server = frontend;
        Answer.Route route = Answer.Route.FRONTEND;
        while (asked.add(server) && asked.size() <= MAX_REDIRECTS + 1) {
            HttpReply reply;
            try {
                reply = transport.send(server, call.with(authorization));
            } catch (TransportException e) {
                return Answer.of(server, route, e);
            }
            if (!reply.isRedirect()) {
                return Answer.of(server, route, reply);
            }
            Optional<ServerAddress> next =
                    ServerAddress.parse(reply.location().orElse("")).map(addresses::toUse);
            if (next.isEmpty()) {
                return Answer.of(
                        server,
                        route,
                        Ending.REDIRECT_ELSEWHERE,
                        "a redirect to something else than http");
            }
            warnOfPlainHttp(server, next.get());
            server = next.get();
            named.add(server);
            route = Answer.Route.REDIRECTED;
        }
        // The next attempt starts at another frontend, which may know better.
        frontends.avoid(frontend);
        return Answer.of(
                server,
                route,
                Ending.REDIRECT_CIRCLE,
                "redirects from " + frontend + " lead in a circle, or never end");
    }

    private void warnOfPlainHttp(ServerAddress from, ServerAddress to) {
        if (from.isSecure() && !to.isSecure() && warnedOfPlainHttp.compareAndSet(false, true)) {
            LOG.warn(
                    "{} redirects loads to {}: password and rows travel unencrypted. A mapping of"
                            + " the backend's address to an https:// address prevents that",
                    from,
                    to);
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
        ServerAddress server =
                ServerAddress.parse(url).map(addresses::toUse).filter(this::isKnown).orElse(giver);
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
