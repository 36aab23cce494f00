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
import io.cdcpipelines.starrocks.core.http.HttpReply;
import io.cdcpipelines.starrocks.core.http.ServerAddress;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides where the password may follow a redirect to. Thread-safe.
 *
 * <p>A configured frontend is believed, and so is the leader that it names; whom the leader names
 * is asked, and believed no further: backends do not redirect. From a server that speaks TLS there
 * is no way to one that does not, unless the user has said so.
 */
final class RedirectRules {
    private static final Logger LOG = LoggerFactory.getLogger(RedirectRules.class);

    private final Set<ServerAddress> configured = new HashSet<>();
    private final AddressMapping addresses;
    private final boolean isSecure;
    private final boolean followsPlain;
    // Loads of several threads pass here; the warning is worth giving once.
    private final AtomicBoolean warnedOfPlainHttp = new AtomicBoolean();

    RedirectRules(ConnectionConfig config) {
        config.frontends().forEach(frontend -> configured.add(ServerAddress.of(frontend)));
        addresses = new AddressMapping(config.backendAddressMapping());
        isSecure = config.isSecure();
        followsPlain = config.tls().followsPlainRedirects();
    }

    /** Starts at a frontend. */
    Way from(ServerAddress frontend) {
        return new Way(frontend);
    }

    /** Where a text that everybody may read can be had, if it can without leaving TLS. */
    Optional<ServerAddress> readable(String url) {
        Optional<ServerAddress> named = ServerAddress.parse(url);
        return named.map(addresses::toUse)
                .filter(server -> server.isSecure() || !isSecure || mayBePlain(named.get()));
    }

    private boolean mayBePlain(ServerAddress named) {
        return followsPlain || addresses.isDeclaredPlain(named);
    }

    /** One request on its way from server to server. Used by one thread. */
    final class Way {
        private final Set<ServerAddress> asked = new HashSet<>();
        private final ServerAddress start;
        private ServerAddress server;
        private Answer.Route route = Answer.Route.FRONTEND;
        // How many servers in a row, up to this one, the user did not configure.
        private int strangers;

        private Way(ServerAddress start) {
            this.start = start;
            this.server = start;
            asked.add(start);
            strangers = configured.contains(start) ? 0 : 1;
        }

        ServerAddress server() {
            return server;
        }

        Answer.Route route() {
            return route;
        }

        /** Goes on to the server that the reply names, or says why not. */
        Optional<Answer> follow(HttpReply redirect) {
            Optional<ServerAddress> named = ServerAddress.parse(redirect.location().orElse(""));
            if (named.isEmpty()) {
                return stop(Ending.REDIRECT_ELSEWHERE, "a redirect to something else than http");
            }
            if (strangers > 1) {
                return stop(
                        Ending.REDIRECT_BY_STRANGER,
                        "a redirect by a server that no configured frontend has named; the"
                                + " password goes no further");
            }
            ServerAddress next = addresses.toUse(named.get());
            if (server.isSecure() && !next.isSecure() && !mayBePlain(named.get())) {
                return stop(
                        Ending.REDIRECT_OUT_OF_TLS, "a redirect to " + next + ", which is not TLS");
            }
            warnOfPlainHttp(next);
            if (!asked.add(next)) {
                return stop(
                        Ending.REDIRECT_CIRCLE, "redirects from " + start + " lead in a circle");
            }
            server = next;
            route = Answer.Route.REDIRECTED;
            strangers = configured.contains(next) ? 0 : strangers + 1;
            return Optional.empty();
        }

        private Optional<Answer> stop(Ending ending, String text) {
            return Optional.of(Answer.of(server, route, ending, text));
        }

        private void warnOfPlainHttp(ServerAddress next) {
            if (server.isSecure()
                    && !next.isSecure()
                    && warnedOfPlainHttp.compareAndSet(false, true)) {
                LOG.warn(
                        "{} redirects loads to {}: password and rows travel unencrypted, as"
                                + " configured",
                        server,
                        next);
            }
        }
    }
}
