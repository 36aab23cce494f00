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

package io.cdcpipelines.starrocks.emulator.client;

import io.cdcpipelines.starrocks.emulator.client.HistoryNetwork.Damage;
import io.cdcpipelines.starrocks.emulator.fault.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * What happens to a job, step by step, drawn from a seed. Immutable.
 *
 * @param seed of the changes that the source has, and of what the client draws
 */
record History(long seed, Semantic semantic, int parallelism, List<Step> steps) {
    private static final int MAX_STEPS = 24;
    private static final int MAX_PARALLELISM = 3;

    /** The guarantee that the job runs under, and how it loads. */
    enum Semantic {
        EXACTLY_ONCE,
        AT_LEAST_ONCE,
        AT_LEAST_ONCE_WITHOUT_TRANSACTIONS
    }

    /** How far a checkpoint gets. */
    enum End {
        COMMITTED,
        /** Complete, but nobody hears of it before the job fails. */
        COMPLETE,
        /** Some task did not make it, and the job goes on. */
        DECLINED,
        /** The job fails before it is complete. */
        LOST
    }

    /** How a job ends. */
    enum Stop {
        KILLED,
        CANCELLED
    }

    /** One thing that happens. */
    sealed interface Step {
        record Write(int changes) implements Step {}

        /** What comes before a schema change, of some other table. */
        record Flush() implements Step {}

        record Interval() implements Step {}

        record Checkpoint(End end) implements Step {}

        /** The job ends and goes on from its latest checkpoint. */
        record Restart(Stop stop) implements Step {}

        /** The job ends and is submitted again with another parallelism. */
        record Rescale(Stop stop, int parallelism) implements Step {}

        /** The job is submitted again from a checkpoint before the latest. */
        record GoBack(int checkpoints, int parallelism) implements Step {}

        record Damaged(Operation operation, Damage damage, int spared, int times) implements Step {}

        record NewLeader() implements Step {}

        record BackendRestart(int backend) implements Step {}
    }

    static History ofSeed(long seed) {
        Random random = new Random(seed);
        Semantic semantic =
                random.nextInt(3) > 0
                        ? Semantic.EXACTLY_ONCE
                        : Semantic.values()[random.nextInt(Semantic.values().length)];
        int parallelism = 1 + random.nextInt(MAX_PARALLELISM);
        List<Step> steps = new ArrayList<>();
        int count = 4 + random.nextInt(MAX_STEPS - 4);
        for (int i = 0; i < count; i++) {
            steps.add(step(random));
        }
        return new History(seed, semantic, parallelism, List.copyOf(steps));
    }

    private static Step step(Random random) {
        int kind = random.nextInt(100);
        if (kind < 32) {
            return new Step.Write(1 + random.nextInt(5));
        }
        if (kind < 44) {
            return new Step.Flush();
        }
        if (kind < 47) {
            return new Step.Interval();
        }
        if (kind < 65) {
            return new Step.Checkpoint(any(random, End.values()));
        }
        if (kind < 71) {
            return new Step.Restart(any(random, Stop.values()));
        }
        if (kind < 76) {
            return new Step.Rescale(any(random, Stop.values()), parallelism(random));
        }
        if (kind < 78) {
            return new Step.GoBack(1 + random.nextInt(2), parallelism(random));
        }
        if (kind < 96) {
            return new Step.Damaged(
                    any(random, DAMAGED),
                    any(random, Damage.values()),
                    random.nextInt(4),
                    random.nextInt(3) == 0 ? 6 : 1 + random.nextInt(2));
        }
        return kind < 98 ? new Step.NewLeader() : new Step.BackendRestart(random.nextInt(2));
    }

    private static final Operation[] DAMAGED = {
        Operation.STREAM_LOAD,
        Operation.BEGIN,
        Operation.LOAD,
        Operation.LOAD,
        Operation.PREPARE,
        Operation.COMMIT,
        Operation.ROLLBACK,
        Operation.GET_LOAD_STATE,
        Operation.CANCEL
    };

    private static int parallelism(Random random) {
        return 1 + random.nextInt(MAX_PARALLELISM);
    }

    @SafeVarargs
    private static <T> T any(Random random, T... choice) {
        return choice[random.nextInt(choice.length)];
    }

    History with(List<Step> newSteps) {
        return new History(seed, semantic, parallelism, List.copyOf(newSteps));
    }

    /** All changes that are written if nothing comes again. */
    int changes() {
        return steps.stream()
                .mapToInt(step -> step instanceof Step.Write write ? write.changes() : 0)
                .sum();
    }

    @Override
    public String toString() {
        return "seed "
                + seed
                + ", "
                + semantic
                + ", parallelism "
                + parallelism
                + steps.stream().map(step -> "\n    " + step).collect(Collectors.joining());
    }
}
