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

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.emulator.VersionProfile;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Schema-change jobs step by step, on a clock that stands still: what a recording of seconds cannot
 * tell.
 */
class AlterJobScenariosTest {
    private static final String TABLE =
            "CREATE TABLE d.t (id INT NOT NULL, a INT, b VARCHAR(10)) PRIMARY KEY(id)"
                    + " DISTRIBUTED BY HASH(id) BUCKETS 1";
    private static final String ALL_JOBS = "SHOW ALTER TABLE COLUMN FROM d WHERE TableName = 't'";

    private EmulatorServer server;
    private SqlSession session;

    @BeforeEach
    void start() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-20T09:28:49Z"), ZoneOffset.UTC);
        server = EmulatorServer.start(VersionProfile.V3_5, clock);
        session = new SqlSession(server.queryAddress(), "root", "", Optional.empty());
        run("CREATE DATABASE d");
        run(TABLE);
    }

    @AfterEach
    void stop() {
        session.close();
        server.close();
    }

    @Test
    void heavyJobStartsInOneRoundAndEndsInTheNext() {
        run("ALTER TABLE d.t MODIFY COLUMN a BIGINT");

        assertThat(column("State")).containsExactly("PENDING");
        server.stepAlterJobs();
        assertThat(column("State")).containsExactly("RUNNING");
        assertThat(column("FinishTime")).containsExactly("null");
        server.stepAlterJobs();
        assertThat(column("State")).containsExactly("FINISHED");
        assertThat(column("FinishTime")).containsExactly("2026-11-20 09:28:49");
    }

    @Test
    void jobsOfOneSecondAreListedOldestFirstEvenInDescendingOrder() {
        run("ALTER TABLE d.t ADD COLUMN n1 INT");
        run("ALTER TABLE d.t ADD COLUMN n2 INT");
        run("ALTER TABLE d.t DROP COLUMN n1");
        List<String> ids = column("JobId");

        assertThat(newest("CreateTime")).containsExactly(ids.get(0));
        assertThat(newest("JobId")).containsExactly(ids.get(2));
    }

    @Test
    void jobOfALaterSecondComesFirstInDescendingOrder() {
        run("ALTER TABLE d.t ADD COLUMN n1 INT");
        server.control("advance 1s");
        run("ALTER TABLE d.t ADD COLUMN n2 INT");

        assertThat(newest("CreateTime")).containsExactly(column("JobId").get(1));
    }

    @Test
    void jobThatWaitsTooLongIsCancelled() {
        run("ALTER TABLE d.t MODIFY COLUMN a BIGINT");
        server.control("advance 86401s");

        assertThat(column("State")).containsExactly("CANCELLED");
        assertThat(column("Msg")).containsExactly("Timeout");
        run("ALTER TABLE d.t ADD COLUMN n INT");
    }

    private List<String> newest(String order) {
        SqlSession.Reply reply = session.execute(ALL_JOBS + " ORDER BY " + order + " DESC LIMIT 1");
        return column(reply, "JobId");
    }

    private List<String> column(String name) {
        return column(session.execute(ALL_JOBS), name);
    }

    private static List<String> column(SqlSession.Reply reply, String name) {
        int index = reply.header().indexOf(name);
        return reply.rows().stream().map(row -> row.get(index)).toList();
    }

    private void run(String sql) {
        assertThat(session.execute(sql).error()).as(sql).isEmpty();
    }
}
