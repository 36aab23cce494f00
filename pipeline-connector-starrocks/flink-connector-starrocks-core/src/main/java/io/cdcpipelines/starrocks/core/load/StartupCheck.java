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

import io.cdcpipelines.starrocks.core.http.HttpCall;
import io.cdcpipelines.starrocks.core.http.ServerAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every frontend a question that needs a login and nothing else. Thread-safe. */
final class StartupCheck {
    private static final Logger LOG = LoggerFactory.getLogger(StartupCheck.class);

    /**
     * The state of a label, in a database that exists everywhere. That it holds no loads, or that a
     * version answers "unknown database", does not matter: the answer shows that the login worked.
     */
    private static final HttpCall QUESTION =
            HttpCall.get("/api/information_schema/get_load_state?label=connection_check")
                    .within(Duration.ofSeconds(30));

    private final Router router;
    private final Frontends frontends;
    private final String username;

    StartupCheck(Router router, Frontends frontends, String username) {
        this.router = router;
        this.frontends = frontends;
        this.username = username;
    }

    void run() throws StarRocksLoadException, InterruptedException {
        List<ServerAddress> addresses = frontends.inOrder();
        List<String> failures = new ArrayList<>();
        for (ServerAddress frontend : addresses) {
            Answer answer = router.askFrontend(frontend, QUESTION);
            if (answer.verdict() == Verdict.DENIED) {
                throw new StarRocksLoadException(
                        ErrorKind.FATAL,
                        "Frontend "
                                + frontend
                                + " refuses user '"
                                + username
                                + "': "
                                + answer.text()
                                + ". Check user name and password");
            }
            if (answer.reply().isEmpty()) {
                failures.add(describe(frontend, answer));
                frontends.avoid(frontend);
            }
        }
        if (failures.size() == addresses.size()) {
            throw new StarRocksLoadException(
                    ErrorKind.FATAL,
                    "No frontend of StarRocks can be used: "
                            + String.join("; ", failures)
                            + ". Check that the addresses are HTTP ports (8030 by default) and can"
                            + " be reached from here");
        }
        failures.forEach(failure -> LOG.warn("A frontend cannot be used: {}", failure));
    }

    private static String describe(ServerAddress frontend, Answer answer) {
        String detour =
                answer.route() == Answer.Route.REDIRECTED
                        ? " (which names " + answer.server() + " as the one to ask)"
                        : "";
        return frontend + detour + ": " + answer.text();
    }
}
