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

package io.cdcpipelines.starrocks.core.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.core.table.TablePath;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelLineTest {
    private static final TablePath ORDERS = TablePath.of("shop", "orders");
    private static final String JOB = "00000000000000000000000000000001";

    @Test
    void namesDatabaseTableOriginSubtaskAndNumber() {
        LabelLine line = LabelLine.of("flink", "x0123abcd", 3);

        assertThat(line.label(ORDERS, 17)).isEqualTo("flink-shop-orders-x0123abcd-3-17");
    }

    @Test
    void isTheSameForAttemptsThatStartFromTheSameCheckpoint() {
        assertThat(LabelLine.ofRestore("p", JOB, 4, 2, 7))
                .isEqualTo(LabelLine.ofRestore("p", JOB, 4, 2, 7));
        assertThat(LabelLine.ofStart("p", JOB, 4, 2)).isEqualTo(LabelLine.ofStart("p", JOB, 4, 2));
    }

    @Test
    void isAnotherOneForEveryOtherStartAndWriter() {
        assertThat(
                        Set.of(
                                LabelLine.ofStart("p", JOB, 4, 2),
                                LabelLine.ofStart("p", "2", 4, 2),
                                LabelLine.ofStart("p", JOB, 8, 2),
                                LabelLine.ofStart("p", JOB, 4, 1),
                                LabelLine.ofStart("q", JOB, 4, 2),
                                LabelLine.ofRestore("p", JOB, 4, 2, 7),
                                LabelLine.ofRestore("p", JOB, 4, 2, 8),
                                LabelLine.ofRestore("p", "2", 4, 2, 7),
                                LabelLine.ofRestore("p", JOB, 8, 2, 7)))
                .extracting(line -> line.label(ORDERS, 0))
                .doesNotHaveDuplicates()
                .hasSize(9);
    }

    @Test
    void comesBackFromItsParts() {
        LabelLine line = LabelLine.ofRestore("p", JOB, 4, 2, 7);

        assertThat(LabelLine.of(line.prefix(), line.origin(), line.subtask())).isEqualTo(line);
    }

    /** A backend would take the second for the first. */
    @ParameterizedTest(name = "{0}.{1} and {2}.{3}")
    @CsvSource({"a, b-c, a-b, c", "a-b-c, d, a-b, c-d", "a_b, c, a-b, c"})
    void keepsTablesApartWhoseNamesHoldDashes(String db1, String t1, String db2, String t2) {
        LabelLine line = LabelLine.of("flink", "x0123abcd", 0);

        assertThat(line.label(TablePath.of(db1, t1), 0))
                .isNotEqualTo(line.label(TablePath.of(db2, t2), 0));
    }

    @Test
    void leavesRoomForEveryNumber() {
        LabelLine line = LabelLine.of("p".repeat(48), "x0123abcd", Integer.MAX_VALUE);

        assertThat(line.label(TablePath.of("d".repeat(64), "t".repeat(1024)), Long.MAX_VALUE))
                .matches("^[-A-Za-z0-9_]{1,128}$");
    }

    @ParameterizedTest
    @CsvSource({"a b, x0, 0", "p, 'a/b', 0", "p, x0123456789abcdef, 0", "p, x0, -1"})
    void refusesWhatCannotBePartOfALabel(String prefix, String origin, int subtask) {
        assertThatThrownBy(() -> LabelLine.of(prefix, origin, subtask))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
