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

package io.cdcpipelines.starrocks.emulator.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.emulator.fault.Fault;
import io.cdcpipelines.starrocks.emulator.fault.Operation;
import io.cdcpipelines.starrocks.emulator.storage.RowStore.Change;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AlterJobTest {
    private static final int MESSAGE = 10;

    private final TestFrontend frontend = TestFrontend.latest();

    @BeforeEach
    void createTable() {
        frontend.ok("CREATE TABLE t (id INT, v INT, s VARCHAR(10)) PRIMARY KEY (id)");
        frontend.table("t")
                .rows()
                .apply(
                        List.of(
                                new Change(new Object[] {1, 10, "1"}, false),
                                new Change(new Object[] {2, null, "x"}, false)));
    }

    private List<Object> states() {
        return frontend.column("SHOW ALTER TABLE COLUMN FROM d", 9);
    }

    private List<Object[]> rowsById() {
        return frontend.table("t").rows().snapshot().stream()
                .sorted((a, b) -> (Integer) a[0] - (Integer) b[0])
                .toList();
    }

    @Test
    void goesThroughItsStatesTickByTick() {
        frontend.ok("ALTER TABLE t MODIFY COLUMN v BIGINT");
        assertThat(states()).containsExactly("PENDING");

        frontend.jobs.tick();
        assertThat(states()).containsExactly("RUNNING");

        frontend.jobs.tick();
        assertThat(states()).containsExactly("FINISHED");
        assertThat(rowsById())
                .containsExactly(new Object[] {1, 10L, "1"}, new Object[] {2, null, "x"});
    }

    @Test
    void waitsForTransactionsThatAreOlderThanItself() {
        long older = frontend.beginTransaction();
        frontend.ok("ALTER TABLE t MODIFY COLUMN v BIGINT");
        long younger = frontend.beginTransaction();

        frontend.jobs.tick();
        frontend.jobs.tick();
        assertThat(states()).containsExactly("WAITING_TXN");

        frontend.endTransaction(older);
        frontend.jobs.tick();
        frontend.jobs.tick();
        assertThat(states()).containsExactly("FINISHED");
        frontend.endTransaction(younger);
    }

    @Test
    void addsColumnsAtOnceWhileATransactionIsOpen() {
        frontend.beginTransaction();

        frontend.ok(
                "ALTER TABLE t ADD COLUMN n DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, DROP COLUMN s");

        assertThat(states()).containsExactly("FINISHED");
        LocalDateTime statementTime = LocalDateTime.parse("2026-01-02T03:04:05");
        assertThat(rowsById())
                .containsExactly(
                        new Object[] {1, 10, statementTime}, new Object[] {2, null, statementTime});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t ADD COLUMN n INT",
                "ALTER TABLE t RENAME COLUMN v TO w",
                "ALTER TABLE t RENAME u",
                "ALTER TABLE t COMMENT = 'c'",
                "ALTER TABLE t MODIFY COLUMN v COMMENT 'c'",
                "ALTER TABLE t SET ('enable_persistent_index' = 'false')",
                "TRUNCATE TABLE t"
            })
    void holdsOffOtherChangesOfTheTable(String statement) {
        frontend.ok("ALTER TABLE t MODIFY COLUMN v BIGINT");

        assertThat(frontend.answer(statement))
                .startsWith(
                        "1064 (42000) A schema change operation is in progress on the table \"t\".");
    }

    @Test
    void isCancelledByItsTimeout() {
        frontend.ok("ALTER TABLE t MODIFY COLUMN v BIGINT PROPERTIES ('timeout' = '60')");

        frontend.clock.advance(Duration.ofSeconds(61));
        frontend.jobs.tick();

        assertThat(states()).containsExactly("CANCELLED");
        assertThat(frontend.column("SHOW ALTER TABLE COLUMN", MESSAGE)).containsExactly("Timeout");
        frontend.ok("ALTER TABLE t ADD COLUMN n INT");
    }

    @Test
    void isCancelledByAStatement() {
        frontend.ok("ALTER TABLE t MODIFY COLUMN v BIGINT");

        frontend.ok("CANCEL ALTER TABLE COLUMN FROM t");

        assertThat(frontend.column("SHOW ALTER TABLE COLUMN", MESSAGE))
                .containsExactly("user cancelled");
        assertThat(frontend.answer("CANCEL ALTER TABLE COLUMN FROM t"))
                .isEqualTo("1064 (42000) Table[t] is not under SCHEMA_CHANGE/WAITING_STABLE.");
    }

    @Test
    void isCancelledWhenItsTableIsDropped() {
        long id = frontend.table("t").id();
        frontend.ok("ALTER TABLE t MODIFY COLUMN v BIGINT");
        frontend.ok("DROP TABLE t");

        frontend.jobs.tick();

        assertThat(frontend.column("SHOW ALTER TABLE COLUMN", MESSAGE))
                .containsExactly("Table " + id + " does not exist");
    }

    @Test
    void failsOnAFaultAndLeavesTheTableAsItWas() {
        frontend.faults.failNext(
                Operation.ALTER_JOB, new Fault.Reply(Fault.Moment.BEFORE, 0, "disk full"));
        frontend.ok("ALTER TABLE t MODIFY COLUMN v BIGINT");

        frontend.jobs.tick();
        frontend.jobs.tick();

        assertThat(frontend.column("SHOW ALTER TABLE COLUMN", MESSAGE))
                .containsExactly("disk full");
        assertThat(frontend.columns("t")).contains("`v` int(11) NULL");
        frontend.ok("ALTER TABLE t MODIFY COLUMN v BIGINT");
    }

    @Test
    void isHeldBackByADelay() {
        frontend.faults.failNext(
                Operation.ALTER_JOB, new Fault.Delay(Fault.Moment.BEFORE, Duration.ofSeconds(30)));
        frontend.ok("ALTER TABLE t MODIFY COLUMN v BIGINT");
        frontend.jobs.tick();
        frontend.jobs.tick();
        frontend.jobs.tick();
        assertThat(states()).containsExactly("RUNNING");

        frontend.clock.advance(Duration.ofSeconds(30));
        frontend.jobs.tick();

        assertThat(states()).containsExactly("FINISHED");
    }

    @Test
    void makesNullOfTextThatDoesNotConvert() {
        frontend.ok("ALTER TABLE t MODIFY COLUMN s INT");
        frontend.jobs.tick();
        frontend.jobs.tick();

        assertThat(rowsById())
                .containsExactly(new Object[] {1, 10, 1}, new Object[] {2, null, null});
    }

    @Test
    void isCancelledWhenARowHasNoValueForANotNullColumn() {
        frontend.ok("CREATE TABLE u (id INT, s VARCHAR(9) NOT NULL) PRIMARY KEY (id)");
        frontend.table("u").rows().apply(List.of(new Change(new Object[] {1, "no number"}, false)));
        frontend.ok("ALTER TABLE u MODIFY COLUMN s INT NOT NULL");

        frontend.jobs.tick();
        frontend.jobs.tick();

        assertThat(states()).containsExactly("CANCELLED");
        assertThat(frontend.table("u").rows().snapshot())
                .containsExactly(new Object[] {1, "no number"});
    }

    @Test
    void listsJobsOfOneSecondOldestFirstUnderDescendingTime() {
        frontend.ok("ALTER TABLE t ADD COLUMN a INT");
        frontend.ok("ALTER TABLE t ADD COLUMN b INT");
        frontend.clock.advance(Duration.ofSeconds(1));
        frontend.ok("ALTER TABLE t ADD COLUMN c INT");
        List<Object> ids = frontend.column("SHOW ALTER TABLE COLUMN", 0);

        assertThat(frontend.column("SHOW ALTER TABLE COLUMN ORDER BY CreateTime DESC", 0))
                .containsExactly(ids.get(2), ids.get(0), ids.get(1));
        assertThat(frontend.column("SHOW ALTER TABLE COLUMN ORDER BY JobId DESC LIMIT 1", 0))
                .containsExactly(ids.get(2));
        assertThat(
                        frontend.column(
                                "SHOW ALTER TABLE COLUMN WHERE TableName = 't' AND CreateTime >"
                                        + " '2026-01-02 03:04:05'",
                                0))
                .containsExactly(ids.get(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"WHERE JobId = '1'", "WHERE TableName LIKE 't%'", "WHERE Msg = ''"})
    void refusesFiltersThatStarRocksDoesNotKnow(String filter) {
        assertThat(frontend.answer("SHOW ALTER TABLE COLUMN " + filter)).startsWith("5064 (42000)");
    }
}
