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
import io.cdcpipelines.starrocks.core.http.ApacheTransport;
import io.cdcpipelines.starrocks.core.http.HttpCall;
import io.cdcpipelines.starrocks.core.http.HttpTransport;
import io.cdcpipelines.starrocks.core.http.ServerAddress;
import io.cdcpipelines.starrocks.core.load.ServerReport.Outcome;
import io.cdcpipelines.starrocks.core.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out which servers of a cluster answer over HTTP, and changes nothing there. Used by one
 * thread.
 *
 * <p>Whom loads are redirected to, a frontend tells when it is asked to begin a transaction; it
 * does so before it looks at tables or privileges, and nothing begins unless the redirect is
 * followed. A server that loses a request is asked once more.
 */
public final class ClusterProbe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String LABEL = "connection_check";

    /** Frontends draw lots: this often, few backends of a small cluster are missed. */
    private static final int DRAWS = 8;

    /** Databases that exist in every cluster; not every version counts the first one. */
    private static final List<String> DATABASES = List.of("information_schema", "_statistics_");

    /**
     * The state of a label, in a database that exists everywhere. That it holds no loads, or that a
     * version answers "unknown database", does not matter: the answer shows that the login worked.
     */
    private static final HttpCall LOGIN =
            HttpCall.get("/api/information_schema/get_load_state?label=" + LABEL).within(PATIENCE);

    /** Frontends and backends answer it to everybody. */
    private static final HttpCall HEALTH = HttpCall.get("/api/health").within(PATIENCE);

    private static final Pattern BACKENDS_ONLINE =
            Pattern.compile("\"online_backend_num\"\\s*:\\s*\"?(\\d{1,6})");

    private final Router router;
    private final List<ServerAddress> frontends = new ArrayList<>();
    // Those that answer, or the leader in their place.
    private final Set<ServerAddress> leaders = new LinkedHashSet<>();

    public ClusterProbe(ConnectionConfig connection, Ticker ticker) {
        this(new ApacheTransport(connection, PATIENCE, ticker), connection);
    }

    ClusterProbe(HttpTransport transport, ConnectionConfig connection) {
        connection.frontends().forEach(frontend -> frontends.add(ServerAddress.of(frontend)));
        router =
                new Router(
                        transport, new Frontends(connection.frontends(), new Random()), connection);
    }

    /** One report for each frontend that is configured, in their order. */
    public List<ServerReport> frontends() throws InterruptedException {
        List<ServerReport> reports = new ArrayList<>();
        for (ServerAddress frontend : frontends) {
            Answer answer = router.askFrontend(frontend, LOGIN);
            if (isLost(answer)) {
                answer = router.askFrontend(frontend, LOGIN);
            }
            ServerReport report =
                    ServerReport.of(frontend.toString(), outcome(answer), said(answer));
            reports.add(report);
            if (report.answers()) {
                leaders.add(answer.server());
            }
        }
        return reports;
    }

    private static boolean isLost(Answer answer) {
        return answer.verdict() == Verdict.NO_ANSWER;
    }

    private static boolean isSilence(Answer answer) {
        return answer.verdict() == Verdict.UNREACHABLE || isLost(answer);
    }

    private static Outcome outcome(Answer answer) {
        if (answer.verdict() == Verdict.DENIED) {
            return Outcome.DENIED;
        }
        if (answer.verdict() == Verdict.INSECURE) {
            return Outcome.INSECURE;
        }
        if (answer.reply().isPresent()) {
            return Outcome.ANSWERS;
        }
        return isSilence(answer) ? Outcome.UNREACHABLE : Outcome.STRANGER;
    }

    private static String said(Answer answer) {
        return answer.route() == Answer.Route.REDIRECTED
                ? answer.text() + " (" + answer.server() + ", which it names as the one to ask)"
                : answer.text();
    }

    /**
     * One report for each backend that frontends were seen to name; and one of the frontend, if it
     * knows no backend that is alive. Ask for {@link #frontends()} first.
     */
    public List<ServerReport> backends() throws InterruptedException {
        Map<ServerAddress, ServerReport> reports = new LinkedHashMap<>();
        for (ServerAddress leader : leaders) {
            for (int draw = 0; draw < DRAWS; draw++) {
                Answer named = nameBackend(leader, LABEL + "_" + draw);
                if (named.verdict() == Verdict.OK) {
                    if (!reports.containsKey(named.server())) {
                        reports.put(named.server(), backend(named.server()));
                    }
                } else if (named.verdict() == Verdict.INSECURE) {
                    reports.put(
                            leader,
                            ServerReport.of(leader.toString(), Outcome.INSECURE, named.text()));
                } else if (named.verdict() == Verdict.NO_BACKEND) {
                    reports.put(
                            leader,
                            ServerReport.of(leader.toString(), Outcome.NAMES_NOBODY, named.text()));
                }
            }
        }
        return List.copyOf(reports.values());
    }

    /** Other answers than a name tell nothing of backends: an old version has no transactions. */
    private Answer nameBackend(ServerAddress leader, String label) throws InterruptedException {
        Answer answer = null;
        for (String database : DATABASES) {
            answer =
                    router.whoTakes(
                            leader,
                            HttpCall.post("/api/transaction/begin")
                                    .with("db", database)
                                    .with("table", LABEL)
                                    .with("label", label)
                                    .within(PATIENCE));
            if (answer.verdict() != Verdict.REFUSED) {
                return answer;
            }
        }
        return answer;
    }

    private ServerReport backend(ServerAddress backend) throws InterruptedException {
        Answer answer = router.look(backend, HEALTH);
        if (isLost(answer)) {
            answer = router.look(backend, HEALTH);
        }
        // Whatever it says: something that speaks HTTP is there.
        return isSilence(answer)
                ? ServerReport.of(backend.toString(), Outcome.UNREACHABLE, answer.text())
                : ServerReport.of(backend.toString(), Outcome.ANSWERS, "");
    }

    /**
     * How many backends the frontends see alive; nothing if they do not say, or have none, since
     * clusters with storage of their own have compute nodes in their place.
     */
    public OptionalInt backendsAlive() throws InterruptedException {
        for (ServerAddress leader : leaders) {
            Matcher online =
                    BACKENDS_ONLINE.matcher(
                            router.readFrom(leader.toString(), leader, HEALTH).orElse(""));
            if (online.find() && Integer.parseInt(online.group(1)) > 0) {
                return OptionalInt.of(Integer.parseInt(online.group(1)));
            }
        }
        return OptionalInt.empty();
    }

    @Override
    public void close() {
        router.close();
    }
}
