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
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.sql.SQLException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Random histories of ten tables, with processes killed on the way, end with what each behavior of
 * Flink CDC promises. Other histories than those of this build: {@code -Dhistory.seed=4711}, and
 * more of them from there on: {@code -Dhistory.rounds=5}.
 */
@ExtendWith(SharedServers.class)
class SchemaHistoryIT {

    private static final long FIRST_SEED = Long.getLong("history.seed", 1);
    private static final int ROUNDS = Integer.getInteger("history.rounds", 1);

    private final Servers servers;

    SchemaHistoryIT(Servers servers) {
        this.servers = servers;
    }

    @TestFactory
    Stream<DynamicTest> endAsEachBehaviorPromises() {
        int seeds = HistoryRound.seeds();
        return LongStream.range(0, ROUNDS)
                .map(round -> FIRST_SEED + round * seeds)
                .mapToObj(
                        seed ->
                                dynamicTest(
                                        "seeds " + seed + " to " + (seed + seeds - 1),
                                        () -> liveThrough(seed)));
    }

    private void liveThrough(long seed) throws SQLException {
        try (HistoryRound round = new HistoryRound(servers, seed)) {
            assertThat(round.toItsEnd())
                    .as("again: mvn verify -Dit.test=SchemaHistoryIT -Dhistory.seed=" + seed)
                    .isEmpty();
            System.out.println("Histories of schema changes: " + round);
        }
    }
}
