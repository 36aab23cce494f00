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

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import io.cdcpipelines.starrocks.emulator.conformance.Outcome.Key;
import io.cdcpipelines.starrocks.emulator.conformance.Transcript.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plays one transcript against a server and compares each answer with the recorded one. */
final class Replay implements AutoCloseable {
    private static final int MOST_JOB_STEPS = 50;

    private final Server server;
    private final VersionProfile profile;
    private final SqlSession root;
    private final HttpExchange http;
    private final List<Outcome> outcomes = new ArrayList<>();
    private SqlSession session;

    Replay(Server server, VersionProfile profile) {
        this.server = server;
        this.profile = profile;
        this.root = new SqlSession(server.queryAddress(), "root", "", Optional.empty());
        this.http = new HttpExchange(server);
        this.session = root;
    }

    List<Outcome> play(Transcript transcript) {
        for (Scenario scenario : transcript.scenarios()) {
            play(transcript, scenario);
            closeBorrowedSession();
        }
        return List.copyOf(outcomes);
    }

    private void play(Transcript transcript, Scenario scenario) {
        int number = 0;
        String failedPreparation = "";
        for (Exchange exchange : scenario.exchanges()) {
            if (!exchange.isScored()) {
                failedPreparation += prepare(exchange.request());
                continue;
            }
            number++;
            Verdict verdict = verdict(exchange.request(), exchange.answerOf(profile));
            outcomes.add(
                    new Outcome(
                            new Key(transcript.name(), scenario.title(), number),
                            exchange.request().summary(),
                            verdict.isSame(),
                            verdict.isSameText(),
                            verdict.isSame()
                                    ? verdict.detail()
                                    : verdict.detail() + failedPreparation));
        }
    }

    /** Empty, or what went wrong: what builds on it will differ and say so. */
    private String prepare(Request request) {
        if (request instanceof Request.Statement statement) {
            SqlSession.Reply reply = session.execute(statement.sql());
            return reply.error().isEmpty() ? "" : " [preparation failed: " + reply + "]";
        }
        if (request instanceof Request.SwitchUser other) {
            closeBorrowedSession();
            session =
                    new SqlSession(
                            server.queryAddress(),
                            other.user(),
                            other.password(),
                            Optional.empty());
            return "";
        }
        try {
            server.control(((Request.Control) request).command());
            return "";
        } catch (UnsupportedOperationException e) {
            return " [" + e.getMessage() + "]";
        }
    }

    private Verdict verdict(Request request, Answer expected) {
        if (request instanceof Request.Statement statement) {
            return SqlComparison.compare(expected, session.execute(statement.sql()));
        }
        if (request instanceof Request.Login login) {
            return login(login, expected);
        }
        if (request instanceof Request.Http call) {
            return http.verdict(call, (Answer.HttpReply) expected);
        }
        if (request instanceof Request.NewestJob job) {
            return job(job, expected);
        }
        if (request instanceof Request.Columns columns) {
            return columns(columns, (Answer.ColumnList) expected);
        }
        return Verdict.different(expected, "nothing, as no client can ask");
    }

    private Verdict login(Request.Login login, Answer expected) {
        try (SqlSession other =
                new SqlSession(
                        server.queryAddress(), login.user(), login.password(), login.database())) {
            return SqlComparison.compare(expected, other.open());
        }
    }

    private Verdict job(Request.NewestJob request, Answer expected) {
        String sql =
                String.format(
                        "SHOW ALTER TABLE COLUMN FROM %s WHERE TableName = '%s'"
                                + " ORDER BY JobId DESC LIMIT 1",
                        request.database(), request.table());
        SqlSession.Reply reply = root.execute(sql);
        if (expected instanceof Answer.Job job && !job.isAtOnce()) {
            for (int i = 0; i < MOST_JOB_STEPS && isStillRunning(reply, job.state()); i++) {
                server.stepAlterJobs();
                reply = root.execute(sql);
            }
        }
        boolean isSame =
                expected instanceof Answer.Job job
                        ? cell(reply, "State").equals(job.state())
                        : reply.error().isEmpty() && reply.rows().isEmpty();
        boolean isSameText =
                !(expected instanceof Answer.Job job)
                        || Notation.matches(job.message(), cell(reply, "Msg"));
        return Verdict.of(isSame, isSameText, expected, reply);
    }

    private static boolean isStillRunning(SqlSession.Reply reply, String awaited) {
        String state = cell(reply, "State");
        return !state.isEmpty()
                && !state.equals(awaited)
                && !state.equals("FINISHED")
                && !state.equals("CANCELLED");
    }

    private static String cell(SqlSession.Reply reply, String column) {
        int index = reply.header().indexOf(column);
        return index < 0 || reply.rows().isEmpty() ? "" : reply.rows().get(0).get(index);
    }

    private Verdict columns(Request.Columns request, Answer.ColumnList expected) {
        SqlSession.Reply reply = root.execute("SHOW CREATE TABLE " + request.table());
        String columns = columnsOf(cell(reply, "Create Table"));
        boolean isSame = expected.columns().equals(columns);
        return Verdict.of(isSame, isSame, expected, columns.isEmpty() ? reply : columns);
    }

    private static String columnsOf(String createTable) {
        return Arrays.stream(createTable.split("\n"))
                .filter(line -> line.startsWith("  `"))
                .map(line -> line.strip().replaceAll(",$", "").replaceAll(" COMMENT \"\"$", ""))
                .collect(Collectors.joining(", "));
    }

    private void closeBorrowedSession() {
        if (session != root) {
            session.close();
            session = root;
        }
    }

    @Override
    public void close() {
        closeBorrowedSession();
        root.close();
    }
}
