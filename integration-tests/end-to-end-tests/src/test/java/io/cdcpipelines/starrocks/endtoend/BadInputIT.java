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

package io.cdcpipelines.starrocks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.environment.Eventually;
import io.cdcpipelines.starrocks.environment.FlinkJob;
import io.cdcpipelines.starrocks.environment.FreePort;
import io.cdcpipelines.starrocks.environment.PipelineDefinition;
import io.cdcpipelines.starrocks.environment.StarRocksEnvironment;
import io.cdcpipelines.starrocks.environment.Submission;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is wrong is said in one sentence that helps, and without secrets or rows. */
@ExtendWith(SharedServers.class)
class BadInputIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String USER = "loader";
    private static final String PASSWORD = "right-horse-4b1d";
    private static final String WRONG_PASSWORD = "wrong-horse-9e07";
    private static final String PLANTED_TEXT = "planted-7c2a-in-a-row";

    private final Servers servers;
    private final StarRocksEnvironment starRocks;

    BadInputIT(Servers servers) {
        this.servers = servers;
        this.starRocks = servers.starRocks();
    }

    @BeforeEach
    void createSourceAndUser() throws SQLException {
        servers.mySql()
                .execute(
                        "DROP DATABASE IF EXISTS small",
                        "CREATE DATABASE small",
                        "CREATE TABLE small.things (name VARCHAR(250) PRIMARY KEY, note TEXT)",
                        "INSERT INTO small.things VALUES ('one', '%s')".formatted(PLANTED_TEXT));
        starRocks.execute(
                "DROP DATABASE IF EXISTS small",
                "DROP USER IF EXISTS '" + USER + "'",
                "CREATE USER '%s' IDENTIFIED BY '%s'".formatted(USER, PASSWORD));
    }

    private PipelineDefinition pipeline() {
        return servers.example("mysql-to-starrocks.yaml")
                .with("source", "tables", "small.\\.*")
                .with("sink", "username", USER)
                .with("sink", "password", PASSWORD)
                .with("sink", "sink.connect.timeout-ms", 1000)
                .with("sink", "sink.retry.max-attempts", 2)
                .with("sink", "sink.retry.max-time", "5 s");
    }

    private void grantAllBut(String privilege) throws SQLException {
        List<String> onTables =
                List.of("SELECT", "INSERT", "ALTER", "DROP").stream()
                        .filter(name -> !name.equals(privilege))
                        .toList();
        starRocks.execute(
                "CREATE DATABASE small",
                "GRANT %s ON ALL TABLES IN ALL DATABASES TO USER '%s'"
                        .formatted(String.join(", ", onTables), USER));
        if (!privilege.equals("CREATE TABLE")) {
            starRocks.execute("GRANT CREATE TABLE ON ALL DATABASES TO USER '" + USER + "'");
        }
    }

    @Test
    void reportsAllMistakesAtOnceBeforeTheJobStarts() {
        Submission submission =
                servers.trySubmit(
                        pipeline()
                                .with("sink", "sink.buffer-flush.intervall-ms", 1000)
                                .with("sink", "load-url", "ftp://nowhere")
                                .without("sink", "password")
                                .with("sink", "sink.io.thread-count", 0)
                                .with("sink", "sink.buffer-flush.max-bytes", "12 parsecs"));

        assertThat(submission.jobId()).isEmpty();
        assertThat(submission.exitCode()).isNotZero();
        assertThat(submission.output())
                .contains("sink.buffer-flush.intervall-ms")
                .containsPattern("load-url.*ftp://nowhere.*host:port")
                .containsPattern("password.*missing")
                .containsPattern("sink\\.io\\.thread-count.*0.*whole number from 1")
                .containsPattern("sink\\.buffer-flush\\.max-bytes.*12 parsecs.*bytes");
    }

    @Test
    void saysThatThePasswordIsWrongAndWhere() {
        String failure = failureOf(pipeline().with("sink", "password", WRONG_PASSWORD));

        assertThat(failure)
                .contains("refuses user '" + USER + "' at http://" + starRocks.loadUrl());
        assertNothingLeaks(failure);
    }

    @Test
    void namesAFrontendThatCannotBeReachedForLoads() {
        int nobody = FreePort.next();
        String failure = failureOf(pipeline().with("sink", "load-url", "127.0.0.1:" + nobody));

        assertThat(failure).contains("127.0.0.1:" + nobody);
        assertNothingLeaks(failure);
    }

    @Test
    void namesAFrontendThatCannotBeReachedForStatements() {
        int nobody = FreePort.next();
        String failure =
                failureOf(pipeline().with("sink", "jdbc-url", "jdbc:mysql://127.0.0.1:" + nobody));

        assertThat(failure).contains("127.0.0.1:" + nobody);
        assertNothingLeaks(failure);
    }

    @Test
    void namesABackendThatCannotBeReached() throws SQLException {
        grantAllBut("nothing");
        int nobody = FreePort.next();
        String failure =
                failureOf(
                        pipeline()
                                .with(
                                        "sink",
                                        "sink.backend-address-mapping",
                                        backend() + "=127.0.0.1:" + nobody));

        assertThat(failure).contains("127.0.0.1:" + nobody);
        assertNothingLeaks(failure);
    }

    @Test
    void namesTheGrantThatIsMissingForCreatingATable() throws SQLException {
        grantAllBut("CREATE TABLE");
        String failure = failureOf(pipeline());

        assertThat(failure).contains("CREATE TABLE").contains("small");
        assertNothingLeaks(failure);
    }

    @Test
    void namesTheGrantThatIsMissingForLoading() throws SQLException {
        grantAllBut("INSERT");
        String failure = failureOf(pipeline().with("sink", "sink.startup-check", "off"));

        assertThat(failure).contains("INSERT").contains("small").contains("things");
        assertNothingLeaks(failure);
    }

    @Test
    void namesAllThatIsWrongWithTheClusterBeforeARowIsWritten() throws SQLException {
        grantAllBut("INSERT");
        int nobody = FreePort.next();
        String failure =
                failureOf(
                        pipeline()
                                .with(
                                        "sink",
                                        "load-url",
                                        starRocks.loadUrl() + ";127.0.0.1:" + nobody));

        assertThat(failure)
                .contains("ERROR: User '" + USER + "' may load into no table")
                .contains("WARNING: http://127.0.0.1:" + nobody + " of load-url cannot be reached");
        assertNothingLeaks(failure);
    }

    @Test
    void namesTheTableOfARowThatStarRocksRefusesAndNotTheRow() throws SQLException {
        grantAllBut("nothing");
        // StarRocks takes primary keys of at most 128 bytes.
        servers.mySql()
                .execute(
                        "INSERT INTO small.things VALUES ('%s', 'x')"
                                .formatted((PLANTED_TEXT + "/").repeat(10)));
        String failure = failureOf(pipeline());

        assertThat(failure).contains("small").contains("things");
        assertNothingLeaks(failure);
    }

    private String failureOf(PipelineDefinition pipeline) {
        Submission submission = servers.trySubmit(pipeline);
        if (submission.jobId().isEmpty()) {
            return submission.output();
        }
        FlinkJob job = servers.flink().job(submission.jobId().get());
        try {
            return Eventually.present(
                    "job " + job.id() + " fails",
                    PATIENCE,
                    () -> Optional.of(job.rootException()).filter(text -> !text.isEmpty()));
        } finally {
            job.cancel();
        }
    }

    private void assertNothingLeaks(String failure) {
        for (String text : List.of(failure, servers.flink().allLogs())) {
            for (String secret :
                    List.of(PASSWORD, WRONG_PASSWORD, PLANTED_TEXT, servers.mySql().password())) {
                assertThat(text.contains(secret)).as("a log or message holds " + secret).isFalse();
            }
        }
    }

    private String backend() throws SQLException {
        try (Connection connection = starRocks.connect();
                Statement statement = connection.createStatement();
                ResultSet backends = statement.executeQuery("SHOW BACKENDS")) {
            backends.next();
            return backends.getString("IP") + ":" + backends.getString("HttpPort");
        }
    }
}
