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

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipelines.starrocks.emulator.fault.Fault;
import io.cdcpipelines.starrocks.emulator.fault.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.flink.cdc.common.event.CreateTableEvent;
import org.apache.flink.cdc.common.event.FlushEvent;
import org.apache.flink.cdc.common.event.TableId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row once, with each request failing in every way, once or until the job restarts. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExactlyOnceFailureTest extends ExactlyOnceContract {
    private static final AtomicLong CASES = new AtomicLong();
    private static final AtomicLong INJECTED = new AtomicLong();

    @AfterEach
    void count() {
        CASES.incrementAndGet();
        INJECTED.addAndGet(emulator.faults().injected());
    }

    @AfterAll
    static void report() {
        System.out.println(
                "Exactly once: " + CASES + " histories with " + INJECTED + " injected failures");
    }

    private static Stream<Arguments> failures() {
        List<Arguments> all = new ArrayList<>();
        for (Model model : Model.values()) {
            for (Operation operation :
                    List.of(
                            Operation.FE_REDIRECT,
                            Operation.BEGIN,
                            Operation.LOAD,
                            Operation.PREPARE,
                            Operation.COMMIT,
                            Operation.ROLLBACK,
                            Operation.GET_LOAD_STATE)) {
                for (Fault.Moment moment : Fault.Moment.values()) {
                    for (Fault fault :
                            List.of(
                                    new Fault.Drop(moment),
                                    new Fault.Reply(moment, 500, "<html>oops</html>"),
                                    new Fault.Reply(moment, 200, "{\"Status\":\"OK"))) {
                        for (int times : new int[] {1, 1000}) {
                            all.add(Arguments.of(model, operation, fault, times));
                        }
                    }
                }
            }
        }
        return all.stream();
    }

    /** A thousand failures in a row end the attempt; the next one meets none. */
    @ParameterizedTest
    @MethodSource("failures")
    void writesEveryRowOnceWhateverFails(Model model, Operation operation, Fault fault, int times)
            throws Exception {
        int last = 12;
        try (CheckpointedJob job = job("sink.retry.max-time", "1 s")) {
            job.start(1);
            job.change(new CreateTableEvent(model.id, model.schema()));
            int restarts = 0;
            int done = 0;
            write(job, model, 1, 2);
            // Something that has to be rolled back.
            job.beginCheckpoint(2);
            job.kill();
            boolean isAnnounced = false;
            int nthCall = operation == Operation.ROLLBACK ? 1 : 2;
            emulator.faults().add(operation, target -> true, nthCall, times, fault);
            while (done < last) {
                try {
                    if (!isAnnounced) {
                        job.start(1);
                        announce(job, model);
                        isAnnounced = true;
                    }
                    done = advance(job, model, done);
                } catch (Exception e) {
                    assertThat(++restarts).as("restarts").isLessThan(5);
                    job.kill();
                    emulator.faults().clear();
                    isAnnounced = false;
                    done = job.position();
                }
            }

            assertThat(rows(model)).isEqualTo(expected(last));
            assertThat(unfinished()).isEmpty();
            assertThat(emulator.faults().injected()).as("injected failures").isPositive();
        }
    }

    /** Three rows, two of them loaded before the checkpoint comes. */
    private static int advance(CheckpointedJob job, Model model, int done) throws Exception {
        write(job, model, done + 1, done + 2);
        job.processEverywhere(new FlushEvent(TableId.tableId("other")));
        write(job, model, done + 3, done + 3);
        job.checkpoint(done + 3);
        return done + 3;
    }
}
