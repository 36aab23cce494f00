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

package io.cdcpipelines.starrocks.cdc.sink;

import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.CUSTOMERS;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.ORDERS;
import static io.cdcpipelines.starrocks.cdc.sink.WriterHarness.create;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipelines.starrocks.cdc.FrameworkEvents;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.cdc.common.event.Event;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each test has a thread of its own, as each task has. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SchemaFlushAnnouncerTest {
    private final SchemaFlushAnnouncer announcer = new SchemaFlushAnnouncer();
    private final Downstream downstream = new Downstream();

    /** Notes for each event which tables it finds announced. */
    private static class Downstream implements Collector<Event> {
        final List<String> announced = new ArrayList<>();

        @Override
        public void collect(Event event) {
            SchemaFlushes flushes = SchemaFlushes.ofThisThread();
            assertThat(flushes.isAnnounced()).isTrue();
            announced.add(
                    flushes.changing()
                            .map(tables -> tables.test(ORDERS) + " " + tables.test(CUSTOMERS))
                            .orElse("none"));
        }

        @Override
        public void close() {}
    }

    @Test
    void announcesAFlushWhileItPassesItOn() throws Exception {
        announcer.processElement(create(ORDERS), null, downstream);
        announcer.processElement(FrameworkEvents.flush(ORDERS), null, downstream);
        announcer.processElement(create(ORDERS), null, downstream);

        assertThat(downstream.announced).hasSize(3);
        assertThat(downstream.announced.get(0)).isEqualTo("none");
        assertThat(downstream.announced.get(1)).startsWith("true");
        assertThat(downstream.announced.get(2)).isEqualTo("none");
    }

    @Test
    @Tag(FrameworkEvents.SINCE_3_3)
    void announcesTheTablesThatAFlushNames() throws Exception {
        announcer.processElement(FrameworkEvents.flush(ORDERS), null, downstream);

        assertThat(downstream.announced).containsExactly("true false");
    }

    @Test
    void announcesNothingAfterAFlushThatFailed() {
        Collector<Event> failing =
                new Downstream() {
                    @Override
                    public void collect(Event event) {
                        throw new IllegalStateException("load failed");
                    }
                };

        assertThatThrownBy(
                        () ->
                                announcer.processElement(
                                        FrameworkEvents.flush(ORDERS), null, failing))
                .hasMessage("load failed");
        assertThat(SchemaFlushes.ofThisThread().changing()).isEmpty();
    }

    @Test
    void reportsTheNewestCheckpointThatIsComplete() {
        assertThat(SchemaFlushes.ofThisThread().completedCheckpoint()).isZero();

        announcer.notifyCheckpointComplete(8);
        announcer.notifyCheckpointComplete(7);

        assertThat(SchemaFlushes.ofThisThread().completedCheckpoint()).isEqualTo(8);
    }
}
